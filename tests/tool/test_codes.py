# SPDX-License-Identifier: BSD-2-Clause
"""Names of codes from a table of the deployer's."""
import unittest

from support import ToolTest


class Codes(ToolTest):
    def table(self, text):
        directory = self.dir / "home/.local/share/zairyu"
        directory.mkdir(parents=True)
        (directory / "codes.tsv").write_bytes(text.encode())

    def test_without_a_table_nothing_is_invented(self):
        self.assertEqual(self.read_card("type=05")["fields"]["status_of_residence"],
                         {"value": "TEST000001", "code": "TEST000001", "signed": True, "vouched": True})

    def test_names(self):
        self.table("# fictional\nstatus_of_residence\tTEST000001\t見本\tSample\nsex\t2\tnot\treplaced\n")
        fields = self.read_card("type=05")["fields"]
        self.assertEqual(fields["status_of_residence"]["name_ja"], "見本")
        self.assertEqual(fields["status_of_residence"]["name_en"], "Sample")
        self.assertEqual(fields["sex"]["name_ja"], "女")

    def test_line_ends_of_other_systems(self):
        self.table("\ufeff# fictional\r\nstatus_of_residence\tTEST000001\t見本\tSample\r\n")
        self.assertEqual(self.read_card("type=05")["fields"]["status_of_residence"]["name_en"], "Sample")

    def test_a_broken_table_is_left_out(self):
        self.table("status_of_residence TEST000001\n")
        result = self.read("type=05", "--json")
        self.assertIn("line 1", result.err)
        self.assertNotIn("name_ja", self.card(result, 4)["fields"]["status_of_residence"])


if __name__ == "__main__":
    unittest.main()
