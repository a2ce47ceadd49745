# SPDX-License-Identifier: BSD-2-Clause
"""How the kiosk begins and ends, also where it cannot: the exit status and words of zairyu-kiosk(1), and that the card is let go."""
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

import visit
from visit import NUMBER, case, processes

KIOSK = os.environ["ZAIRYU_KIOSK"]
ENDED, FAILED, WRONG = 0, 1, 2


class NotBegun(unittest.TestCase):
    """Without a display: it never gets to need one."""

    def run_with(self, *args, config=None, **more):
        folder = pathlib.Path(tempfile.mkdtemp(dir=case.SESSION.home.dir))
        if config is not None:
            (folder / "kiosk.conf").write_text(config, encoding="utf-8")
            args = ("--config", folder / "kiosk.conf", *args)
        done = subprocess.run([KIOSK, *args], env=case.SESSION.home.env, capture_output=True, text=True, check=False,
                              timeout=processes.PATIENCE, **more)
        self.assertEqual(done.stdout, "")
        return done

    def complains(self, done, status, *words):
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        for word in ("zairyu-kiosk: ", *words):
            self.assertIn(word, done.stderr)

    def test_no_display(self):
        self.complains(self.run_with(config=""), FAILED, "DISPLAY", "WAYLAND_DISPLAY")

    def test_a_display_that_is_not_there(self):
        case.SESSION.home.env["DISPLAY"] = ":47999"
        self.addCleanup(case.SESSION.home.env.pop, "DISPLAY")
        self.complains(self.run_with(config=""), FAILED, "DISPLAY", ":47999")

    def test_wrong_options(self):
        self.complains(self.run_with("--nonsense"), WRONG, "--nonsense")
        self.complains(self.run_with("nonsense"), WRONG, "nonsense", "--help")
        self.complains(self.run_with("--window", "12x12"), WRONG, "12x12", "1024x768")

    def test_broken_configuration(self):
        """File, line, and what is allowed."""
        for text, words in {"[kiosk]\nidle = 5\n": ("kiosk.conf:2", "idle", "10", "3600"),
                            "[kiosk]\n\nmode = open\n": ("kiosk.conf:3", "mode", "public", "desk"),
                            "[kiosk]\nidel = 60\n": ("kiosk.conf:2", "idel"),
                            "[kisok]\n": ("kiosk.conf:1", "kisok"),
                            "idle = 60\n": ("kiosk.conf:1",),
                            "[kiosk]\nidle\n": ("kiosk.conf:2",)}.items():
            with self.subTest(text):
                self.complains(self.run_with(config=text), WRONG, *words)

    def test_no_configuration(self):
        self.complains(self.run_with("--config", case.SESSION.home.dir / "none.conf"), WRONG, "none.conf", "No such file")

    def test_anybody_s_configuration(self):
        path = case.SESSION.home.dir / "open.conf"
        path.write_text("", encoding="utf-8")
        path.chmod(0o666)
        self.complains(self.run_with("--config", path), WRONG, "open.conf", "chmod go-w")

    @unittest.skipIf(os.geteuid() != 0, "only root can give a file away")
    def test_somebody_else_s_configuration(self):
        path = case.SESSION.home.dir / "theirs.conf"
        path.write_text("", encoding="utf-8")
        os.chown(path, 65534, 65534)
        self.complains(self.run_with("--config", path), WRONG, "theirs.conf", "chown root")

    def test_no_such_trust(self):
        done = self.run_with("--trust", "/nonexistent/trust", "--reader", "virtual:", config="")
        self.complains(done, FAILED, "/nonexistent/trust")

    def test_no_such_reader(self):
        done = self.run_with("--reader", "nonsense:", config="")
        self.assertIn(done.returncode, (FAILED, WRONG))


class Ends(visit.VisitTest):
    def ends(self, person, status):
        processes.wait_for(lambda: not person.alive(), "its end")
        self.assertEqual(person.process.wait(), status, person.log())

    def test_terminated(self):
        """In each state: its status says that it was asked to, and its log that it ended."""
        for state, asked in (("number", signal.SIGINT), ("number", signal.SIGHUP), ("reading", signal.SIGTERM), ("result", signal.SIGTERM)):
            with self.subTest(state=state, asked=asked):
                person = self.kiosk()
                if state != "number":
                    self.stage.lay("type=1")
                    person.asks_for(NUMBER)
                if state == "result":  # otherwise at once, wherever the reading is
                    person.reads("result-title")
                os.kill(person.process.pid, asked)
                self.ends(person, ENDED)
                visit.log_has(person, "ended")
                self.stage.lift()

    def test_it_lets_go_of_the_card(self):
        """Another program reads it at once."""
        person = self.kiosk()
        self.reads_card(person, "type=1")
        os.kill(person.process.pid, signal.SIGTERM)
        self.ends(person, ENDED)
        done = subprocess.run([os.environ["ZAIRYU"], "read", "--no-config", "--reader", "pcsc:", "--trust", case.authorities(), "--json"],
                              input=NUMBER, text=True, capture_output=True, check=False, timeout=processes.PATIENCE, env=case.SESSION.home.env)
        self.stage.lift()
        self.assertEqual(done.returncode, 4, done.stderr)

    def test_signals_that_mean_nothing(self):
        """A pipe whose reader is gone, and what others send around."""
        person = self.kiosk()
        for number in (signal.SIGPIPE, signal.SIGUSR1, signal.SIGUSR2):
            os.kill(person.process.pid, number)
        self.reads_card(person, "type=1")
        self.leaves(person)
        self.assertTrue(person.alive())

    def test_the_display_vanishes(self):
        person = self.kiosk()
        self.reads_card(person, "type=1")
        person.display.stop()
        self.ends(person, FAILED)
        self.stage.lift()

    def test_no_room_for_the_log(self):
        """It serves all the same, and the staff can see that lines were lost."""
        person = self.kiosk(settings={"kiosk.log": "/dev/full"})
        self.reads_card(person, "type=1")
        self.leaves(person)

    def test_no_service(self):
        """Out of order, and back by itself."""
        self.stage.end_service()
        person = self.kiosk(comes=False)
        person.reads("out-of-order")
        self.stage.start_service()
        person.reads("enter-number")

    def test_no_doctor(self):
        """Where the command is missing nobody knows what works: it says so to the staff, and serves nobody."""
        folder = pathlib.Path(tempfile.mkdtemp(dir=case.SESSION.home.dir))
        shutil.copy(KIOSK, folder)
        env = case.SESSION.home.env
        env["LD_LIBRARY_PATH"] = ":".join(sorted({str(p.parent) for p in pathlib.Path(os.environ["ZAIRYU_BUILD"]).glob("*/**/libzairyu*.so.0")
                                                  if "tests" not in p.parts}))
        self.addCleanup(env.pop, "LD_LIBRARY_PATH")
        person = self.kiosk(folder / "zairyu-kiosk", comes=False)
        person.reads("out-of-order")


if __name__ == "__main__":
    unittest.main(verbosity=2)
