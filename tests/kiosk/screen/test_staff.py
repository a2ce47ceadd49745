# SPDX-License-Identifier: BSD-2-Clause
"""The staff's screen, behind a PIN; and that a customer comes neither there nor to a desktop."""
import os
import pty
import re

import case
import processes
from manager import Manager
from person import Person

PIN = "13579"


def pin_line():
    """What a PIN is in the configuration: --make-pin asks for it at a terminal."""
    ours, theirs = pty.openpty()
    process = processes.start([os.environ["ZAIRYU_KIOSK"], "--make-pin"], case.SESSION.home.env, stdin=theirs,
                              stdout=processes.subprocess.PIPE, stderr=theirs, text=True)
    os.close(theirs)
    for _ in range(2):
        os.read(ours, 4096)
        os.write(ours, f"{PIN}\n".encode())
    line = process.stdout.read().strip()
    process.wait(processes.PATIENCE)
    process.stdout.close()
    os.close(ours)
    return line.removeprefix("pin = ").removeprefix("pin=")


class Filling(Person):
    """In front of a kiosk that is to fill its screen, as it does where nobody tests it."""

    def options(self):
        return ["--config", self.config]


class Staff(case.ScreenTest):
    def test_without_a_pin_nobody_gets_in(self):
        person = self.person(settings={"sound.on": "no"})
        person.reads("enter-number")
        person.calls_staff()
        person.reads("staff-pin-unset", "zairyu-kiosk --make-pin")
        self.assertFalse(person.can_tap("staff-enter"))
        person.taps("cancel")
        person.reads("enter-number")

    def test_the_screen(self):
        for size in case.display.SIZES:
            with self.subTest(size):
                self.staff(size)
        self.complain()

    def staff(self, size):
        person = self.person(size=size, settings={"staff.pin": pin_line(), "sound.on": "no", "kiosk.compare": "no"})
        person.gets_result()
        person.finishes()
        person.calls_staff()
        self.look(person, "pin", keyboard=True)
        person.type("24680")
        person.taps("staff-enter")
        person.reads("staff-pin-wrong")
        self.assertFalse(person.can_tap("staff-exit"))
        person.type(PIN)
        self.assertFalse(any(PIN in text for text in person.seen()))
        person.taps("staff-enter")
        person.sees(re.compile(re.escape(person.table.text("staff-count", "en"))))
        self.look(person, "staff", keyboard=True)
        self.assertTrue(any(re.search(r"Unchecked: 1\b", text) for text in person.seen()), person.seen())
        self.assertFalse(any("MIHON" in text or "AA12345678BB" in text for text in person.seen()))
        person.taps("staff-close")
        person.reads("enter-number")
        person.calls_staff()
        person.type(PIN)
        person.taps("staff-enter")
        person.taps("staff-exit")
        person.reads("staff-exit-question")
        self.look(person, "exiting", keyboard=True)
        self.assertTrue(person.alive())
        person.taps("yes")
        processes.wait_for(lambda: not person.alive(), "the kiosk to end")
        self.assertEqual(person.process.wait(), 0)

    def test_a_pin_that_was_not_entered_is_forgotten(self):
        """Whoever comes next would only have to enter it, or the rest of it."""
        person = self.person(settings={"staff.pin": pin_line(), "sound.on": "no", "kiosk.idle": 10})
        person.reads("enter-number")
        for leave in (lambda: person.taps("cancel"), lambda: None):
            person.calls_staff()
            person.type(PIN)
            person.sees("●" * len(PIN))
            leave()
            person.reads("enter-number")
            person.calls_staff()
            self.assertFalse(person.find("●"))
            self.assertFalse(person.can_tap("staff-enter"))
            person.taps("cancel")
            person.reads("enter-number")

    def test_a_window_manager_does_not_close_it(self):
        """Not one either that has left the window smaller before."""
        self.kind = lambda *args: Filling(case.TEXTS, *args)
        person = self.person(settings={"sound.on": "no"})
        person.reads("enter-number")
        manager = Manager(person.display.env["DISPLAY"], person.window())
        for states in (("FULLSCREEN", "FOCUSED"), ("FOCUSED",)):
            manager.state(*states)
            manager.close()
            processes.wait_for(lambda: not person.alive() or person.can_read("staff-title"), "the door of the staff")
            self.assertTrue(person.alive())
            person.taps("cancel")
            person.reads("enter-number")

    def test_no_way_out_for_a_customer(self):
        person = self.person(settings={"sound.on": "no"})
        person.reads("enter-number")
        for keys in ("alt+F4", "ctrl+q", "ctrl+w", "Escape", "F11", "alt+Tab", "super", "Menu", "shift+F10", "ctrl+alt+Delete"):
            person.key(keys)
        person.click(person.shown()[0])
        person.display.xdotool("click", 3)
        person.reads("enter-number")
        self.assertTrue(person.alive())
        self.assertEqual(person.shown()[0].box[2:], person.display.size)


if __name__ == "__main__":
    case.main()
