# SPDX-License-Identifier: BSD-2-Clause
"""Every screen that a customer comes to, both ways of standing, in the usual languages, in the pseudo-language, in large text:
its picture, its layout, and what holds everywhere (case.py, checks.py)."""
import re

import case
import processes

HOOK = {"hook.program": "/bin/cat", "hook.receiver": "Office", "kiosk.idle": 3600, "sound.on": "no"}


class Tour(case.ScreenTest):
    def tour(self, size, settings=None, large=False, keyboard=False):
        """One customer, with everything on the way."""
        person = self.person("type=1", size, HOOK | (settings or {}))
        person.reads("enter-number")
        if large:
            person.enlarges_text()

        def look(name):
            self.look(person, name, keyboard)

        look("number")
        person.taps("language")
        processes.wait_for(lambda: person.find(re.compile("^日本語$")), "the list of languages")
        look("languages")
        person.taps("language")
        person.taps("help")
        person.reads("help-title")
        look("help")
        person.taps("close")
        person.type("AA123")
        person.has_typed("AA123")
        look("number-digits")
        person.type("45678BB")
        person.reads("check-number")
        look("number-complete")
        person.taps("next")
        person.reads("consent-title")
        look("consent")
        person.taps("agree")
        person.reads("hold-card")
        look("hold")
        person.places_card()
        person.reads("result-title")
        look("result")
        person.taps("enlarge")
        person.reads("zoom-scale", "1.0")
        look("enlarged")
        person.taps("close")
        person.taps("verify-validity")
        person.reads("inquiry-enter")
        look("inquiry")
        person.taps("close")
        person.taps("return-to-top")
        person.reads("compare-question")
        look("compare")
        person.taps("compare-same")
        person.taps("return-to-top")
        person.reads("offer-title")
        look("offer")
        person.taps("agree")
        person.reads("sent")
        look("sent")
        person.taps("close")
        person.reads("take-card")
        look("take-card")
        person.takes_card()
        person.reads("enter-number")
        person.stop()
        self.complain()

    def test_landscape(self):
        self.tour("landscape", keyboard=True)

    def test_portrait(self):
        self.tour("portrait", keyboard=True)

    def test_large_text_landscape(self):
        self.tour("landscape", large=True)

    def test_large_text_portrait(self):
        self.tour("portrait", large=True)

    def test_pseudo_language_landscape(self):
        self.tour("landscape", {"kiosk.languages": "qps;ja"})

    def test_pseudo_language_portrait(self):
        self.tour("portrait", {"kiosk.languages": "qps;ja"})


if __name__ == "__main__":
    case.main()
