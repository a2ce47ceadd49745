# SPDX-License-Identifier: BSD-2-Clause
"""zairyu verify on many records: directories, order, memory, interruptions."""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time
import unittest

from support import NUMBER, TIMEOUT, VALIDATOR, ZAIRYU, TerminalTest, ToolTest, without

MANY = 20000
SANITIZED = any(name in pathlib.Path(ZAIRYU).read_bytes() for name in (b"__asan_init", b"__tsan_init"))
SUMMARY = re.compile(r"zairyu: (\d+) records: (\d+) genuine, (\d+) abnormal, (\d+) unsigned, (\d+) unchecked, (\d+) failed")


def link_or_copy(source, target):
    try:
        os.link(source, target)
    except OSError:  # no links here, or too many
        shutil.copy(source, target)


class BatchTest(ToolTest):
    def setUp(self):
        super().setUp()
        self.archive = self.dir / "archive"
        self.archive.mkdir()
        self.good = self.saved("type=1", "good")

    def verify(self, *args, **more):
        return self.run_tool("verify", *args, "--trust", self.authorities(), **more)

    def lines(self, result):
        lines = [json.loads(line) for line in result.out.splitlines()]
        for line in lines:
            VALIDATOR.validate(line)
        return lines

    def files(self, result):
        return sorted(os.path.relpath(line["file"], self.archive) for line in self.lines(result))

    def counts(self, text):
        """Records, and how many were genuine, abnormal, unsigned, unchecked, failed."""
        found = [int(number) for number in SUMMARY.search(text).groups()]
        self.assertEqual(found[0], sum(found[1:]))
        return found

    def add(self, *names):
        for name in names:
            path = self.archive / name
            path.parent.mkdir(parents=True, exist_ok=True)
            link_or_copy(self.good, path)

    def fill(self, count):
        directory = self.dir / f"archive-{count}"
        directory.mkdir()
        for i in range(count):
            link_or_copy(self.good, directory / f"{i}.zairyu")
        return directory

    def begin(self, *args, **more):
        process = subprocess.Popen([ZAIRYU, "verify", *map(str, args), "--trust", self.authorities()], cwd=self.dir,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment(), **more)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def finish(self, process):
        """What else it prints; communicate() would not know of lines that were read ahead."""
        out, err = process.stdout.read(), process.stderr.read()
        process.wait(TIMEOUT)
        return out, err


