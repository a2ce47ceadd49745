# SPDX-License-Identifier: BSD-2-Clause
"""On a terminal, and when the person interrupts."""
import os
import pty
import signal
import subprocess
import time
import unittest

from support import NUMBER, TIMEOUT, ZAIRYU, TerminalTest, ToolTest

COLOUR, BAR = "\033[1;", "\r\033[?7l["


class Terminal(TerminalTest):
    def read_on_terminal(self, *args, **env):
        process, terminal = self.start("read", "--reader", "virtual:type=05", *args, **env)
        text = self.output(terminal, until=": ")
        os.write(terminal, NUMBER.encode() + b"\n")
        text += self.output(terminal)
        return process.wait(TIMEOUT), text

    def test_readers_in_columns(self):
        process, terminal = self.start("readers")
        shown = self.output(terminal)
        self.assertEqual(process.wait(TIMEOUT), 0)
        self.assertRegex(shown, r"(?m)^virtual:  +card  +Virtual card")
        self.assertNotIn("\t", shown)

    def test_prompt_bar_and_colours(self):
        status, text = self.read_on_terminal()
        self.assertEqual(status, 4)
        for expected in ("Card number", BAR, "100%", COLOUR, "Do not move the card."):
            self.assertIn(expected, text)
        percent = [int(part.split("%")[0]) for part in text.split("] ")[1:] if "%" in part[:5]]
        self.assertEqual(percent, sorted(percent))
        self.assertEqual((percent[0], percent[-1]), (0, 100))

    def test_japanese(self):
        _, text = self.read_on_terminal(LC_ALL="ja_JP.UTF-8")
        self.assertIn("在留カード等番号", text)
        self.assertIn("カードを動かさないでください", text)

    def test_no_color(self):
        _, text = self.read_on_terminal(NO_COLOR="1")
        self.assertNotIn(COLOUR, text)
        self.assertIn(BAR, text)
        self.assertIn(COLOUR, self.read_on_terminal(NO_COLOR="")[1])

    def test_dumb_terminal(self):
        process, terminal = self.start("read", "--reader", "virtual:type=05", "--number", NUMBER)
        self.assertIn(COLOUR, self.output(terminal))
        process.wait(TIMEOUT)
        ours, theirs = pty.openpty()
        done = subprocess.run([ZAIRYU, "read", "--reader", "virtual:", "--number", NUMBER], stdout=theirs, stderr=theirs,
                              env=self.environment(TERM="dumb"), timeout=TIMEOUT, check=False)
        os.close(theirs)
        text = self.output(ours)
        os.close(ours)
        self.assertEqual(done.returncode, 4)
        self.assertNotIn("\033", text)

    def test_end_of_input(self):
        process, terminal = self.start("read", "--reader", "virtual:")
        self.output(terminal, until=": ")
        os.write(terminal, b"\x04")
        text = self.output(terminal)
        self.assertIn("Z109", text)
        self.assertTrue(text.lstrip("^D\b ").startswith("\r\nzairyu: "), text)
        self.assertEqual(process.wait(TIMEOUT), 2)


class Interrupted(ToolTest):
    def interrupt(self, number, *args, ready=None, **more):
        """Sends a signal once the command is at work."""
        process = subprocess.Popen([ZAIRYU, *map(str, args)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, cwd=self.dir, env=self.environment(), **more)
        if ready:
            end = time.monotonic() + TIMEOUT
            while not ready() and time.monotonic() < end:
                time.sleep(0.01)
        time.sleep(0.5)
        self.assertIsNone(process.poll())
        start = time.monotonic()
        process.send_signal(number)
        process.wait(TIMEOUT) # its standard input stays open until then
        took = time.monotonic() - start
        out, err = process.communicate()
        return process.returncode, out, err, took

    def test_while_reading(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            status, out, err, took = self.interrupt(
                number, "read", "--reader", "virtual:type=1,fault=silence@6", "--number", NUMBER, "--out", "out",
                "--save", "saved", ready=(self.dir / "out").exists)
            self.assertEqual((status, out), (130, b""), err)
            self.assertIn(b"Z107", err)
            self.assertLess(took, 5)
            self.assertEqual(self.names(), ["home"])

    def test_while_the_number_is_awaited(self):
        status, out, _, took = self.interrupt(signal.SIGINT, "read", "--reader", "virtual:", "--json")
        self.assertEqual(status, 130)
        self.assertIn(b'"ZAIRYU_ERR_CANCELLED"', out)
        self.assertLess(took, 5)

    def test_what_the_caller_ignores_stays_ignored(self):
        process = subprocess.Popen([ZAIRYU, "read", "--reader", "virtual:"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment(),
                                   preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        time.sleep(0.5)
        process.send_signal(signal.SIGHUP)
        process.communicate(NUMBER.encode() + b"\n", timeout=TIMEOUT)
        self.assertEqual(process.returncode, 4)

    def test_a_pipe_that_closes(self):
        process = subprocess.Popen([ZAIRYU, "read", "--reader", "virtual:", "--json"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment())
        process.stdout.close()
        process.stdin.write(NUMBER.encode() + b"\n")
        process.stdin.close()
        err = process.stderr.read()
        process.stderr.close()
        self.assertEqual(process.wait(TIMEOUT), 20, err)


if __name__ == "__main__":
    unittest.main()
