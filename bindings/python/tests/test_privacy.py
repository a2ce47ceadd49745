# SPDX-License-Identifier: BSD-2-Clause
"""Nobody's data leaves by repr, exceptions or pickles; close() wipes; a verdict is data."""
import copy
import ctypes
import dataclasses
import gc
import io
import os
import pathlib
import pickle
import stat
import subprocess
import sys
import tempfile
import traceback
import unittest
import weakref

import zairyu
from support import saved, trust, virtual_card
from zairyu import Verdict

NUMBER = "QX87654321ZW"
BIRTH = "1998-02-14"


def everything(card: zairyu.Card) -> list[object]:
    """All objects that hold something of a card."""
    return [card, card.record, card.report, card.record.card, card.fields, *card.fields.values(), card.fields["sex"].names,
            card.images, *card.images.values(), card.images.stored("face"), card.verification]


class Privacy(unittest.TestCase):
    def setUp(self) -> None:
        self.source = virtual_card(f"type=05,number={NUMBER}")
        self.card = zairyu.read(self.source, trust=trust())

    def tearDown(self) -> None:
        self.card.close()

    def test_no_repr_shows_any(self) -> None:
        serial = self.card.verification.certificate.serial
        for held in [*everything(self.card), *dataclasses.astuple(self.card.fields["card_number"])[:1]]:
            for text in (repr(held), str(held), f"{held}"):
                for secret in (NUMBER, BIRTH, "19980214", "Viet", serial):
                    self.assertNotIn(secret, text)

    def test_nothing_is_pickled_or_copied(self) -> None:
        for held in everything(self.card):
            for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
                with self.assertRaisesRegex(TypeError, "cannot be pickled"):
                    pickle.dumps(held, protocol)
            with self.assertRaises(TypeError):
                copy.copy(held)
            with self.assertRaises(TypeError):
                copy.deepcopy(held)

    def test_no_traceback_shows_the_number(self) -> None:
        wrong = "WR00000000NG"
        try:
            zairyu.read(self.source, number=wrong, trust=trust())
        except zairyu.WrongNumber as error:
            shown = traceback.TracebackException.from_exception(error, capture_locals=True)
            own = [frame for frame in shown.stack if "/zairyu/" in frame.filename]
            self.assertGreater(len(own), 0)
            for frame in own:
                for name, value in (frame.locals or {}).items():
                    self.assertNotIn(wrong, value, f"{frame.name}: {name}")
        else:
            self.fail("the number was taken")

    def test_a_failed_reading_keeps_no_reader_open(self) -> None:
        """Though the exception, and with it the frames of its traceback, are still there."""
        from test_transport import Through
        transport = Through()
        try:
            zairyu.read(transport, number="AA99999999AA", trust=trust())
        except zairyu.WrongNumber as error:
            self.assertEqual(transport.calls[-2:], ["disconnect", "close"])
            self.assertIsNotNone(error.__traceback__)
        else:
            self.fail("the number was taken")

    def test_an_exception_goes_when_nobody_has_it(self) -> None:
        """And with it the frames that it keeps: not only when Python looks for cycles."""
        gc.disable()
        self.addCleanup(gc.enable)
        try:
            zairyu.load(b"nothing")
        except zairyu.DataError as error:
            seen = weakref.ref(error)
        self.assertIsNone(seen())

    def test_an_exception_in_a_cycle_can_be_collected(self) -> None:
        """With the frames that lent something to C. In a process of its own, as it crashed."""
        program = ("import gc, sys, zairyu\ngc.disable()\nsys.unraisablehook = sys.exit\n"
                   "for kind in (bytes, bytearray, memoryview, lambda data: memoryview(data)[1:],\n"
                   "             lambda data: memoryview(data)[::2]):\n"
                   "    for _ in range(50):\n        try:\n            zairyu.load(kind(bytes(100)))\n"
                   "        except zairyu.DataError as error:\n            error.cycle = error\n"
                   "    gc.collect()\nprint('alive')")
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, "alive\n"), done.stderr)

    def test_bool_raises(self) -> None:
        for held in (self.card, self.card.verification):
            with self.assertRaises(TypeError):
                bool(held)

    def test_require_genuine(self) -> None:
        with self.assertRaises(zairyu.NotGenuine) as caught:
            self.card.require_genuine()
        self.assertEqual(caught.exception.verdict, Verdict.UNCHECKED)
        self.assertIn("not-a-live-card", caught.exception.notes)
        self.assertIsInstance(caught.exception, zairyu.VerificationError)

    def test_later_values_are_never_genuine(self) -> None:
        later = Verdict(99)
        self.assertNotIn(later, tuple(Verdict))
        self.assertEqual((later, later.name, str(later)), (99, "UNKNOWN_99", "99"))
        self.assertEqual(Verdict(99), later)
        self.assertEqual(pickle.loads(pickle.dumps(later)), later)
        self.assertEqual(zairyu.ErrorCode(-399).name, "UNKNOWN_MINUS_399")
        self.assertEqual(zairyu.Item(1 << 50).names, (str(1 << 50),))
        with self.assertRaises(ValueError):
            Verdict("genuine")

    def test_closed(self) -> None:
        record, face = self.card.record, self.card.images["face"]
        info = record.card
        with self.card:
            pass
        self.card.close()
        for use in (lambda: self.card.number, lambda: self.card.fields, lambda: self.card.images, lambda: self.card.to_json(),
                    lambda: record.to_bytes(), lambda: face.png(), lambda: face.width, lambda: info.type,
                    lambda: self.card.verification):
            with self.assertRaisesRegex(zairyu.StateError, "closed"):
                use()

    def test_close_wipes(self) -> None:
        image = self.card.images["face"]
        pixels = image.pixels
        where, size = _address(pixels), len(pixels)
        middle = ctypes.string_at(where + size // 2, 64)
        self.assertEqual(middle, bytes(pixels[size // 2:size // 2 + 64]))
        self.card.close()
        with self.assertRaises(ValueError):
            pixels[0]
        with self.assertRaises(zairyu.StateError):
            image.pixels

    def test_pixels_that_are_in_use_are_not_freed(self) -> None:
        image = self.card.images["face"]
        part = image.pixels[10:20]
        with self.assertRaises(BufferError):
            image.close()
        self.assertEqual(len(bytes(part)), 10)
        part.release()
        image.close()

    def test_pixels_outlive_their_image_object(self) -> None:
        with zairyu.load(saved("type=05")) as card:
            again = zairyu.Image.of_record(card.record, zairyu.Picture.FACE)
            pixels = zairyu.Image.of_record(card.record, zairyu.Picture.FACE).pixels
            self.assertEqual(bytes(pixels), bytes(again.pixels))
            self.assertTrue(pixels.readonly)


def _address(view: memoryview) -> int:
    import _ctypes  # noqa: F401
    from zairyu._core import ffi
    return int(ffi.cast("uintptr_t", ffi.from_buffer(view)))


class Saving(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name) / "card.zairyu"
        self.card = zairyu.verify(saved("type=05"), trust=trust())

    def tearDown(self) -> None:
        self.folder.cleanup()

    def test_file(self) -> None:
        os.umask(os.umask(0))
        self.card.save(self.path)
        self.assertEqual(self.path.read_bytes(), saved("type=05"))
        self.assertEqual(stat.S_IMODE(self.path.stat().st_mode), 0o600)
        self.assertEqual(os.listdir(self.folder.name), ["card.zairyu"])
        for source in (self.path, str(self.path), self.path.read_bytes(), bytearray(self.path.read_bytes())):
            self.assertEqual(zairyu.load(source).number, self.card.number)

    def test_file_object(self) -> None:
        target = io.BytesIO()
        self.card.save(target)
        self.assertEqual(target.getvalue(), saved("type=05"))

    def test_no_partial_file(self) -> None:
        self.path.write_bytes(b"before")
        os.chmod(self.folder.name, 0o500)
        try:
            if os.geteuid() == 0:
                raise unittest.SkipTest("the administrator may write everywhere")
            with self.assertRaises(PermissionError):
                self.card.save(self.path)
        finally:
            os.chmod(self.folder.name, 0o700)
        self.assertEqual(self.path.read_bytes(), b"before")

    def test_a_failure_half_way_leaves_what_was_there(self) -> None:
        from unittest import mock
        self.path.write_bytes(b"before")
        with mock.patch("os.fsync", side_effect=OSError(28, "No space left")), self.assertRaises(OSError):
            self.card.save(self.path)
        self.assertEqual(self.path.read_bytes(), b"before")
        self.assertEqual(os.listdir(self.folder.name), ["card.zairyu"])

    def test_through_a_link(self) -> None:
        link = pathlib.Path(self.folder.name) / "link"
        link.symlink_to(self.path)
        self.card.save(link)
        self.assertTrue(link.is_symlink())
        self.assertEqual(self.path.read_bytes(), saved("type=05"))

    def test_damaged(self) -> None:
        whole = bytearray(saved("type=05"))
        whole[len(whole) // 2] ^= 1
        for bad, code in ((bytes(whole), zairyu.ErrorCode.RECORD_DAMAGED), (b"", zairyu.ErrorCode.RECORD_DAMAGED),
                          (saved("type=05")[:-1], zairyu.ErrorCode.RECORD_DAMAGED)):
            with self.assertRaises(zairyu.DataError) as caught:
                zairyu.load(bad)
            self.assertEqual(caught.exception.code, code)
        with self.assertRaises(FileNotFoundError):
            zairyu.load("/nowhere/card.zairyu")
        with self.assertRaises(TypeError):
            zairyu.load(7)

    def test_reduced(self) -> None:
        reduced = self.card.reduce()
        self.assertTrue(reduced.record.reduced)
        self.assertEqual(reduced.number, "")
        self.assertTrue(reduced.record.number_matches(self.card.number))
        self.assertFalse(reduced.record.number_matches("AA00000000AA"))
        self.assertEqual(reduced.recorded, self.card.verification)
        self.assertIsNone(self.card.recorded)
        self.assertEqual(reduced.record.number_digest, self.card.record.number_digest)
        self.assertIn("reduced-record", zairyu.verify(reduced, trust=trust()).verification.notes)
        self.assertNotIn(self.card.number.encode(), reduced.to_bytes())

    def test_select(self) -> None:
        some = self.card.record.select(zairyu.Item.PRINTED_ENTRIES)
        self.assertEqual(some.presence(zairyu.Item.NAME_AND_FACE), zairyu.Presence.NOT_READ)
        self.assertEqual(zairyu.verify(some, trust=trust()).verdict, Verdict.UNCHECKED)
        self.assertIn("not-read", zairyu.verify(some, trust=trust()).verification.notes)


class Errors(unittest.TestCase):
    def test_each_block_has_its_class(self) -> None:
        classes = {1: zairyu.UsageError, 2: zairyu.ReaderError, 3: zairyu.CardError, 4: zairyu.DataError,
                   5: zairyu.VerificationError, 9: zairyu.InternalError}
        for code in zairyu.ErrorCode:
            error = zairyu.failure(code, "what happened")
            self.assertIsInstance(error, classes[-code // 100])
            self.assertEqual(error.name, f"ZAIRYU_ERR_{code.name}")
            self.assertTrue(error.support_code.startswith(f"Z{-code}"))
            self.assertTrue(error.text_ja and error.text_en)
            self.assertIn("what happened", str(error))
        self.assertIs(type(zairyu.failure(-399, "x")), zairyu.CardError)
        self.assertIs(type(zairyu.failure(-799, "x")), zairyu.Error)

    def test_they_go_through_a_pickle(self) -> None:
        try:
            zairyu.read("virtual:type=05", number="AA99999999AA")
        except zairyu.Error as caught:
            error = caught
        again = pickle.loads(pickle.dumps(error))
        self.assertIs(type(again), type(error))
        for name in ("code", "message", "step", "support_code", "status_word", "native", "position"):
            self.assertEqual(getattr(again, name), getattr(error, name))
        self.assertIn('"ZAIRYU_ERR_WRONG_NUMBER"', again.to_json())

    def test_not_genuine_goes_through_a_pickle(self) -> None:
        with self.assertRaises(zairyu.NotGenuine) as caught:
            zairyu.load(saved("type=1")).require_genuine()
        again = pickle.loads(pickle.dumps(caught.exception))
        self.assertEqual((again.verdict, again.notes), (caught.exception.verdict, caught.exception.notes))

    def test_number(self) -> None:
        self.assertEqual(zairyu.normalize_number("ａa-1234 5678 bb"), "AA12345678BB")
        with self.assertRaises(zairyu.NumberFormatError) as caught:
            zairyu.normalize_number("AA1234X678BB")
        self.assertEqual(caught.exception.position, 7)


if __name__ == "__main__":
    unittest.main()
