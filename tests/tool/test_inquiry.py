# SPDX-License-Identifier: BSD-2-Clause
"""zairyu inquiry: what to enter on the page, and opening it."""
import json
import os
import shlex
import unittest

from support import NUMBER, VALIDATOR, TerminalTest, ToolTest

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

    def test_other_ways_to_give_it(self):
        args = ["inquiry", "--expiry", "2030-01-05"]
        self.check(self.run_tool(*args, stdin="aa1234-5678bb\r\nnext\n"))
        (self.dir / "number").write_text(NUMBER + "\n", encoding="utf-8")
        self.check(self.run_tool(*args, "--number-file", "number"))
        for status, more, stdin in ((2, [], ""), (2, [], "AA1234567BB\n"), (20, ["--number-file", "none"], ""),
                                    (2, ["--number-file", "number", "card.zairyu"], ""), (2, ["a", "b"], "")):
            self.assertNotIn("1234567", self.fails(status, *args, *more, stdin=stdin).err)
        result = self.fails(2, "inquiry", stdin=NUMBER)  # no expiry, and nobody to ask
        self.assertIn("--expiry", result.err)
        self.assertIn("--expiry", self.fails(2, "inquiry", "--number-file", "number").err)
        # What is wrong with the rest is said before a number is asked for.
        self.assertIn("YYYY-MM-DD", self.fails(2, "inquiry", "--expiry", "x", stdin="AA1\n").err)

    def test_the_argument_is_wiped(self):
        """Others could list it: the browser is one of them."""
        env = self.browser(0)
        program = self.dir / "bin/xdg-open"
        program.write_text(f'#!/bin/sh\ntr "\\0" " " </proc/$PPID/cmdline >"{self.dir}/seen"\n', encoding="utf-8")
        self.check(self.run_tool("inquiry", "--expiry", "2030-01-05", NUMBER, "--open", env=env))
        seen = (self.dir / "seen").read_text(encoding="utf-8")
        self.assertIn("2030-01-05", seen)
        self.assertNotIn("12345678", seen)

    def test_json(self):
        args = ["inquiry", NUMBER, "--expiry", "2030-01-05", "--json"]
        result = self.run_tool(*args)
        document = json.loads(result.out)
        VALIDATOR.validate(document)
        self.assertEqual((document["number"], document["expiry"], document["page"], document["verified"]),
                         (NUMBER, {"year": "2030", "month": "01", "day": "05"}, PAGE, False))
        self.assertEqual([answer["answer"] for answer in document["answers"]], ["not-lapsed", "not-valid"])
        self.assertEqual(result.err, "")
        self.error_object(self.run_tool("inquiry", NUMBER, "--json"))
        failed = self.run_tool(*args, "--open", env={"PATH": str(self.dir)})
        self.assertEqual(failed.status, 20)
        lines = [json.loads(line) for line in failed.out.splitlines()]
        self.assertEqual((lines[0], list(lines[1])), (document, ["error"]))

    def test_what_the_answers_mean(self):
        """Both answers in the page's own words, and every reason of the official manual; on one screen."""
        reasons = {"ja": ("在留申請中", "偽造カード", "反映されていない", "最新の在留カード等ではない", "半角の大文字", "半角の数字", "読み間違えた"),
                   "en": ("application may be pending", "may be forged", "not entered yet", "a newer card", "half-width capitals",
                          "half-width digits", "misread")}
        for language, words in reasons.items():
            out = self.run_tool("inquiry", NUMBER, "--expiry", "2030-01-05", "--lang", language).out
            for word in ("「失効していません。」", "「この在留カード等番号は有効ではありません。」", *words):
                self.assertIn(word, out)
            self.assertLessEqual(len(out.splitlines()), 24)

    def test_neither_number_nor_file(self):
        for operand, position in (("nofile", 3), ("AA1234567BB", 10), ("", 1)):
            result = self.fails(2, "inquiry", operand, "--expiry", "2030-01-05")
            self.assertIn(f"neither a card number (character {position} is the first wrong one) nor an existing file", result.err)
            self.assertNotIn("1234567", result.err)
        self.assertIn("番号の形式でもファイルの名前でもありません",
                      self.fails(2, "inquiry", "nofile", env={"LC_ALL": "ja_JP.UTF-8"}).err)
        self.assertIn("No such file", self.fails(20, "inquiry", "nofile.zairyu").err)

    def test_a_chip_with_another_number(self):
        for options, told in (("type=05,variant=number-other", True), ("type=05", False)):
            record = self.saved(options, "one.zairyu") if not told else None
            if told:
                self.read_card(options, "--save", self.dir / "one.zairyu", status=1)
                record = self.dir / "one.zairyu"
            self.assertEqual("may be abnormal" in self.run_tool("inquiry", record).err, told)
        odd = record.rename(self.dir / "a'; touch pwned; '.zairyu")
        self.read_card("type=05,variant=number-other", "--save", odd, status=1)
        command = self.run_tool("inquiry", odd).err.partition("run: zairyu ")[2]
        self.assertEqual(shlex.split(command), ["show", str(odd)])

    def test_expiry(self):
        for text in ("2030-1/5", "2030-02-30", "2023-02-29", "2030-13-01", "2030010", "2030-00-01", "x", "",
                     "2030-01-05x", "0000-01-01"):
            self.fails(2, "inquiry", NUMBER, "--expiry", text)
        for text in ("2028-02-29", "2028/2/29", "2028年2月29日", "20280229"):
            self.assertEqual(self.run_tool("inquiry", NUMBER, "--expiry", text).status, 0)

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

    def test_records_as_json(self):
        document = json.loads(self.run_tool("inquiry", self.saved("type=05,card_expiry=20300105"), "--json").out)
        self.assertEqual((document["number"], document["expiry"]["day"], document["verified"]), (NUMBER, "05", False))

    def test_first_generation_does_not(self):
        path = self.saved("type=1")
        self.assertIn("--expiry", self.fails(2, "inquiry", path).err)
        Inquiry.check(self, self.run_tool("inquiry", path, "--expiry", "2030-01-05"))

    def test_reduced_records_have_no_number(self):
        path = self.dir / "reduced"
        self.read_card("type=05", "--save-reduced", path)
        self.fails(17, "inquiry", path)


