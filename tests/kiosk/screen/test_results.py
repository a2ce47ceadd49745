# SPDX-License-Identifier: BSD-2-Clause
"""What the result says of each kind of card. A virtual card is never genuine, whatever it is signed with."""
import re

import case

TYPES = ("1", "2", "05", "06")
FORGED = ("flip-data", "flip-face", "flip-check-code", "flip-certificate", "self-signed", "issuer-same-name")
# What proves nothing.
UNPROVED = ("issuer-unknown",)
GENUINE = ("heading-genuine-card", "heading-genuine-certificate", "heading-genuine-other")


class Results(case.ScreenTest):
    def result(self, card):
        person = self.person(card)
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
                person.stop()

    def test_forged(self):
        for kind, variant in [(k, v) for k in ("1", "05") for v in FORGED]:
            with self.subTest(f"{kind} {variant}"):
                person = self.result(f"type={kind},variant={variant}")
                person.reads("heading-abnormal")
                person.reads("advice-abnormal")
                person.stop()

    def test_what_proves_nothing_condemns_nobody(self):
        for kind, variant in [(k, v) for k in ("1", "05") for v in UNPROVED]:
            with self.subTest(f"{kind} {variant}"):
                person = self.result(f"type={kind},variant={variant}")
                person.reads("heading-unchecked")
                self.assertFalse(person.can_read("heading-abnormal"))
                person.stop()

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
