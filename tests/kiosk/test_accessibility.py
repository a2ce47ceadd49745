# SPDX-License-Identifier: BSD-2-Clause
"""Whether doc/accessibility.md has a row for every criterion, a state that it knows, and tests that there are."""
import os
import pathlib
import re
import unittest

from test_official_app import sources

PAGE = (pathlib.Path(os.environ["ZAIRYU_SOURCE"]) / "doc/accessibility.md").read_text(encoding="utf-8")
# WCAG 2.1, A and AA: the last number of each guideline's criteria.
WCAG = {"1.1": (1,), "1.2": range(1, 6), "1.3": range(1, 6), "1.4": (*range(1, 6), *range(10, 14)), "2.1": (1, 2, 4), "2.2": (1, 2),
        "2.3": (1,), "2.4": range(1, 8), "2.5": range(1, 5), "3.1": (1, 2), "3.2": range(1, 5), "3.3": range(1, 5), "4.1": range(1, 4)}
# Of EN 301 549: performance statements, what is for any product, hardware, documentation.
CLAUSES = [f"4.2.{n}" for n in range(1, 12)] + ["5.1", "5.2", "5.3", "5.4", "5.5.1", "5.6", "5.7", "5.9", "8.1.2", "8.2", "8.3.2", "8.3.5",
                                                "8.4.1", "8.4.2", "8.4.3", "8.5", "11.5.2", "11.6.2", "11.7", "11.8", "12.1.1", "12.1.2",
                                                "12.2"]
STATES = {"yes", "partly", "no", "vendor", ""}


def rows():
    """The cells of all tables but their heads."""
    lines = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| clause")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


class Page(unittest.TestCase):
    def test_every_criterion(self):
        numbers = [cell for row in rows() for cell in re.findall(r"[\d.]+\d", row[0])]
        apart = PAGE.split("## What does not apply")[1]
        for guideline, lasts in WCAG.items():
            for last in lasts:
                number = f"{guideline}.{last}"
                there = f"11.{number}" in numbers
                left_out = re.search(rf"\b{re.escape(number)}\b|\b{re.escape(guideline)}\.x", apart)
                self.assertTrue(there or left_out, f"nothing is said of {number}")
        for clause in CLAUSES:
            self.assertIn(clause, numbers)

    def test_every_state(self):
        self.assertGreater(len(rows()), 70)
        for row in rows():
            self.assertIn(row[2], STATES, row)
            self.assertTrue(row[3] or row[2] == "", f"how: {row}")

    def test_every_test_is_there(self):
        named = re.findall(r"`(kiosk [^`]+)`", PAGE)
        self.assertGreater(len(named), 40)
        for name in named:
            self.assertTrue(sources(name), f"there is no test {name}")


if __name__ == "__main__":
    unittest.main()