class Typed(TerminalTest):
    def test_a_slip_is_asked_again(self):
        process, terminal = self.start("inquiry")
        for question, answer, before in (("top right of the card): ", "AA1234567BB", ""), ("top right of the card): ", NUMBER, "Character 10"),
                                         ("such as 2030-01-05: ", "2030/1/x", ""), ("such as 2030-01-05: ", "2030-01-05", "not a date")):
            self.assertIn(before, self.output(terminal, question))
            os.write(terminal, answer.encode() + b"\n")
        rest = self.output(terminal)
        self.assertEqual(process.wait(), 0)
        self.assertIn(f"Number: {NUMBER}\r\n", rest)
        self.assertIn("day: 05\r\n", rest)

    def test_the_input_ends(self):
        process, terminal = self.start("inquiry", "--lang", "ja")
        self.output(terminal, "12桁）: ")
        os.write(terminal, NUMBER.encode() + b"\n")
        self.output(terminal, "例: 2030-01-05）: ")
        os.write(terminal, b"\x04")
        self.assertIn("中止しました", self.output(terminal))
        self.assertEqual(process.wait(), 130)

    def test_a_record_without_a_date(self):
        path = self.saved("type=1")
        process, terminal = self.start("inquiry", path)
        self.output(terminal, "such as 2030-01-05: ")
        os.write(terminal, b"2030-01-05\n")
        self.assertIn("day: 05\r\n", self.output(terminal))
        self.assertEqual(process.wait(), 0)


if __name__ == "__main__":
    unittest.main()