class Directories(BatchTest):
    def test_records_at_any_depth(self):
        self.add("a.zairyu", "b/b.zairyu", "b/c/d/.d.zairyu", "with space.zairyu", "no-record", "b/x.zairyu.tmp", ".zairyu")
        result = self.verify(self.archive, "--json")
        self.assertEqual(result.status, 4)
        self.assertEqual(self.files(result), ["a.zairyu", "b/b.zairyu", "b/c/d/.d.zairyu", "with space.zairyu"])
        self.assertEqual(self.counts(result.err), [4, 0, 0, 0, 4, 0])

    def test_one_in_a_directory_has_its_name(self):
        self.add("a.zairyu")
        line, = self.lines(self.verify(self.archive, "--json"))
        self.assertEqual(line["file"], str(self.archive / "a.zairyu"))
        self.assertEqual(without(line, "file"), self.card(self.verify(self.good, "--json"), 4))

    def test_links_and_pipes_are_passed_over(self):
        self.add("a.zairyu", "b/b.zairyu")
        elsewhere = self.dir / "elsewhere"
        elsewhere.mkdir()
        link_or_copy(self.good, elsewhere / "e.zairyu")
        (self.archive / "l.zairyu").symlink_to(self.good)
        (self.archive / "gone.zairyu").symlink_to("nowhere")
        (self.archive / "loop").symlink_to(self.archive)
        (self.archive / "out").symlink_to(elsewhere)
        (self.archive / "dir.zairyu").symlink_to(elsewhere)
        os.mkfifo(self.archive / "pipe.zairyu")
        self.assertEqual(self.files(self.verify(self.archive, "--json")), ["a.zairyu", "b/b.zairyu"])

    def test_what_is_named_is_taken(self):
        link = self.dir / "link"
        link.symlink_to(self.archive)
        self.add("a.zairyu", "no-suffix")
        named = self.archive / "l"
        named.symlink_to(self.good)
        result = self.verify(link, self.archive / "no-suffix", named, "--json")
        self.assertEqual([line["file"] for line in self.lines(result)],
                         [str(link / "a.zairyu"), str(self.archive / "no-suffix"), str(named)])

    def test_a_directory_called_like_a_record(self):
        self.add("d.zairyu/x.zairyu")
        self.assertEqual(self.files(self.verify(self.archive, "--json")), ["d.zairyu/x.zairyu"])

    def test_nothing_found_is_no_success(self):
        (self.archive / "empty").mkdir()
        (self.archive / "other").write_text("x", encoding="utf-8")
        self.fails(20, "verify", self.archive)
        self.fails(20, "verify", self.archive, self.archive, "--json")

    def test_too_deep(self):
        deep = "/".join(["d"] * 70)
        self.add("a.zairyu", "d/b.zairyu", deep + "/c.zairyu")
        result = self.verify(self.archive, "--json")
        lines = self.lines(result)
        errors = [line for line in lines if "error" in line]
        self.assertEqual((result.status, len(lines), len(errors)), (17, 3, 1))
        self.assertTrue(errors[0]["file"].endswith("/d/d"))
        self.assertIn("Nested too deeply", result.err)

    @unittest.skipIf(os.geteuid() == 0, "nothing is unreadable to root")
    def test_unreadable(self):
        self.add("a.zairyu", "closed/b.zairyu")
        (self.archive / "closed").chmod(0)
        self.addCleanup((self.archive / "closed").chmod, 0o700)
        result = self.verify(self.archive, "--json")
        self.assertEqual(result.status, 20)
        self.assertEqual(self.files(result), ["a.zairyu", "closed"])

    def test_one_bad_file_stops_nothing(self):
        self.add("a.zairyu", "z.zairyu")
        for i in range(3):
            (self.archive / f"{i}.zairyu").write_bytes(self.good.read_bytes()[:1000 * i])
        result = self.verify(self.archive, "--json")
        self.assertEqual(result.status, 17)
        self.assertEqual(sorted("error" in line for line in self.lines(result)), [False, False, True, True, True])
        self.assertEqual(self.counts(result.err), [5, 0, 0, 0, 2, 3])
        plain = self.verify(self.archive)
        self.assertEqual((plain.status, plain.out.count("\n")), (17, 2))
        for i in range(3):
            self.assertIn(f"/{i}.zairyu: ", plain.err)

    def test_the_gravest_and_the_counts(self):
        self.add("a.zairyu")
        self.read_card("type=1,variant=under16-a", "--save", self.archive / "u.zairyu", status=3)
        self.read_card("type=05,variant=flip-data", "--save", self.archive / "f.zairyu", status=1)
        for args in ([], ["--json"], ["--json", "--brief"]):
            result = self.verify(self.archive, *args)
            self.assertEqual((result.status, result.out.count("\n")), (1, 3))
            self.assertEqual(self.counts(result.err), [3, 0, 1, 1, 1, 0])
        self.assertIn("異常 1", self.verify(self.archive, env={"LC_ALL": "ja_JP.UTF-8"}).err)


    def test_without_anchors_what_to_do(self):
        self.add("a.zairyu", "b.zairyu")
        hint = "zairyu trust add FILE"
        result = self.run_tool("verify", self.archive, self.good)
        self.assertEqual((result.status, result.err.count(hint)), (4, 1))
        self.assertNotIn(hint, result.out)
        self.assertEqual(self.counts(result.err), [3, 0, 0, 0, 3, 0])
        self.assertNotIn(hint, self.run_tool("verify", self.archive, "--json").err)
        self.assertNotIn(hint, self.verify(self.archive).err)


class Order(BatchTest):
    def test_that_of_the_arguments_with_any_number_of_jobs(self):
        paths = [self.good, self.saved("type=05", "slow"), "none", self.dir / "ca"] * 30
        del paths[3::4]
        outputs = {jobs: self.verify(*paths, "--json", "--jobs", jobs) for jobs in (1, 2, 7, 256)}
        self.assertEqual([line["file"] for line in self.lines(outputs[1])], [str(path) for path in paths])
        self.assertEqual({(result.status, result.out, result.err) for result in outputs.values()},
                         {(20, outputs[1].out, outputs[1].err)})

    def test_each_as_if_alone(self):
        paths = [self.good, self.saved("type=05", "05"), self.dir / "reduced", self.dir / "flipped"]
        self.read_card("type=06", "--save-reduced", paths[2])
        self.read_card("type=1,variant=flip-data", "--save", paths[3], status=1)
        for args in (["--json"], ["--json", "--brief"]):
            alone = [json.loads(self.verify(path, *args).out) for path in paths]
            self.assertEqual([without(line, "file") for line in self.lines(self.verify(*paths, *args))], alone)

    def test_jobs_are_a_number(self):
        for value in ("0", "257", "-1", "x", "", "1x"):
            self.fails(2, "verify", self.good, f"--jobs={value}")


