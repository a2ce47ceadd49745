# SPDX-License-Identifier: BSD-2-Clause
"""Every URI on the page zairyu-uri(7) is opened, with the real pcscd and the real libnfc, and is what the page says."""
import contextlib
import json
import os
import re
import select
import signal
import subprocess
import sys
import unittest

from formats import SOURCE, page, plain, section

sys.path.insert(0, str(SOURCE / "tests/tool"))

from support import NUMBER, TIMEOUT, ZAIRYU, ToolTest  # noqa: E402

PAGE = page("zairyu-uri.7")
URIS = [plain(uri) for uri in re.findall(r"^\.It Cm (.*)$", section(PAGE, "SCHEMES"), flags=re.M)]
PORT = "/dev/ttyUSB0"  # the page's; here it is a pseudo-terminal
TRIED = set()


def uri_of(text):
    """A URI of the page, which is marked as tried."""
    assert text in URIS, text
    TRIED.add(text)
    return text


class Uris(ToolTest):
    def read_uri(self, uri, status=4):
        result = self.run_tool("read", "--reader", uri, "--json", "--wait", "20", "--trust", self.authorities(), stdin=NUMBER + "\n")
        self.assertEqual(result.status, status, f"{uri}: {result.err}")
        return json.loads(result.out)

    def refused(self, uri, status, name):
        result = self.run_tool("read", "--reader", uri, "--json", "--wait", "0", stdin=NUMBER + "\n")
        self.assertEqual(result.status, status, f"{uri}: {result.err}")
        self.assertEqual(json.loads(result.out)["error"]["name"], name, uri)
        return json.loads(result.out)["error"]["detail"]

    @contextlib.contextmanager
    def emulated(self, *args):
        """A virtual card on a reader as long as the context lasts, and the URI that is printed."""
        process = subprocess.Popen([ZAIRYU, "emulate", *args], cwd=self.dir, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=self.environment())
        try:
            if not select.select([process.stdout], [], [], TIMEOUT)[0]:
                self.fail("no reader was named")
            lines = [process.stdout.readline().decode().strip() for _ in range(2)]
            yield lines[1].removeprefix("Reader: ")
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(timeout=TIMEOUT), 0)
        finally:
            process.kill()
            process.communicate()

    def test_form(self):
        self.refused("pcsc", 2, "ZAIRYU_ERR_ARGUMENT")
        self.refused("PCSC:", 2, "ZAIRYU_ERR_UNSUPPORTED")
        self.refused("tcp:localhost", 2, "ZAIRYU_ERR_UNSUPPORTED")
        self.refused("nfc:" + "a" * 1024, 2, "ZAIRYU_ERR_ARGUMENT")
        self.refused("virtual:" + "seed=1," * 150, 2, "ZAIRYU_ERR_ARGUMENT")

    def test_virtual(self):
        self.assertEqual(self.read_uri(uri_of("virtual:"))["card"]["type"], "1")
        young = self.read_uri(uri_of("virtual:type=05,variant=under16-a"), 3)
        self.assertEqual((young["card"]["type"], young["verification"]["verdict"], young["live"]), ("05", "unsigned", False))
        self.assertEqual(self.read_uri(uri_of("virtual:name=MIHON%2C TARO"))["reader"], "virtual:name=MIHON%2C TARO")
        self.refused("virtual:name=MIHON, TARO", 2, "ZAIRYU_ERR_ARGUMENT")
        made = self.run_tool("twin", self.saved("type=06"), "--out", "card.twin")
        self.assertEqual(made.status, 0, made.err)
        number = re.search(r"^card (\S+)$", (self.dir / "card.twin").read_text(encoding="utf-8"), flags=re.M)[1]
        result = self.run_tool("read", "--reader", uri_of("virtual:twin=card.twin"), "--json", stdin=number + "\n")
        self.assertEqual(json.loads(result.out)["card"]["type"], "06", result.err)

    def test_replay(self):
        self.read_card("type=05", "--trace", self.dir / "card.trace")
        card = self.read_uri(uri_of("replay:card.trace"))
        self.assertEqual((card["reader"], card["card"]["type"], card["live"]), ("replay:card.trace", "05", False))
        uri = uri_of("replay:/tmp/100% of it, a:b").replace("/tmp", str(self.dir))
        (self.dir / "card.trace").rename(uri.removeprefix("replay:"))
        self.assertEqual(self.read_uri(uri)["reader"], uri)
        self.refused("replay:card.trace", 20, "ZAIRYU_ERR_FILE")

    @unittest.skipUnless("nfc" in os.environ["ZAIRYU_FEATURES"].split(), "built without libnfc")
    def test_nfc(self):
        with self.emulated("--pn532", "--type", "2") as printed:
            port = re.fullmatch(r"nfc:pn532_uart:(/dev/pts/\d+):115200", printed)[1]
            for text in ("nfc:pn532_uart:/dev/ttyUSB0:115200", "nfc:pn532_uart:/dev/ttyUSB0"):
                uri = uri_of(text).replace(PORT, port)
                card = self.read_uri(uri)
                self.assertEqual((card["reader"], card["card"]["type"], card["live"]), (uri, "2", True))
        speeds = re.search(r"the speed of the port: (.*?)\.$", PAGE, flags=re.M)[1].replace(" or ", ", ").split(", ")
        for speed in speeds:
            self.refused(f"nfc:pn532_uart:/nonexistent:{speed}", 10, "ZAIRYU_ERR_NO_READER")
        self.assertEqual(speeds, re.findall(r"\d+", self.refused("nfc:pn532_uart:/dev/null:1", 2, "ZAIRYU_ERR_ARGUMENT")))
        for text in ("nfc:pn532_i2c:/dev/i2c-1", "nfc:pn532_spi:/dev/spidev0.0:500000"):
            self.refused(re.sub("/dev/[a-z]+", "/nonexistent/", uri_of(text)), 10, "ZAIRYU_ERR_NO_READER")
        for text in ("nfc:", "nfc:pn53x_usb:001:004"):
            self.assertNotEqual(self.run_tool("read", "--reader", uri_of(text), "--wait", "0", stdin=NUMBER + "\n").status, 2, text)

    def test_pcsc(self):
        with self.emulated("--type", "06") as printed:
            whole = self.read_uri(uri_of("pcsc:"))["reader"]
            self.assertEqual(whole, "pcsc:Virtual PCD 00 00")
            for text in ("pcsc:Virtual PCD 00 00", "pcsc:Virtual%20PCD 00 00"):
                self.assertEqual(self.read_uri(uri_of(text))["reader"], whole)
            self.assertEqual(self.read_uri(printed)["reader"], whole)
            several = sum(reader["uri"].startswith(uri_of("pcsc:Virtual PCD 00 0"))
                          for reader in json.loads(self.run_tool("readers", "--json").out)["readers"])
            if several == 1:
                self.assertEqual(self.read_uri("pcsc:Virtual PCD 00 0")["reader"], whole)
            else:
                self.assertIn("several", self.refused("pcsc:Virtual PCD 00 0", 10, "ZAIRYU_ERR_NO_READER"))
            first = self.run_tool("read", "--json", "--wait", "20", "--trust", self.authorities(), stdin=NUMBER + "\n")
            self.assertEqual(json.loads(first.out)["reader"], whole)
        self.refused("pcsc:No such reader", 10, "ZAIRYU_ERR_NO_READER")
        self.assertNotEqual(self.run_tool("read", "--wait", "0", stdin=NUMBER + "\n").status, 4) # no virtual card by itself

    @classmethod
    def tearDownClass(cls):
        if "nfc" not in os.environ["ZAIRYU_FEATURES"].split():
            TRIED.update(uri for uri in URIS if uri.startswith("nfc:"))
        if set(URIS) != TRIED:
            raise AssertionError(f"on the page and not tried: {sorted(set(URIS) - TRIED)}")


if __name__ == "__main__":
    unittest.main()
