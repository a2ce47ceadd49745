# SPDX-License-Identifier: BSD-2-Clause
"""Whether doc/official-app.md says what is: every row of the manual is there, and every test and picture that it names."""
import json
import os
import pathlib
import re
import sys
import unittest

SOURCE = pathlib.Path(os.environ["ZAIRYU_SOURCE"])
TESTS = SOURCE / "tests/kiosk"
PAGE = (SOURCE / "doc/official-app.md").read_text(encoding="utf-8")
# Of the manual, in its order; a section twice where it has two rules. Then the states of the icons, and the messages.
FUNCTIONS = ("1.1", "1.1", "2.2, 4", "3.1", "3.1", "3.1", "3.2 (1)", "3.2 (1)", "3.2 (1)", "3.2 (2) to (4)", "3.2 (5)", "3.2 (6) to (8)",
             "3.2 (8)", "3.2 (9), 5", "3.3", "5.1 (3), 5.3", "5.1 (5)", "6", "6", "6")
ICONS = (("ok", "ok"), ("any other combination", ""), ("not applicable", "not applicable"))
MESSAGES = tuple("12345678")
SIZES = ("landscape", "portrait")


def table(heading):
    """The rows below a heading, a tuple of cells each."""
    body = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in body.splitlines() if line.startswith("|")]
    return rows[2:]


def named_tests(cell):
    """`name` `function`, `function`; `name` …"""
    for part in cell.split(";"):
        name, *functions = re.findall(r"`([^`]+)`", part)
        yield name, functions


def sources(name):
    """What a test is made of, by the name that tests/kiosk/meson.build gives it."""
    words = name.removeprefix("kiosk ").split(" ", 1)
    folder = TESTS / words[0] if len(words) == 2 and (TESTS / words[0]).is_dir() else TESTS
    stem = (words[1] if folder != TESTS else name.removeprefix("kiosk ")).replace(" ", "_")
    places = (folder, TESTS / "proof") if folder == TESTS else (folder,)
    return [path for place in places for path in (place / f"test_{stem}.c", place / f"test_{stem}.py") if path.is_file()]


def has_function(path, function):
    text = path.read_text(encoding="utf-8")
    return f"START_TEST({function})" in text if path.suffix == ".c" else re.search(rf"^    def {function}\(self", text, re.M)


def pictures():
    """Fits the name of every picture that a test takes."""
    fits = []
    for path in TESTS.glob("*/test_*.py"):
        text = path.read_text(encoding="utf-8")
        fits += [f"{name}-({'|'.join(SIZES)})" for name in re.findall(r'\blook\((?:person, )?"([^"]+)"', text)]
        for name in re.findall(r'\bself\.picture\(\w+, f?"([^"]+)"', text):
            fits.append(re.sub(r"\\{[^}]*\\}", f"({'|'.join(filled(text)) or '.+'})", re.escape(name)))
    return re.compile("|".join(fits))


def filled(text):
    """The keys of a file's tables, and what is given besides, which are in the names of its pictures."""
    return [key.strip('"') for key in re.findall(r"^    (\d+|\"[a-z0-9-]+\"): \(", text, re.M) + re.findall(r"self\.message\(\w+, (\d+)\)", text)]


class Page(unittest.TestCase):
    def test_every_row_of_the_manual(self):
        self.assertEqual(tuple(row[0] for row in table("Functions")), FUNCTIONS)
        self.assertEqual(tuple(row[:2] for row in table("The two icons"))[:3], ICONS)
        self.assertEqual(tuple(row[0] for row in table("The eight messages")), MESSAGES)

    def test_every_row_is_whole(self):
        for heading, columns in (("Functions", 6), ("The two icons", 7), ("The eight messages", 6)):
            for row in table(heading):
                self.assertEqual(len(row), columns, row)
                self.assertTrue(row[-2].startswith("`kiosk "), f"no test proves it: {row}")

    def test_every_test_is_there(self):
        for row in (row for heading in ("Functions", "The two icons", "The eight messages") for row in table(heading)):
            for name, functions in named_tests(row[-2]):
                found = sources(name)
                self.assertTrue(found, f"there is no test {name}")
                for function in functions:
                    self.assertTrue(any(has_function(path, function) for path in found), f"{name} has no {function}")

    def test_the_build_knows_them(self):
        """With the names that the page says."""
        known = {test["name"] for test in json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))}
        for row in (row for heading in ("Functions", "The two icons", "The eight messages") for row in table(heading)):
            for name, _ in named_tests(row[-2]):
                group = " ".join(name.split()[:2])  # a build may be without the window, or what looks at it
                self.assertTrue(name in known or not any(k.startswith(group + " ") for k in known), f"the build has no test {name}")

    def test_every_picture_is_taken(self):
        taken = pictures()
        named = [name for heading in ("Functions", "The two icons", "The eight messages") for row in table(heading)
                 for name in re.findall(r"`([^`]+)`", row[-1])]
        self.assertGreater(len(named), 20)
        for name in named:
            self.assertTrue(taken.fullmatch(name), f"no test takes the picture {name}")

    def test_what_is_not_there_is_said(self):
        """The camera, until there is one."""
        for row in table("Functions") + table("The eight messages"):
            if row[0] in ("3.2 (2) to (4)", "7", "8"):
                self.assertRegex(" ".join(row), r"\*\*not (there|shown) yet\*\*")

    def test_the_official_words(self):
        """Of the messages, as far as the page has them."""
        texts = (SOURCE / "examples/kiosk/flow/texts.txt").read_text(encoding="utf-8")
        for row in table("The eight messages"):
            message = re.search(rf"^\[message-{row[0]}\]\nja: (.*)", texts, re.M)[1]
            for part in filter(None, row[1].split("…")):
                self.assertIn(part, re.sub("[、。]", "", message))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
