# SPDX-License-Identifier: BSD-2-Clause
"""Processes that die, of a signal or of a record."""
import collections
import json
import os
import signal
import subprocess
import sys
import unittest

from cluster import HANGS, ClusterCase, names_of, wait_for


class DeathCase(ClusterCase):
    def begin(self, *paths: object, **options: object) -> subprocess.Popen[bytes]:
        """Hands in paths, and returns when there are some results."""
        process = subprocess.Popen([sys.executable, "-m", "zairyu_cluster", "verify", *self.arguments(*paths, **options)],
                                   stderr=subprocess.PIPE, env=self.environment(), cwd=self.root)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        wait_for(lambda: self.out.exists() and self.out.read_bytes().count(b"\n") >= 10 or process.poll() is not None, "results")
        self.assertIsNone(process.poll(), "it ended before it could be disturbed")
        return process

    def said_by(self, process: subprocess.Popen[bytes], status: int) -> str:
        said = process.communicate(timeout=HANGS)[1].decode()
        self.assertEqual(process.returncode, status, said)
        return said


class Killed(DeathCase):
    """Something ends a process half-way."""

    behaviour = {"slow": "0.02"}

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.paths = cls.make_records(240)
        cls.start_cluster()

    def assert_complete(self) -> None:
        self.assertEqual(collections.Counter(names_of(self.out.read_bytes())), collections.Counter(map(str, self.paths)))
        self.assert_as_the_command(self.records)

    def test_worker(self) -> None:
        process = self.begin(self.records, batch=10)
        before = self.worker_pids()
        os.kill(before[-1], signal.SIGKILL)
        self.assertIn("240 records", self.said_by(process, 0))
        wait_for(lambda: len(self.worker_pids()) == len(before) + 1, "another worker in its place")
        self.assert_complete()

    def test_all_workers(self) -> None:
        process = self.begin(self.records, batch=10)
        for pid in self.worker_pids()[-self.processes:]:
            os.kill(pid, signal.SIGKILL)
        self.said_by(process, 0)
        self.assert_complete()

    def test_client(self) -> None:
        process = self.begin(self.records, batch=10)
        process.kill()
        process.wait()
        done = names_of(self.out.read_bytes().rpartition(b"\n")[0])
        self.assertLess(len(done), 240)
        self.assertIn(f"already: {len(done)}.", self.verify(self.records, batch=10))
        self.assert_complete()

    def test_interrupted(self) -> None:
        process = self.begin(self.records, batch=10)
        process.send_signal(signal.SIGINT)
        said = self.said_by(process, 130)
        self.assertIn("interrupted", said)
        self.assertNotIn("Traceback", said)
        self.assertIn(f"{len(self.lines())} records", said)
        self.verify(self.records, batch=10)
        self.assert_complete()

    def test_scheduler(self) -> None:
        process = self.begin(self.records, batch=10)
        type(self).stop(self.scheduler)
        self.assertIn("scheduler ended", self.said_by(process, 3))
        self.assertLess(len(self.lines()), 240)
        type(self).stop(self.workers)
        self.start_cluster()
        self.verify(self.records, batch=10)
        self.assert_complete()


class Poison(DeathCase):
    """Records that kill whatever touches them."""

    behaviour = {"poison": "00017.zairyu 00018.zairyu 00090.zairyu"}

    def test_is_isolated_and_reported(self) -> None:
        paths = self.make_records(120)
        self.start_cluster()
        said = self.verify(self.records, status=1, batch=15)
        self.assertIn("error 3", said)
        lines = {json.loads(line)["file"]: line for line in self.lines()}
        self.assertEqual(len(self.lines()), 120)
        self.assertEqual(set(lines), set(map(str, paths)))
        poison = [str(path) for path in paths if path.name in self.behaviour["poison"]]
        for path in poison:
            error = json.loads(lines.pop(path))["error"]
            self.assertEqual(error["name"], "ZAIRYU_ERR_INTERNAL")
            self.assertIn("died", error["detail"])
        self.assertLessEqual(set(lines.values()), set(self.command_lines(self.records)))
        touched = collections.Counter(line.split()[0] for line in (self.root / "touched").read_text().splitlines())
        self.assertEqual(set(touched), set(poison))
        for count in touched.values():
            self.assertIn(count, range(3, 5), "limited retries, the last ones alone")
        self.verify(self.records, status=1)  # and it is not touched again, nor forgotten
        self.assertEqual(len((self.root / "touched").read_text().splitlines()), sum(touched.values()))


if __name__ == "__main__":
    unittest.main()
