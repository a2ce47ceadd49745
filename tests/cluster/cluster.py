# SPDX-License-Identifier: BSD-2-Clause
"""A cluster of processes on this machine, and records for it."""
from __future__ import annotations

import contextlib
import functools
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import zairyu

SOURCE = pathlib.Path(os.environ["CLUSTER_SOURCE"])
COMMAND = os.environ.get("ZAIRYU")
HERE = pathlib.Path(__file__).parent
#: Seconds after which something hangs. Nothing takes long: the machine may be slow.
HANGS = 240
KINDS = ("type=1", "type=05", "type=2", "type=06", "type=1,variant=flip-data", "type=05,variant=under16-a")


@functools.cache
def authority() -> zairyu.TestAuthority:
    """One test CA for all cards."""
    return zairyu.TestAuthority(1)


@functools.cache
def saved(options: str) -> bytes:
    """A record of a virtual card."""
    with zairyu.VirtualCard(options, authority=authority()) as card, zairyu.read(card, trust=authority().trust()) as read:
        return read.to_bytes()


def wait_for(condition, what: str) -> None:
    """Until something is so."""
    end = time.monotonic() + HANGS
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"in {HANGS} s not: {what}")
        time.sleep(0.05)


def names_of(lines: bytes) -> list[str]:
    """Which files the lines of an output are of."""
    return [json.loads(line)["file"] for line in lines.splitlines()]


class ClusterCase(unittest.TestCase):
    """Each class has a directory, certificates and processes of its own; each test, outputs."""

    #: For the workers: see preload.py.
    behaviour: dict[str, str] = {}
    processes = 2
    program = ("-m", "zairyu_cluster")

    @classmethod
    def setUpClass(cls) -> None:
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="zairyu-cluster-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.root, ignore_errors=True)
        cls.started: list[subprocess.Popen[bytes]] = []
        cls.addClassCleanup(cls.stop_all)
        cls.certificates(cls.root / "certs")
        cls.make_trust(cls.root / "ca")
        cls.records = cls.root / "records"

    @classmethod
    def certificates(cls, directory: pathlib.Path, *hosts: str) -> None:
        subprocess.run(["sh", SOURCE / "certificates.sh", directory, *hosts], check=True, stdout=subprocess.DEVNULL)

    @classmethod
    def make_trust(cls, directory: pathlib.Path) -> None:
        directory.mkdir()
        for family in zairyu.Family:
            (directory / f"{family}.der").write_bytes(authority().certificate(family))

    @classmethod
    def make_records(cls, count: int, directory: pathlib.Path | None = None) -> list[pathlib.Path]:
        """In several directories."""
        paths = []
        for number in range(count):
            path = (directory or cls.records) / f"{number % 7}" / f"{number:05}.zairyu"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(saved(KINDS[number % len(KINDS)]))
            paths.append(path)
        return paths

    @classmethod
    def environment(cls) -> dict[str, str]:
        return {**os.environ, "DASK_DISTRIBUTED__WORKER__PRELOAD": str(HERE / "preload.py"), "TEST_ROOT": str(cls.root),
                "PYTHONPATH": os.pathsep.join((str(SOURCE), str(HERE), os.environ.get("PYTHONPATH", ""))),
                **{f"TEST_{key.upper()}": value for key, value in cls.behaviour.items()}}

    @classmethod
    def start(cls, *arguments: object, wait: str = "") -> tuple[subprocess.Popen[bytes], str]:
        """Starts the program; returns when it has printed a line that begins so, with the rest of that."""
        log = cls.root / f"log-{len(cls.started)}"
        with open(log, "wb") as output:
            process = subprocess.Popen([sys.executable, "-m", "zairyu_cluster", *map(str, arguments)], env=cls.environment(),
                                       stdout=output, stderr=subprocess.STDOUT, cwd=cls.root, start_new_session=True)
        cls.started.append(process)

        def line() -> str | None:
            found = [x for x in log.read_text().splitlines() if x.startswith(wait)]
            if not found and process.poll() is not None:
                raise AssertionError(f"{arguments} ended: {log.read_text()}")
            return found[0].removeprefix(wait) if found else None
        if wait:
            wait_for(lambda: line() is not None, f"{arguments}: {wait}")
        return process, (line() or "") if wait else ""

    @classmethod
    def start_scheduler(cls, *arguments: object) -> tuple[subprocess.Popen[bytes], str]:
        return cls.start("scheduler", "--tls", cls.root / "certs/localhost", "--port", 0, *arguments, wait="scheduler at ")

    @classmethod
    def start_workers(cls, address: str) -> subprocess.Popen[bytes]:
        return cls.start("worker", "--tls", cls.root / "certs/localhost", "--scheduler", address, "--processes", cls.processes,
                         wait=f"{cls.processes} workers")[0]

    @classmethod
    def start_cluster(cls) -> str:
        cls.scheduler, cls.address = cls.start_scheduler()
        cls.workers = cls.start_workers(cls.address)
        return cls.address

    @classmethod
    def stop(cls, process: subprocess.Popen[bytes]) -> None:
        """With all that it started: they are a session of their own."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            pass
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    @classmethod
    def stop_all(cls) -> None:
        for process in reversed(cls.started):
            cls.stop(process)

    @classmethod
    def worker_pids(cls) -> list[int]:
        """Of the worker processes, dead ones too, in the order in which they came."""
        path = cls.root / "pids"
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def setUp(self) -> None:
        self.out = self.root / f"{self.id().rpartition('.')[2]}.jsonl"

    def arguments(self, *paths: object, **options: object) -> list[str]:
        given = {"tls": self.root / "certs/client", "scheduler": getattr(self, "address", None), "trust": self.root / "ca",
                 "out": self.out, **options}
        return [*(word for key, value in given.items() if value is not None for word in (f"--{key}", str(value))),
                *map(str, paths)]

    def verify(self, *paths: object, status: int = 0, stdin: bytes = b"", **options: object) -> str:
        """Hands in paths. Returns what it said."""
        done = subprocess.run([sys.executable, *self.program, "verify", *self.arguments(*paths, **options)],
                              input=stdin, capture_output=True, env=self.environment(), cwd=self.root, timeout=HANGS, check=False)
        said = done.stderr.decode()
        self.assertEqual((done.returncode, done.stdout), (status, b""), said)
        self.assertNotIn("Traceback", said)
        return said

    def lines(self) -> list[bytes]:
        data = self.out.read_bytes()
        self.assertTrue(data == b"" or data.endswith(b"\n"))
        return data.splitlines()

    def command_lines(self, *paths: object) -> list[bytes]:
        """What the command prints for the same."""
        done = subprocess.run([COMMAND, "verify", "--json", "--brief", "--trust", self.root / "ca", *paths], capture_output=True,
                              timeout=HANGS, check=False)
        return done.stdout.splitlines()

    def assert_as_the_command(self, *paths: object) -> None:
        self.assertEqual(sorted(self.lines()), sorted(self.command_lines(*paths)))
