# SPDX-License-Identifier: BSD-2-Clause
"""After the card: "please take your card", the question whether somebody is still there, and that nothing stays behind."""
import re

import case
import processes
from person import NUMBER

HOLDER = "見本町"  # of the address; the name is in pictures only
STATUS = "TEST000001"  # of residence, on the second generation's card


def everything(accessible):
    """All names and descriptions of a program, also of what is not shown."""
    names = [accessible.get_name() or "", accessible.get_description() or ""]
    for i in range(accessible.get_child_count()):
        names += everything(accessible.get_child_at_index(i))
    return names


class End(case.ScreenTest):
    def forgotten(self, person):
        """Nothing of a person is on the screen, nor anywhere a screen reader comes, nor in the log."""
        person.reads("enter-number")
        person.has_typed("")
        self.assertEqual([t for t in person.seen() if HOLDER in t or NUMBER in t], [])
        self.assertNotIn(HOLDER, person.probe.ask("widgets"))
        self.assertNotIn(NUMBER, person.log())
        self.assertNotIn(HOLDER, person.log())

    def test_the_card_is_to_be_taken(self):
        person = self.person(settings={"kiosk.compare": "no", "sound.on": "no"})
        person.gets_result()
        self.assertTrue(any(HOLDER in t for t in person.seen()))
        person.taps("return-to-top")
        person.reads("take-card")
        person.takes_card()
        self.forgotten(person)

    def test_nothing_can_be_asked_for(self):
        """What was announced with a page is kept with it, shown or not."""
        person = self.person("type=05", settings={"kiosk.compare": "no", "sound.on": "no", "kiosk.purpose": "work"})
        person.asks_for()
        person.reads("hold-card")
        person.places_card()
        person.reads("falsification")
        self.assertTrue(any(STATUS in name for name in everything(person.application)))
        person.finishes()
        self.assertEqual([name for name in everything(person.application) if STATUS in name], [])

    def test_language_and_text_size_go_with_the_person(self):
        person = self.person(settings={"kiosk.compare": "no", "sound.on": "no"})
        person.reads("enter-number")
        person.chooses("vi")
        person.enlarges_text()
        person.gets_result()
        person.taps("return-to-top")
        person.takes_card()
        person.languages = ("ja", "en")
        person.sees(person.called("next"))  # has both, the first of them first
        self.assertFalse(person.find(re.compile(re.escape(person.table.text("enter-number", "vi")))))

    def test_nobody_is_there(self):
        """Asked, and then everything is wiped."""
        person = self.person(settings={"kiosk.compare": "no", "sound.on": "no", "kiosk.idle": 30, "kiosk.warning": 20})
        person.gets_result()
        person.reads("still-there")
        self.look(person, "still-there")
        person.taps("continue")
        person.reads_no_more("still-there")
        person.reads("result-title")
        person.reads("still-there")
        person.takes_card()
        person.reads("enter-number")
        self.forgotten(person)
        self.complain()

    def test_a_number_without_a_person(self):
        person = self.person(settings={"kiosk.idle": 30, "kiosk.warning": 20, "sound.on": "no"})
        person.reads("enter-number")
        person.type("AA1234")
        person.has_typed("AA1234")
        person.has_typed("")
        called = person.said("enter-number")[0]
        self.assertTrue(any(called in name and called != name for name in everything(person.application)), "the page has lost its name")

    def test_the_log_says_what_was_answered(self):
        person = self.person(settings={"sound.on": "no"})
        person.gets_result()
        person.taps("compare-title")
        person.reads("compare-question")
        person.taps("back")
        person.reads_no_more("compare-question")
        self.assertNotIn(" same", person.log())
        person.taps("compare-title")
        person.taps("compare-same")
        person.reads_no_more("compare-question")
        processes.wait_for(lambda: " same" in person.log(), "the answer in the log")
        person.taps("return-to-top")
        person.takes_card()
        person.reads("enter-number")
        processes.wait_for(lambda: " card-taken" in person.log(), "the card in the log")

    def test_a_refusal_is_not_told_the_next(self):
        person = self.person(settings={"kiosk.idle": 10, "sound.on": "no"})
        person.reads("enter-number")
        person.type("A1")
        person.reads("wrong-character")
        person.has_typed("")
        person.reads_no_more("wrong-character")

    def test_cancel(self):
        person = self.person(settings={"sound.on": "no"})
        person.asks_for()
        person.reads("hold-card")
        person.taps("cancel")
        person.reads("enter-number")
        person.has_typed(NUMBER)


if __name__ == "__main__":
    case.main()
