# SPDX-License-Identifier: BSD-2-Clause
"""What JSON and text make of values: proved or not, whole or in part, empty, not understood, not there."""
import pathlib
import unittest

from support import NUMBER, ToolTest, without

CASES = pathlib.Path(__file__).parent / "cases"


class Marks(ToolTest):
    def test_the_number_and_the_kind(self):
        for card_type, kind_signed in (("1", False), ("2", False), ("05", True), ("06", True)):
            card = self.read_card(f"type={card_type}")
            self.assertEqual((card["number_signed"], card["number_vouched"], card["live"]), (False, False, False))
            self.assertEqual((card["card"]["kind_signed"], card["card"]["kind_vouched"]), (kind_signed, kind_signed))
            self.assertEqual("kind-not-signed" in card["verification"]["notes"], not kind_signed)

    def test_vouched_follows_covers(self):
        for options, status in (("type=05", 4), ("type=05,variant=flip-data", 1), ("type=05,variant=under16-a", 3)):
            card = self.read_card(options, status=status)
            for name, field in card["fields"].items():
                self.assertEqual(field["vouched"], status == 4 and field["signed"], name)
            for name, image in card["images"].items():
                self.assertEqual(image["vouched"], status == 4 and image["signed"], name)

    def test_marks_in_text(self):
        text = self.read("type=1", "--trust", self.authorities()).out
        self.assertIn("(nothing below is proved)", text)
        self.assertIn(f"Number: {NUMBER} [not proved by a signature]", text)
        self.assertIn("Kind: residence card [not proved by a signature]", text)
        self.assertIn("\n  Reader: virtual card\n", text)
        text = self.read("type=05,variant=flip-data", "--trust", self.authorities()).out
        for line in text.split("On the card")[1].splitlines():
            if line.startswith("  ") and not line.startswith(("  Read at", "  Reader")):
                self.assertIn("[not proved by a signature]", line)


class States(ToolTest):
    def test_raw(self):
        card = self.read_card("type=05,birth_date=19990131", "--raw")
        self.assertEqual(card["fields"]["birth_date"]["raw"], b"19990131".hex())
        entries = card["files"]["printed-entries"]
        self.assertEqual([entry["tag"] for entry in entries["objects"]],
                         ["c5", "c6", "c7", "c8", "c9", "ce", "ca", "cb", "cc", "cd"])
        self.assertEqual(entries["objects"][1]["raw"], b"19990131".hex())
        self.assertEqual((entries["length"], entries["padding_assumed"]), (73, 0))
        self.assertGreater(card["files"]["name-and-face"]["padding_assumed"], 0)
        self.assertEqual(card["files"]["address-image"]["objects"][0]["tag"], "dfd1")
        self.assertNotIn("files", self.read_card("type=05"))

    def test_raw_files(self):
        out = self.dir / "out"
        card = self.read_card("type=1", "--out", out, "--raw")
        sizes = {"common-data": 6, "card-type": 3, "front-image": 7004, "face": 3004, "address": 342,
                 "comprehensive-permission": 122, "individual-permission": 122, "renewal": 3, "signature": 1464}
        self.assertEqual({path.stem: path.stat().st_size for path in out.glob("*.bin")}, sizes)
        self.assertEqual({name: entry["file"] for name, entry in card["files"].items()},
                         {name: str(out / f"{name}.bin") for name in sizes})
        front = (out / "front.tif").read_bytes()
        self.assertEqual((out / "front-image.bin").read_bytes()[4:4 + len(front)], front)
        self.assertEqual((out / "face.jp2").read_bytes()[:12].hex(), "0000000c6a5020200d0a870a")

    def test_raw_needs_somewhere_to_go(self):
        self.fails(2, "read", "--reader", "virtual:", "--raw", stdin=NUMBER)
        path = self.saved()
        self.fails(2, "verify", path, "--raw")
        self.fails(2, "verify", path, "--raw", "--json", "--brief")

    def test_absent_empty_and_not_read(self):
        card = self.read_card("type=1,variant=withdrawn-individual,address_date=")
        self.assertEqual(card["items"]["individual-permission"], "empty")
        self.assertEqual(card["items"]["comprehensive-permission"], "present")
        self.assertNotIn("individual_permission", card["fields"])
        self.assertEqual(card["fields"]["address_date"], {"empty": True, "signed": False, "vouched": False})
        self.assertEqual(self.read_card("type=05,variant=infant")["items"]["name-and-face"], "present")
        self.assertEqual(self.read_card("type=1,variant=under16-a", status=3)["items"]["face"], "absent")
        self.assertNotIn("renewal", self.read_card("type=2")["items"])

    def test_not_understood(self):
        field = self.read_card("type=1,variant=date-malformed")["fields"]["address_date"]
        self.assertEqual(without(field, "notes"),
                         {"readable": False, "signed": False, "vouched": False, "raw": b"20251399".hex()})
        self.assertIn("Date of address entry: (not readable: 20251399)", self.read("type=1,variant=date-malformed").out)


class Cases(ToolTest):
    """Records as they were saved long ago, of cards that are odd and genuine all the same."""

    def setUp(self):
        super().setUp()
        self.store = self.dir / "store"
        added = self.run_tool("trust", "add", "--custom", CASES / "ca1.crt", CASES / "ca2.crt", "--trust", self.store)
        self.assertEqual(added.status, 0, added.err)

    def show(self, name, *more):
        return self.run_tool("show", CASES / f"{name}.zairyu", "--trust", self.store, *more)

    def good(self, name):
        card = self.card(self.show(name, "--json"), 4)
        found = card["verification"]
        self.assertEqual([found[key] for key in ("verdict", "falsification", "issuer")], ["unchecked", "ok", "ok"], name)
        return card

    def test_certificates(self):
        self.assertIn("key-identifier-differs", self.good("certificate-aki-other")["verification"]["notes"])
        self.assertIn("certificate-not-der", self.good("certificate-ber-signed-as-der")["verification"]["notes"])
        self.assertIn("certificate-not-der", self.good("certificate-serial-leading-zero")["verification"]["notes"])

    def test_texts(self):
        self.assertEqual(self.good("address-cesu8")["fields"]["address"]["value"], "東京都𠮷田町")
        self.assertIn("東京都𠮷田町", self.show("address-cesu8").out)
        cut = self.good("address-cut-in-character")["fields"]["address"]
        self.assertIn("text-cut", cut["notes"])
        cut["value"].encode("shift_jis_2004")
        self.assertIn("the last character is cut off", self.show("address-cut-in-character").out)

    def test_a_birth_date_of_which_the_year_is_known(self):
        field = self.good("birth-date-1980-00-00")["fields"]["birth_date"]
        self.assertEqual(without(field, "notes"), {"value": "1980", "precision": "year", "signed": True, "vouched": True,
                                                   "raw": b"19800000".hex()})
        self.assertIn("1980 (day and month unknown)", self.show("birth-date-1980-00-00").out)


if __name__ == "__main__":
    unittest.main()
