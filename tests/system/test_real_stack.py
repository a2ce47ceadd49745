# SPDX-License-Identifier: BSD-2-Clause
"""The command through the real pcscd and vpcd: what it says is what it says of the same card in the process."""
import contextlib
import json
import os
import pathlib
import select
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["ZAIRYU_SOURCE"]) / "tests/tool"))
from support import NUMBER, TIMEOUT, TYPES, VALIDATOR, ZAIRYU, ToolTest, without  # noqa: E402


class RealStack(ToolTest):
    @contextlib.contextmanager
    def emulated(self, *options):
        """A virtual card lies on the real service's virtual reader as long as the context lasts."""
        process = subprocess.Popen([ZAIRYU, "emulate", *options], cwd=self.dir, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=self.environment())
        try:
            # its first line comes when the service has seen the card
            if not select.select([process.stdout], [], [], TIMEOUT)[0] or not process.stdout.readline():
                process.kill()
                self.fail("no card on the reader: " + process.communicate()[1].decode())
            yield
            process.send_signal(signal.SIGTERM)
            err = process.communicate(timeout=TIMEOUT)[1]
            self.assertEqual(process.returncode, 0, err)
        finally:
            process.kill()
            process.communicate()

    def read_real(self, *args, number=NUMBER, reader="pcsc:"):
        return self.run_tool("read", "--reader", reader, "--wait", "20", "--json", *args, stdin=number + "\n")

    def test_every_type_as_in_the_process(self):
        for card_type in TYPES:
            with self.subTest(card_type), self.emulated("--type", card_type):
                real = self.card(self.read_real("--trust", self.authorities(), "--force", "--out", self.dir / "out"), 4)
                there = self.read_card(f"type={card_type}", "--out", self.dir / "out")
                for card in real, there:  # what is written below the composed views says how it was read
                    for view in "card", "back":
                        card.get("images", {}).get(view, {}).pop("height", None)
                # Nothing tells this reader's card from a real one but the test CA.
                self.assertEqual((real["live"], there["live"]), (True, False))
                there["verification"]["notes"].remove("not-a-live-card")
                self.assertEqual(without(real, "reader", "read_at", "live"), without(there, "reader", "read_at", "live"))
                self.assertRegex(real["reader"], r"^pcsc:.+")

    def test_without_a_reader_named(self):
        with self.emulated("--type", "1"):
            done = self.run_tool("read", "--wait", "20", "--json", stdin=NUMBER + "\n")
            self.assertRegex(self.card(done, 4)["reader"], r"^pcsc:")

    def test_wrong_number(self):
        with self.emulated("--type", "05"):
            result = self.read_real(number="AB12345678CD")
            self.assertEqual(result.status, 14, result.err)
            self.assertEqual(self.error_object(result)["name"], "ZAIRYU_ERR_WRONG_NUMBER")

    def test_other_cards(self):
        for variant, status in (("foreign", 12), ("my-number", 13)):
            with self.subTest(variant), self.emulated("--option", f"variant={variant}"):
                result = self.read_real()
                self.assertEqual(result.status, status, result.err)

    def is_empty(self):
        """Whether the service has seen the last card go, from either of its readers."""
        readers = [line for line in self.run_tool("readers").out.splitlines() if line.startswith("pcsc:")]
        return bool(readers) and all("\tno card\t" in line for line in readers)

    def test_no_card(self):
        end = time.monotonic() + TIMEOUT
        while not self.is_empty():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.1)
        for language, words in (("C", "on the reader in time"), ("ja_JP.UTF-8", "時間内にカードが")):
            result = self.run_tool("read", "--reader", "pcsc:", "--wait", "1", "--json", stdin=NUMBER + "\n",
                                   env={"LC_ALL": language})
            self.assertEqual(result.status, 11, result.err)
            self.assertIn(words, result.err)

    def test_the_example_that_a_signal_cancels(self):
        example = os.environ.get("ZAIRYU_CANCEL_ON_SIGNAL")
        if not example:
            self.skipTest("the example was not built")
        program = subprocess.Popen([example], stderr=subprocess.PIPE, text=True, env=self.environment())
        self.addCleanup(program.kill)
        self.assertIn("Ctrl-C", program.stderr.readline())
        time.sleep(1)
        self.assertIsNone(program.poll())
        start = time.monotonic()
        program.send_signal(signal.SIGINT)
        program.communicate(timeout=TIMEOUT)
        self.assertEqual(program.returncode, 130)
        self.assertLess(time.monotonic() - start, TIMEOUT / 4)

    def examine(self, *args, **env):
        result = self.run_tool("doctor", "--json", *args, env=env)
        document = json.loads(result.out)
        VALIDATOR.validate(document)
        self.assertEqual(document["status"], result.status)
        return document, {finding["finding"]: finding for finding in document["findings"]}

    def test_doctor_with_and_without_a_card(self):
        end = time.monotonic() + TIMEOUT
        while not self.is_empty():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.1)
        document, found = self.examine()
        self.assertEqual((document["ready"], document["status"]), (True, 0))
        self.assertLessEqual({"service", "permission", "reader-not-listed", "card-none"}, set(found))
        for card_type in ("1", "05"):
            with self.emulated("--type", card_type):
                document, found = self.examine()
                self.assertEqual(document["status"], 0)
                self.assertIn(f"type {card_type}", found["card"]["message_en"])
                self.assertIn("link-extended", found)
                self.assertNotIn("card-simulated", found)
                self.assertGreater(found["exchange"]["value"], 0)
        with self.emulated("--option", "variant=foreign"):
            document, found = self.examine()
            self.assertEqual((document["status"], found["card-failed"]["state"]), (12, "problem"))

    def test_doctor_names_readers_that_the_service_does_not_see(self):
        device = self.dir / "machine/sys/bus/usb/devices"
        for name, ids in (("1-2", "072f:2303"), ("1-3", "ffff:0001")):
            (device / name).mkdir(parents=True)
            (device / f"{name}:1.0").mkdir()
            (device / name / "idVendor").write_text(ids[:4] + "\n")
            (device / name / "idProduct").write_text(ids[5:] + "\n")
            (device / name / "product").write_text("Example\n")
            (device / f"{name}:1.0/bInterfaceClass").write_text("0b\n")
        _, found = self.examine(ZAIRYU_DOCTOR_ROOT=str(self.dir / "machine"))
        self.assertIn("ACS ACR1552U", found["usb-no-driver"]["message_en"])
        self.assertIn("Example", found["usb-unknown"]["message_en"])
        for finding in found["usb-no-driver"], found["usb-unknown"]:
            self.assertTrue(finding["remedy"].startswith("sudo apt install libccid\n"))

    def test_card_taken_away(self):
        with self.emulated("--option", "fault=remove@12"):
            result = self.read_real("--out", self.dir / "out", "--save", self.dir / "card.zairyu")
            self.assertEqual(result.status, 15, result.err)
            self.assertFalse((self.dir / "card.zairyu").exists())
            self.assertFalse(list(self.dir.glob("out/*")))

    def test_cards_one_just_after_another(self):
        """Each is read as itself, however soon it comes after the one before."""
        for card_type in TYPES * 2:
            with self.subTest(card_type), self.emulated("--type", card_type):
                self.assertEqual(self.card(self.read_real(), 4)["card"]["type"], card_type)


if __name__ == "__main__":
    unittest.main()
