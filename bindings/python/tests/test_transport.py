# SPDX-License-Identifier: BSD-2-Clause
"""Transports, backends and hand-offs written in Python."""
import gc
import pathlib
import sys
import tempfile
import threading
import unittest
import weakref

import zairyu
from support import TYPES, trust, virtual_card
from zairyu import CardState, ErrorCode, Fault, Outcome, Property, Request, Suitability


class Through(zairyu.Transport):
    """A transport around a virtual card, as one around any reader would be."""

    uri = "through:"
    simulated = True

    def __init__(self, options: str = "type=05") -> None:
        self.card = virtual_card(options)
        self.hints: list[tuple[int, float]] = []
        self.calls: list[str] = []

    def connect(self, wait: zairyu.Wait) -> None:
        wait.check()
        self.calls.append("connect")
        self.card.reset()
        self.uri = "through:found"

    def transmit(self, command: bytes, wait: zairyu.Wait) -> bytes:
        assert wait.remaining is None or wait.remaining > 0
        outcome, answer, _ = self.card.process(command)
        if outcome == Outcome.REMOVED:
            raise zairyu.failure(ErrorCode.CARD_GONE, "the card was taken away.")
        return answer

    def disconnect(self) -> None:
        self.calls.append("disconnect")

    def expect(self, answer_max: int, patience: float) -> None:
        self.hints.append((answer_max, patience))

    def close(self) -> None:
        self.calls.append("close")


