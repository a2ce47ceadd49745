#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""What is written about kiosk.conf and the options is what the program has: every section, key, usual value and limit, in every
page and guide; and no other.

usage: test_manual.py KIOSK
"""
import os
import pathlib
import re
import subprocess
import sys
import unittest

KIOSK = sys.argv[1]
DOC = pathlib.Path(os.environ["ZAIRYU_SOURCE"]) / "doc"
PAGES = {"en": DOC / "man/kiosk.conf.5", "ja": DOC / "man/ja/kiosk.conf.5"}
GUIDES = {"en": DOC / "kiosk.md", "ja": DOC / "kiosk.ja.md"}


def run(*args):
    return subprocess.run([KIOSK, *args], check=True, capture_output=True, text=True).stdout


def keys():
    """(section, key) → (allowed, usual)"""
    found, section, allowed = {}, "", ""
    for line in run("--print-config").splitlines():
        if head := re.fullmatch(r"\[(.+)\]", line):
            section = head[1]
        elif words := re.fullmatch(r"# \((.*)\)", line):
            allowed = words[1]
        elif setting := re.fullmatch(r"([a-z-]+) = ?(.*)", line):
            found[section, setting[1]] = (allowed, setting[2].strip())
    return found


def in_page(text):
    """(section, key) → what is said of it, as it is read."""
    found = {}
    for section, body in re.findall(r"^\.Ss \[(\w+)\]\n(.*?)(?=^\.S[sh] )", text, flags=re.M | re.S):
        for key, said in re.findall(r"^\.It Cm ([a-z-]+)\n(.*?)(?=^\.It |^\.El)", body, flags=re.M | re.S):
            found[section, key] = re.sub(r"^\.(?:Cm|Ql|J|Ar|Ev) ?", "", said, flags=re.M)
    return found


def in_guide(text):
    """(section, key) → the row of its table."""
    return {(section, key): row for row, section, key in re.findall(r"^(\| `\[(\w+)\] ([a-z-]+)` \|.*)$", text, flags=re.M)}


class Manual(unittest.TestCase):
    def check(self, where, found):
        self.assertEqual(list(found), list(KEYS), where)
        for key, (allowed, usual) in KEYS.items():
            with self.subTest(where=where, key=key):
                if re.fullmatch(r"[\w;#-]+(?: -q)?", usual):
                    self.assertRegex(found[key], rf"(?<![A-Za-z0-9;]){re.escape(usual)}(?![A-Za-z0-9;])")
                for number in re.findall(r"\b\d+\b", allowed if "whole number" in allowed else ""):
                    self.assertRegex(found[key], rf"(?<!\d){number}(?!\d)")

    def test_pages(self):
        for language, path in PAGES.items():
            self.check(language, in_page(path.read_text(encoding="utf-8")))

    def test_guides(self):
        for language, path in GUIDES.items():
            self.check(language, in_guide(path.read_text(encoding="utf-8")))

    def test_options(self):
        options = set(re.findall(r"--([a-z-]+)", run("--help")))
        for path in (DOC / "zairyu-kiosk.1", DOC / "man/ja/zairyu-kiosk.1"):
            described = set(re.findall(r"^\.It Fl -([a-z-]+)", path.read_text(encoding="utf-8"), flags=re.M))
            self.assertEqual(described, options - {"help-all", "help-gtk"} | {"help"}, path)

    def test_it_finds_something(self):
        self.assertGreaterEqual(len(KEYS), 25)


KEYS = keys()
if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
