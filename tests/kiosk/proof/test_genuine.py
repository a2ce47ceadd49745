# SPDX-License-Identifier: BSD-2-Clause
"""Each verdict as a person sees it, "genuine" too: in a kiosk that takes the virtual card's CA for the agency's, which no
other does. The official words are those of the official application's manual (1.10, 5.1, 5.2), not of the table."""
import pathlib
import shutil
import tempfile
import unittest

import visit
from visit import TEST_CA

GENUINE_CARD = ("正常な在留カードを読み取りました", "Read a fully functioning residence card.")
GENUINE_CERTIFICATE = ("正常な特別永住者証明書を読み取りました", "Read a fully functioning special permanent resident certificate.")
ABNORMAL = ("異常なカードを読み取りました", "Read an abnormal card.")
HEADER = 40  # px, of the window's own
COUNTER = "https://www.moj.go.jp/isa/about/region/index.html"
GENUINE = {"type=1": GENUINE_CARD, "type=05": GENUINE_CARD, "type=2": GENUINE_CERTIFICATE, "type=06": GENUINE_CERTIFICATE}
FORGED = ("flip-data", "flip-face", "flip-check-code", "flip-certificate", "self-signed", "issuer-same-name", "issuer-unknown")
HEADINGS = ("heading-genuine-card", "heading-genuine-certificate", "heading-genuine-other", "heading-abnormal",
            "heading-unsigned", "heading-unchecked")


class Verdicts(visit.VisitTest):
    """Not a test of its own."""
    people = {}

    def official(self, person, words):
        """Word for word, and nobody has to scroll to it; a full stop may follow."""
        for text in words:
            found = [node for node in person.nodes() if node.kind == "GtkLabel" and node.text.rstrip("。") == text]
            self.assertTrue(found, (text, person.labels()))
            _, top, _, height = found[0].box
            self.assertGreater(top, HEADER)
            self.assertLess(top + height, person.display.size[1] // 2)

    def verdict(self, card, heading, name, check=lambda person: None):
        """The card in both kiosks, one after the other, and a picture of each."""
        for size, person in self.people.items():
            self.reads_card(person, card)
            self.assertEqual([h for h in HEADINGS if person.can_read(h)], [heading], card)
            check(person)
            self.picture(person, f"verdict-{name}-{size}")
            self.leaves(person)


class Checked(Verdicts):
    """In front of the kiosk that takes the test CA for the agency's."""

    def setUp(self):
        self.people = {size: self.kiosk(TEST_CA, size=size) for size in ("landscape", "portrait")}

    def test_genuine(self):
        def check(person):
            self.official(person, words)
            for word in person.said("result-ok"):
                self.assertEqual(person.labels().count(word), 2)
            person.reads("vouched")  # the legend
            self.assertTrue(person.find(person.called("not-vouched")))  # the number, say
            # what the first generation signs is in its pictures
            self.assertEqual(bool(person.find(person.called("vouched"))), card in ("type=05", "type=06"))
            self.assertFalse(person.can_read("advice-abnormal") or person.can_read("expired"))

        for card, words in GENUINE.items():
            heading = "heading-genuine-card" if words is GENUINE_CARD else "heading-genuine-certificate"
            self.verdict(card, heading, f"genuine-{card[5:]}", check)

    def test_expired_and_genuine(self):
        """An expiry is a hint of its own."""
        def check(person):
            self.official(person, GENUINE_CARD)
            person.reads("expired")

        self.verdict("type=05,card_expiry=20240101", "heading-genuine-card", "genuine-expired", check)

    def test_without_a_face_and_genuine(self):
        self.verdict("type=05,variant=infant", "heading-genuine-card", "genuine-infant", lambda person: person.reads("face-none"))

    def forged(self, kind, *variants):
        def check(person):
            self.official(person, ABNORMAL)
            person.reads("advice-abnormal")
            self.assertIn(COUNTER, person.labels())
            self.assertEqual(person.find(person.called("vouched")), [])

        for variant in variants:
            self.verdict(f"type={kind},variant={variant}", "heading-abnormal", f"abnormal-{kind}-{variant}", check)

    def test_forged_first_generation(self):
        self.forged("1", *FORGED)

    def test_forged_second_generation(self):
        self.forged("05", *FORGED, "number-other")

    def test_under_16(self):
        def check(person):
            person.reads("advice-unsigned")
            self.assertEqual(person.find(person.called("vouched")), [])

        for kind in ("1", "05"):
            self.verdict(f"type={kind},variant=under16-a", "heading-unsigned", f"unsigned-{kind}", check)


class Unchecked(Verdicts):
    """Where the other generation's certificate alone is there."""

    def test_unchecked(self):
        def check(person):
            person.reads("advice-unchecked")
            self.assertEqual(person.find(person.called("vouched")), [])

        for kind, other in (("1", "second"), ("05", "first")):
            trust = pathlib.Path(tempfile.mkdtemp(dir=visit.case.SESSION.home.dir))
            shutil.copy(visit.case.authorities() / f"libzairyu-ca-{other}-generation.crt", trust)
            self.people = {size: self.kiosk(TEST_CA, {"kiosk.trust": trust}, size) for size in ("landscape", "portrait")}
            self.verdict(f"type={kind}", "heading-unchecked", f"unchecked-{kind}", check)


if __name__ == "__main__":
    unittest.main(verbosity=2)
