"""What Int256 calculates, against Python's whole numbers: int256_test.py INT256_LINES"""
import random
import subprocess
import sys
import unittest

LEAST, MOST = -(1 << 255), (1 << 255) - 1


def fitting(number):
    return number if number is not None and LEAST <= number <= MOST else None


def rounded(a, b, mode):
    if b == 0:
        return None
    whole, rest = divmod(abs(a), abs(b))
    away = {"half_up": 2 * rest >= abs(b),
            "half_even": 2 * rest > abs(b) or (2 * rest == abs(b) and whole % 2 == 1),
            "up": rest > 0,
            "down": False}[mode]
    return (whole + away) * (-1 if (a < 0) != (b < 0) else 1)


def expected(a, b):
    tests = [a < b, a == b, a > b, -(1 << 63) <= a < 1 << 63, -(1 << 127) <= a < 1 << 127]
    numbers = [a if tests[3] else None, a + b, a - b, a * b] + [rounded(a, b, mode) for mode in ("half_up", "half_even", "up", "down")]
    shown = ["none" if fitting(number) is None else str(number) for number in numbers]
    return " ".join([str(a), "".join("1" if test else "0" for test in tests)] + shown)


def words(number):
    unsigned = number % (1 << 256)
    return " ".join(f"{unsigned >> 64 * k & 0xffffffffffffffff:x}" for k in range(4))


def some_pairs():
    ends = sorted({sign * (1 << power) + step for power in (0, 1, 31, 63, 64, 126, 127, 128, 191, 192, 254, 255) for sign in (-1, 1)
                   for step in (-1, 0, 1)} | {0, 10**27, 10**42})
    pairs = [(a, b) for a in ends for b in ends if fitting(a) is not None and fitting(b) is not None]
    chance = random.Random(256)
    number = lambda: chance.getrandbits(chance.choice((8, 64, 65, 127, 128, 129, 200, 255))) * chance.choice((-1, 1))
    for _ in range(8000):
        a, b = number(), number()
        pairs.append((a, b))
        quotient = chance.getrandbits(chance.randrange(1, 120))
        exact = abs(b) * quotient
        for near in (exact, exact - 1, exact + 1, exact + abs(b) // 2):  # whole, beside whole, and halves
            if near <= MOST:
                pairs.append((near * chance.choice((-1, 1)), b))
    return pairs


class Arithmetic(unittest.TestCase):
    def test_every_operation_is_exact_or_says_that_it_does_not_fit(self):
        pairs = some_pairs()
        lines = "".join(f"{words(a)} {words(b)}\n" for a, b in pairs)
        done = subprocess.run([PROGRAM], input=lines, capture_output=True, text=True, check=True, timeout=120)
        given = done.stdout.splitlines()
        self.assertEqual(len(given), len(pairs))
        wrong = [(a, b, line, expected(a, b)) for (a, b), line in zip(pairs, given) if line != expected(a, b)]
        self.assertEqual(wrong[:3], [])
        self.assertGreater(sum("none" in line for line in given), 1000)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop()
    unittest.main()
