#!/usr/bin/env python3
"""Whatever is split adds up: random amounts, weights, shares and caps, decided by polc and by big integers here.

split_test.py POLC
"""
import json
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

WORDING = """
policy shares en "Shares" {
  edition  "1"
  currency EUR
}
question claim {
  id     : text key
  amount : EUR
  share  : decimal 0 to 1 with 9 decimals
  each   : list of record at most 40 items {
    id     : text key
    weight : EUR
    part   : decimal 0 to 1 with 9 decimals
    cap    : EUR
    counts : bool
  }
}
split rata of claim.amount among e in claim.each where e.counts pro rata to e.weight otherwise equally
split rest of claim.amount among e in claim.each where e.counts pro rata to e.weight otherwise nothing
split part of claim.amount among e in claim.each by e.part otherwise nothing
split even of claim.amount among e in claim.each where e.counts equally with at most e.cap each
split both of claim.amount among first_one by claim.share, second_one the rest
split three of claim.amount among a by 33.3%, b by 33.3%, c by 33.4%
answer claim "1" {
  outcome parts : list of record { rata, rest, part, even : EUR } =
    list of { rata rata(e)  rest rest(e)  part part(e)  even even(e) } for e in claim.each
  outcome one = both.first_one
  outcome two = both.second_one
  outcome a = three.a
  outcome b = three.b
  outcome c = three.c
}
"""


def largest_remainder(amount, weights):
    total = sum(weights)
    if total == 0:
        return [0] * len(weights)
    quotas = [Fraction(amount * weight, total) for weight in weights]
    parts = [int(quota) for quota in quotas]
    order = sorted(range(len(weights)), key=lambda k: (-(quotas[k] - parts[k]), k))
    for k in order[: amount - sum(parts)]:
        parts[k] += 1
    return parts


def equally(amount, caps):
    """One unit at a time would do; this goes as far as it can before the units."""
    parts = [0] * len(caps)
    left = amount
    while left > 0:
        able = [k for k, cap in enumerate(caps) if cap is not None and parts[k] < cap]
        if not able:
            break
        step = min(min(caps[k] - parts[k] for k in able), left // len(able))
        if step == 0:
            for k in able[:left]:
                parts[k] += 1
            break
        for k in able:
            parts[k] += step
        left -= step * len(able)
    return parts


def some_amount(chance):
    kind = chance.randrange(5)
    if kind == 0:
        return chance.choice([0, 1, 2, 100, 10**15 - 1])
    if kind == 1:
        return chance.randrange(10)
    return chance.randrange(10 ** chance.randrange(1, 16))


def some_shares(chance, count):
    if count == 0 or chance.randrange(4) == 0:
        return [chance.randrange(10**9 + 1) for _ in range(count)]
    cuts = sorted(chance.randrange(10**9 + 1) for _ in range(count - 1))
    return [b - a for a, b in zip([0] + cuts, cuts + [10**9])]


def money(cents):
    return f"{cents // 100}.{cents % 100:02d}"


def nano(share):
    return f"{share // 10**9}.{share % 10**9:09d}"


def record(chance, number):
    count = chance.choice([0, 1, 1, 2, 3, 3, 5, 8, 40])
    shares = some_shares(chance, count)
    same = chance.randrange(3) == 0
    weight = some_amount(chance)
    return {
        "id": str(number),
        "amount": some_amount(chance),
        "share": chance.choice([0, 10**9, chance.randrange(10**9 + 1)]),
        "each": [
            {"weight": weight if same else some_amount(chance), "part": share, "cap": some_amount(chance), "counts": chance.randrange(5) > 0}
            for share in shares
        ],
    }


def expected(claim):
    amount, each = claim["amount"], claim["each"]
    weights = [e["weight"] if e["counts"] else 0 for e in each]
    shares = [e["part"] for e in each]
    rest = largest_remainder(amount, weights)
    rata = rest if sum(weights) else largest_remainder(amount, [1 if e["counts"] else 0 for e in each])
    part = largest_remainder(amount, shares) if sum(shares) == 10**9 else [0] * len(each)
    even = equally(amount, [e["cap"] if e["counts"] else None for e in each])
    if any(e["counts"] for e in each):
        assert sum(rata) == amount
    if sum(shares) == 10**9:
        assert sum(part) == amount
    outputs = {"parts": [dict(zip(("rata", "rest", "part", "even"), map(money, row))) for row in zip(rata, rest, part, even)]}
    one, two = largest_remainder(amount, [claim["share"], 10**9 - claim["share"]])
    a, b, c = largest_remainder(amount, [333, 333, 334])
    assert one + two == amount == a + b + c
    for name, value in (("one", one), ("two", two), ("a", a), ("b", b), ("c", c)):
        outputs[name] = money(value)
    return outputs


def as_json(claim):
    each = [
        {"id": str(k), "weight": money(e["weight"]), "part": nano(e["part"]), "cap": money(e["cap"]), "counts": e["counts"]}
        for k, e in enumerate(claim["each"])
    ]
    return json.dumps({"claim": {"id": claim["id"], "amount": money(claim["amount"]), "share": nano(claim["share"]), "each": each}})


def main():
    polc = sys.argv[1]
    chance = random.Random(20260101)
    claims = [record(chance, number) for number in range(400)]
    with tempfile.TemporaryDirectory() as folder:
        wording, lines = f"{folder}/shares.pol", f"{folder}/claims.jsonl"
        with open(wording, "w", encoding="utf-8") as file:
            file.write(WORDING)
        with open(lines, "w", encoding="utf-8") as file:
            file.writelines(as_json(claim) + "\n" for claim in claims)
        run = subprocess.run([polc, "run", wording, "--claims", lines], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    decisions = [json.loads(line, parse_float=str, parse_int=str) for line in run.stdout.splitlines()]
    assert len(decisions) == len(claims)
    for claim, decision in zip(claims, decisions):
        if decision["status"] != "decided" or decision["outputs"] != expected(claim):
            sys.exit(f"{as_json(claim)}\nexpected {expected(claim)}\ngot      {decision['status']} {decision['outputs']}")
    print(f"{len(claims)} splits agree")


if __name__ == "__main__":
    main()
