# SPDX-License-Identifier: BSD-2-Clause
"""zairyu emulate --pn532, read by zairyu through the real libnfc."""
import signal
import subprocess
import unittest

from support import NUMBER, TIMEOUT, TYPES, ZAIRYU, ToolTest, without


class Nfc(ToolTest):
    def start(self, *args):
        process = subprocess.Popen([ZAIRYU, "emulate", "--pn532", *map(str, args)], cwd=self.dir, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=self.environment())
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        for line in process.stdout:
            label, _, value = line.decode().strip().partition(": ")
            if label == "Reader":
                return process, value
        self.fail("no reader was named: " + process.stderr.read().decode())

    def stop(self, process):
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=TIMEOUT), 0)

    def test_every_type_reads_as_in_the_process(self):
        for card_type in TYPES:
            process, reader = self.start("--type", card_type)
            self.assertRegex(reader, r"^nfc:pn532_uart:/dev/pts/\d+:115200$")
            found = self.card(self.run_tool("read", "--reader", reader, "--json", "--trust", self.authorities(),
                                            stdin=NUMBER + "\n"), 4)
            self.assertEqual(found["reader"], reader)
            expected = self.read_card(f"type={card_type}")
            # Nothing tells the emulated reader from a real one but the test CA.
            self.assertEqual((found["live"], expected["live"]), (True, False))
            expected["verification"]["notes"].remove("not-a-live-card")
            self.assertEqual(without(found, "reader", "read_at", "live"), without(expected, "reader", "read_at", "live"))
            self.stop(process)

    def test_failures(self):
        process, reader = self.start("--type", "1")
        self.fails(14, "read", "--reader", reader, stdin="ZZ99999999ZZ\n")
        self.stop(process)
        self.fails(10, "read", "--reader", "nfc:pn532_uart:/nonexistent:115200", stdin=NUMBER + "\n")
        self.fails(2, "read", "--reader", "nfc:pn532_uart:/dev/null:1", stdin=NUMBER + "\n")
        self.fails(2, "emulate", "--pn532", "--vpcd", "127.0.0.1:1")

    def test_card_gone(self):
        process, reader = self.start("--option", "fault=remove@5:1")
        self.fails(15, "read", "--reader", reader, stdin=NUMBER + "\n")
        self.stop(process)


if __name__ == "__main__":
    unittest.main()