class Transports(unittest.TestCase):
    def test_every_type(self) -> None:
        for kind in TYPES:
            transport = Through(f"type={kind}")
            with zairyu.read(transport, number=transport.card.number, trust=trust()) as card:
                self.assertEqual(card.type, kind)
                self.assertEqual(card.record.reader, "through:found")
                self.assertEqual(card.verification.issuer, zairyu.Result.OK)
                self.assertFalse(card.live)
            self.assertEqual(transport.calls[0], "connect")
            self.assertEqual(transport.calls[-2:], ["disconnect", "close"])
            self.assertTrue(any(answer for answer, _ in transport.hints))
            self.assertTrue(all(patience > 0 for _, patience in transport.hints))

    def test_the_card_leaves(self) -> None:
        transport = Through()
        transport.card.set_fault(Fault.REMOVE, at=12)
        with self.assertRaises(zairyu.ReaderError) as caught:
            zairyu.read(transport, number=transport.card.number)
        self.assertEqual(caught.exception.code, ErrorCode.CARD_GONE)
        self.assertIsInstance(caught.exception.__cause__, zairyu.ReaderError)

    def test_any_other_exception_is_the_cause(self) -> None:
        class Broken(Through):
            def transmit(self, command: bytes, wait: zairyu.Wait) -> bytes:
                raise OSError(5, "the wire broke")
        with self.assertRaises(zairyu.ReaderError) as caught:
            zairyu.read(Broken(), number="AA12345678BB")
        self.assertEqual(caught.exception.code, ErrorCode.COMMUNICATION)
        self.assertIsInstance(caught.exception.__cause__, OSError)
        self.assertIn("the wire broke", str(caught.exception.__cause__))

    def test_answers_that_are_none(self) -> None:
        for bad in (b"", b"\x90", None, 7, "9000", b"\0" * 70000):
            class Wrong(Through):
                def transmit(self, command: bytes, wait: zairyu.Wait) -> bytes:
                    return bad
            with self.assertRaises(zairyu.ReaderError):
                zairyu.read(Wrong(), number="AA12345678BB")

    def test_nothing_is_left_of_one_that_is_not_used(self) -> None:
        transport = Through()
        seen = weakref.ref(transport)
        zairyu.reader_of(transport).close()
        self.assertEqual(transport.calls, ["close"])
        del transport
        gc.collect()
        self.assertIsNone(seen())

    def test_uri_that_is_too_long(self) -> None:
        transport = Through()
        transport.uri = "x" * 2000
        with self.assertRaises(zairyu.ArgumentError):
            zairyu.reader_of(transport)
        self.assertEqual(transport.calls, ["close"])

    def test_limits(self) -> None:
        transport = Through()
        transport.max_response = 258
        reader = zairyu.reader_of(transport)
        self.assertEqual(reader.property(Property.MAX_RESPONSE), 258)
        self.assertIsNone(reader.property(Property.MAX_COMMAND))
        self.assertEqual(reader.property(Property.SIMULATED), 1)
        with zairyu.read(reader, number=transport.card.number, trust=trust()):
            self.assertTrue(all(answer <= 258 for answer, _ in transport.hints))
        self.assertFalse(reader.closed)

    def test_failure_where_none_can_be_told(self) -> None:
        class Noisy(Through):
            def disconnect(self) -> None:
                raise LookupError("never mind")
        transport, seen, hook = Noisy(), [], sys.unraisablehook
        sys.unraisablehook = seen.append
        try:
            zairyu.read(transport, number=transport.card.number, trust=trust()).close()
        finally:
            sys.unraisablehook = hook
        self.assertIsInstance(seen[0].exc_value, LookupError)

    def test_wait_is_over_after_the_call(self) -> None:
        class Keeping(Through):
            def connect(self, wait: zairyu.Wait) -> None:
                super().connect(wait)
                self.kept = wait
        transport = Keeping()
        zairyu.read(transport, number=transport.card.number, trust=trust()).close()
        with self.assertRaises(zairyu.StateError):
            transport.kept.check()

    def test_reader_without_a_session(self) -> None:
        with virtual_card("type=05") as card, card.reader() as reader:
            with self.assertRaises(zairyu.StateError):
                reader.transmit(bytes.fromhex("00A40000023F00"))
            reader.connect()
            reader.expect(answer_max=2, patience=1)
            self.assertEqual(reader.transmit(bytes.fromhex("00A400000000023F00")), bytes.fromhex("9000"))
            reader.disconnect()
            self.assertTrue(reader.uri.startswith("virtual:"))
            reader.wait_card(timeout=0)
            with self.assertRaises(zairyu.Timeout):
                reader.wait_card(False, timeout=0.01)
            with self.assertRaises(zairyu.UnsupportedError):
                zairyu.reader_of(Through()).wait_card()

    def test_trace_and_replay(self) -> None:
        with tempfile.TemporaryDirectory() as folder, virtual_card("type=05") as card:
            path = pathlib.Path(folder) / "trace"
            with card.reader() as reader, reader.trace(path) as traced:
                first = zairyu.read(traced, number=card.number, trust=trust())
            self.assertEqual(path.stat().st_mode & 0o777, 0o600)
            again = zairyu.read(f"replay:{path}", number=card.number, trust=trust())
            self.assertEqual(again.record.file(zairyu.Item.NAME_AND_FACE), first.record.file(zairyu.Item.NAME_AND_FACE))
            self.assertEqual(again.record.source, zairyu.Source.REPLAYED)
            with zairyu.Reader.replay(path.read_bytes()) as replay:
                self.assertEqual(zairyu.read(replay, number=card.number, trust=trust()).type, "05")


class Mine(zairyu.Backend):
    """One reader, on which cards come and go."""

    scheme = "mine"

    def __init__(self) -> None:
        self.changes = 1
        self.opened: list[str] = []

    def list(self, wait: zairyu.Wait) -> list[zairyu.ReaderInfo]:
        return [zairyu.ReaderInfo("mine:1", "カード", CardState.PRESENT, False, Suitability.CONTACTLESS, self.changes)]

    def open(self, name: str, wait: zairyu.Wait) -> zairyu.Transport:
        self.opened.append(name)
        if name == "none":
            raise zairyu.failure(ErrorCode.NO_READER, "there is no such reader.")
        if name == "bug":
            raise ZeroDivisionError
        return Through()

    def watch(self, known_readers: zairyu.ReaderList, wait: zairyu.Wait) -> None:
        assert known_readers[0].changes == self.changes
        if self.changes == 3:
            wait.sleep(None)
        self.changes += 1


