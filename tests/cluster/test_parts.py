# SPDX-License-Identifier: BSD-2-Clause
"""The parts of the program, without a cluster."""
import io
import itertools
import os
import pathlib
import pickle
import resource
import tempfile
import tracemalloc
import unittest
import unittest.mock
from concurrent.futures import CancelledError
from contextlib import redirect_stderr

import zairyu
from cluster import authority, saved
from distributed import KilledWorker
from distributed.comm.core import CommClosedError
from zairyu_cluster import ladder, serving
from zairyu_cluster.failure import BROKEN_OFF, ClusterError
from zairyu_cluster.flight import Flight as RealFlight
from zairyu_cluster.options import parse
from zairyu_cluster.record_file import content_of
from zairyu_cluster.results import Results
from zairyu_cluster.seen import Seen
from zairyu_cluster.task import Answer, Batch, Outcome, outcome_of
from zairyu_cluster.verify import Job
from zairyu_cluster.walk import walk


class Flight:
    """In place of a cluster: batches land in any order; a record of `poison` takes others on its worker with it."""

    def __init__(self, poison=(), workers=3, innocent=0):
        self.poison, self.number, self.innocent = set(poison), workers, innocent
        self.flying, self.done, self.deaths, self.most = [], [], 0, 0

    @property
    def count(self):
        return len(self.flying)

    def workers(self):
        return self.number

    def begin(self, batch):
        self.flying.append(batch)
        self.most = max(self.most, len(self.flying))

    def land(self):
        batch = self.flying.pop(len(self.flying) // 2)
        if not self.poison & set(batch.paths):
            self.done += batch.paths
            return ()
        self.deaths += 1
        killed = batch.paths
        for _ in range(min(self.innocent, len(self.flying))):
            killed += self.flying.pop().paths
        return killed


class Ladder(unittest.TestCase):
    def climb(self, flight, count, size=10):
        poison = list(ladder.climb(flight, (f"{n}" for n in range(count)), size))
        self.assertEqual(sorted(flight.done + poison), sorted(f"{n}" for n in range(count)))
        return poison

    def test_each_once(self):
        for count in (0, 1, 9, 10, 11, 500):
            flight = Flight()
            self.assertEqual(self.climb(flight, count), [])
            self.assertLessEqual(flight.most, 2 * flight.number)

    def test_poison_is_isolated(self):
        flight = Flight({"17", "18", "333"})
        self.assertEqual(sorted(self.climb(flight, 500)), ["17", "18", "333"])
        self.assertEqual(flight.deaths, 2 + 3 * 3)

    def test_who_was_beside_it_is_innocent(self):
        flight = Flight({"17", "333"}, innocent=2)
        self.assertEqual(sorted(self.climb(flight, 500)), ["17", "333"])

    def test_all_are_poison(self):
        with unittest.mock.patch.object(ladder, "SUSPECTS", 50):
            flight = Flight({f"{n}" for n in range(301)})
            taken = itertools.count()
            found = ladder.climb(flight, (f"{next(taken)}" for _ in range(300)), 10)
            self.assertEqual(len([next(found)]), 1)
            self.assertLess(next(taken), 150, "what is suspected is looked at before more is begun")
            self.assertEqual(len(list(found)), 299)

    def test_no_worker_is_left_for_a_time(self):
        self.assertEqual(self.climb(Flight(workers=0), 50), [])

    def test_paths_are_not_collected(self):
        class Forgetful(Flight):
            def land(self):
                super().land()
                self.done.clear()
                return ()
        flight, seen = Forgetful(), Seen()
        tracemalloc.start()
        list(ladder.climb(flight, (name for n in range(100000) if seen.add(name := f"/shared/storage/records/{n:09}.zairyu")), 100))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        self.assertLess(peak, 1 << 20)


class Landing(unittest.TestCase):
    """What becomes of a task that ends in whatever way."""

    def land(self, result, cancelled=False):
        client, taken = unittest.mock.MagicMock(), []
        future = client.submit.return_value
        future.add_done_callback.side_effect = lambda function: function(future)
        future.result.side_effect = [result]
        future.cancelled.return_value = cancelled
        flight = RealFlight(client, "store", lambda batch, answer: taken.append((batch, answer)))
        flight.begin(Batch(("a", "b")))
        try:
            return flight.land(), taken
        finally:
            self.assertEqual(flight.count, 0)
            future.release.assert_called_once_with()

    def test_done(self):
        self.assertEqual(self.land("answer"), ((), [(Batch(("a", "b")), "answer")]))

    def test_killed(self):
        killed = KilledWorker("key", unittest.mock.MagicMock(), 0)
        self.assertEqual(self.land(killed), (("a", "b"), []))

    def test_lost(self):
        for error in (CancelledError(), CommClosedError()):
            with self.assertRaisesRegex(ClusterError, "same command again") as caught:
                self.land(error)
            self.assertEqual(caught.exception.status, BROKEN_OFF)

    def test_lost_while_it_was_handed_over(self):
        """Dask 2022.12 raises the answer itself then, which is no exception."""
        with self.assertRaisesRegex(ClusterError, "same command again"):
            self.land(TypeError("exceptions must derive from BaseException"), cancelled=True)

    def test_defect(self):
        for defect in (ZeroDivisionError, TypeError):
            with self.assertRaises(defect):
                self.land(defect())

    def test_keys_are_never_used_twice(self):
        client = unittest.mock.MagicMock()
        for _ in range(2):
            flight = RealFlight(client, "store", print)
            for _ in range(2):
                flight.begin(Batch(("a",)))
        keys = [call.kwargs["key"] for call in client.submit.call_args_list]
        self.assertEqual(len(set(keys)), 4)


class Worker(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def test_content_is_wiped(self):
        path = self.root / "record"
        path.write_bytes(b"secret")
        for limit, length in ((100, 6), (6, 6), (5, 6), (3, 4)):
            with content_of(path, limit) as content:
                self.assertEqual(content, b"secret"[:length])
            self.assertEqual(content, bytes(length))

    def test_outcome_fails_for_defects_alone(self):
        path = self.root / "x.zairyu"
        path.write_bytes(saved("type=05"))
        self.assertEqual(outcome_of(str(path), authority().trust()).verdict, "unchecked")
        with unittest.mock.patch("os.open", side_effect=OSError(24, "")), self.assertRaises(MemoryError):
            outcome_of(str(path), authority().trust())
        error = zairyu.Error(zairyu.ErrorCode.NO_MEMORY)
        with unittest.mock.patch("zairyu.verify", side_effect=error), self.assertRaises(MemoryError):
            outcome_of(str(path), authority().trust())

    def test_paths_are_in_no_repr(self):
        batch = Batch(("/records/someone",))
        self.assertNotIn("someone", repr(batch))
        self.assertEqual(pickle.loads(pickle.dumps(batch)), batch)

    def test_no_core_of_a_process_that_dies(self):
        # In a child, as it cannot be taken back.
        pid = os.fork()
        if pid == 0:
            serving.prepare()
            os._exit(0 if resource.getrlimit(resource.RLIMIT_CORE) == (0, 0) else 1)
        self.assertEqual(os.waitpid(pid, 0)[1], 0)


class Output(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.path = self.root / "out"

    def test_full_disk_leaves_whole_lines(self):
        with Results(str(self.path)) as results:
            results.take_up(self.fail)
            results.append(['{"file": "1"}\n'])
            real = results._file
            results._file = unittest.mock.MagicMock(wraps=real)
            results._file.write.side_effect = [real.write(b'{"fi'), OSError(28, "No space left on device")]
            with self.assertRaisesRegex(ClusterError, "No space left.*same command again"):
                results.append(['{"file": "2"}\n'])
            self.assertEqual(self.path.read_bytes(), b'{"file": "1"}\n')
            results._file = real

    def test_short_writes(self):
        with Results(str(self.path)) as results:
            real = results._file
            results._file = unittest.mock.MagicMock(wraps=real)
            results._file.write.side_effect = lambda data: real.write(data[:3])
            results.append(['{"file": "ü"}\n', '{"file": "2"}\n'])
            results._file = real
        self.assertEqual(self.path.read_text(), '{"file": "ü"}\n{"file": "2"}\n')

    def test_torn_tail_longer_than_a_block(self):
        whole = b'{"file": "1"}\n'
        self.path.write_bytes(whole + b"x" * 200000)
        names = []
        with Results(str(self.path)) as results:
            results.take_up(names.append)
            self.assertEqual(self.path.read_bytes(), whole)
            results.append(['{"file": "2"}\n'])
        self.assertEqual(names, ["1"])
        self.assertEqual(self.path.read_bytes(), whole + b'{"file": "2"}\n')

    def test_seen(self):
        seen = Seen()
        self.assertEqual([seen.add(name) for name in ("a", "b", "a", "", "b", "")], [True, True, False, True, False, False])


class Taking(unittest.TestCase):
    """Results of workers that are wrong are not believed."""

    def setUp(self):
        self.root = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.results = self.enterContext(Results(str(self.root / "out")))
        self.job = Job(self.results, Seen())
        self.job.anchors = "ours"

    def take(self, path, outcome, anchors="ours"):
        self.job.take(Batch((str(path),)), Answer("tls://worker:1", anchors, [outcome]))

    def test_worker_without_the_storage(self):
        here = self.root / "here"
        here.touch()
        with self.assertRaisesRegex(ClusterError, "tls://worker:1 cannot read .*here.*Mount"):
            self.take(here, Outcome("line\n", "error", "No such file or directory"))
        self.take(self.root / "gone", Outcome("gone\n", "error", "No such file or directory"))
        self.take(here, Outcome("damaged\n", "error"))
        self.assertEqual((self.root / "out").read_text(), "gone\ndamaged\n")

    def test_worker_with_other_anchors(self):
        with self.assertRaisesRegex(ClusterError, "trusts other certificates"):
            self.take("x", Outcome("line\n", "genuine"), "theirs")
        self.assertEqual((self.root / "out").read_text(), "")

    def test_an_answer_that_is_too_short(self):
        with self.assertRaises(ValueError):
            self.job.take(Batch(("a", "b")), Answer("tls://worker:1", "ours", [Outcome("a\n", "genuine")]))
        self.assertEqual((self.root / "out").read_text(), "")


class Walk(unittest.TestCase):
    def test_directory_that_cannot_be_read(self):
        with tempfile.TemporaryDirectory() as root, unittest.mock.patch("os.scandir", side_effect=PermissionError(13, "x")):
            found, = walk([root], [])
        self.assertIsInstance(found.problem, PermissionError)
        self.assertEqual(found.path, root)

    def test_is_lazy(self):
        with tempfile.TemporaryDirectory() as root:
            for name in "abc":
                pathlib.Path(root, f"{name}.zairyu").touch()
            walking = walk([root], [])
            next(walking)
            for path in pathlib.Path(root).iterdir():
                path.unlink()
            self.assertLessEqual(len(list(walking)), 2)

    def test_lists(self):
        with tempfile.TemporaryDirectory() as root:
            names = pathlib.Path(root, "names")
            names.write_bytes(b"/a b\n\n/\xff\r\n/last")
            self.assertEqual([found.path for found in walk([], [str(names)])], ["/a b", "/\udcff\r", "/last"])


class Options(unittest.TestCase):
    def test_numbers(self):
        for arguments in (["--batch", "0"], ["--batch", "x"], ["--wait", "-1"]):
            with self.assertRaises(SystemExit) as caught, redirect_stderr(io.StringIO()):
                parse(["verify", "--tls", "x", "--scheduler", "x", "--out", "x", *arguments])
            self.assertEqual(caught.exception.code, 2)

    def test_trust_is_where_the_workers_see_it(self):
        given = ["verify", "--tls", "x", "--scheduler", "x", "--out", "x"]
        self.assertEqual(parse(given).trust, "default")
        self.assertEqual(parse([*given, "--trust", "ca"]).trust, os.path.abspath("ca"))


if __name__ == "__main__":
    unittest.main()
