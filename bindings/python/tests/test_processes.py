# SPDX-License-Identifier: BSD-2-Clause
"""Threads that share, threads that must not, and children after fork()."""
import os
import subprocess
import sys
import threading
import time
import unittest

import zairyu
from support import saved, trust, virtual_card
from test_waiting import Stuck


class Threads(unittest.TestCase):
    def test_records_are_shared(self) -> None:
        card, wrong = zairyu.verify(saved("type=05"), trust=trust()), []
        expected = card.to_json()

        def use() -> None:
            for _ in range(20):
                if card.to_json() != expected or zairyu.verify(card, trust=trust()).verification != card.verification:
                    wrong.append(1)
        threads = [threading.Thread(target=use) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    def test_closing_while_others_use_it(self) -> None:
        for _ in range(30):
            card, other = zairyu.load(saved("type=05")), []

            def use() -> None:
                try:
                    while True:
                        card.record.to_bytes()
                        card.record.file(zairyu.Item.NAME_AND_FACE)
                        list(card.record.objects(zairyu.Item.PRINTED_ENTRIES))
                        str(card.record.card.type)
                except zairyu.StateError:
                    pass
                except BaseException as error:
                    other.append(error)
            threads = [threading.Thread(target=use) for _ in range(3)]
            for thread in threads:
                thread.start()
            time.sleep(0.002)
            card.close()
            for thread in threads:
                thread.join()
            self.assertEqual(other, [])

    def test_one_session_one_thread(self) -> None:
        stuck, token = Stuck(), zairyu.CancelToken()
        session = zairyu.Session(zairyu.reader_of(stuck), cancel=token, timeout=None)
        ended = []

        def first() -> None:
            try:
                session.identify()
            except zairyu.Cancelled:
                ended.append("cancelled")
        thread = threading.Thread(target=first)
        thread.start()
        stuck.waiting.wait()
        with self.assertRaisesRegex(zairyu.StateError, "another thread"):
            session.identify()
        token.trigger()
        thread.join()
        self.assertEqual(ended, ["cancelled"])


class Fork(unittest.TestCase):
    def in_child(self, work: object) -> str:
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.write(write, str(work()).encode())
            except BaseException as error:
                os.write(write, f"{type(error).__name__}: {error}".encode())
            os._exit(0)
        os.close(write)
        with open(read, "rb") as pipe:
            told = pipe.read().decode()
        self.assertEqual(os.waitpid(child, 0)[1], 0)
        return told

    def test_handles_are_refused(self) -> None:
        source = virtual_card("type=05")
        card, reader = zairyu.read(source, trust=trust()), source.reader()
        session = zairyu.Session(reader)
        for use in (lambda: card.number, lambda: reader.uri, session.identify, lambda: source.number, lambda: len(trust()),
                    lambda: zairyu.CancelToken().triggered and card.fields):
            told = self.in_child(use)
            self.assertIn("before fork()" if told != "False" else "False", told)
        self.assertEqual(card.type, "05")

    def test_a_child_begins_again(self) -> None:
        record = saved("type=05")
        self.assertEqual(self.in_child(lambda: zairyu.verify(record).verdict), "unchecked")
        code = ("import os, zairyu\nzairyu.Context(); zairyu.CancelToken(); zairyu.Trust('default')\n"
                "child = os.fork()\n"
                "if child == 0: print(zairyu.read('virtual:type=1').type, flush=True); os._exit(0)\n"
                "print(os.waitpid(child, 0)[1])")
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        self.assertEqual((done.stdout, done.stderr), ("1\n0\n", ""))

    def test_freeing_in_a_child_does_not_touch_the_reader(self) -> None:
        transport = Connected()
        reader = zairyu.reader_of(transport)
        reader.connect()

        def end() -> int:
            reader.close()
            return transport.disconnected
        self.assertEqual(self.in_child(end), "0")
        reader.close()
        self.assertEqual(transport.disconnected, 1)


class Connected(Stuck):
    """A reader with something on it that answers nonsense."""

    def connect(self, wait: zairyu.Wait) -> None:
        pass

    def transmit(self, command: bytes, wait: zairyu.Wait) -> bytes:
        return b"\x6f\x00"


if __name__ == "__main__":
    unittest.main()
