# SPDX-License-Identifier: BSD-2-Clause
"""Reading, and what a card shows."""
import unittest

import zairyu
from support import TYPES, authority, saved, trust, virtual_card
from zairyu import Family, FieldState, Item, Kind, Result, Verdict


class Reading(unittest.TestCase):
    def test_every_type_from_a_uri(self) -> None:
        for kind in TYPES:
            with self.subTest(kind), zairyu.read(f"virtual:type={kind}", trust=trust()) as card:
                self.assertEqual(card.type, kind)
                self.assertEqual(card.record.reader, f"virtual:type={kind}")
                self.assertEqual(card.verification.falsification, Result.OK)
                self.assertEqual(card.verification.issuer, Result.OK)
                self.assertEqual(card.verdict, Verdict.UNCHECKED)
                self.assertIn("not-a-production-anchor", card.verification.notes)
                self.assertFalse(card.live)

    def test_kinds_and_generations(self) -> None:
        expected = {"1": (Family.FIRST_GENERATION, Kind.RESIDENCE_CARD),
                    "2": (Family.FIRST_GENERATION, Kind.SPECIAL_PERMANENT_RESIDENT_CERTIFICATE),
                    "05": (Family.SECOND_GENERATION, Kind.RESIDENCE_CARD),
                    "06": (Family.SECOND_GENERATION, Kind.SPECIAL_PERMANENT_RESIDENT_CERTIFICATE)}
        for options, (family, kind) in expected.items():
            card = zairyu.load(saved(f"type={options}"))
            self.assertEqual((card.family, card.kind), (family, kind))

    def test_own_number_and_own_authority(self) -> None:
        with zairyu.read("virtual:type=05,number=ZZ00000000ZZ", trust=None) as card:
            self.assertEqual(card.number, "ZZ00000000ZZ")
            self.assertEqual(card.verification.issuer, Result.OK)

    def test_the_two_results_are_two(self) -> None:
        with zairyu.read("virtual:type=05", trust=[]) as card:
            self.assertEqual(card.verification.falsification, Result.OK)
            self.assertEqual(card.verification.issuer, Result.NOT_CHECKED)
            self.assertIsNone(card.verification.anchor)

    def test_wrong_number(self) -> None:
        with self.assertRaises(zairyu.WrongNumber) as caught:
            zairyu.read("virtual:type=05", number="AA99999999AA")
        self.assertEqual(caught.exception.code, zairyu.ErrorCode.WRONG_NUMBER)
        self.assertEqual(caught.exception.step, "mutual-authenticate")
        self.assertTrue(caught.exception.support_code.startswith("Z304-"))
        self.assertEqual(caught.exception.official_message, 6)
        self.assertIn("番号", caught.exception.text_ja)
        self.assertNotIn("99999999", repr(caught.exception) + str(caught.exception))

    def test_number_is_asked_for(self) -> None:
        with self.assertRaisesRegex(zairyu.ArgumentError, "number="):
            zairyu.read("pcsc:")

    def test_bad_number_before_anything_is_sent(self) -> None:
        with virtual_card("type=05") as card:
            with self.assertRaises(zairyu.NumberFormatError) as caught:
                zairyu.read(card, number="AA1234567")
            self.assertEqual(card.authentications, 0)
        self.assertEqual(caught.exception.position, 10)
        self.assertIsInstance(caught.exception, ValueError)

    def test_some_items(self) -> None:
        with virtual_card("type=05") as source, zairyu.read(source, items=Item.PERMISSIONS, trust=trust()) as card:
            self.assertEqual(card.record.presence(Item.ADDRESS_IMAGE), zairyu.Presence.NOT_READ)
            self.assertEqual(card.record.presence(Item.PERMISSIONS), zairyu.Presence.PRESENT)

    def test_no_trust_at_all(self) -> None:
        with virtual_card("type=1") as source, zairyu.read(source, trust=[]) as card:
            self.assertIn("no-anchor", card.verification.notes)

    def test_own_trust_of_a_card(self) -> None:
        with virtual_card("type=1") as source, zairyu.read(source, trust=None) as card:
            self.assertEqual(card.verification.anchor.kind, zairyu.AnchorKind.CUSTOM)

    def test_under_16(self) -> None:
        with virtual_card("type=05,variant=under16-a") as source, zairyu.read(source, trust=trust()) as card:
            self.assertEqual(card.verdict, Verdict.UNSIGNED)
            self.assertEqual(card.verification.falsification, Result.ABSENT)
            self.assertNotIn("face", card.images)
            self.assertFalse(any(field.signed for field in card.fields.values()))

    def test_a_card_that_was_changed(self) -> None:
        with virtual_card("type=05,variant=flip-data") as source, zairyu.read(source, trust=trust()) as card:
            self.assertEqual(card.verdict, Verdict.ABNORMAL)
            self.assertEqual(card.verification.falsification, Result.FAILED)
            self.assertEqual(card.verification.covers, Item(0))

    def test_unknown_scheme(self) -> None:
        with self.assertRaisesRegex(zairyu.UnsupportedError, "pcsc:"):
            zairyu.read("usb:x", number="AA12345678BB")
        with self.assertRaisesRegex(zairyu.ArgumentError, "pcsc:"):
            zairyu.read("reader", number="AA12345678BB")

    def test_source_of_another_kind(self) -> None:
        with self.assertRaises(TypeError):
            zairyu.read(7)


