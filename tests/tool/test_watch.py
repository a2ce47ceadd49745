# SPDX-License-Identifier: BSD-2-Clause
"""The counter's mode on a virtual card, which nobody takes away: standard input ends, or somebody interrupts.

What happens with many cards on a real service is in tests/pcsc/test_counter.c.
"""
import json
import os
import signal
import subprocess
import time
import unittest

from support import NUMBER, TIMEOUT, VALIDATOR, ZAIRYU, TerminalTest

OTHER = "CC12345678DD"
QUESTION, TAKE = "top right of the card): ", "give it back."
CLEAR = "\x1b[H\x1b[2J\x1b[3J"


class Watch(TerminalTest):
    def watch(self, *args, options="type=05", stdin=NUMBER + "\n", status=0, **more):
        result = self.run_tool("watch", "--reader", f"virtual:{options}", "--trust", self.authorities(), *args, stdin=stdin, **more)
        self.assertEqual(result.status, status, result.err)
        return result

    def lines(self, result):
        documents = [json.loads(line) for line in result.out.splitlines()]
        for document in documents:
            VALIDATOR.validate(document)
        return documents

    def watch_with(self, *args, until, then=0):
        """With numbers from a command, nothing ends but the person; gives what was printed until `until` was, and some seconds later."""
        process = subprocess.Popen([ZAIRYU, "watch", "--reader", "virtual:type=05", "--trust", self.authorities(), *args], cwd=self.dir,
                                   env=self.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.kill)
        end = time.monotonic() + TIMEOUT
        while time.monotonic() < end and process.poll() is None and not until():
            time.sleep(0.05)
        time.sleep(then)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=TIMEOUT)
        self.assertEqual(process.returncode, 0, err)
        return out.decode(), err.decode()

    def test_a_card_and_the_end_of_the_numbers(self):
        result = self.watch()
        self.assertIn("Falsification: ok", result.out)
        self.assertEqual(result.err, "")
        card, = self.lines(self.watch("--json"))
        self.assertEqual(card["number"], NUMBER)

    def test_wrong_ones_first(self):
        wrong, malformed, card = self.lines(self.watch("--json", stdin=f"{OTHER}\nAA1\n{NUMBER}\n"))
        self.assertEqual(wrong["error"]["name"], "ZAIRYU_ERR_WRONG_NUMBER")
        self.assertEqual(malformed["error"]["name"], "ZAIRYU_ERR_NUMBER_FORMAT")
        self.assertEqual(card["number"], NUMBER)

    def test_no_number_at_all(self):
        self.assertEqual(self.watch("--json", stdin="").out, "")

    def test_what_cannot_work_is_said_before_a_number_is_taken(self):
        """The number stays on standard input: what follows the command reads it."""
        (self.dir / "number").write_text(NUMBER + "\n", encoding="ascii")
        with open(self.dir / "number", "rb") as number:
            process = subprocess.Popen([ZAIRYU, "watch", "--json", "--reader", "virtual:variant=foreign"], stdin=number,
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.environment(), cwd=self.dir)
            self.addCleanup(process.kill)
            self.assertIn(b"ZAIRYU_ERR_NOT_RESIDENCE_CARD", process.stdout.readline())
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.communicate(timeout=TIMEOUT)[0], b"")
            self.assertEqual(process.returncode, 0)
            self.assertEqual(os.lseek(number.fileno(), 0, os.SEEK_CUR), 0)

    def test_files_are_one_unit_of_each_card(self):
        result = self.watch("--json", "--save", "records/", "--save-reduced", "records/", "--out", "images/")
        card, = self.lines(result)
        self.assertTrue(card["file"].startswith("records/2"))
        self.assertEqual(len(self.names(self.dir / "records")), 2)
        self.assertEqual(len(self.names(self.dir / "images")), 1)
        self.assertNotIn(NUMBER, " ".join(self.names(self.dir / "records")))

    def test_a_failure_keeps_nothing_and_goes_on(self):
        failure, = self.lines(self.watch("--json", "--save", "records/", options="type=05,fault=status@18:27266"))[:1]
        self.assertIn("error", failure)
        self.assertNotIn("records", self.names())

    def test_names_for_many_cards(self):
        for option in ("--out", "--save", "--save-reduced"):
            self.assertIn(option, self.fails(2, "watch", "--reader", "virtual:", option, "one").err)

    def test_what_is_wrong_from_the_beginning(self):
        self.fails(2, "watch", "--reader", "bogus:")
        self.fails(2, "watch", "--reader", "virtual:variant=bogus")
        self.fails(2, "watch", "--brief")
        self.fails(20, "watch", "--trust", "nowhere")
        self.fails(2, "watch", "operand")
        (self.dir / "file").touch()
        self.fails(20, "watch", "--save", "file/")

    def test_numbers_from_a_command(self):
        out, err = self.watch_with("--number-from", f"printf '{NUMBER}\\r\\nrest\\n'", "--exec", "cat >got", until=(self.dir / "got").exists)
        self.assertIn("Falsification: ok", out, err)
        self.assertEqual(json.loads((self.dir / "got").read_text(encoding="utf-8"))["number"], NUMBER)

    def test_a_command_that_gives_no_number(self):
        for command, name, times in (("exit 3", "exit status 3", 1), ("kill $$", "exit status 143", 1),
                                     ("true", "ZAIRYU_ERR_NUMBER_FORMAT", 1), (f"echo {OTHER}", "ZAIRYU_ERR_WRONG_NUMBER", 3)):
            with self.subTest(command):
                asked = self.dir / "asked"
                asked.write_text("", encoding="ascii")
                out, err = self.watch_with("--number-from", f"echo >>asked; {command}", "--exec", "cat >>got",
                                           until=lambda times=times: self.failures() == times, then=1)
                self.assertIn(name, err)
                self.assertEqual(asked.stat().st_size, times)
                self.assertEqual(out, "")
                (self.dir / "got").unlink()

    def failures(self):
        got = self.dir / "got"
        return got.read_text(encoding="utf-8").count('"error"') if got.exists() else 0

    def test_a_command_that_is_waited_for_does_not_hold_the_end(self):
        started = self.dir / "started"
        begin = time.monotonic()
        self.watch_with("--number-from", "touch started; exec sleep 600", until=started.exists)
        self.assertLess(time.monotonic() - begin, TIMEOUT / 2)

    def test_a_program_of_ones_own(self):
        """It has the line whether or not it is printed; what it prints is not among the lines, and that it fails is said."""
        for more, count in (((), 0), (("--json",), 1)):
            result = self.watch("--exec", "cat >got; echo noise; exit 5", *more)
            self.assertEqual(json.loads((self.dir / "got").read_text(encoding="utf-8"))["number"], NUMBER)
            self.assertEqual(result.out.count('"number"'), count)
            self.assertNotIn("noise", result.out)
            self.assertIn("noise", result.err)
            self.assertIn("exit status 5", result.err)
        self.assertIn("failed", self.watch("--exec", "./none").err)

    def test_a_program_that_does_not_read(self):
        """More than fits a pipe."""
        self.assertIn("exit status 1", self.watch("--raw", "--json", "--exec", "exec false").err)
        self.assertEqual(self.watch("--raw", "--json", "--exec", "exec true").err, "")
        self.watch("--raw", "--json", "--exec", "cat >got")
        card = json.loads((self.dir / "got").read_text(encoding="utf-8"))
        self.assertEqual(card["number"], NUMBER)

    def test_who_ignores_the_end_of_children(self):
        """It is handed on to programs, and would make their end unheard of."""
        done = subprocess.run(["python3", "-c", "import os, signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])",
                               ZAIRYU, "watch", "--json", "--reader", "virtual:type=05", "--exec", "cat >got; exit 3"],
                              input=f"{NUMBER}\n".encode(), capture_output=True, timeout=TIMEOUT, env=self.environment(), cwd=self.dir, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"exit status 3", done.stderr)

    def test_an_interruption_is_no_failure_of_a_card(self):
        for pause in (0.3, 0.5, 0.7, 0.9):
            out, err = self.watch_with("--json", "--number-from", "while :; do echo .; done", until=lambda: True, then=pause)
            self.assertEqual((out, err), ("", ""))

    def test_brief(self):
        card, = self.lines(self.watch("--json", "--brief"))
        self.assertNotIn("number", card)

    def begin(self, *args, options="type=05", **env):
        return self.start("watch", "--reader", f"virtual:{options}", "--trust", self.authorities(), *args, **env)

    def finish(self, process, terminal):
        process.send_signal(signal.SIGINT)
        shown = self.output(terminal)
        self.assertEqual(process.wait(TIMEOUT), 0, shown)
        return shown

    def test_on_a_terminal(self):
        process, terminal = self.begin()
        shown = self.output(terminal, until=QUESTION)
        self.assertIn("Ready. Place the next card", shown)
        self.assertTrue(shown.partition("Ctrl-C ends).")[2].lstrip("\r\n").startswith(CLEAR), shown)
        os.write(terminal, f"{OTHER}\n".encode())
        self.assertIn("ZAIRYU_ERR_WRONG_NUMBER", self.output(terminal, until=QUESTION))
        os.write(terminal, f"{NUMBER}\n".encode())
        shown = self.output(terminal, until=TAKE)
        self.assertIn("AA12345678BB", shown)
        self.assertNotIn("\a", shown)
        self.assertTrue(self.finish(process, terminal).rstrip().endswith(CLEAR))

    def test_a_slip_on_a_terminal(self):
        """The number is not asked for again."""
        process, terminal = self.begin(options="type=05,fault=remove@18")
        self.output(terminal, until=QUESTION)
        os.write(terminal, f"{NUMBER}\n".encode())
        shown = self.output(terminal, until=TAKE)
        self.assertIn("Place the same card on the reader again.", shown)
        self.assertIn("Falsification", shown)
        self.assertNotIn(QUESTION, shown)
        self.finish(process, terminal)

    def test_sound(self):
        process, terminal = self.begin("--sound")
        self.output(terminal, until=QUESTION)
        os.write(terminal, f"{OTHER}\n".encode())
        self.assertEqual(self.output(terminal, until=QUESTION).count("\a"), 3)
        os.write(terminal, f"{NUMBER}\n".encode())
        self.assertEqual(self.output(terminal, until=TAKE).count("\a"), 3)  # a test CA proves nothing
        self.finish(process, terminal)

    def test_quiet(self):
        process, terminal = self.begin("--quiet")
        shown = self.output(terminal, until=QUESTION)
        os.write(terminal, f"{NUMBER}\n".encode())
        shown += self.output(terminal, until="zairyu inquiry") + self.finish(process, terminal)
        for unwanted in ("Ready", "Do not move", TAKE):
            self.assertNotIn(unwanted, shown)

    def test_in_japanese(self):
        process, terminal = self.begin(LC_ALL="ja_JP.UTF-8")
        shown = self.output(terminal, until="12桁）: ")
        self.assertIn("次のカードをリーダーに置いてください", shown)
        os.write(terminal, f"{NUMBER}\n".encode())
        self.output(terminal, until="お返しください。")
        self.finish(process, terminal)

    def test_the_end_of_typing_ends_it(self):
        process, terminal = self.begin()
        self.output(terminal, until=QUESTION)
        os.write(terminal, b"\x04")
        self.output(terminal)
        self.assertEqual(process.wait(TIMEOUT), 0)


if __name__ == "__main__":
    unittest.main()
