#!/usr/bin/env python3
"""Golden letters: what `polc explain` writes about the claims of claims.jsonl, held byte for byte to the files of this folder.

    letters_test.py POLC POLICY [--rewrite]     the difference is read aloud before it is committed
"""
import difflib
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

# name: claim, language; of another wording than POLICY the name of its files here. The ending is the form.
LETTERS = {
    "paid.en.txt": ("C-5", "en"),
    "paid.vi.txt": ("C-5", "vi"),
    "waterfall_and_other_insurance.en.txt": ("C-9", "en"),
    "waterfall_and_other_insurance.vi.txt": ("C-9", "vi"),
    "top_up_note_b.en.txt": ("C-7", "en"),
    "top_up_note_b.vi.html": ("C-7", "vi"),
    "cap_bites.en.txt": ("C-13", "en"),
    "cap_bites.vi.txt": ("C-13", "vi"),
    "several_grounds.en.txt": ("C-2", "en"),
    "several_grounds.vi.txt": ("C-2", "vi"),
    "exclusion.en.txt": ("X-2", "en"),
    "exclusion.vi.txt": ("X-2", "vi"),
    "missing_facts_and_papers.en.txt": ("X-1", "en"),
    "missing_facts_and_papers.vi.txt": ("X-1", "vi"),
    "missing_case.vi.txt": ("C-28", "vi"),
    "period_runs.vi.txt": ("C-6", "vi"),
    "referred.en.txt": ("C-16", "en"),
    "referred.vi.txt": ("C-16", "vi"),
    "share_refused.vi.txt": ("C-17", "vi"),
    "several_disabilities.en.html": ("C-24", "en"),
    "several_disabilities.vi.txt": ("C-24", "vi"),
    "death_after_disability.vi.txt": ("C-25", "vi"),
    "cancellation.en.txt": ("C-12", "en"),
    "cancellation.vi.txt": ("C-12", "vi"),
    "settlement.en.txt": ("C-30", "en"),
    "settlement.vi.txt": ("C-30", "vi"),
    "rows.en.txt": ("L-1", "en", "rows"),
    "rows.vi.txt": ("L-1", "vi", "rows"),
    "rows.en.html": ("L-1", "en", "rows"),
    "hostile_ids.en.html": ("<script>alert('1')</script>&\u202e\u0007", "en"),
}


def letter(polc, policy, name):
    claim, language, *other = LETTERS[name]
    wording = HERE / f"{other[0]}.pol" if other else policy
    claims = HERE / f"{other[0] if other else 'claims'}.jsonl"
    form = "html" if name.endswith(".html") else "text"
    done = subprocess.run([polc, "explain", wording, "--claims", claims, "--claim", claim, "--lang", language, "--format", form],
                          capture_output=True, timeout=120, check=False)
    if done.returncode != 0:
        return f"exit {done.returncode}\n{done.stderr.decode(errors='replace')}"
    return done.stdout.decode()


def main():
    polc, policy = sys.argv[1:3]
    rewrite = "--rewrite" in sys.argv
    failed = False
    for name in LETTERS:
        text, path = letter(polc, policy, name), HERE / name
        if rewrite:
            path.write_text(text, encoding="utf-8")
        known = path.read_text(encoding="utf-8") if path.exists() else ""
        if text != known:
            failed = True
            sys.stdout.writelines(difflib.unified_diff(known.splitlines(True), text.splitlines(True), name, "written"))
    strays = [path.name for path in HERE.iterdir() if path.suffix in (".txt", ".html") and path.name != "CMakeLists.txt" and path.name not in LETTERS]
    for stray in strays:
        print(f"{stray}: no such letter is tested")
    sys.exit(1 if failed or strays else 0)


if __name__ == "__main__":
    main()
