# SPDX-License-Identifier: BSD-2-Clause
"""zairyu inquiry: what to enter on the page, and opening it."""
import unittest

from support import NUMBER, ToolTest

PAGE = "https://lapse-immi.moj.go.jp/"


class Inquiry(ToolTest):
    def browser(self, status):
        """A browser that writes its arguments down."""
        directory = self.dir / "bin"
        directory.mkdir(exist_ok=True)
        program = directory / "xdg-open"
        program.write_text(f'#!/bin/sh\necho noise\nprintf "%s\\n" "$@" >"{self.dir}/opened"\nexit {status}\n',
                           encoding="utf-8")
        program.chmod(0o755)
        return {"PATH": f"{directory}:/usr/bin:/bin"}

    def check(self, result, page=PAGE):
        self.assertEqual(result.status, 0, result.err)
        for expected in (f"Number: {NUMBER}\n", "year: 2030\n", "month: 01\n", "day: 05\n", f"page: {page}\n", "does not prove"):
            self.assertIn(expected, result.out)

    def test_number(self):
        self.check(self.run_tool("inquiry", NUMBER, "--expiry", "2030-01-05"))
        self.check(self.run_tool("inquiry", "ａａ-1234 5678-bb", "--expiry", "2030-01-05"))
        self.fails(2, "inquiry", NUMBER)
        self.fails(2, "inquiry", "AA1234567BB", "--expiry", "2030-01-05")

    def test_neither_number_nor_file(self):
        for operand, position in (("nofile", 3), ("AA1234567BB", 10), ("", 1)):
            result = self.fails(2, "inquiry", operand, "--expiry", "2030-01-05")
            self.assertIn(f"neither a card number (character {position} is the first wrong one) nor an existing file", result.err)
            self.assertNotIn("1234567", result.err)
        self.assertIn("番号の形式でもファイルの名前でもありません",
                      self.fails(2, "inquiry", "nofile", env={"LC_ALL": "ja_JP.UTF-8"}).err)
        self.assertIn("No such file", self.fails(20, "inquiry", "nofile.zairyu").err)

    def test_expiry(self):
        for text in ("2030-1-5", "2030-02-30", "2023-02-29", "2030-13-01", "20300105", "2030-00-01", "x", "",
                     "2030-01-05x", "0000-01-01"):
            self.fails(2, "inquiry", NUMBER, "--expiry", text)
        self.assertEqual(self.run_tool("inquiry", NUMBER, "--expiry", "2028-02-29").status, 0)

    def test_japanese(self):
        result = self.run_tool("inquiry", NUMBER, "--expiry", "2030-01-05", env={"LC_ALL": "ja_JP.UTF-8"})
        self.assertIn("在留カード等番号の有効性を確認します", result.out)

    def test_address(self):
        other = "https://example.jp/new"
        args = ["inquiry", NUMBER, "--expiry", "2030-01-05"]
        self.check(self.run_tool(*args, "--url", other), other)
        self.check(self.run_tool(*args, env={"ZAIRYU_INQUIRY_URL": other}), other)
        self.check(self.run_tool(*args, "--url", PAGE, env={"ZAIRYU_INQUIRY_URL": other}))
        for bad in ("http://example.jp/", "file:///etc/passwd", "--help", ""):
            self.fails(2, *args, "--url", bad)

    def test_open(self):
        args = ["inquiry", NUMBER, "--expiry", "2030-01-05", "--open", "--url", "https://example.jp/?a=$(id)&b=1;x"]
        result = self.run_tool(*args, env=self.browser(0))
        self.assertEqual(result.status, 0, result.err)
        self.assertNotIn("noise", result.out)
        self.assertEqual((self.dir / "opened").read_text(encoding="utf-8"), "https://example.jp/?a=$(id)&b=1;x\n")
        for env in (self.browser(3), {"PATH": str(self.dir)}):
            failed = self.run_tool(*args, env=env)
            self.assertEqual(failed.status, 20)
            self.assertEqual(failed.out, result.out)  # the page can be opened by hand
            self.assertIn("xdg-utils", failed.err)


class Records(ToolTest):
    def test_second_generation_knows_its_expiry(self):
        path = self.saved("type=05,card_expiry=20300105")
        Inquiry.check(self, self.run_tool("inquiry", path))
        self.assertIn("year: 2031", self.run_tool("inquiry", path, "--expiry", "2031-01-05").out)

    def test_first_generation_does_not(self):
        path = self.saved("type=1")
        self.assertIn("--expiry", self.fails(2, "inquiry", path).err)
        Inquiry.check(self, self.run_tool("inquiry", path, "--expiry", "2030-01-05"))

    def test_reduced_records_have_no_number(self):
        path = self.dir / "reduced"
        self.read_card("type=05", "--save-reduced", path)
        self.fails(17, "inquiry", path)


if __name__ == "__main__":
    unittest.main()
