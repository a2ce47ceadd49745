# SPDX-License-Identifier: BSD-2-Clause
"""examples/tcp as its reader would run it: the program, and `zairyu emulate --vpcd` or worse in the place of a phone."""
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time
import unittest

READER, FIXTURE, ZAIRYU = os.environ["TCP_READER"], os.environ["FIXTURE"], os.environ["ZAIRYU"]
NUMBER = "AA12345678BB"
TIMEOUT = 60
PROMPT = 5  # seconds: well below the seven that an exchange may take, and generous for a slow machine
MOVED = "The card was moved away while it was being read. Hold it still until the end and try again.\n"


class TcpReader(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        place = tempfile.TemporaryDirectory(prefix="zairyu-tcp-")
        cls.addClassCleanup(place.cleanup)
        cls.dir = pathlib.Path(place.name)
        subprocess.run([FIXTURE, "records", cls.dir], check=True, timeout=TIMEOUT)

    def start(self, number=NUMBER, *more):
        """The program, and where it listens."""
        reader = subprocess.Popen([READER, self.dir / "ca", number, "127.0.0.1:0", *more], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, text=True)
        self.addCleanup(reader.communicate)
        self.addCleanup(reader.kill)
        said = reader.stderr.readline()
        self.assertIn("Nothing is encrypted", said)
        return reader, re.match(r"Listening at tcp:(127\.0\.0\.1:\d+)\. ", said)[1]

    def emulate(self, address, *options):
        card = subprocess.Popen([ZAIRYU, "emulate", "--vpcd", address, *options], stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(card.communicate)
        self.addCleanup(card.kill)
        return card

    def ends(self, reader, status, out):
        said = reader.communicate(timeout=TIMEOUT)
        self.assertEqual((reader.returncode, *said), (status, out, ""))

    def test_cards(self):
        """All at once, each at a port of its own."""
        cards = [(self.start(number, *more), options, out) for number, more, options, out in (
            (NUMBER, (), ("--type", "1"), "unchecked\n"),
            (NUMBER, ("253",), ("--type", "05"), "unchecked\n"),
            (NUMBER, (), ("--type", "1", "--option", "variant=flip-data"), "abnormal\n"),
            ("AB12345678BB", (), (), "The residence card number is wrong.\n"))]
        emulated = [self.emulate(address, *options) for (_, address), options, _ in cards]
        for (reader, _), _, out in cards:
            self.ends(reader, 1, out)
        for card in emulated:
            self.assertEqual(card.wait(timeout=TIMEOUT), 0)

    def test_taken_away_and_brought_back(self):
        reader, address = self.start()
        card = self.emulate(address, "--option", "fault=silence@12")
        self.assertIn("AA12345678BB", card.stdout.readline())
        time.sleep(0.5)  # it is silent, or about to be
        card.kill()
        self.assertEqual(reader.stdout.readline(), MOVED)
        self.emulate(address, "--type", "05")
        self.ends(reader, 1, "unchecked\n")

    def test_garbage_first(self):
        reader, address = self.start()
        host, port = address.split(":")
        for sent in (b"GET / HTTP/1.1\r\n\r\n", b"\xff\xff" + bytes(100000), b""):
            with socket.create_connection((host, int(port))) as client:
                client.settimeout(TIMEOUT)
                try:
                    client.sendall(sent)
                    if not sent:
                        client.shutdown(socket.SHUT_WR)
                    while client.recv(65536):
                        pass
                except ConnectionError:
                    pass  # let go with what was sent still unread
        self.emulate(address)
        *others, last = reader.communicate(timeout=TIMEOUT)[0].splitlines()
        self.assertEqual(last, "unchecked")
        self.assertNotIn("unchecked", others)

    def test_interrupted(self):
        for silent in (False, True):
            with self.subTest(silent=silent):
                reader, address = self.start()
                if silent:
                    card = self.emulate(address, "--option", "fault=silence@8")
                    self.assertIn("AA12345678BB", card.stdout.readline())
                time.sleep(0.5)
                begun = time.monotonic()
                reader.send_signal(signal.SIGINT)
                self.assertEqual(reader.wait(timeout=TIMEOUT), 130)
                self.assertLess(time.monotonic() - begun, PROMPT)

    def test_cannot_listen(self):
        with socket.create_server(("127.0.0.1", 0)) as other:
            for address in ("nonsense", "127.0.0.1:%d" % other.getsockname()[1]):
                done = subprocess.run([READER, self.dir / "ca", NUMBER, address], capture_output=True, text=True,
                                      timeout=TIMEOUT, check=False)
                self.assertEqual((done.returncode, done.stdout), (1, ""))
                self.assertEqual(len(done.stderr.splitlines()), 1)
        self.assertEqual(subprocess.run([READER], capture_output=True, timeout=TIMEOUT, check=False).returncode, 1)


if __name__ == "__main__":
    unittest.main()
