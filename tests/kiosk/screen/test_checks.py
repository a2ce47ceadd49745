# SPDX-License-Identifier: BSD-2-Clause
"""The checks find what they are for, and nothing else: against a window that has one fault, or none (faulty.c)."""
import os
import re
import signal
import unittest

import case
import checks
import layout
import processes

FAULTS = {"nameless": "no name: push button", "small": "smaller than 48 px: push button '[Small]'",
          "outside": "outside the window: label '[Out]'", "cut": "cut: label '[A text", "untranslated": "not of the table: 'Not",
          "wide": "cut at its side: label '[Scrolled]'", "overlap": "on each other: push button", "keyboard": "does not come to: push button '[Skipped]'"}


class OneText:
    """In place of the kiosk's table."""

    def patterns(self, _language):
        return re.compile("日本語")


class Checks(case.ScreenTest):
    program = os.environ["ZAIRYU_FAULTY"]
    kind = case.Kiosk

    def found_with(self, fault):
        kiosk = self.start(args=[fault])
        found = checks.screen(kiosk) + checks.table(kiosk.shown(), OneText(), re.compile("")) + checks.keyboard(kiosk)
        kiosk.stop()
        return found

    def test_nothing_where_nothing_is_wrong(self):
        self.assertEqual(self.found_with("none"), [])

    def test_each_fault_alone(self):
        for fault, words in FAULTS.items():
            with self.subTest(fault):
                found = self.found_with(fault)
                # what is cut at its side is there in its container, too
                self.assertTrue(any(words in one for one in found), found)
                self.assertEqual({one.split(":")[0] for one in found}, {found[0].split(":")[0]}, found)

    def test_what_was_hidden_is_not_there(self):
        kiosk = self.start()
        self.assertEqual(kiosk.find("[Second]"), [])
        kiosk.press("[Next]")
        kiosk.sees("[Second]")
        self.assertEqual(kiosk.controls(), [])
        self.assertNotIn("2026-11-28", kiosk.seen())

    def test_by_screen_reader(self):
        kiosk = self.start()
        kiosk.act("[Next]")
        kiosk.sees("[Second]")

    def test_a_program_that_ends_is_noticed(self):
        kiosk = self.start()
        os.kill(kiosk.process.pid, signal.SIGKILL)
        processes.wait_for(lambda: not kiosk.alive(), "its end")
        with self.assertRaises(Exception):
            kiosk.shown()

    def grids(self, fault, font=None):
        """Of both pages."""
        kiosk = self.start(args=[fault], font=font)
        first = layout.grids(self.picture(kiosk, "checks-first"))
        kiosk.press("[Next]")
        kiosk.sees("[Second]")
        second = layout.grids(self.picture(kiosk, "checks-second"))
        kiosk.stop()
        return first, second

    def test_the_layout_is_the_same_in_another_font(self):
        usual = self.grids("none")
        for font in ("DejaVu Sans", "Noto Sans CJK JP"):
            for page, reference in zip(self.grids("none", font), usual):
                self.assertIsNone(layout.difference(page, reference), font)

    def test_another_layout_is_noticed(self):
        first, second = self.grids("none")
        self.assertIn("ink", layout.difference(first, second))
        light, ink = first
        dark = [[cell // 2 for cell in row] for row in light]
        self.assertIn("light", layout.difference((dark, ink), first))
        missing = [row if at < 2 else [0] * len(row) for at, row in enumerate(ink)]
        moved = ink[3:] + ink[:3]
        for other in (missing, moved):
            self.assertIn("ink", layout.difference((light, other), first))


if __name__ == "__main__":
    unittest.main(verbosity=2)
