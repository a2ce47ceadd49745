# SPDX-License-Identifier: BSD-2-Clause
"""Every screen that a person comes to, both ways of standing, in the usual languages, in the pseudo-language, in large text:
its picture, its layout against the reference, and what holds everywhere (checks.py)."""
import os
import re
import unittest

import case
import checks
import layout
from person import NUMBER

REFERENCES = layout.References(case.SOURCE / "tests/kiosk/screen/references/layout.json", bool(os.environ.get("ZAIRYU_SCREENS_UPDATE")))
# Of the virtual card, of addresses and of codes for support.
CARD = re.compile(r"zairyu-kiosk|https?://\S+|.*[぀-ヿ一-鿿].*|MIHON LINH|VIETNAM|.*Z\d{3}.*|[A-Z][A-Za-z ,/-]*|\d+[a-z]*.*", re.S)


class Tour(case.ScreenTest):
    """One customer with everything on the way."""

    def tour(self, person):
        """Gives the name of each screen, while it is there."""
        person.reads("enter-number")
        yield "number"
        person.taps("help")
        person.reads("help-title")
        yield "help"
        person.taps("close")
        person.type("AA123")
        person.has_typed("AA123")
        yield "number-digits"
        person.type("45678BB")
        person.reads("check-number")
        yield "number-complete"
        person.taps("next")
        person.reads("consent-title")
        yield "consent"
        person.taps("agree")
        person.reads("hold-card")
        yield "hold"
        person.places_card()
        person.reads("result-title")
        yield "result"

    def walk(self, size, settings=None, language=None, large=False, keyboard=False):
        person = self.person("type=1", size, settings)
        person.reads("enter-number")
        if language:
            person.chooses(language)
        if large:
            person.taps("large-text")
        complaints = []
        for name in self.tour(person):
            full = "-".join(filter(None, [name, size, language, "large" * large]))
            picture = self.picture(person, full)
            complaints += [f"{full}: {c}" for c in checks.screen(person)]
            complaints += [f"{full}: {c}" for c in checks.keyboard(person)] if keyboard else []
            if language == "qps":
                complaints += [f"{full}: {c}" for c in checks.table(person.shown(), case.TEXTS, CARD)]
            if not language and not large:
                complaints += filter(None, [REFERENCES.complaint(full, picture)])
        person.stop()
        REFERENCES.save() if REFERENCES.update else None
        self.assertEqual(complaints, [], "\n" + "\n".join(complaints))

    def test_landscape(self):
        self.walk("landscape", keyboard=True)

    def test_portrait(self):
        self.walk("portrait", keyboard=True)

    def test_large_text(self):
        for size in case.display.SIZES:
            with self.subTest(size):
                self.walk(size, large=True)


if __name__ == "__main__":
    unittest.main(verbosity=2)
