# SPDX-License-Identifier: BSD-2-Clause
"""The rows of doc/official-app.md that a screen shows and no other test takes a picture of: messages, states, kinds of card."""
import case
from person import NUMBER

# number → the card, the number that is typed
MESSAGES = {
    2: ("type=1,variant=chip-broken", NUMBER),
    3: ("variant=foreign", NUMBER),
    5: ("type=05,fault=empty@12", NUMBER),
    6: ("type=1", "AA12345678BC"),
}
# picture → the card, the heading, a result
STATES = {
    "certificate": ("type=2", "heading-unchecked", "result-test-ca"),
    "certificate-2": ("type=06", "heading-unchecked", "result-test-ca"),
    "card-2": ("type=05", "heading-unchecked", "result-test-ca"),
    "abnormal": ("type=05,variant=flip-data", "heading-abnormal", "result-failed"),
    "unsigned": ("type=1,variant=under16-a", "heading-unsigned", "result-absent"),
}


class Official(case.ScreenTest):
    def message(self, person, number):
        person.reads(f"message-{number}", seconds=180)
        person.reads(f"advice-{number}")
        person.reads("error-code")
        self.assertTrue(person.can_tap("close"))
        self.picture(person, f"message-{number}")
        person.taps("close")
        person.reads_no_more(f"message-{number}")

    def test_messages(self):
        for number, (card, typed) in MESSAGES.items():
            with self.subTest(number):
                person = self.person(card)
                person.asks_for(typed)
                person.reads("hold-card")
                person.places_card()
                self.message(person, number)
                person.stop()

    def test_no_card_comes(self):
        """After a minute; the number need not be typed again."""
        person = self.person()
        person.asks_for()
        self.message(person, 4)
        person.reads("hold-card")

    def test_states(self):
        for name, (card, heading, result) in STATES.items():
            with self.subTest(name):
                person = self.person(card)
                person.gets_result()
                person.reads(heading)
                person.reads(result)
                self.picture(person, f"result-{name}")
                person.stop()

    def test_the_permission_is_there_for_cards_only(self):
        for card, there in (("type=05", True), ("type=06", False)):
            person = self.person(card)
            person.gets_result()
            self.assertEqual(person.can_read("permission-title"), there, card)
            person.stop()


if __name__ == "__main__":
    case.main()
