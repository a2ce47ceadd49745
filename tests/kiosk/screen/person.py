# SPDX-License-Identifier: BSD-2-Clause
"""Somebody at the kiosk, who reads the two languages on its screen and finds things by what they are called there."""
import re

import processes
from kiosk import Kiosk

NUMBER = "AA12345678BB"


class Person(Kiosk):
    """`texts` is the table. The languages are those on the screen, the person's own first."""

    def __init__(self, texts, program, home, display, settings, *more):
        self.table = texts
        self.languages = tuple(settings.get("kiosk.languages", "ja;en").split(";")[:2])
        self.large = False
        super().__init__(program, home, display, settings, *more)

    def said(self, name, argument=""):
        """What a text is in both languages."""
        return [self.table.text(name, language, argument) for language in self.languages]

    def label(self, name, argument=None):
        """Fits the accessible name of a label that has this text; whatever is filled in if nothing is given."""
        if argument is None:
            return re.compile("|".join(f"^{self.table.pattern(name, language)}$" for language in self.languages), re.S)
        return re.compile("|".join(f"^{re.escape(text)}$" for text in self.said(name, argument)), re.S)

    def called(self, name):
        """Fits the accessible name of a button, which has both languages."""
        return re.compile(f"^{re.escape(' '.join(dict.fromkeys(self.said(name))))}$", re.S)

    def reads(self, name, argument=None, seconds=processes.PATIENCE):
        """Waits until the text is on the screen."""
        self.sees(self.label(name, argument), seconds)

    def reads_no_more(self, name, argument=None):
        self.sees_no_more(self.label(name, argument))

    def can_read(self, name, argument=None):
        return bool(self.find(self.label(name, argument)))

    def taps(self, name):
        """A finger on the button with this text."""
        self.press(self.called(name))

    def taps_twice(self, name):
        """As people do who are used to a mouse: a little later, and not at quite the same place."""
        widget = self.usable(self.called(name))
        self.display.xdotool("mousemove", *widget.centre, "click", 1, "sleep", 0.2, "mousemove_relative", 2, 0, "click", 1)

    def acts(self, name):
        """The same by a screen reader."""
        self.act(self.called(name))

    def can_tap(self, name):
        return any(w.enabled for w in self.find(self.called(name)))

    def taps_keys(self, number):
        """On the keypad, one by one, each once it is there; the letters and the digits are not there at the same time."""
        for character in number:
            count = len(self.typed())
            self.press(re.compile(f"^{character}$"))
            processes.wait_for(lambda: len(self.typed()) > count, f"{character} in the number")  # pylint: disable=W0640

    def cells(self):
        """The twelve places of the number, called by their place."""
        return self.find(re.compile(f"^{' '.join(self.table.pattern('number-place', l) for l in self.languages)}$"), "push button")

    def typed(self):
        """What is in them, as somebody hears it who does not see it."""
        return "".join(cell.description for cell in self.cells())

    def has_typed(self, number):
        processes.wait_for(lambda: self.typed() == number, lambda: f"{number!r} in the number; there is {self.typed()!r}")

    def asks_for(self, number=NUMBER):
        """From STEP 1 to the reading."""
        self.reads("enter-number")
        self.type(number)
        self.taps("next")
        self.reads("consent-title")
        self.taps("agree")

    def places_card(self):
        """The virtual one."""
        self.taps("place-virtual-card")

    def takes_card(self):
        self.taps("take-virtual-card")

    def gets_result(self, number=NUMBER):
        self.asks_for(number)
        self.reads("hold-card")
        self.places_card()
        self.reads("result-title")

    def reads_message_or_result(self):
        texts = [self.label(f"message-{i}") for i in range(1, 9)] + [self.label("result-title")]
        processes.wait_for(lambda: any(self.find(text) for text in texts), lambda: f"a message or a result: {self.seen()}")

    def enlarges_text(self):
        self.taps("large-text")
        self.large = True

    def finishes(self):
        """From the result, without a question on the way, to the beginning."""
        self.taps("return-to-top")
        self.reads("take-card")
        self.takes_card()
        self.reads("enter-number")

    def calls_staff(self):
        self.key("ctrl+F12")
        self.reads("staff-title")

    def chooses(self, language):
        """From the list of languages."""
        self.taps("language")
        self.press(re.compile(f"^{re.escape(self.table.languages[language])}$"))
        self.languages = (language, "en" if language == "ja" else "ja")
        self.sees(re.compile(f"^{re.escape(self.table.text('language', language))} "))