class Session(unittest.TestCase):
    def test_step_by_step(self) -> None:
        with virtual_card("type=05") as source, source.reader() as reader, zairyu.Session(reader) as session:
            self.assertIsNone(session.card)
            self.assertEqual(session.identify().type, "05")
            session.authenticate(source.number)
            self.assertEqual(session.card.type, "05")
            self.assertIn(Item.FACE | Item.NAME_AND_FACE, zairyu.ITEMS_ALL)
            with session.read(Item.NAME_AND_FACE) as record:
                self.assertEqual(record.presence(Item.NAME_AND_FACE), zairyu.Presence.PRESENT)

    def test_reading_before_authentication(self) -> None:
        with virtual_card("type=05") as source, source.reader() as reader, zairyu.Session(reader) as session:
            with self.assertRaises(zairyu.StateError):
                session.read()

    def test_progress_ends_at_1(self) -> None:
        seen = []
        with virtual_card("type=05") as source, zairyu.read(source, trust=trust(), progress=seen.append):
            pass
        self.assertEqual(seen[-1].fraction, 1.0)
        self.assertEqual(seen[-1].step, "verify-signature")
        self.assertEqual(sorted(p.fraction for p in seen), [p.fraction for p in seen])
        self.assertEqual(zairyu.step_text("read-face"), "Reading the photo")

    def test_items_while_reading(self) -> None:
        seen = {}

        def shown(item: zairyu.ItemFile) -> None:
            seen[item.item] = (len(item), [tag for tag, _ in item.objects()])
            if item.item == Item.NAME_AND_FACE:
                with item.image(zairyu.Picture.FACE) as face:
                    seen["face"] = (face.width, face.height)
                seen["lent"] = item
        with virtual_card("type=05") as source, zairyu.read(source, trust=trust(), item=shown) as card:
            face = card.images["face"]
            self.assertEqual(seen["face"], (face.width, face.height))
            for item in (Item.NAME_AND_FACE, Item.PERMISSIONS):
                self.assertEqual(seen[item][1], [tag for tag, _ in card.record.objects(item)])
        with self.assertRaisesRegex(zairyu.StateError, "during the callback"):
            seen["lent"].to_bytes()


class Fields(unittest.TestCase):
    def test_value_code_and_names(self) -> None:
        sex = zairyu.load(saved("type=05")).fields["sex"]
        self.assertEqual((sex.value, sex.code, sex.names.en, sex.names.ja), ("2", "2", "Female", "女"))
        self.assertTrue(sex.signed and sex.readable and not sex.vouched)
        self.assertEqual(sex.raw, b"2")

    def test_vouched_only_where_the_report_says_so(self) -> None:
        fields = zairyu.verify(saved("type=05"), trust=trust()).fields
        self.assertTrue(fields["birth_date"].vouched)
        self.assertFalse(fields["renewal_pending"].vouched)

    def test_dates(self) -> None:
        birth = zairyu.load(saved("type=05")).fields["birth_date"]
        self.assertEqual(birth.date.isoformat(), birth.value)
        self.assertEqual(birth.date_parts, (birth.date.year, birth.date.month, birth.date.day))

    def test_four_different_things(self) -> None:
        with virtual_card("type=05") as source, zairyu.read(source, items=Item.PRINTED_ENTRIES, trust=trust()) as card:
            self.assertEqual(card.fields["renewal_pending"].state, FieldState.NOT_READ)
            self.assertIsNone(card.fields["renewal_pending"].value)
        self.assertEqual(zairyu.load(saved("type=05")).fields["reserved"].state, FieldState.EMPTY)

    def test_a_field_of_the_other_generation(self) -> None:
        fields = zairyu.load(saved("type=1")).fields
        self.assertNotIn("birth_date", fields)
        with self.assertRaisesRegex(KeyError, "address"):
            fields["birth_date"]
        self.assertEqual(set(fields) | set(zairyu.load(saved("type=05")).fields), set(zairyu.field_names()))


if __name__ == "__main__":
    authority()
    unittest.main()
