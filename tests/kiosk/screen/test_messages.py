# SPDX-License-Identifier: BSD-2-Clause
"""The official messages, each with its code, what to do, and where closing it leads; and the pause after wrong numbers."""
import re
import unittest

import case
from person import NUMBER

CODE = re.compile(r"Z\d{3}")


class Messages(case.ScreenTest):
    def message(self, card, number=NUMBER, settings=None):
        person = self.person(card, settings=settings)
        person.asks_for(number)
        person.reads("hold-card")
        person.places_card()
        return person

    def reads_message(self, person, number, cause=None):
        person.reads(f"message-{number}")
        person.reads(f"advice-{number}")
        self.assertTrue(any(CODE.search(text) for text in person.seen()), person.seen())
        if cause:
            person.reads(cause)
        self.assertFalse(any(NUMBER in text for text in person.seen()))

    def test_2_broken_chip(self):
        person = self.message("type=1,variant=chip-broken")
        self.reads_message(person, 2)
        person.reads("reissue-url")

    def test_3_another_card(self):
        person = self.message("variant=foreign")
        self.reads_message(person, 3)
        person.taps("close")
        person.reads("hold-remove-first")

    def test_3_specified_card(self):
        person = self.message("variant=my-number")
        self.reads_message(person, 3, "cause-specified-card")

    def test_5_silence(self):
        person = self.message("type=05,fault=empty@12")
        self.reads_message(person, 5)
        person.taps("close")
        person.reads("result-title")

    def test_5_the_card_slips(self):
        """It is read again without typing the number again."""
        person = self.message("type=1,fault=remove@14:3")
        person.reads("cause-card-gone")
        person.taps("close")
        person.reads("result-title")

    def test_6_wrong_number(self):
        person = self.message("type=1", number="AA12345678BC")
        self.reads_message(person, 6)
        person.taps("close")
        person.reads("enter-number")
        person.has_typed("AA12345678BC")

    def test_wrong_numbers_pause(self):
        """Each further one longer; nothing can be typed meanwhile."""
        settings = {"attempts.pause-from": 2, "attempts.pause": 3}
        person = self.message("type=1", number="AA12345678BC", settings=settings)
        self.reads_message(person, 6)
        person.taps("close")
        person.reads("enter-number")
        person.taps("clear")
        person.scan("AA12345678BD")
        person.reads("message-6")
        person.taps("close")
        person.takes_card()
        person.reads("paused")
        person.reads("paused-staff")
        self.assertEqual(person.find(re.compile("^A$"), "push button"), [])
        person.type("AA")
        person.reads("enter-number")
        person.has_typed("")


if __name__ == "__main__":
    unittest.main(verbosity=2)
