# SPDX-License-Identifier: BSD-2-Clause
"""Handing the result on: what is said before, what happens if it fails, and that nothing goes without consent."""
import json

import case
from person import NUMBER

SETTINGS = {"hook.receiver": "Office", "kiosk.compare": "no", "sound.on": "no", "kiosk.idle": 3600}


class Hook(case.ScreenTest):
    def to_the_offer(self, program, settings=None):
        person = self.person("type=05", settings=SETTINGS | {"hook.program": program} | (settings or {}))
        person.gets_result()
        person.taps("return-to-top")
        person.reads("offer-title")
        person.reads("offer-text", "Office")
        return person

    def test_what_is_sent_is_the_result(self):
        out = case.SESSION.home.dir / "sent.json"
        person = self.to_the_offer(f"/bin/dd status=none of={out}")
        self.assertFalse(out.exists())
        person.taps("agree")
        person.reads("sent")
        self.assertNotEqual(json.loads(out.read_text(encoding="utf-8")), {})
        person.taps("close")
        person.takes_card()
        person.reads("enter-number")

    def test_without_consent_nothing_is_sent(self):
        out = case.SESSION.home.dir / "refused.json"
        person = self.to_the_offer(f"/bin/dd status=none of={out}")
        person.taps("without-sending")
        person.takes_card()
        person.reads("enter-number")
        self.assertFalse(out.exists())

    def test_a_double_tap_is_no_consent(self):
        """Nor an answer: what goes on lies at one place on all screens."""
        out = case.SESSION.home.dir / "twice.json"
        person = self.person("type=05", settings=SETTINGS | {"kiosk.compare": "yes", "hook.program": f"/bin/dd status=none of={out}"})
        person.reads("enter-number")
        person.type(NUMBER)
        person.taps_twice("next")
        person.reads("consent-title")
        person.wait_for_stillness()
        self.assertTrue(person.can_read("consent-title"), person.seen())
        person.taps("agree")
        person.reads("hold-card")
        person.places_card()
        person.reads("result-title")
        person.taps_twice("return-to-top")
        person.reads("compare-question")
        person.wait_for_stillness()
        self.assertTrue(person.can_read("compare-question"), person.seen())
        person.taps("compare-same")
        person.reads("result-title")
        person.taps_twice("return-to-top")
        person.reads("offer-title")
        person.wait_for_stillness()
        self.assertTrue(person.can_read("offer-title"), person.seen())
        self.assertFalse(out.exists())

    def test_failure_is_told_and_can_be_tried_again(self):
        mark = case.SESSION.home.dir / "mark"
        person = self.to_the_offer(f"/bin/sh -c 'cat >/dev/null; test -e {mark}'")
        person.taps("agree")
        person.reads("send-failed")
        for size in case.display.SIZES:
            if person.display.size == case.display.SIZES[size]:
                self.look(person, "not-sent", keyboard=True)
        mark.touch()
        person.taps("try-again")
        person.reads("sent")
        self.complain()

    def test_one_question_only(self):
        """What is not asked for is neither shown nor sent."""
        out = case.SESSION.home.dir / "age.json"
        person = self.to_the_offer(f"/bin/dd status=none of={out}", {"kiosk.purpose": "age:20"})
        person.taps("back")
        person.reads("age-yes", 20)
        self.assertFalse(any("MIHON" in text or "1998" in text for text in person.seen()), person.seen())
        self.look(person, "result-age")
        person.taps("return-to-top")
        person.taps("agree")
        person.reads("sent")
        sent = out.read_text(encoding="utf-8")
        self.assertNotIn("1998", sent)
        self.assertNotIn("MIHON", sent)
        self.complain()


if __name__ == "__main__":
    case.main()
