# SPDX-License-Identifier: BSD-2-Clause
"""The pages in Japanese as they are shown: whole lines, no blank inside a sentence, the punctuation and words of
doc/conventions.md, and a name that man-db finds. Whether they say what the English ones say: tests/manual/in_step.py."""
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import unittest

from formats import SOURCE

sys.path.insert(0, str(SOURCE / "tests/style"))
from japanese import JAPANESE, KANA_OR_KANJI  # noqa: E402

PAGES = sorted((SOURCE / "doc/man/ja").glob("*.[1-9]"))
# As man-db does for a page in a folder of Japanese ones.
GROFF = ["groff", "-K", "utf8", "-T", "utf8", "-m", "ja", "-mdoc", "-ww"]
MANDOC = ["mandoc", "-T", "utf8"]
LINT = ["mandoc", "-T", "lint", "-W", "warning"]
TERMINAL = 80
# mandoc knows sections by these.
ENGLISH = {"名前": "NAME", "書式": "SYNOPSIS", "説明": "DESCRIPTION", "環境変数": "ENVIRONMENT", "ファイル": "FILES",
           "終了ステータス": "EXIT STATUS", "例": "EXAMPLES", "診断メッセージ": "DIAGNOSTICS", "関連項目": "SEE ALSO"}
KNOWN = re.compile(r'WARNING: (first section is not "NAME": Sh|description line outside NAME section: Nd)')
# What stands word for word, or has no place to break.
AS_IT_IS = re.compile(r"https://|^ +\$ |^ +zairyu |^ +\d{4}-\d\d-\d\dT")
# Not at the beginning of a line; not at its end.
NOT_FIRST, NOT_LAST = "、。）」』ーっゃゅょッャュョ々", "（「『"
# What was to be a command of the page, and a word that was divided.
LEFT_OVER = re.compile(r"\ufffd|\u2010|\\\[|\\\*|-[、。]|(?<!\w)(?:N[os]|P[fq]|Fl|\.J)(?!\w)")


def columns(line):
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line)


def needs(command):
    return unittest.skipUnless(shutil.which(command), f"{command} is not installed")


def run(*command, **more):
    env = os.environ | {"LC_ALL": "C.UTF-8"}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=env, check=False, **more)


class Japanese(unittest.TestCase):
    def shown(self, path, *command):
        done = run(*command, path)
        self.assertEqual((done.returncode, done.stderr), (0, ""), path.name)
        return re.sub(r".\x08|\x1b\[[0-9;]*m", "", done.stdout).split("\n")

    def check_lines(self, path, lines):
        """None garbled, none too long, and no entry without words."""
        self.assertTrue(any("在留カード" in line for line in lines) or path.name != "zairyu.1")
        for line, following in zip(lines, [*lines[1:], ""]):
            self.assertIsNone(LEFT_OVER.search(line), f"{path.name}: {line}")
            self.assertTrue(columns(line) <= TERMINAL or AS_IT_IS.search(line), f"{path.name}, {columns(line)} columns: {line}")
            if re.match(r" {5}-", line) and not re.search(KANA_OR_KANJI, line):
                self.assertRegex(following, r"^ {6,}\S", f"{path.name}: nothing is said of {line}")

    def test_they_are_there(self):
        self.assertEqual({path.name for path in PAGES}, {"zairyu.1", "zairyu.conf.5", "zairyu-kiosk.1", "kiosk.conf.5"})

    @needs("groff")
    def test_groff(self):
        for path in PAGES:
            lines = self.shown(path, *GROFF, f"-rLL={TERMINAL - 2}n")
            self.check_lines(path, lines)
            self.assertIn(path.stem.upper(), lines[0])
            for line in map(str.strip, lines):
                self.assertFalse(line[:1] and line[0] in NOT_FIRST, f"{path.name}: begins with {line}")
                self.assertFalse(line[-1:] and line[-1] in NOT_LAST, f"{path.name}: ends with {line}")

    @needs("groff")
    def test_windows_of_any_width(self):
        """A sentence that groff finds no place to break in would be longer than most windows."""
        for path in PAGES:
            for width in (66, 72, 98, 118, 138):
                for line in self.shown(path, *GROFF, f"-rLL={width}n"):
                    self.assertIsNone(LEFT_OVER.search(line), f"{path.name}: {line}")
                    self.assertTrue(columns(line) <= max(width, TERMINAL) or AS_IT_IS.search(line), f"{path.name}, of {width}: {line}")

    @needs("mandoc")
    def test_mandoc(self):
        for path in PAGES:
            self.check_lines(path, self.shown(path, *MANDOC, "-O", f"width={TERMINAL}"))

    @needs("mandoc")
    def test_lint(self):
        """It takes offence at a first section that is not called NAME. With the English titles it must be content."""
        for path in PAGES:
            for line in run(*LINT, path).stdout.splitlines():
                self.assertRegex(line, KNOWN)
            text = re.sub(r"^\.Sh (.+)$", lambda m: f".Sh {ENGLISH[m[1]]}", path.read_text(encoding="utf-8"), flags=re.M)
            done = run(*LINT, input=text)
            self.assertEqual(done.stdout + done.stderr, "", path.name)

    @needs("groff")
    def test_words(self):
        """In lines without end. What is set apart by columns is not a sentence; a page's section is not a remark."""
        for path in PAGES:
            for line in self.shown(path, *GROFF, "-rLL=4000n"):
                for text in re.split(r" {2,}", re.sub(r"(?<=\w)\(\d?\)", "", line.strip())):
                    for wrong, _, right in JAPANESE:
                        self.assertIsNone(re.search(wrong, text), f"{path.name}: {text}: {right}")

    @needs("lexgrog")
    def test_name_is_found(self):
        for path in PAGES:
            what = re.search(r"^\.Nd (.+)$", path.read_text(encoding="utf-8"), flags=re.M)[1]
            self.assertEqual(run("lexgrog", path).stdout, f'{path}: "{path.stem} - {what}"\n')


if __name__ == "__main__":
    unittest.main()
