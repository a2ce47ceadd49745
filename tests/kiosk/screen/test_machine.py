# SPDX-License-Identifier: BSD-2-Clause
"""A real PC/SC service whose reader is not there, comes, goes; whose cards are laid on, slip, are lifted at each step."""
import os
import sys

import case
from person import NUMBER
from stage import Stage

if not os.environ.get("ZAIRYU_STAGE") or not os.path.exists("/usr/sbin/pcscd"):
    print("not installed: pcscd")
    sys.exit(case.SKIPPED)


class Machine(case.ScreenTest):
    def desk(self, settings=None, plugged=True):
        """A kiosk at a reader, and the reader."""
        env = case.SESSION.home.env
        before = env["PCSCLITE_CSOCK_NAME"]
        stage = Stage(os.environ["ZAIRYU_STAGE"], env, "Desk Reader")
        self.addCleanup(env.update, {"PCSCLITE_CSOCK_NAME": before})
        self.addCleanup(stage.stop)
        if plugged:
            stage.plug()
        person = self.start({"kiosk.trust": case.authorities(), "kiosk.compare": "no", "sound.on": "no", **(settings or {})})
        return person, stage

    def test_out_of_order_by_itself_and_back(self):
        person, stage = self.desk(plugged=False)
        person.reads("out-of-order")
        self.look(person, "out-of-order")
        stage.plug()
        person.reads("enter-number")
        stage.unplug()
        person.reads("out-of-order")
        stage.plug()
        person.reads("enter-number")
        stage.end_service()
        person.reads("out-of-order")
        stage.start_service()
        person.reads("enter-number")
        self.complain()

    def test_cards_one_after_another(self):
        person, stage = self.desk()
        for kind in ("type=1", "type=06", "type=05,variant=flip-face", "type=2,variant=under16-a"):
            person.asks_for()
            person.reads("hold-card")
            stage.lay(kind)
            person.reads("result-title")
            person.reads("heading-abnormal" if "flip" in kind else "heading-unsigned" if "16" in kind else "heading-unchecked")
            person.taps("return-to-top")
            person.reads("take-card")
            stage.lift()
            person.reads("enter-number")

    def test_the_card_slips_at_each_step(self):
        """And the number need not be typed again."""
        person, stage = self.desk()
        for contact in (2, 8, 20, 40):
            with self.subTest(contact):
                person.asks_for()
                person.reads("hold-card")
                stage.slip(contact, 300)
                stage.lay("type=05")
                person.reads_message_or_result()
                if person.can_read("cause-card-gone") or person.can_read("message-5") or person.can_read("message-4"):
                    person.taps("close")
                person.reads("result-title")
                person.taps("return-to-top")
                stage.lift()
                person.reads("enter-number")

    def test_the_reader_goes_while_it_is_needed(self):
        person, stage = self.desk()
        person.reads("enter-number")
        person.type(NUMBER)
        person.taps("next")
        person.reads("consent-title")
        stage.unplug()
        person.reads("out-of-order")
        stage.plug()
        person.reads("enter-number")
        person.has_typed("")

    def test_a_card_that_is_left_behind(self):
        person, stage = self.desk()
        person.asks_for()
        stage.lay("type=1")
        person.reads("result-title")
        person.taps("return-to-top")
        person.reads("take-card")
        person.reads("take-card-forgotten", seconds=120)
        self.look(person, "forgotten")
        stage.lift()
        person.reads("enter-number")
        self.complain()


if __name__ == "__main__":
    case.main()
