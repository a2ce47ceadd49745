# SPDX-License-Identifier: BSD-2-Clause
"""Places to save that hold no permissions: FAT and exFAT sticks, network shares."""
import os
import unittest

from support import NUMBER, ToolTest

WARNING = "Permissions cannot be set where"


class NoPermissions(ToolTest):
    def setUp(self):
        super().setUp()
        self.ca = self.authorities()
        self.there = {"LD_PRELOAD": os.environ["ZAIRYU_NO_PERMISSIONS"],
                      "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"}

    def test_what_is_read_is_written(self):
        result = self.read("type=1", "--json", "--trust", self.ca, "--save", "card.zairyu", "--save-reduced", "less.zairyu",
                           "--out", "out", env=self.there)
        self.card(result, 4)
        self.assertEqual(result.err.count(WARNING), 1)
        self.assertEqual(self.names(self.dir / "out"), ["back.png", "card.png", "face.png", "front.png"])
        for name in ("card.zairyu", "less.zairyu"):
            self.assertGreater((self.dir / name).stat().st_size, 0)
        shown = self.run_tool("show", "card.zairyu", "--json", "--trust", self.ca, "--out", "again", env=self.there)
        self.card(shown, 4)
        self.assertIn(WARNING, shown.err)

    def test_certificates_are_installed(self):
        added = self.run_tool("trust", "add", "--custom", *sorted(self.ca.iterdir()), "--trust", "store", env=self.there)
        self.assertEqual(added.status, 0, added.err)
        self.assertIn(WARNING, added.err)
        self.assertEqual(len(self.names(self.dir / "store")), 2)
        self.card(self.run_tool("read", "--reader", "virtual:", "--json", "--trust", "store", stdin=NUMBER), 4)

    def test_other_places_are_not_warned_of(self):
        result = self.read("type=1", "--json", "--trust", self.ca, "--save", "card.zairyu")
        self.card(result, 4)
        self.assertNotIn(WARNING, result.err)


if __name__ == "__main__":
    unittest.main()
