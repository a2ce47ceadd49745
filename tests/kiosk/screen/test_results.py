# SPDX-License-Identifier: BSD-2-Clause
"""What the result says of each kind of card. A virtual card is never genuine, whatever it is signed with."""
import re

import case
from person import NUMBER

TYPES = ("1", "2", "05", "06")
FORGED = {"1": ("flip-data", "self-signed", "issuer-unknown"), "05": ("flip-face", "flip-certificate", "issuer-same-name")}
GENUINE = ("heading-genuine-card", "heading-genuine-certificate", "heading-genuine-other")


class Results(case.ScreenTest):
    def result(self, card, settings=None):
        person = self.person(card, settings=settings)
        person.gets_result()
        self.assertEqual([name for name in GENUINE if person.can_read(name)], [])
        return person

    def test_each_type_is_unchecked_and_says_so(self):
        for kind in TYPES:
            with self.subTest(kind):
                person = self.result(f"type={kind}")
                person.reads("heading-unchecked")
                person.reads("advice-unchecked")
                self.assertFalse(person.can_read("heading-abnormal"))
                # Name and address of the second generation are pictures: who does not see them is told so.
                self.assertEqual(bool(person.find(person.called("picture-only"))), kind in ("05", "06"))
                person.stop()

    def test_forged(self):
        for kind, variant in [(k, v) for k in FORGED for v in FORGED[k]]:
            with self.subTest(f"{kind} {variant}"):
                person = self.result(f"type={kind},variant={variant}")
                person.reads("heading-abnormal")
                person.reads("advice-abnormal")
                person.stop()

    def test_without_certificates_nobody_is_condemned(self):
        """Who issued the card cannot be told then; that its data are as they were signed, can."""
        nowhere = case.SESSION.home.dir / "empty"
        nowhere.mkdir()
        for variant, heading in (("issuer-unknown", "heading-unchecked"), ("flip-data", "heading-abnormal")):
            with self.subTest(variant):
                person = self.result(f"type=05,variant={variant}", {"kiosk.trust": nowhere})
                person.reads(heading)
                person.stop()

    def test_at_a_desk_the_clerk_is_the_staff(self):
        """Nobody is asked for consent each time, and nobody is sent to somebody else."""
        person = self.person("type=05", settings={"kiosk.mode": "desk"})
        person.taps_keys(NUMBER)
        person.taps("next")
        person.reads("hold-card")
        person.places_card()
        person.reads("advice-unchecked-desk")
        self.assertFalse(person.can_read("advice-unchecked"))
        self.look(person, "result-desk")

    def test_under_16_is_a_state_of_its_own(self):
        for kind in ("1", "05"):
            with self.subTest(kind):
                person = self.result(f"type={kind},variant=under16-a")
                person.reads("heading-unsigned")
                person.reads("advice-unsigned")
                self.assertFalse(person.can_read("heading-abnormal"))
                self.assertFalse(person.can_read("heading-unchecked"))
                person.stop()


if __name__ == "__main__":
    case.main()
