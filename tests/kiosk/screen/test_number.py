# SPDX-License-Identifier: BSD-2-Clause
"""STEP 1: the card number, by the keys on the screen, a keyboard, a scanner, a screen reader."""
import re
import unittest

import case
from person import NUMBER


class Number(case.ScreenTest):
    def setUp(self):
        self.person = self.start_at_number()

    def start_at_number(self):
        person = case.ScreenTest.person(self)
        person.reads("step-1")
        person.reads("enter-number")
        return person

    def test_by_the_keys_on_the_screen(self):
        person = self.person
        self.assertFalse(person.can_tap("next"))
        person.taps_keys(NUMBER)
        person.has_typed(NUMBER)
        person.reads("check-number")
        person.taps("next")
        person.reads("consent-title")

    def test_only_what_may_stand_there_can_be_tapped(self):
        person = self.person
        self.assertEqual(person.find(re.compile("^7$")), [])
        person.taps_keys("AA")
        self.assertEqual(person.find(re.compile("^C$"), "push button"), [])
        person.taps_keys("12345678")
        self.assertEqual(person.find(re.compile("^9$"), "push button"), [])

    def test_by_keyboard(self):
        person = self.person
        person.type("aa12345678bb")
        person.has_typed(NUMBER)
        person.key("Return")
        person.reads("consent-title")

    def test_by_keyboard_alone(self):
        """Tab and space, as somebody does who cannot use a pointer."""
        person = self.person
        for character in NUMBER:
            self.move_to(person, re.compile(f"^{character}$"))
            person.key("space")
        person.has_typed(NUMBER)
        self.move_to(person, person.called("next"))
        person.key("space")
        person.reads("consent-title")

    def move_to(self, person, name):
        cells = [cell.key for cell in person.cells()]
        fitting = [w.key for w in person.controls() if name.search(w.name) and w.key not in cells]
        for _ in range(80):
            before = person.probe.focus()
            if before in fitting:
                return
            person.key("Tab")
            case.processes.wait_for(lambda: person.probe.focus() != before, "the keyboard to go on")  # pylint: disable=W0640
        self.fail(f"Tab does not come to {name.pattern}")

    def test_by_scanner(self):
        for sent in (NUMBER, NUMBER.lower()):
            person = self.person
            person.scan(sent)
            person.reads("consent-title")
            person.taps("back")
            person.reads("enter-number")
            person.has_typed(NUMBER)
            person.taps("clear")
            person.has_typed("")

    def test_by_screen_reader(self):
        person = self.person
        for character in NUMBER:
            person.act(re.compile(f"^{character}$"))
        person.has_typed(NUMBER)
        person.acts("next")
        person.reads("consent-title")

    def test_what_does_not_belong_is_refused_and_told(self):
        person = self.person
        person.type("1")
        person.reads("wrong-character")
        person.has_typed("")
        person.type("AA")
        person.reads_no_more("wrong-character")
        person.type("x")
        person.reads("wrong-character")
        person.has_typed("AA")
        person.key("Return")
        self.assertFalse(person.can_tap("next"))
        person.has_typed("AA")

    def test_clearing(self):
        person = self.person
        person.type("AA12")
        person.has_typed("AA12")
        person.taps("delete-one")
        person.has_typed("AA1")
        person.key("BackSpace")
        person.has_typed("AA")
        person.taps("clear")
        person.has_typed("")
        self.assertFalse(person.can_tap("clear"))

    def test_a_place_is_corrected(self):
        person = self.person
        person.type("AA12345678BC")
        person.has_typed("AA12345678BC")
        person.click(person.cells()[11])
        person.press(re.compile("^B$"))
        person.has_typed(NUMBER)

    def test_help(self):
        person = self.person
        person.type("AA1")
        person.taps("help")
        person.reads("help-title")
        person.reads("help-number")
        self.assertTrue(person.find(person.called("help-picture")))
        self.assertEqual([w.name for w in person.controls() if w.enabled and w.name == "2"], [])
        person.type("2")
        person.taps("close")
        person.reads_no_more("help-title")
        person.has_typed("AA1")

    def test_back_from_consent_keeps_the_number(self):
        person = self.person
        person.scan(NUMBER)
        person.reads("consent-title")
        person.taps("back")
        person.has_typed(NUMBER)

    def test_refusing_forgets_it(self):
        person = self.person
        person.scan(NUMBER)
        person.taps("refuse")
        person.reads("enter-number")
        person.has_typed("")


if __name__ == "__main__":
    case.main()
