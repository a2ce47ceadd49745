# SPDX-License-Identifier: BSD-2-Clause
"""What goes wrong at the counter can be put right without typing everything again; what cannot work is said first."""
import fcntl
import os
import struct
import subprocess
import termios
import unittest

from support import NUMBER, TIMEOUT, ZAIRYU, TerminalTest

OTHER = "CC12345678DD"
QUESTION, AGAIN = "top right of the card): ", "(Ctrl-C ends): "
GENUINE_FORM = "Falsification: ok"


class Again(TerminalTest):
    def begin(self, options, *args, **env):
        process, terminal = self.start("read", "--reader", f"virtual:{options}", "--trust", self.authorities(), *args, **env)
        self.shown = ""
        return process, terminal

    def answer(self, terminal, question, line):
        self.shown += self.output(terminal, until=question)
        os.write(terminal, line.encode() + b"\n")

    def finish(self, process, terminal, status):
        self.shown += self.output(terminal)
        self.assertEqual(process.wait(TIMEOUT), status, self.shown)

    def test_a_card_that_slipped(self):
        """At any exchange; the number is typed once."""
        for at in (1, 2, 9, 14):
            with self.subTest(at):
                process, terminal = self.begin(f"type=05,fault=remove@{at}")
                self.answer(terminal, QUESTION, NUMBER)
                self.answer(terminal, AGAIN, "")
                self.finish(process, terminal, 4)
                self.assertEqual(self.shown.count(QUESTION), 1)
                self.assertEqual(self.shown.count(AGAIN), 1)
                self.assertIn("ZAIRYU_ERR_CARD_GONE", self.shown)

    def test_a_wrong_number(self):
        process, terminal = self.begin("type=1")
        self.answer(terminal, QUESTION, OTHER)
        self.answer(terminal, QUESTION, NUMBER)
        self.finish(process, terminal, 4)
        self.assertIn("ZAIRYU_ERR_WRONG_NUMBER", self.shown)
        self.assertNotIn(AGAIN, self.shown)

    def test_what_is_no_number(self):
        process, terminal = self.begin("type=06")
        for line in ("", "AA1234567", "AA12345678B8"):
            self.answer(terminal, QUESTION, line)
        self.answer(terminal, QUESTION, NUMBER.lower())
        self.finish(process, terminal, 4)
        self.assertEqual(self.shown.count("ZAIRYU_ERR_NUMBER_FORMAT"), 3)
        self.assertIn("12", self.shown)

    def test_the_end_of_the_input_ends_it(self):
        process, terminal = self.begin("type=05,fault=remove@14")
        self.answer(terminal, QUESTION, NUMBER)
        self.shown += self.output(terminal, until=AGAIN)
        os.write(terminal, b"\x04")
        self.finish(process, terminal, 130)

    def test_nothing_of_the_first_try_is_left(self):
        process, terminal = self.begin("type=05,fault=remove@14", "--save", "card.zairyu", "--out", "images")
        self.answer(terminal, QUESTION, NUMBER)
        self.shown += self.output(terminal, until=AGAIN)
        self.assertEqual([name for name in self.names() if name not in ("ca", "home", "images")], [])
        self.assertEqual(self.names(self.dir / "images"), [])
        os.write(terminal, b"\n")
        self.finish(process, terminal, 4)
        self.assertEqual(self.names(self.dir / "images"), ["address_image.png", "back.png", "card.png", "face.png", "name.png"])
        self.assertEqual(self.run_tool("show", "card.zairyu", "--trust", self.authorities()).status, 4)

    def test_nobody_is_asked_who_did_not_type(self):
        (self.dir / "number").write_text(NUMBER + "\n", encoding="ascii")
        for given in (("--number", NUMBER), ("--number-file", "number")):
            process, terminal = self.begin("type=05,fault=remove@14", *given)
            self.finish(process, terminal, 15)
            self.assertNotIn(AGAIN, self.shown)
        result = self.read("type=05,fault=remove@14")
        self.assertEqual(result.status, 15)
        self.assertNotIn(AGAIN, result.err)

    def test_still_trying(self):
        process, terminal = self.begin("type=05,fault=silence@9:7000")
        self.answer(terminal, QUESTION, NUMBER)
        self.answer(terminal, AGAIN, "")
        self.finish(process, terminal, 4)
        before, silent, after = self.shown.partition("Still trying. Do not move the card.")
        self.assertTrue(silent)
        self.assertIn("Do not move the card.", before)
        self.assertIn("100%", after)

    def test_quiet(self):
        """No bar and no warnings; questions and failures are there."""
        process, terminal = self.begin("type=05,fault=remove@14", "--quiet", "--trace", "card.trace")
        self.answer(terminal, QUESTION, NUMBER)
        self.answer(terminal, AGAIN, "")
        self.finish(process, terminal, 4)
        self.assertIn("ZAIRYU_ERR_CARD_GONE", self.shown)
        for unwanted in ("Do not move", "\x1b[?7l", "Recording the conversation"):
            self.assertNotIn(unwanted, self.shown)

    def test_narrow_windows(self):
        """However wide the window is, each drawing is one line: the terminal cuts what does not fit."""
        process, terminal = self.begin("type=05", LC_ALL="ja_JP.UTF-8")
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 20, 0, 0))
        self.shown += self.output(terminal, until=": ")
        os.write(terminal, NUMBER.encode() + b"\n")
        self.finish(process, terminal, 4)
        drawn = self.shown.split("[--")[:-1] + self.shown.split("[##")[:-1]
        self.assertGreater(len(drawn), 3)
        for before in drawn:
            self.assertTrue(before.endswith("\r\x1b[?7l"), before[-20:])
        self.assertEqual(self.shown.count("\x1b[?7l"), self.shown.count("\x1b[K\x1b[?7h"))


class NoReader(TerminalTest):
    NOWHERE = {"PCSCLITE_CSOCK_NAME": "/nonexistent/pcscd.comm"}

    def test_it_is_said_before_the_number_is_asked_for(self):
        process, terminal = self.start("read", **self.NOWHERE)
        shown = self.output(terminal)
        self.assertNotEqual(process.wait(TIMEOUT), 0)
        self.assertNotIn("Card number", shown)
        self.assertNotIn("Place the card", shown)
        self.assertRegex(shown, "ZAIRYU_ERR_NO_(SERVICE|READER)")

    def test_nor_is_it_waited_for(self):
        with subprocess.Popen([ZAIRYU, "read"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=self.environment(**self.NOWHERE), cwd=self.dir) as reading:
            reading.wait(TIMEOUT)  # though nobody sends a number
            self.assertRegex(reading.stderr.read().decode(), "ZAIRYU_ERR_NO_(SERVICE|READER)")

    def test_time_to_wait_does_not_start_a_service(self):
        process, terminal = self.start("read", "--wait", "600", **self.NOWHERE)
        shown = self.output(terminal)
        self.assertNotEqual(process.wait(TIMEOUT), 0)
        if "ZAIRYU_ERR_NO_SERVICE" in shown:
            self.assertNotIn("Card number", shown)


if __name__ == "__main__":
    unittest.main()