class Brief(BatchTest):
    def test_nothing_of_the_card(self):
        for options, status in (("type=1", 4), ("type=05", 4), ("type=2,variant=unsigned-a", 3), ("type=06,variant=flip-face", 1)):
            path = self.dir / "record"
            whole = self.read_card(options, "--save", path, status=status)
            result = self.verify(path, "--json", "--brief")
            line, = self.lines(result)
            self.assertEqual(result.status, status)
            self.assertEqual(line, {"schema": "zairyu.verdict/1"} | {
                name: whole["verification"][name] for name in ("verdict", "falsification", "issuer", "notes")})
            self.assertNotIn(NUMBER, result.out)

    def test_needs_json(self):
        self.fails(2, "verify", self.good, "--brief")

    def test_a_padded_certificate_is_nothing_to_note(self):
        line, = self.lines(self.verify(self.good, "--json", "--brief"))
        self.assertEqual(line["notes"], ["not-a-production-anchor", "kind-not-signed", "not-a-live-card"])


class Streams(BatchTest):
    def pipe(self, name="pipe"):
        path = self.dir / name
        os.mkfifo(path)
        return path

    def test_lines_come_while_others_are_awaited(self):
        pipe = self.pipe()
        process = self.begin(self.good, self.good, pipe, self.good, "--json", "--brief")
        for _ in range(2):
            self.assertIn(b'"unchecked"', process.stdout.readline())
        pipe.write_bytes(self.good.read_bytes())
        out, err = self.finish(process)
        self.assertEqual((process.returncode, out.count(b"\n")), (4, 2))
        self.assertEqual(self.counts(err.decode())[0], 4)

    def test_interrupted_while_it_waits(self):
        pipe, directory = self.pipe(), self.fill(40)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            process = self.begin(directory, pipe, directory, "--json", "--brief", "--jobs", "2")
            lines = [process.stdout.readline() for _ in range(40)]
            process.send_signal(number)
            started = time.monotonic()
            out, err = self.finish(process)
            self.assertLess(time.monotonic() - started, 5)
            self.assertEqual(process.returncode, 130)
            for line in lines:
                VALIDATOR.validate(json.loads(line))
            last = json.loads(out)
            self.assertEqual((last["error"]["name"], "file" in last), ("ZAIRYU_ERR_CANCELLED", False))
            self.assertEqual(self.counts(err.decode()), [40, 0, 0, 0, 40, 0])

    def test_interrupted_at_work(self):
        directory = self.fill(MANY)
        for args in (["--json", "--brief"], ["--json"], []):
            process = self.begin(directory, *args)
            lines = [process.stdout.readline() for _ in range(10)]
            process.send_signal(signal.SIGINT)
            out, err = self.finish(process)
            self.assertEqual(process.returncode, 130)
            lines += out.splitlines(keepends=True)
            self.assertTrue(all(line.endswith(b"\n") for line in lines))
            if args:
                lines = [json.loads(line) for line in lines]
                self.assertIn("error", lines.pop())
                self.assertEqual({line["verdict"] if "verdict" in line else line["verification"]["verdict"]
                                  for line in lines}, {"unchecked"})
            self.assertEqual(self.counts(err.decode())[0], len(lines))
            self.assertLess(len(lines), MANY)

    @unittest.skipUnless(os.path.exists("/proc/self/stat"), "needs /proc")
    def test_interrupted_while_nobody_reads(self):
        """As under a pager: the pipe is full, and who reads it goes on after the interruption, or never."""
        directory = self.fill(MANY)
        for args, reads_on in ((["--json", "--brief"], False), (["--json"], True), ([], False)):
            process = self.begin(directory, *args)
            lines, before = [process.stdout.readline()], -1
            while before != (before := self.progress(process)):
                time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            if not reads_on:
                self.assertEqual(process.wait(5), 130)
            out, err = self.finish(process)
            self.assertEqual(process.returncode, 130)
            lines += out.splitlines(keepends=True)
            self.assertTrue(all(line.endswith(b"\n") for line in lines))
            if args:
                lines = [line for line in map(json.loads, lines) if "error" not in line]
            self.assertEqual(self.counts(err.decode())[0], len(lines))

    @staticmethod
    def progress(process):
        """The processor time it has used: it stands still while it waits."""
        return pathlib.Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").split()[13:15]

    def test_a_pipe_that_closes_needs_no_words(self):
        directory = self.fill(2000)
        for args in (["--json"], []):
            process = self.begin(directory, *args)
            process.stdout.readline()
            process.stdout.close()
            self.assertEqual(process.stderr.read(), b"")
            self.assertEqual(process.wait(TIMEOUT), 20)

    def test_a_full_disk_does(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([ZAIRYU, "verify", self.good, self.good, "--json"], stdout=full,
                                  stderr=subprocess.PIPE, env=self.environment(), timeout=TIMEOUT, check=False)
        self.assertEqual(done.returncode, 20)
        self.assertIn(b"Standard output cannot be written", done.stderr)

    def peak(self, count, *args):
        """Peak memory in KiB after so many records, while the program still waits for another."""
        pipe = self.pipe(f"pipe-{count}")
        process = self.begin(self.fill(count), pipe, "--json", "--jobs", "2", *args)
        for _ in range(count):
            self.assertTrue(process.stdout.readline().endswith(b"\n"))
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        pipe.write_bytes(self.good.read_bytes())
        _, err = self.finish(process)
        self.assertEqual(self.counts(err.decode())[0], count + 1)
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1])

    @unittest.skipIf(SANITIZED, "sanitizers keep what was freed")
    @unittest.skipUnless(os.path.exists("/proc/self/status"), "needs /proc")
    def test_memory_stays_flat(self):
        for few, many, args in ((1000, MANY, ["--brief"]), (200, 2000, [])):
            before, after = self.peak(few, *args), self.peak(many, *args)
            self.assertLess(after, before + 1024, args)


