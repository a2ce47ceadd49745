# SPDX-License-Identifier: BSD-2-Clause
"""Runs each example that was built, as its reader would. EXAMPLES holds NAME=PROGRAM pairs, FIXTURE what they run on."""
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

FIXTURE = os.environ.get("FIXTURE")
ZAIRYU = os.environ.get("ZAIRYU")
EXAMPLES = dict(pair.split("=", 1) for pair in os.environ["EXAMPLES"].split(os.pathsep))
NUMBER = "AA12345678BB"
TIMEOUT = 120
BRIDGE = "bridge"  # from within its folder: the name of a socket may not be long


def needs(*names):
    built = {name for name in ("FIXTURE", "ZAIRYU") if os.environ.get(name)} | EXAMPLES.keys()
    missing = [name for name in names if name not in built]
    return unittest.skipIf(missing, f"not built: {', '.join(missing)}")


def run(name, *args):
    done = subprocess.run([EXAMPLES[name], *map(str, args)], capture_output=True, text=True, timeout=TIMEOUT, check=False)
    return done.returncode, done.stdout, done.stderr


class Examples(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory(prefix="zairyu-examples-")
        self.addCleanup(place.cleanup)
        self.dir = pathlib.Path(place.name)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.dir)

    def serve(self, options):
        server = subprocess.Popen([FIXTURE, "serve", BRIDGE, options], stdout=subprocess.PIPE, text=True)
        self.addCleanup(server.communicate, timeout=TIMEOUT)
        self.addCleanup(server.kill)
        self.assertEqual(server.stdout.readline(), "ready\n")
        return server

    @needs("custom_transport", "FIXTURE")
    def test_custom_transport(self):
        for card_type in ("1", "05"):
            with self.subTest(card_type):
                (self.dir / BRIDGE).unlink(missing_ok=True)
                server = self.serve(f"type={card_type}")
                self.assertEqual(run("custom_transport", BRIDGE, NUMBER), (0, card_type + "\n", ""))
                self.assertGreater(int(server.stdout.readline().split()[0]), 10)
                status, out, _ = run("custom_transport", BRIDGE, "AB12345678BB")
                self.assertEqual((status, out), (1, "The residence card number is wrong.\n"))

    @needs("custom_transport", "FIXTURE")
    def test_custom_transport_fails(self):
        status, nobody, _ = run("custom_transport", BRIDGE, NUMBER)
        self.assertEqual(status, 1)
        self.serve("type=1,fault=remove@5")
        status, gone, _ = run("custom_transport", BRIDGE, NUMBER)
        self.assertEqual(status, 1)
        self.assertEqual(len({nobody, gone}), 2)
        self.assertEqual(run("custom_transport")[0], 1)

    @needs("custom_transport", "FIXTURE")
    def test_custom_transport_hears_half_an_answer(self):
        self.serve("type=1,fault=empty@3")
        self.assertEqual(run("custom_transport", BRIDGE, NUMBER)[0], 1)

    @needs("verify_server", "FIXTURE")
    def test_verify_server(self):
        subprocess.run([FIXTURE, "records", self.dir], check=True, timeout=TIMEOUT)
        damaged = bytearray((self.dir / "first.zairyu").read_bytes())
        damaged[len(damaged) // 2] ^= 1
        (self.dir / "damaged.zairyu").write_bytes(damaged)
        (self.dir / "long.zairyu").write_bytes(bytes(262145))
        expected = {"first": "unchecked", "second": "unchecked", "child": "unsigned", "forged": "abnormal",
                    "foreign": "abnormal", "damaged": "ZAIRYU_ERR_RECORD_DAMAGED", "long": "ZAIRYU_ERR_LIMIT",
                    "missing": "ZAIRYU_ERR_FILE"}
        # Many times each, so that the threads meet.
        names = [name for name in expected for _ in range(20)]
        status, out, err = run("verify_server", self.dir / "ca", *(self.dir / f"{name}.zairyu" for name in names))
        self.assertEqual((status, err), (1, ""))
        self.assertEqual(sorted(out.splitlines()),
                         sorted(f"{self.dir}/{name}.zairyu: {expected[name]}" for name in names))

    @needs("verify_server")
    def test_verify_server_without_anchors_or_files(self):
        self.assertEqual(run("verify_server", self.dir / "nowhere", "x")[:2], (1, ""))
        for arguments in ((), (self.dir,)):
            code, out, err = run("verify_server", *arguments)
            self.assertEqual((code, out, err.split()[:2]), (1, "", ["usage:", "verify_server"]))

    @needs("cancel_on_signal")
    def test_cancel_on_signal(self):
        """Without a service there is nothing to wait for; with one, tests/system runs it."""
        done = subprocess.run([EXAMPLES["cancel_on_signal"]], capture_output=True, text=True, check=False, timeout=TIMEOUT,
                              env=os.environ | {"PCSCLITE_CSOCK_NAME": str(self.dir / "no-service")})
        self.assertEqual(done.returncode, 1)
        self.assertIn("service", done.stderr)

    @needs("event_loop")
    def test_event_loop(self):
        """Two at once; while one card is silent, the other is read."""
        for options, status, expected in (
                (["type=1", NUMBER, "type=05", NUMBER], 0, [f"card 1, {NUMBER}: 1", f"card 2, {NUMBER}: 05"]),
                (["type=1,fault=silence@5:300", NUMBER, "type=06", NUMBER], 0, [f"card 1, {NUMBER}: 1", f"card 2, {NUMBER}: 06"]),
                (["type=2", "AB12345678BB", "type=05", NUMBER], 1,
                 ["card 1, AB12345678BB: The residence card number is wrong.", f"card 2, {NUMBER}: 05"])):
            with self.subTest(options):
                code, out, err = run("event_loop", *options)
                self.assertEqual((code, sorted(out.splitlines()), err), (status, sorted(expected), ""))
        code, out, err = run("event_loop")
        self.assertEqual((code, out, err.split()[:2]), (1, "", ["usage:", "event_loop"]))
        self.assertEqual(run("event_loop", "type=1", NUMBER, "colour=red", NUMBER)[:2], (1, f"card 1, {NUMBER}: 1\n"))

    @needs("event_loop")
    def test_event_loop_is_interrupted(self):
        loop = subprocess.Popen([EXAMPLES["event_loop"], "type=1,fault=silence@5", NUMBER, "type=05", NUMBER],
                                stdout=subprocess.PIPE, text=True)
        self.addCleanup(loop.kill)
        self.assertEqual(loop.stdout.readline(), f"card 2, {NUMBER}: 05\n")
        loop.send_signal(signal.SIGINT)
        out, _ = loop.communicate(timeout=TIMEOUT)
        self.assertEqual((loop.returncode, out), (1, f"card 1, {NUMBER}: Cancelled.\n"))

    @needs("virtual_card_test")
    def test_virtual_card_test(self):
        status, out, err = run("virtual_card_test")
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(len(out.splitlines()), 7)

    def home(self):
        """A person's home where the CA of the fixture's cards is trusted, and what the environment says of it."""
        trust = self.dir / "home/.local/share/zairyu/trust"
        trust.mkdir(parents=True)
        subprocess.run([FIXTURE, "records", self.dir], check=True, timeout=TIMEOUT)
        for certificate in (self.dir / "ca").iterdir():
            shutil.copy(certificate, trust)
        os.environ["HOME"] = str(self.dir / "home")
        os.environ.pop("XDG_DATA_HOME", None)

    @needs("show_face", "FIXTURE")
    def test_show_face(self):
        """The face is there before the last items are, said to be unverified; at the end it is the record's."""
        self.home()
        picture = self.dir / "face.png"
        for card_type, with_face, later in (("1", "face", "address"), ("05", "name-and-face", "other")):
            with self.subTest(card_type):
                status, out, err = run("show_face", f"virtual:type={card_type}", NUMBER, picture)
                self.assertEqual((status, err), (0, ""))
                lines = out.splitlines()
                early = next(i for i, line in enumerate(lines) if line.startswith("not verified yet: showing 150x200"))
                self.assertEqual(lines[early - 1], f"{with_face} was read")
                self.assertIn(f"{later} was read", lines[early:])
                self.assertEqual(lines[-1], "unchecked: the face is signed: showing 150x200 pixels")
                self.assertEqual(picture.read_bytes()[:4], b"\x89PNG")

    @needs("show_face", "FIXTURE")
    def test_show_face_of_others(self):
        self.home()
        picture = self.dir / "face.png"
        for options, end in (("type=1,variant=flip-face", "abnormal: the face is not proved: showing 150x200 pixels"),
                             ("type=06,variant=face-nul", "unchecked: there is no face to show")):
            with self.subTest(options):
                status, out, _ = run("show_face", f"virtual:{options}", NUMBER, picture)
                self.assertEqual((status, out.splitlines()[-1]), (0, end))
        self.assertEqual(run("show_face", "virtual:", "AB12345678BB", picture)[0], 1)
        self.assertEqual(run("show_face", "virtual:", NUMBER, self.dir)[0], 1)
        self.assertEqual(run("show_face")[0], 1)

    @needs("record_to_json", "FIXTURE", "ZAIRYU")
    def test_record_to_json(self):
        """Word for word what the command prints."""
        self.home()
        codes = self.dir / "home/.local/share/zairyu/codes.tsv"
        codes.write_text("status_of_residence\tTEST000001\t見本\tSample\n", encoding="utf-8")
        for name in ("first", "second", "child", "forged", "foreign"):
            record = self.dir / f"{name}.zairyu"
            with self.subTest(name):
                command = subprocess.run([ZAIRYU, "verify", "--json", record], capture_output=True, text=True,
                                         timeout=TIMEOUT, check=False)
                status, out, err = run("record_to_json", record)
                self.assertEqual((status, err), (0, ""))
                self.assertEqual(out, command.stdout)
                self.assertIn("zairyu.card/1", out)
        self.assertIn("Sample", run("record_to_json", self.dir / "second.zairyu")[1])
        status, out, _ = run("record_to_json", self.dir / "missing.zairyu")
        self.assertEqual((status, out[:10]), (1, '{"error": '))
        self.assertEqual(run("record_to_json")[0], 1)


if __name__ == "__main__":
    unittest.main()
