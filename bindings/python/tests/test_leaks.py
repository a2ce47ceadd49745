# SPDX-License-Identifier: BSD-2-Clause
"""Many reads leave nothing behind: memory, objects, threads and descriptors stay as they are.

usage: test_leaks.py READS
"""
import asyncio
import gc
import os
import sys
import threading
import unittest

import zairyu
from support import saved, trust, virtual_card
from test_transport import Through

READS = int(sys.argv[1])
# What the allocators and Python itself take and give back meanwhile. A lost record alone is 30 KiB for each read.
PER_READ, ALLOWANCE = 64, 1 << 20


def resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def state() -> tuple[int, int, int]:
    gc.collect()
    return len(gc.get_objects()), threading.active_count(), len(os.listdir("/proc/self/fd"))


class Leaks(unittest.TestCase):
    def flat(self, work: object, times: int) -> None:
        for _ in range(max(times // 4, 50)):
            work()
        before, memory = state(), resident()
        for _ in range(times):
            work()
        after = state()
        self.assertLess(after[0] - before[0], 50, "objects")
        self.assertEqual(after[1:], before[1:], "threads, descriptors")
        self.assertLess(resident() - memory, ALLOWANCE + PER_READ * times, "bytes")

    def test_reads(self) -> None:
        source = virtual_card("type=05")

        def read() -> None:
            with zairyu.read(source, trust=trust(), progress=lambda _: None, item=lambda item: len(item)) as card:
                card.fields["sex"].value
                card.verification.notes
        self.flat(read, READS)

    def test_reads_that_nobody_closes(self) -> None:
        source = virtual_card("type=1")
        self.flat(lambda: zairyu.read(source, trust=trust()).fields, READS // 4)

    def test_failures(self) -> None:
        source = virtual_card("type=05")

        def fail() -> None:
            try:
                zairyu.read(source, number="AA99999999AA", trust=trust())
            except zairyu.WrongNumber as error:
                error.to_json()
        self.flat(fail, READS // 4)

    def test_small_failures(self) -> None:
        """So many that an error object that is lost each time shows."""

        def fail() -> None:
            for _ in range(200):
                try:
                    zairyu.load(b"nothing")
                except zairyu.DataError:
                    pass
        self.flat(fail, max(READS // 10, 100))

    def test_interrupted(self) -> None:
        source = virtual_card("type=05")

        def stop(_: zairyu.Progress) -> None:
            raise LookupError

        def fail() -> None:
            try:
                zairyu.read(source, trust=trust(), progress=stop)
            except LookupError:
                pass
        self.flat(fail, READS // 4)

    def test_own_transport(self) -> None:
        transport = Through()

        def read() -> None:
            transport.calls, transport.hints = [], []
            zairyu.read(transport, number=transport.card.number, trust=trust()).close()
        self.flat(read, READS // 8)

    def test_coroutines(self) -> None:
        source = virtual_card("type=05")

        async def many(times: int) -> None:
            for _ in range(times):
                (await zairyu.aread(source, trust=trust())).close()
        self.flat(lambda: asyncio.run(many(10)), max(READS // 100, 5))

    def test_records(self) -> None:
        data = saved("type=05")

        def use() -> None:
            with zairyu.verify(data, trust=trust()) as card:
                card.to_json()
                card.images["face"].pixels
                card.reduce().to_bytes()
        self.flat(use, READS // 8)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
