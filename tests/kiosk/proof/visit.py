# SPDX-License-Identifier: BSD-2-Clause
"""A kiosk whose card lies on a reader of a real pcscd of the test's own, as a person's does: to the kiosk it is a live one."""
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(os.environ["ZAIRYU_SOURCE"]) / "tests/kiosk/screen"))

import case  # noqa: E402 (from the folder above)
import processes  # noqa: E402
from hasty import Hasty  # noqa: E402
from person import NUMBER  # noqa: E402
from stage import Stage  # noqa: E402

TEST_CA = os.environ["ZAIRYU_KIOSK_TEST_CA"]


class VisitTest(case.ScreenTest):
    """One pcscd for each class."""
    kind = staticmethod(lambda *args: Hasty(case.TEXTS, *args))

    @classmethod
    def setUpClass(cls):
        cls.stage = Stage(os.environ["ZAIRYU_STAGE"], case.SESSION.home.env, "Test Reader")
        cls.addClassCleanup(cls.stage.stop)
        cls.stage.plug()

    def kiosk(self, program=None, settings=None, size=None, args=(), comes=True):
        """Before STEP 1, unless it does not get there."""
        self.program = program or os.environ["ZAIRYU_KIOSK"]
        quiet = {"kiosk.trust": case.authorities(), "kiosk.compare": "no", "sound.on": "no"}
        begun = []
        self.addCleanup(lambda: self.assertEqual([line for each in begun for line in each.log().splitlines() if "Sanitizer" in line], []))
        person = self.start(quiet | (settings or {}), size, args)
        begun.append(person)
        if comes:
            person.reads("enter-number")
        return person

    def reads_card(self, person, card):
        """With this card to its result."""
        self.stage.lay(card)
        person.asks_for(NUMBER)
        person.reads("result-title")

    def leaves(self, person):
        """From the result, with the card, until the next one can come."""
        person.taps("return-to-top")
        person.reads("take-card")
        self.stage.lift()
        person.reads("enter-number")


def log_has(person, *words):
    """Waits for the line of the log."""
    processes.wait_for(lambda: any(all(w in line.split() for w in words) for line in person.log().splitlines()),
                       lambda: f"{words} in the log: {person.log()}")


main = case.main
