# SPDX-License-Identifier: BSD-2-Clause
"""What embed_texts.py takes, what it refuses, and that it says where and why."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

FLOW = pathlib.Path(os.environ["ZAIRYU_SOURCE"]) / "examples/kiosk/flow"
sys.path.insert(0, str(FLOW))
import embed_texts  # noqa: E402

HEAD = "# A head\nlanguage ja reviewed 日本語\nlanguage en unreviewed English\n\n"
GOOD = HEAD + "# A group\n\n[next]\nja: 次に進む\nen: Move forward\n\n[a-2]\nja: {1}歳\\n以上\nen: {1}\\nor \"over\"??/\n\n[url]\nall: https://example.org/a\n"


def run(table, *more):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "table.txt"
        path.write_bytes(table if isinstance(table, bytes) else table.encode("utf-8"))
        done = subprocess.run([sys.executable, FLOW / "embed_texts.py", path, *more], capture_output=True, text=True, check=False)
        return done.returncode, done.stderr.replace(str(path), "table")


# A table, and the line and the words of its refusal.
BAD = {
    "not UTF-8": (GOOD.encode() + b"\xff\n", 0, "utf-8"),
    "no end": (GOOD[:-1], 0, "the last line has no end"),
    "empty": ("", 1, "there is no text"),
    "no text": (HEAD, 5, "there is no text"),
    "byte-order mark": ("\ufeff" + GOOD, 1, "U+FEFF"),
    "carriage return": (GOOD.replace("進む\n", "進む\r\n"), 8, "U+000D"),
    "tab": (GOOD.replace("Move forward", "Move\tforward"), 9, "U+0009"),
    "no character": (GOOD.replace("Move", "\u200bMove"), 9, "U+200B"),
    "decomposed": (GOOD.replace("Move", "Mo\u0301ve"), 9, "NFC"),
    "space at the end": (GOOD.replace("forward", "forward "), 9, "a space at its end"),
    "two spaces": (GOOD.replace("Move forward", "Move  forward"), 9, "two in a row"),
    "language unknown": (GOOD.replace("en: Move", "de: Los\nen: Move"), 9, "[next] is in de, which is not a language"),
    "language missing": (GOOD.replace("en: Move forward\n", ""), 9, "[next] is not in en"),
    "last language missing": (GOOD + "\n[z]\nja: 次\n", 20, "[z] is not in en"),
    "language twice": (GOOD.replace("en: Move", "ja: 次\nen: Move"), 9, "[next] has ja twice"),
    "languages out of order": (GOOD.replace("ja: 次に進む\nen: Move forward", "en: Move forward\nja: 次に進む"), 10, "in their order"),
    "all and one": (GOOD + "ja: 次\n", 17, "[url] has ja twice"),
    "one and all": (GOOD.replace("en: Move", "all: Move"), 9, "[next] has all twice"),
    "pseudo by hand": (GOOD.replace("en: Move", "qps: Move\nen: Move"), 9, "[next] is in qps"),
    "name twice": (GOOD + "\n[next]\nja: 次\nen: Next\n", 18, "[next] is there twice"),
    "name malformed": (GOOD.replace("[next]", "[Next]"), 7, "neither a language"),
    "name with a hyphen at its end": (GOOD.replace("[next]", "[next-]"), 7, "neither a language"),
    "no name": (GOOD.replace("[next]\n", ""), 7, "neither a language"),
    "name without texts": (GOOD.replace("ja: 次に進む\nen: Move forward\n", ""), 8, "[next] is not in ja, en"),
    "no blank line": (GOOD.replace("forward\n\n", "forward\n"), 10, "no blank line before [a-2]"),
    "comment inside": (GOOD.replace("en: Move", "# why\nen: Move"), 9, "a comment inside [next]"),
    "text without space": (GOOD.replace("en: Move", "en:Move"), 9, "neither a language"),
    "empty text": (GOOD.replace("Move forward", ""), 9, "a space at its end"),
    "other escape": (GOOD.replace("Move forward", "Move\\tforward"), 9, "an escape other than"),
    "lonely backslash": (GOOD.replace("Move forward", "Move\\"), 9, "an escape other than"),
    "line break at the end": (GOOD.replace("Move forward", "Move\\n"), 9, "an empty line"),
    "space beside a line break": (GOOD.replace("Move forward", "Move \\nforward"), 9, "a space beside"),
    "other placeholder": (GOOD.replace("{1}歳", "{2}歳"), 12, "[a-2] in ja has a brace"),
    "brace": (GOOD.replace("Move", "{Move"), 9, "[next] in en has a brace"),
    "placeholder lost": (GOOD.replace("{1}歳", "歳"), 14, "[a-2] has {1} in en and not in ja"),
    "placeholder only elsewhere": (GOOD.replace("次に進む", "{1}に進む"), 10, "or the other way round"),
    "tag twice": (GOOD.replace("language en", "language ja reviewed x\nlanguage en"), 3, "ja is there twice"),
    "endonym twice": (GOOD.replace("language en", "language eo reviewed 日本語\nlanguage en"), 3, "eo is there twice"),
    "pseudo listed": (GOOD.replace("language en", "language qps reviewed x\nlanguage en"), 3, "may be called qps"),
    "all listed": (GOOD.replace("language en", "language all reviewed x\nlanguage en"), 3, "may be called all"),
    "no review": (GOOD.replace("unreviewed English", "maybe English"), 3, "neither a language"),
    "no endonym": (GOOD.replace("unreviewed English", "unreviewed"), 3, "neither a language"),
    "no English": (GOOD.replace("language en unreviewed English\n", ""), 6, "the language en is not there"),
    "language behind a text": (GOOD + "\nlanguage fr reviewed français\n", 18, "fr stands behind the first text"),
}


class Refusals(unittest.TestCase):
    def test_good(self):
        self.assertEqual(run(GOOD), (0, ""))

    def test_joiner_in_devanagari(self):
        self.assertEqual(run(GOOD.replace("Move forward", "सर्\u200dयो")), (0, ""))

    def test_bad(self):
        for name, (table, line, words) in BAD.items():
            with self.subTest(name):
                self.assertNotIn(table, (GOOD, GOOD.encode()))
                code, said = run(table)
                self.assertEqual(code, 1)
                self.assertTrue(said.startswith(f"table:{line}: "), said)
                self.assertIn(words, said)
                self.assertEqual(said.count("\n"), 1, said)

    def test_nothing_is_written_of_a_bad_table(self):
        with tempfile.TemporaryDirectory() as folder:
            target = pathlib.Path(folder) / "out.c"
            self.assertEqual(run(GOOD[:-1], target)[0], 1)
            self.assertFalse(target.exists())


class Made(unittest.TestCase):
    def test_c(self):
        with tempfile.TemporaryDirectory() as folder:
            target = pathlib.Path(folder) / "out.c"
            self.assertEqual(run(GOOD, target), (0, ""))
            made = target.read_text(encoding="utf-8")
        self.assertEqual(re.findall(r'^\t\{ "([a-z0-9-]+)", \(', made, re.M), ["a-2", "next", "url"])
        self.assertIn('{ "ja", "日本語", true },\n\t{ "en", "English", false },', made)
        self.assertIn('"{1}歳\\n以上",\n\t\t"{1}\\nor \\"over\\"?\\?/",\n\t\t"[{1}\\nóór \\"óóvéér\\"?\\?/', made)
        self.assertIn('"https://example.org/a",\n', made)
        self.assertEqual(made.count('"https://example.org/a"'), 3)
        self.assertIn("text_fallback = 1;", made)


class Pseudo(unittest.TestCase):
    def test_keeps_what_is_filled_in(self):
        self.assertRegex(embed_texts.pseudo("In {1} or {1}:\nhttps://example.org/a go"),
                         r"^\[ÍÍn \{1\} óór \{1\}:\nhttps://example\.org/a góó~*\]$")
        self.assertEqual(embed_texts.pseudo("https://example.org/a"), "https://example.org/a")

    def test_is_longer_accented_and_bracketed(self):
        for texts in embed_texts.read(FLOW / "texts.txt").texts.values():
            text = texts["en"]
            made = embed_texts.pseudo(text)
            if text.startswith("https://"):
                continue
            with self.subTest(text):
                self.assertEqual((made[0], made[-1]), ("[", "]"))
                self.assertFalse(set(made.replace("{1}", "")) & set("aeiouAEIOU"))
                self.assertEqual(made.count("{1}"), text.count("{1}"))
                words = len(text.replace("{1}", "").replace("\n", ""))
                longer = len(made.replace("{1}", "").replace("\n", "")) - 2
                self.assertGreaterEqual(longer, 1.4 * words)
                self.assertLess(longer, 1.4 * words + 1)


if __name__ == "__main__":
    unittest.main()
