# SPDX-License-Identifier: BSD-2-Clause
"""zairyu emulate, against a server that speaks as vpcd does."""
import signal
import socket
import stat
import struct
import subprocess
import unittest

from support import NUMBER, TIMEOUT, ZAIRYU, ToolTest

POWER_ON, GET_ATR = b"\x01", b"\x04"
SELECT_MF = bytes.fromhex("00a40000023f00")
READ_CARD_TYPE = bytes.fromhex("00b08a0000")


class Emulate(ToolTest):
    def listen(self):
        server = socket.create_server(("127.0.0.1", 0))
        server.settimeout(TIMEOUT)
        self.addCleanup(server.close)
        return server, "127.0.0.1:%d" % server.getsockname()[1]

    def start(self, *args):
        server, address = self.listen()
        process = subprocess.Popen([ZAIRYU, "emulate", "--vpcd", address, *map(str, args)], cwd=self.dir,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment())
        self.addCleanup(process.kill)
        connection, _ = server.accept()
        connection.settimeout(TIMEOUT)
        self.addCleanup(connection.close)
        return process, connection

    def exchange(self, connection, command):
        connection.sendall(struct.pack(">H", len(command)) + command)
        if command == POWER_ON:
            return b""
        return self.receive(connection, struct.unpack(">H", self.receive(connection, 2))[0])

    def receive(self, connection, length):
        data = b""
        while len(data) < length:
            more = connection.recv(length - len(data))
            self.assertTrue(more, "the card went away")
            data += more
        return data

    def stop(self, process, number=signal.SIGINT):
        process.send_signal(number)
        out, err = process.communicate(timeout=TIMEOUT)
        return process.returncode, out.decode(), err.decode()

    def card_type(self, connection):
        self.exchange(connection, POWER_ON)
        self.assertEqual(self.exchange(connection, GET_ATR)[0] & 0xF0, 0x30)
        self.assertEqual(self.exchange(connection, SELECT_MF), b"\x90\x00")
        return self.exchange(connection, READ_CARD_TYPE)

    def test_types_until_interrupted(self):
        for card_type, content in (("1", b"\xc1\x011"), ("06", b"\xc1\x0206")):
            process, connection = self.start("--type", card_type, "--number", "LD64185190AA")
            self.assertEqual(self.card_type(connection), content + b"\x90\x00")
            status, out, err = self.stop(process)
            self.assertEqual(status, 0, err)
            self.assertIn("Number: LD64185190AA", out)
            self.assertRegex(out, r"(?m)^  vpcd: 127\.0\.0\.1:\d+$")
            self.assertNotIn("pcsc", out)  # what listens there may be anything

    def test_profile(self):
        (self.dir / "profile").write_text("# a comment\n\n type = 05 \nnumber=LD64185190AA\r\naddress=A, B\n", encoding="utf-8")
        process, connection = self.start("--profile", "profile")
        self.assertEqual(self.card_type(connection), b"\xc1\x0205\x90\x00")
        self.assertIn("LD64185190AA", self.stop(process)[1])
        process, connection = self.start("--profile", "profile", "--type", "2", "--option", "number=AA12345678BB")
        self.assertEqual(self.card_type(connection), b"\xc1\x012\x90\x00")
        self.assertIn("AA12345678BB", self.stop(process, signal.SIGTERM)[1])

    def test_wrong_profiles(self):
        for text in ("type\n", "=1\n", "Type=1\n", "type=1,number=x=1\n", "a,b=1\n", "nothing=1\n", "type=7\n", "type=1\0\n"):
            (self.dir / "profile").write_text(text, encoding="utf-8")
            self.fails(2, "emulate", "--profile", "profile", "--trust-out", "ca", "--ca-only")
        self.fails(20, "emulate", "--profile", "none")
        self.fails(2, "emulate", "--option", "variant")
        self.fails(2, "emulate", "--type", "3", "--vpcd", "127.0.0.1:1")
        self.fails(2, "emulate", "--number", "x", "--vpcd", "127.0.0.1:1")
        self.assertEqual(self.names(), ["home", "profile"])

    def test_faults(self):
        process, connection = self.start("--option", "fault=status@2:0x6F00")
        self.assertEqual(self.card_type(connection), b"\x6f\x00")
        self.stop(process)

    def test_nobody_listens(self):
        server, address = self.listen()
        server.close()
        said = self.fails(10, "emulate", "--vpcd", address).err
        self.assertIn(f"Nothing listens at {address}.", said)
        self.assertNotIn("pcscd", said)
        self.fails(2, "emulate", "--vpcd", "nonsense")

    def test_reader_closes_the_connection(self):
        """Which a program that listens by itself does when it has read; one that never used the card failed."""
        for used, status in ((True, 0), (False, 10)):
            with self.subTest(used=used):
                server, address = self.listen()
                process = subprocess.Popen([ZAIRYU, "emulate", "--vpcd", address], stdout=subprocess.PIPE,
                                           stderr=subprocess.PIPE, env=self.environment())
                self.addCleanup(process.kill)
                connection, _ = server.accept()
                server.close()
                connection.settimeout(TIMEOUT)
                if used:
                    self.card_type(connection)
                connection.close()
                _, err = process.communicate(timeout=TIMEOUT)
                self.assertEqual(process.returncode, status, err)
                self.assertIn(f"The reader at {address} closed the connection", err.decode())

    def test_authorities(self):
        directory = self.authorities()
        self.assertEqual(self.names(directory), ["libzairyu-ca-first-generation.crt", "libzairyu-ca-second-generation.crt"])
        for path in directory.iterdir():
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o644)
            self.assertEqual(path.read_bytes()[0], 0x30)
        self.fails(2, "emulate", "--ca-only")
        self.fails(20, "emulate", "--ca-only", "--trust-out", directory / self.names(directory)[0])

    def test_both_ways_to_the_card_agree(self):
        """The CA written by one process is that of the card in another."""
        found = self.read_card("type=05")["verification"]
        self.assertEqual(found["issuer"], "ok")
        self.assertIn(NUMBER, self.run_tool("emulate", "--trust-out", "other", "--ca-only").out)
        for path in self.authorities().iterdir():
            self.assertEqual(path.read_bytes(), (self.dir / "other" / path.name).read_bytes())


if __name__ == "__main__":
    unittest.main()
