# SPDX-License-Identifier: BSD-2-Clause
"""A whole visit by somebody who uses no pointer and sees nothing: by Tab, space, Return and Escape, with what a screen reader
says: of what the focus comes to, what is around it for the first time, its name and its description."""
import re
import unittest

import case
import checks
from person import NUMBER


class Listener(case.Person):
    """The keyboard, and ears."""

    def heard(self):
        """What is said of what has the focus; around it, only what has a name."""
        focused = self.focused()
        if not focused:
            return ""
        around = [name for w in (focused, *focused.above()) if w.parent for name in (w.name, w.page)][1:]
        if "GtkStackPage" in around:
            raise AssertionError(f"a page is called by its type: {around}")
        return "\n".join(filter(None, around[::-1] + [focused.name, focused.description]))

    def hears(self, *names):
        """Waits until the texts are said, one after the other, each in both languages."""
        pattern = re.compile(".*".join(map(self.spoken, names)), re.S)
        case.processes.wait_for(lambda: pattern.search(self.heard()), lambda: f"{names} to be heard; it is {self.heard()!r}")

    def spoken(self, name):
        """Fits a text in both languages, whatever is filled in."""
        return " ".join(dict.fromkeys(self.table.pattern(name, language) for language in self.languages))

    def moves_to(self, name):
        """By Tab, until the focus is on a button that fits."""
        for _ in range(80):
            focused = self.focused()
            if focused and focused.role == "push button" and focused.enabled and name.search(focused.name):
                return
            before = self.probe.focus()
            self.key("Tab")
            case.processes.wait_for(lambda: self.probe.focus() != before, "the keyboard to go on")  # pylint: disable=W0640
        raise AssertionError(f"Tab does not come to {name.pattern}; there are {self.controls()}")

    def chooses_by_key(self, text, key="space"):
        self.moves_to(self.called(text))
        self.key(key)

    def enters(self, number):
        for at, character in enumerate(number):
            self.moves_to(re.compile(f"^{character}$"))
            self.key("space")
            self.has_typed(number[:at + 1])

    def order(self):
        """All that a screen reader comes to when it goes through the screen from its beginning."""
        return [w.name for w in self.shown()[1:] if w.name]

    def reads_in_order(self, *names):
        """The texts are there in this order, whatever is between them."""
        said, rest = self.order(), iter(self.order())
        for name in names:
            fits = re.compile(f"{self.label(name).pattern}|^{self.spoken(name)}$", re.S)
            if not any(fits.search(text) for text in rest):
                raise AssertionError(f"{name} is not there behind what comes before it: {said}")


class HeardTest(case.ScreenTest):
    kind = staticmethod(lambda *args: Listener(case.TEXTS, *args))


class Visit(HeardTest):
    """From STEP 1 to the next one's STEP 1."""

    def listener(self, languages):
        person = self.person(settings={"kiosk.languages": ";".join(languages)})
        person.languages = languages
        return person

    def number_and_consent(self, person):
        person.hears("title-inquiry", "subtitle-inquiry", "step-1", "enter-number")
        person.reads_in_order("demonstration", "title-inquiry", "step-1", "enter-number", "card-number", "enter-number-format",
                              "help", "clear", "delete-one", "next")
        person.enters(NUMBER[:2])
        person.hears("digits-now")
        for at, character in enumerate(NUMBER[2:], 2):
            person.moves_to(re.compile(f"^{character}$"))
            person.key("space")
            person.has_typed(NUMBER[:at + 1])
        person.hears("next", "check-number")
        person.key("space")
        person.hears("consent-title", "consent-text")
        person.reads_in_order("consent-title", "consent-text", "refuse", "agree")
        person.chooses_by_key("agree", "Return")

    def card_and_result(self, person):
        person.hears("step-2", "hold-card", "hold-no-metal")
        person.chooses_by_key("place-virtual-card")
        person.hears("result-title", "heading-unchecked", "falsification", "result-unchanged", "issuer", "result-test-ca",
                     "advice-unchecked")
        person.reads_in_order("result-title", "heading-unchecked", "falsification", "result-unchanged", "issuer",
                              "result-test-ca", "advice-unchecked", "enlarge", "verify-validity", "compare-title",
                              "return-to-top")

    def what_belongs_to_it(self, person):
        person.chooses_by_key("enlarge")
        person.hears("enlarged-title")
        person.chooses_by_key("zoom-in")
        person.reads("zoom-scale")
        person.key("Escape")
        person.reads_no_more("enlarged-title")
        person.chooses_by_key("verify-validity")
        person.hears("verify-validity")
        person.key("Escape")
        person.reads("result-title")
        person.chooses_by_key("compare-title")
        person.hears("compare-question")
        person.chooses_by_key("compare-same")
        person.reads("compare-same")

    def leaving(self, person):
        person.chooses_by_key("return-to-top")
        person.hears("take-card")
        person.chooses_by_key("take-virtual-card")
        person.hears("title-inquiry", "enter-number")
        person.has_typed("")

    def visit(self, languages):
        person = self.listener(languages)
        for part in (self.number_and_consent, self.card_and_result, self.what_belongs_to_it, self.leaving):
            part(person)
        self.assertEqual(checks.names(person.shown()), [])

    def test_in_japanese(self):
        self.visit(("ja", "en"))

    def test_in_english(self):
        self.visit(("en", "ja"))


class Announced(HeardTest):
    """What appears while somebody is on a screen is said without the focus going anywhere."""

    def at_number(self, settings=None):
        person = self.person(settings=settings)
        person.hears("enter-number")
        return person

    def test_a_character_that_does_not_fit(self):
        person = self.at_number()
        person.type("1")
        person.hears("wrong-character")

    def test_a_failure_its_advice_and_its_code(self):
        person = self.at_number()
        person.scan("AA12345678BC")
        person.hears("consent-title")
        person.chooses_by_key("agree")
        person.hears("hold-card")
        person.chooses_by_key("place-virtual-card")
        person.hears("message-6", "advice-6", "error-code")
        person.key("space")
        person.hears("enter-number")
        person.has_typed("AA12345678BC")

    def test_the_question_whether_somebody_is_there(self):
        """It can be answered as often as one likes: each time there is as much time again."""
        person = self.at_number({"kiosk.idle": 10, "kiosk.warning": 600})
        person.scan(NUMBER)
        for _ in range(2):
            person.hears("consent-title")
            person.hears("still-there")
            person.chooses_by_key("continue")
            person.reads_no_more("still-there")

    def test_each_text_says_its_language(self):
        """To who asks for the attributes of a text."""
        person = self.at_number()
        for language in person.languages:
            label = person.one(re.compile(f"^{person.table.pattern('enter-number', language)}$"), "label")
            self.assertEqual(label.language, language)

    def test_another_language(self):
        person = self.at_number()
        person.chooses_by_key("language")
        person.moves_to(re.compile("^English$"))
        person.key("space")
        person.languages = ("en", "ja")
        case.processes.wait_for(lambda: person.called("language").search(person.focused().name), "the focus where it was")
        person.moves_to(re.compile("^A$"))
        person.hears("title-inquiry", "enter-number")


if __name__ == "__main__":
    case.main()
