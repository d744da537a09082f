#!/usr/bin/env bash
# golden_runner_test.sh RUNNER POLC GOLDEN_FOLDER: breaks golden files in a temporary copy and sees the runner refuse them, first with a polc
# made of a few lines of shell, whose every answer is known, then with the real one and the real files.
set -euo pipefail
runner=$1 polc=$2 goldens=$3

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# expect STATUS TEXT COMMAND...: the command ends with STATUS and says TEXT.
expect() {
  local status=$1 text=$2 said got=0
  shift 2
  said=$("$@" 2>&1) || got=$?
  if [[ $got != "$status" || $said != *"$text"* ]]; then
    echo "FAILED: ${*#"$work/"}: expected $status and '$text', got $got and:" "$said"
    failures=$((failures + 1))
  fi
}

# A golden file at golden/$1 with the text of standard input.
golden() {
  mkdir -p "$(dirname "$work/golden/$1")"
  cat > "$work/golden/$1"
}

fake=$work/fake_polc
cat > "$fake" <<'FAKE'
#!/bin/sh
file=$2
[ "$1" = dump ] && echo "stage $4 of $file"
grep -q sleep "$file" && sleep 60
grep -q crash "$file" && kill -SEGV $$
grep -q bug "$file" && exit 4
case "$*" in *--extra*) echo "extra" ;; esac
if [ "$1" = run ]; then
  [ -f history.jsonl ] && cat history.jsonl
  sed 's/$/ "policy": {"name": "p", "hash": "'$$'", "build": "b'$$'"}}/' claims.jsonl
  grep -q differ "$file" && echo "$6"
  grep -q invalid "$file" && exit 3
fi
grep -n wrong "$file" >&2 && exit 1
exit 0
FAKE
chmod +x "$fake"
run() { "$runner" "$fake" "$@"; }

golden check/a/good.pol <<< $'policy p\n//// expect'
golden check/a/fail_bad.pol <<< $'policy p\nwrong\n//// expect\n2:wrong'
golden parse/a/tree.pol <<< $'// polc: --extra 1\npolicy p\n//// expect\nstage ast of tree.pol\nextra'
golden run/a/pays.pol <<'END'
policy p
//// claims
{"hash": "stays",
//// history
{"earlier": 1}
//// expect
{"earlier": 1}
{"hash": "stays", "policy": {"name": "p", "hash": "...", "build": "..."}}
END
sed 's/policy p/policy p invalid/' "$work/golden/run/a/pays.pol" > "$work/golden/run/a/invalid_record.pol"
golden check/a/fail_long.pol <<< $'policy p\n//// repeated 3\nwrong\n//// expect\n2:wrong\n3:wrong\n4:wrong'
expect 0 "6 as expected, 0 not" run "$work/golden"

# Each of these is wrong in one way.
broken() {
  local name=$1 text=$2
  golden "$name"
  expect 1 "$text" run "$work/golden/$name"
  rm "$work/golden/$name"
}
broken check/b/fail_other.pol "- 3:wrong" <<< $'policy p\nwrong\n//// expect\n3:wrong'
broken check/b/fail_more.pol "+ 2:wrong" <<< $'policy p\nwrong\n//// expect'
broken check/b/fail_line.pol "- more" <<< $'policy p\nwrong\n//// expect\n2:wrong\nmore'
broken check/b/unnamed.pol "has an error but is not named fail_" <<< $'policy p\nwrong\n//// expect\n2:wrong'
broken check/b/fail_nothing.pol "is named fail_ but has no error" <<< $'policy p\n//// expect'
broken check/b/silent.pol "has no section \`//// expect\`" <<< 'policy p'
broken check/b/last.pol "has a section after" <<< $'policy p\n//// expect\n//// claims'
broken check/b/strange.pol "has an unknown section: claim" <<< $'policy p\n//// claim\n//// expect'
broken check/b/never.pol "does not say how often: repeated" <<< $'policy p\n//// repeated x\nmore\n//// expect'
broken check/b/bug.pol "polc ended with 4" <<< $'bug\n//// expect'
broken check/b/fail_bug.pol "polc ended with 4" <<< $'bug\n//// expect'
broken check/b/fail_crash.pol "ended by a signal" <<< $'crash\n//// expect'
broken sing/b/song.pol "does not know: sing" <<< $'policy p\n//// expect'
broken check/shallow.pol "is not at golden/<stage>/<feature>" <<< $'policy p\n//// expect'
broken run/b/none.pol "has no section \`//// claims\`" <<< $'policy p\n//// expect'
broken run/b/engines.pol "the engines differ" <<< $'differ\n//// claims\n//// expect\nnative'
golden check/b/slow.pol <<< $'sleep\n//// expect'
expect 1 "still running after 1000 ms" run --limit 1 "$work/golden/check/b/slow.pol"
rm "$work/golden/check/b/slow.pol"
expect 2 "usage" run
expect 1 "cannot be read" run "$work/golden/check/a/absent.pol"
expect 1 "cannot start" "$runner" "$work/absent" "$work/golden/check/a/good.pol"

# Rewriting makes the expectation true, keeps the rest, and does it once; it does not excuse a name.
before='policy p
wrong
//// expect
'
golden check/c/fail_moved.pol <<< "${before}9:wrong"
expect 0 "rewritten" run --rewrite "$work/golden/check/c"
[[ $(cat "$work/golden/check/c/fail_moved.pol") == "${before}2:wrong" ]] || { echo "FAILED: rewriting wrote something else"; failures=$((failures + 1)); }
expect 0 "1 as expected" run --rewrite "$work/golden/check/c"
expect 0 "1 as expected" run "$work/golden/check/c"
golden check/c/moved.pol <<< "${before}9:wrong"
expect 1 "not named fail_" run --rewrite "$work/golden/check/c/moved.pol"
[[ $(cat "$work/golden/check/c/moved.pol") == "${before}9:wrong" ]] || { echo "FAILED: a refused file was rewritten"; failures=$((failures + 1)); }

# The real files: one that has errors, one that has none, broken and renamed.
bad=$(find "$goldens/check" -name 'fail_*.pol' 2> /dev/null | sort | head -n 1 || true)
good=$(find "$goldens/parse" "$goldens/model" "$goldens/run" -name '[!f]*.pol' 2> /dev/null | sort | head -n 1 || true)
if [[ -z $bad || -z $good ]]; then
  echo "FAILED: no real golden files to break under tests/golden"
  exit 1
fi
copy() {
  copied=$work/real/golden/$(basename "$(dirname "$(dirname "$1")")")/x/${2:-$(basename "$1")}
  mkdir -p "$(dirname "$copied")"
  cp "$1" "$copied"
}
for file in "$bad" "$good"; do
  copy "$file"
  expect 0 "1 as expected" "$runner" "$polc" "$copied"
  echo "one line too many" >> "$copied"
  expect 1 "- one line too many" "$runner" "$polc" "$copied"
done
copy "$bad" "$(basename "$bad" | sed 's/^fail_//')"
expect 1 "not named fail_" "$runner" "$polc" "$copied"
copy "$good" "fail_$(basename "$good")"
expect 1 "is named fail_ but has no error" "$runner" "$polc" "$copied"

if ((failures > 0)); then
  echo "$failures failed"
  exit 1
fi
echo "the golden runner refuses what it should"
