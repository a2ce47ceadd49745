# SPDX-License-Identifier: BSD-2-Clause
"""Every fragment of the guide runs, and so do the examples.

usage: test_guide.py GUIDE EXAMPLES COMMAND
"""
import contextlib
import io
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

import zairyu
from support import authority, saved, virtual_card
from test_transport import Through
from zairyu.context import _shared, real_schemes

GUIDE, EXAMPLES, COMMAND = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
TEXT = GUIDE.read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\S*)\n(.*?)^```$", re.M | re.S)


class InFolder(unittest.TestCase):
    def setUp(self) -> None:
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(made.name)
        self.folder = pathlib.Path(made.name)
        for name, options in (("first", "type=05"), ("second", "type=1")):
            (self.folder / f"{name}.zairyu").write_bytes(saved(options))
        (self.folder / "trust").mkdir()
        for family in zairyu.Family:
            (self.folder / f"trust/{family}.crt").write_bytes(authority().certificate(family))


class Desk(zairyu.Backend):
    """A reader with a card on it, in the place of the real ones. It is unplugged when somebody watches it."""

    scheme = "pcsc"

    def __init__(self) -> None:
        self.there = True

    def list(self, wait: zairyu.Wait) -> list[zairyu.ReaderInfo]:
        info = zairyu.ReaderInfo("pcsc:Desk", "Desk", zairyu.CardState.PRESENT, False, zairyu.Suitability.CONTACTLESS, 1)
        return [info] if self.there else []

    def open(self, name: str, wait: zairyu.Wait) -> zairyu.Transport:
        return Through()

    def watch(self, known_readers: zairyu.ReaderList, wait: zairyu.Wait) -> None:
        self.there = False


def replace_real_readers() -> None:
    context = zairyu.Context()
    context.add_backend(Desk())
    for schemes in (real_schemes(), ("pcsc",)):
        _shared[(os.getpid(), schemes)] = context


class Guide(InFolder):
    def test_fragments(self) -> None:
        replace_real_readers()
        shared: dict[str, object] = {}
        count = 0
        for match in FENCE.finditer(TEXT):
            language, code = match.groups()
            self.assertIn(language, ("python", "sh"))
            if language == "python":
                line = TEXT[:match.start()].count("\n") + 1
                made = compile("\n" * line + code, str(GUIDE), "exec")
                count += 1
                with contextlib.redirect_stdout(io.StringIO()):
                    exec(made, shared)
        self.assertGreater(count, 12)

    def test_it_has_names_that_are_there(self) -> None:
        for name in re.findall(r"\bzairyu\.([A-Za-z_]+)(?!\.md)", TEXT):
            self.assertTrue(hasattr(zairyu, name), name)

    def test_every_example_is_named(self) -> None:
        self.assertEqual(set(re.findall(r"examples/python/(\w+\.py)", TEXT)) | {"read.py"},
                         {path.name for path in EXAMPLES.glob("*.py")})


class Examples(InFolder):
    def run_example(self, name: str, *arguments: object, text: str = "") -> str:
        command = [sys.executable, EXAMPLES / name, *map(str, arguments)]
        done = subprocess.run(command, input=text, text=True, capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_read(self) -> None:
        number = virtual_card("type=05").number
        done = subprocess.run([sys.executable, EXAMPLES / "read.py", "virtual:type=05"], input=f"{number}\n", text=True,
                              capture_output=True, start_new_session=True, check=False)
        self.assertIn("residence-card: unchecked", done.stdout)
        self.assertIn("Nationality/Region: VNM, Viet Nam (not vouched for)", done.stdout)

    def test_verify_directory(self) -> None:
        (self.folder / "broken.zairyu").write_bytes(b"broken")
        told = self.run_example("verify_directory.py", self.folder, self.folder / "trust").splitlines()
        lines = [json.loads(line) for line in told]
        names = [pathlib.Path(line.get("file") or line["error"]["file"]).stem for line in lines]
        self.assertEqual(names, ["broken", "first", "second"])
        self.assertEqual([line["issuer"] for line in lines[1:]], ["ok", "ok"])

    def test_own_transport(self) -> None:
        """With the command as the reader that comes in."""
        number = virtual_card("type=05").number
        command = [sys.executable, EXAMPLES / "own_transport.py", "0"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reading:
            self.addCleanup(reading.kill)
            port = int(reading.stdout.readline().split()[-1])
            emulate = [COMMAND, "emulate", "--type", "05", "--vpcd", f"127.0.0.1:{port}"]
            with subprocess.Popen(emulate, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as card:
                told = json.loads(reading.communicate(f"{number}\n")[0])
                card.terminate()
        self.assertEqual((told["number"], told["verification"]["falsification"]), (number, "ok"))

    def test_upload_server(self) -> None:
        command = [sys.executable, EXAMPLES / "upload_server.py", "0", self.folder / "trust"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            try:
                page = server.stdout.readline().strip()
                with urllib.request.urlopen(page, data=saved("type=05")) as answer:
                    told = json.load(answer)
                self.assertEqual((told["schema"], told["issuer"]), ("zairyu.verdict/1", "ok"))
                for data, status in ((b"broken", 422), (b"x" * 300000, 413)):
                    with self.assertRaises((urllib.error.HTTPError, ConnectionError)) as caught:
                        urllib.request.urlopen(page, data=data)
                    if isinstance(caught.exception, urllib.error.HTTPError):
                        self.assertEqual(caught.exception.code, status)
                host, port = page.removeprefix("http://").rstrip("/").split(":")
                with socket.create_connection((host, int(port))) as line:
                    line.sendall(b"POST / HTTP/1.0\r\n\r\n")
                    self.assertIn(b" 411 ", line.makefile("rb").readline())
            finally:
                server.terminate()

    def test_tests_of_a_program(self) -> None:
        command = [sys.executable, "-m", "unittest", "test_my_program"]
        done = subprocess.run(command, cwd=EXAMPLES, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Ran 2 tests", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