class Backends(unittest.TestCase):
    def setUp(self) -> None:
        self.backend = Mine()
        self.context = zairyu.Context()
        self.context.add_backend(self.backend)

    def test_list(self) -> None:
        listed = zairyu.readers(context=self.context)
        self.assertEqual(len(listed), 1)
        self.assertEqual(listed[0], self.backend.list(zairyu.Wait())[0])
        self.assertEqual(list(listed), [listed[-1]])
        self.assertIn('"mine:1"', listed.to_json())
        with self.assertRaises(IndexError):
            listed[1]

    def test_read(self) -> None:
        with zairyu.read("mine:1", number="AA12345678BB", trust=trust(), context=self.context) as card:
            self.assertEqual(card.type, "05")
        self.assertEqual(self.backend.opened, ["1"])
        with self.assertRaises(zairyu.ReaderError) as caught:
            zairyu.read("mine:none", number="AA12345678BB", context=self.context)
        self.assertEqual(caught.exception.code, ErrorCode.NO_READER)
        with self.assertRaises(zairyu.ReaderError) as caught:
            zairyu.read("mine:bug", number="AA12345678BB", context=self.context)
        self.assertIsInstance(caught.exception.__cause__, ZeroDivisionError)

    def test_watch(self) -> None:
        seen = [listed[0].changes for listed in zairyu.watch("mine", timeout=0.3, context=self.context)]
        self.assertEqual(seen, [1, 2, 3])

    def test_first_real_reader_with_a_card(self) -> None:
        with zairyu.read(number="AA12345678BB", trust=trust(), context=self.context) as card:
            self.assertEqual(card.type, "05")

    def test_schemes(self) -> None:
        class Wrong(Mine):
            scheme = "No!"
        with self.assertRaises(zairyu.ArgumentError):
            self.context.add_backend(Wrong())
        with self.assertRaises(zairyu.ArgumentError):
            self.context.add_backend(Mine())
        with self.assertRaisesRegex(zairyu.UnsupportedError, "add_backend"):
            zairyu.Context(["usb"])


class Handoffs(unittest.TestCase):
    def test_read(self) -> None:
        card = virtual_card("type=05")
        host = zairyu.Handoff("far:")
        host.set_property(Property.SIMULATED, 1)
        done = []
        reading = threading.Thread(target=lambda: done.append(zairyu.read(host.reader, number=card.number, trust=trust())))
        reading.start()
        kinds = set()
        while reading.is_alive():
            try:
                host.wait(0.05)
            except zairyu.Timeout:
                continue
            while (request := host.take()) is not None:
                kinds.add(request.kind)
                self.assertNotIn(request.command.hex() or "-", repr(request))
                if request.kind == Request.CONNECT:
                    card.reset()
                    host.give(request.serial)
                elif request.kind == Request.TRANSMIT:
                    host.give(request.serial, card.process(request.command)[1])
        reading.join()
        self.assertEqual(done[0].record.reader, "far:")
        self.assertTrue({Request.CONNECT, Request.TRANSMIT, Request.DISCONNECT} <= kinds)
        self.assertGreaterEqual(host.fileno(), 0)
        host.close()

    def test_failure(self) -> None:
        host, failed = zairyu.Handoff(), []

        def read() -> None:
            try:
                zairyu.read(host.reader, number="AA12345678BB")
            except zairyu.Error as error:
                failed.append(error)
        reading = threading.Thread(target=read)
        reading.start()
        host.wait()
        host.fail(host.take().serial, ErrorCode.READER_BUSY, "somebody has it", native=("mine", 7))
        reading.join()
        self.assertEqual((failed[0].code, failed[0].native), (ErrorCode.READER_BUSY, ("mine", 7)))
        with self.assertRaises(zairyu.StateError):
            host.give(1)

    def test_hanging_up(self) -> None:
        host = zairyu.Handoff()
        host.close()
        with self.assertRaises(zairyu.ReaderError) as caught:
            zairyu.read(host.reader, number="AA12345678BB")
        self.assertEqual(caught.exception.code, ErrorCode.READER_GONE)


if __name__ == "__main__":
    unittest.main()