class OnTerminal(TerminalTest, BatchTest):
    def shown(self, *args):
        """Runs to its end; the last record comes through a pipe, so that there is time to draw."""
        pipe = self.dir / "pipe"
        if not pipe.exists():
            os.mkfifo(pipe)
        process, terminal = self.start("verify", *args, pipe)
        text = self.output(terminal, until=f"  {len(args)} records")
        pipe.write_bytes(self.good.read_bytes())
        text += self.output(terminal)
        self.assertEqual(process.wait(TIMEOUT), 4)
        return text

    def test_a_bar_where_the_number_is_known(self):
        text = self.shown(self.good, self.good, self.good)
        self.assertRegex(text, r"\r\x1b\[\?7l\[#{22}-{8}\]  75%  3 records, \d+ per second\x1b\[K")
        self.assertEqual(self.counts(text), [4, 0, 0, 0, 4, 0])

    def test_a_count_where_it_is_not(self):
        self.add(*[f"{i}.zairyu" for i in range(100)])
        pipe = self.dir / "pipe"
        os.mkfifo(pipe)
        process, terminal = self.start("verify", self.archive, pipe, "--jobs", "1", *[self.good] * 200)
        text = self.output(terminal, until="per second")
        self.assertRegex(text, r"\r\x1b\[\?7l\d+ records, \d+ per second")
        process.send_signal(signal.SIGINT)
        text += self.output(terminal)
        self.assertEqual(process.wait(TIMEOUT), 130)
        self.assertEqual(self.counts(text)[0], text.count("unchecked\x1b[0m"))

    def test_lines_are_not_mixed_with_the_bar(self):
        text = self.shown(self.good, self.good)
        for line in text.split("\r\n"):
            shown = line.split("\x1b[K")[-1]
            self.assertFalse("per second" in shown and str(self.good) in shown, line)

    def test_none_elsewhere(self):
        result = self.verify(self.good, self.good, env={"TERM": "xterm"})
        self.assertNotIn("per second", result.err)


if __name__ == "__main__":
    unittest.main()
