# SPDX-License-Identifier: BSD-2-Clause
"""The virtual card's own tools: faults, files, twins, and the emulated chip under the real libnfc."""
import pathlib
import tempfile
import threading
import unittest
from collections.abc import Iterator

import zairyu
from support import authority, trust, virtual_card
from zairyu import ErrorCode, Fault


def files_of(card: zairyu.VirtualCard) -> Iterator[tuple[tuple[int, int], bytes]]:
    """All files of a card, with where they are."""
    for df in range(4):
        for sfi in range(1, 31):
            try:
                yield (df, sfi), card.file(df, sfi)
            except zairyu.DataError:
                pass


class VirtualCards(unittest.TestCase):
    def test_counts_faults_and_files(self) -> None:
        with virtual_card("type=05") as card:
            zairyu.read(card, trust=trust()).close()
            self.assertEqual(card.authentications, 1)
            self.assertGreater(card.commands, 5)
            self.assertEqual(str(Fault.REMOVE), "remove")
            with self.assertRaises(zairyu.ArgumentError):
                card.set_fault(Fault(77))
            with self.assertRaises(zairyu.DataError):
                card.file(3, 30)
        with self.assertRaisesRegex(zairyu.ArgumentError, "colour"):
            virtual_card("colour=blue")

    def test_changed_file(self) -> None:
        with virtual_card("type=05") as card:
            place, file = next(found for found in files_of(card) if b"19980214" in found[1])
            card.set_file(*place, file.replace(b"19980214", b"19980215"))
            with zairyu.read(card, trust=trust()) as read:
                self.assertEqual(read.verdict, zairyu.Verdict.ABNORMAL)
            card.sign()
            with zairyu.read(card, trust=trust()) as read:
                self.assertEqual(read.verification.issuer, zairyu.Result.OK)
                self.assertEqual(read.fields["birth_date"].value, "1998-02-15")

    def test_certificate_of_the_authority(self) -> None:
        first = authority().certificate(zairyu.Family.FIRST_GENERATION)
        store = zairyu.Trust()
        with self.assertRaises(zairyu.VerificationError) as caught:
            store.add(first)
        self.assertEqual(caught.exception.code, ErrorCode.UNKNOWN_ANCHOR)
        store.add(first, custom=True)
        anchor, = store
        self.assertEqual((anchor.kind, anchor.certificate), (zairyu.AnchorKind.CUSTOM, first))
        self.assertEqual(anchor.family, zairyu.Family.FIRST_GENERATION)

    def test_twin(self) -> None:
        with virtual_card("type=05,name=SOMEBODY REAL") as card, zairyu.read(card, trust=trust()) as read:
            twin = zairyu.Twin.of_record(read.record, authority=authority())
            self.assertEqual((twin.type, twin.events), ("05", 0))
            self.assertNotEqual(twin.number, card.number)
            self.assertTrue(all(part.length == part.kept + part.padding + part.made + part.signing for part in twin.files()))
        with tempfile.NamedTemporaryFile() as file:
            file.write(twin.to_bytes())
            file.flush()
            with zairyu.read(f"virtual:twin={file.name}", number=twin.number) as again:
                self.assertEqual(again.type, "05")
            self.assertEqual(zairyu.Twin.load(twin.to_bytes()).number, twin.number)

    def test_twin_of_a_trace(self) -> None:
        with tempfile.TemporaryDirectory() as folder, virtual_card("type=1") as card:
            path = pathlib.Path(folder) / "trace"
            with card.reader() as reader, reader.trace(path) as traced:
                zairyu.read(traced, number=card.number, trust=trust()).close()
            trace = path.read_bytes()
            self.assertEqual(zairyu.Twin.of_trace(trace, card.number, authority=authority()).type, "1")
            with self.assertRaises(zairyu.WrongNumber):
                zairyu.Twin.of_trace(trace, "ZZ99999999ZZ", authority=authority())

    def test_random_numbers(self) -> None:
        with virtual_card("type=05") as card:
            card.set_random(bytes(8), bytes(16))
            with self.assertRaises(zairyu.ArgumentError):
                card.set_random(b"", b"")


class Chip(unittest.TestCase):
    def test_read_through_libnfc(self) -> None:
        """The real libnfc, on a pseudo-terminal."""
        try:
            zairyu.Context(["nfc"])
        except zairyu.UnsupportedError:
            self.skipTest("libzairyu-nfc is not built")
        card = virtual_card("type=05")
        chip, token = zairyu.PN532(card), zairyu.CancelToken()
        serving = threading.Thread(target=chip.serve, args=(token,))
        serving.start()
        try:
            with zairyu.read(f"nfc:{chip.connstring}", number=card.number, trust=trust()) as read:
                self.assertEqual(read.type, "05")
            chip.insert(None)
            with self.assertRaises(zairyu.ReaderError) as caught:
                zairyu.read(f"nfc:{chip.connstring}", number=card.number)
            self.assertEqual(caught.exception.code, ErrorCode.NO_CARD)
            chip.set_fault(zairyu.ChipFault.OK)
            with self.assertRaises(zairyu.ArgumentError):
                chip.set_fault(zairyu.ChipFault(99))
        finally:
            token.trigger()
            serving.join()
        chip.close()


if __name__ == "__main__":
    unittest.main()
