# SPDX-License-Identifier: BSD-2-Clause
"""Nothing of a person stays: not in the memory of the kiosk once they have left, and never in a file, the log or AT-SPI's tree."""
import os
import pathlib
import pty
import signal
import subprocess
import tempfile
import unittest

import remains
import visit
from visit import NUMBER, TEST_CA, case, processes

CARDS = ("type=05", "type=1")
PIN = "73914628"
# Of the virtual card, what is on the screen as text. Of what is long the end: what is freed may be lost at its beginning only.
TEXTS = {"number": NUMBER, "birth date": "1998-02-14", "expiry": "2029-07-01", "permission": "風俗営業等の従事を除く", "address": "見本町１丁目"}


def pixels(picture):
    done = subprocess.run(["convert", picture, "-depth", "8", "ppm:-"], capture_output=True, check=True, timeout=processes.PATIENCE)
    _, size, _, content = done.stdout.split(b"\n", 3)
    width, height = map(int, size.split())
    return list(zip(content[0::3], content[1::3], content[2::3])), width, height


def of_card(card):
    """What is looked for: the card's texts, its number piece by piece, and pieces of its pictures."""
    wanted = {}
    for name, text in TEXTS.items():
        wanted |= remains.spellings(name, text)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([os.environ["ZAIRYU"], "read", "--no-config", "--reader", f"virtual:{card}", "--trust", case.authorities(),
                        "--out", folder], input=NUMBER, text=True, capture_output=True, timeout=processes.PATIENCE, check=False)
        for path in pathlib.Path(folder).glob("*.png"):
            wanted |= remains.rows(path.stem, *pixels(path))
    return wanted


def kinds(found):
    """The first word of what was found."""
    return {name.split(" ")[0] for name in found}


class Privacy(visit.VisitTest):
    def reads(self, person, card):
        """To the result, by the keyboard. Then it is all there, or the search would find nothing anyway."""
        wanted = of_card(card)
        self.reads_card(person, card)
        person.wait_for_stillness()
        there = kinds(remains.found(person.process.pid, wanted))
        self.assertLessEqual({"number", "face", "card"} | ({"name", "address_image"} if card == "type=05" else set()), there)
        return wanted

    def looks_around(self, person):
        """At all that makes copies."""
        for button, title in (("enlarge", "zoom-scale"), ("verify-validity", "inquiry-number")):
            person.taps(button)
            person.reads(title)
            person.wait_for_stillness()
            person.taps("close")
            person.reads_no_more(title)

    def nothing_stays(self, person, wanted):
        person.wait_for_stillness()
        self.assertEqual(remains.found(person.process.pid, wanted), {})
        told = " ".join(person.seen())
        self.assertEqual([text for text in TEXTS.values() if text in told], [])
        self.nothing_written(person, wanted)

    def nothing_written(self, person, wanted):
        """Below the directory that holds HOME, TMPDIR and all of XDG's, its own working directory and its log."""
        self.assertIn(person.log_path, list(case.SESSION.home.dir.rglob("*")))
        for path in case.SESSION.home.dir.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                self.assertEqual([what for what, value in wanted.items() if value in content], [], path)

    def test_return_to_top(self):
        for card in CARDS:
            with self.subTest(card):
                person = self.kiosk(TEST_CA)
                wanted = self.reads(person, card)
                self.looks_around(person)
                self.leaves(person)
                self.nothing_stays(person, wanted)
                person.stop()

    def test_they_go_away(self):
        """The card stays behind: after the idle time, the question and the reminder all is wiped, though it lies there."""
        person = self.kiosk(TEST_CA, {"kiosk.idle": 10, "kiosk.warning": 5})
        wanted = self.reads(person, "type=05")
        person.reads("take-card-forgotten", seconds=240)
        self.nothing_stays(person, wanted)
        self.stage.lift()
        person.reads("enter-number")

    def test_a_number_typed_and_left(self):
        """By keyboard, by the keys on the screen; then refused."""
        person = self.kiosk(TEST_CA)
        wanted = remains.spellings("number", NUMBER)
        person.scan(NUMBER)
        person.reads("consent-title")
        self.assertTrue(remains.found(person.process.pid, wanted))
        person.taps("refuse")
        person.reads("enter-number")
        self.nothing_stays(person, wanted)

    def staffed(self):
        ours, theirs = pty.openpty()
        process = processes.start([TEST_CA, "--make-pin"], case.SESSION.home.env, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, text=True)
        os.close(theirs)
        for _ in range(2):
            os.read(ours, 4096)  # the question
            os.write(ours, f"{PIN}\n".encode())
        made, _ = process.communicate(timeout=processes.PATIENCE)
        os.close(ours)
        person = self.kiosk(TEST_CA, {"staff.pin": made.split("=", 1)[1].strip()})
        self.assertNotIn(PIN, person.config.read_text(encoding="utf-8"))
        return person

    def enters(self, person):
        person.key("ctrl+F12")
        person.reads("staff-pin")
        person.type(PIN)
        processes.wait_for(lambda: remains.found(person.process.pid, remains.spellings("pin", PIN)), "the PIN where it is typed")
        person.taps("staff-enter")
        person.reads("staff-exit")

    def test_the_staff(self):
        """Neither the PIN nor the last card, on the staff's screen and after it; and after they closed the kiosk no file."""
        person = self.staffed()
        wanted = self.reads(person, "type=05") | remains.spellings("pin", PIN)
        self.leaves(person)
        self.enters(person)
        self.nothing_stays(person, wanted)
        person.taps("staff-exit")
        person.taps("yes")
        processes.wait_for(lambda: not person.alive(), "its end")
        self.assertEqual(person.process.wait(), 0)
        self.nothing_written(person, wanted)

    def test_ended_with_a_card_on_the_screen(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            with self.subTest(number):
                person = self.kiosk(TEST_CA)
                wanted = self.reads(person, "type=05")
                os.kill(person.process.pid, number)
                processes.wait_for(lambda: not person.alive(), "its end")  # pylint: disable=W0640
                self.stage.lift()
                self.nothing_written(person, wanted)


if __name__ == "__main__":
    unittest.main(verbosity=2)
