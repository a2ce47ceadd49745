# SPDX-License-Identifier: BSD-2-Clause
"""Runs each example that was built, as its reader would. EXAMPLES holds NAME=PROGRAM pairs, FIXTURE what they run on."""
import os
import pathlib
import subprocess
import tempfile
import unittest

FIXTURE = os.environ.get("FIXTURE")
EXAMPLES = dict(pair.split("=", 1) for pair in os.environ["EXAMPLES"].split(os.pathsep))
NUMBER = "AA12345678BB"
TIMEOUT = 120
BRIDGE = "bridge"  # from within its folder: the name of a socket may not be long


def needs(*names):
    missing = [name for name in names if name not in EXAMPLES and not (name == "FIXTURE" and FIXTURE)]
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
        self.assertEqual(run("verify_server", self.dir)[:2], (1, ""))

    @needs("cancel_on_signal")
    def test_cancel_on_signal(self):
        """Without a service there is nothing to wait for; with one, tests/system runs it."""
        done = subprocess.run([EXAMPLES["cancel_on_signal"]], capture_output=True, text=True, check=False, timeout=TIMEOUT,
                              env=os.environ | {"PCSCLITE_CSOCK_NAME": str(self.dir / "no-service")})
        self.assertEqual(done.returncode, 1)
        self.assertIn("service", done.stderr)

    @needs("virtual_card_test")
    def test_virtual_card_test(self):
        status, out, err = run("virtual_card_test")
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(len(out.splitlines()), 7)


if __name__ == "__main__":
    unittest.main()
