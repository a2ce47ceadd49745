# SPDX-License-Identifier: BSD-2-Clause
"""The pages of sections 5 and 7 have a good form, in mandoc and in groff; what they refer to exists; errors are complete."""
import os
import pathlib
import re
import shutil
import subprocess
import unicodedata
import unittest

from formats import SOURCE

ERRORS = pathlib.Path(os.environ["ZAIRYU_ERRORS_PAGE"])
PAGES = sorted([*(SOURCE / "doc/man").glob("*.[57]"), ERRORS])
OTHERS = sorted([*(SOURCE / "doc").glob("*.1"), *(SOURCE / "doc/man").glob("*.3")])
HEADERS = "".join(path.read_text(encoding="utf-8") for path in sorted((SOURCE / "include").glob("**/*.h")))
NAMES = {"zairyu-data.5", "zairyu-record.5", "zairyu-json.5", "zairyu.conf.5", "kiosk.conf.5", "zairyu-uri.7", "zairyu-virtual.7", "zairyu-errors.7"}
# What stands for several names, and what belongs to others.
FAMILIES = re.compile(r"(zairyu|ZAIRYU)_(\w*_)?")


def text_of(path):
    return path.read_text(encoding="utf-8")


class Form(unittest.TestCase):
    def test_they_are_there(self):
        self.assertEqual({path.name for path in PAGES}, NAMES)

    def test_lint(self):
        if not shutil.which("mandoc"):
            self.skipTest("mandoc is not installed")
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", *PAGES], capture_output=True, text=True, check=False)
        self.assertEqual(done.stdout + done.stderr, "")

    def render(self, path, *command):
        if not shutil.which(command[0]):
            self.skipTest(f"{command[0]} is not installed")
        done = subprocess.run([*command, path], capture_output=True, check=True)
        self.assertEqual(done.stderr, b"", path.name)
        return re.sub(r".\x08|\x1b\[[0-9;]*m", "", done.stdout.decode("utf-8"))

    def test_japanese_is_shown(self):
        """By both programs that show pages, whatever the source is full of."""
        for command in (["mandoc", "-T", "utf8"], ["groff", "-K", "utf8", "-T", "utf8", "-mdoc", "-ww"]):
            with self.subTest(command[0]):
                for path in PAGES:
                    wanted = set(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]{3,}", text_of(path)))
                    shown = re.sub(r"\s+", "", self.render(path, *command))
                    self.assertEqual({word for word in wanted if word not in shown}, set(), path.name)
                    self.assertNotIn("\ufffd", shown)

    def test_errors_fit_a_terminal(self):
        """Japanese has no blanks: its lines are as long as the page lets them be. Only an address may be longer."""
        for command in (["mandoc", "-T", "utf8", "-O", "width=80"], ["groff", "-K", "utf8", "-T", "utf8", "-mdoc", "-rLL=78n"]):
            with self.subTest(command[0]):
                shown = self.render(ERRORS, *command)
                for line in shown.splitlines():
                    width = sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line)
                    self.assertTrue(width <= 80 or re.fullmatch(r" *\S*https://\S+", line), f"{width} columns: {line}")
                self.assertIsNone(re.search(r"[、。）] +[\u3040-\u30ff\u4e00-\u9fff]", shown))

    def test_what_they_refer_to(self):
        known = {re.sub(r"\.(\d)$", r" \1", path.name) for path in PAGES + OTHERS}
        for path in OTHERS:  # functions are links to the page that describes them
            known |= {f"{name} 3" for name in re.findall(r"^\.Nm (\w+)", text_of(path), flags=re.M)}
        for path in PAGES + OTHERS:
            for target in re.findall(r"^\.(?:Xr|Pq Xr) ((?:lib)?zairyu\S* \d)", text_of(path), flags=re.M):
                self.assertIn(target, known, path.name)

    def test_sees_and_is_seen(self):
        """Every page is named by another page's SEE ALSO."""
        seen = {target for path in PAGES + OTHERS
                for target in re.findall(r"^\.Xr (\S+ \d)", text_of(path).partition(".Sh SEE ALSO\n")[2], flags=re.M)}
        for path in PAGES:
            self.assertIn(re.sub(r"\.(\d)$", r" \1", path.name), seen)

    def test_names_exist(self):
        for path in PAGES:
            for name in re.findall(r"\b(?:zairyu|ZAIRYU)_\w+", text_of(path)):
                if not FAMILIES.fullmatch(name) and name not in PAGES:
                    self.assertTrue(re.search(rf"\b{name}\b", HEADERS) or f"{name}.3" in {p.name for p in OTHERS}, f"{path.name}: {name}")

    def test_head(self):
        for path in PAGES:
            name, _, number = path.name.rpartition(".")
            self.assertIn(f".Dt {name.upper()} {number}\n", text_of(path))
            self.assertIn(f".Sh NAME\n.Nm {name}\n.Nd ", text_of(path))


class Errors(unittest.TestCase):
    codes = {name: int(number) for name, number in re.findall(r"^#define (ZAIRYU_ERR_\w+)\s+\((-\d+)\)", HEADERS, flags=re.M)}

    def test_every_code(self):
        items = re.findall(r"^\.It Dv (\w+) Pq \\(-\d+) , Z(\d+) , official message ([1-8])$", text_of(ERRORS), flags=re.M)
        self.assertEqual({name: int(number) for name, number, _, _ in items}, self.codes)
        self.assertEqual(len(items), len(self.codes))
        self.assertTrue(all(int(support) == -int(number) for _, number, support, _ in items))

    def test_every_code_has_words_in_both_languages(self):
        bodies = re.split(r"^\.It Dv ", text_of(ERRORS).partition(".Sh STEPS")[0], flags=re.M)[1:]
        for body in bodies:
            english, _, japanese = body.partition(".Pp\n")
            self.assertRegex(english.partition("\n")[2], r"^[A-Z].*[.\w]\n", body)
            self.assertRegex(japanese, r"^[^\x00-\x7f]", body)
            self.assertEqual("What to do:" in english, "対処:" in japanese, body)

    def test_what_to_do_is_somewhere(self):
        """Where there is no advice of its own, the text asks for something."""
        asking = r"Check|check|Make sure|Start or|Ask the|Close that|Stop or|Use a|Place only|Have the card|ask a"
        for body in re.split(r"^\.It Dv ", text_of(ERRORS).partition(".Sh STEPS")[0], flags=re.M)[1:]:
            self.assertTrue("What to do:" in body or re.search(asking, body), body)

    def test_steps(self):
        steps = re.findall(r"^\.It (\d\d) Ql (\S+)\n(.+)\n\.br\n(.+)$", text_of(ERRORS).partition(".Sh STEPS")[2], flags=re.M)
        self.assertEqual([int(number) for number, *_ in steps], list(range(1, len(steps) + 1)))
        self.assertGreaterEqual(len(steps), 25)
        self.assertEqual(dict((word, number) for number, word, *_ in steps)["verify"], "06")

    def test_blocks(self):
        """Each code stands under the heading of its hundreds."""
        found = [sorted({int(n) // 100 for n in re.findall(r"Pq \\-(\d+)", part)})
                 for part in re.split(r"^\.Ss ", text_of(ERRORS).partition(".Sh CODES")[2].partition(".Sh STEPS")[0], flags=re.M)[1:]]
        self.assertEqual(found, [[1], [2], [3], [4], [5], [9]])


if __name__ == "__main__":
    unittest.main()
