# SPDX-License-Identifier: BSD-2-Clause
"""Runs the command as a person or a script would, in a clean environment, and checks what always holds."""
import hashlib
import json
import os
import pathlib
import pty
import select
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import unittest

import jsonschema

ZAIRYU = os.environ["ZAIRYU"]
SOURCE = pathlib.Path(os.environ["ZAIRYU_SOURCE"])
FEATURES = set(os.environ["ZAIRYU_FEATURES"].split())
NUMBER = "AA12345678BB"
TYPES = ("1", "2", "05", "06")
FIRST = ("1", "2")
# Slow programs around the command (valgrind, sanitizers) get more time; nothing waits that long otherwise.
TIMEOUT = 120
PNG = b"\x89PNG\r\n\x1a\n"

SCHEMA = json.loads((SOURCE / "doc/card.schema.json").read_text(encoding="utf-8"))


def strict(schema):
    """The same schema, for ourselves: what others pass over because a later version may have added it is refused."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = schema.get("type") == "object" and "properties" in schema
    return {key: strict(part) for key, part in schema.items()} | ({"additionalProperties": False} if closed else {})


VALIDATOR = jsonschema.Draft202012Validator(strict(SCHEMA))

# What whoever started the tests ignores (nohup, a shell in the background) the command would rightly ignore too.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
signal.signal(signal.SIGTERM, signal.SIG_DFL)


class Result:
    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8")
        self.err = done.stderr.decode("utf-8")


class ToolTest(unittest.TestCase):
    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="zairyu-test-"))
        self.addCleanup(shutil.rmtree, self.dir)
        (self.dir / "home").mkdir()

    def environment(self, **more):
        kept = {k: v for k, v in os.environ.items() if k.startswith(("LD_", "PATH")) or k.endswith("SAN_OPTIONS")}
        return kept | {"HOME": str(self.dir / "home"), "LC_ALL": "C.UTF-8"} | more

    def run_tool(self, *args, stdin="", env=None, **more):
        """Runs the command. On failure its standard output must be empty or hold the error object alone."""
        done = subprocess.run([ZAIRYU, *map(str, args)], input=stdin.encode(), capture_output=True, timeout=TIMEOUT,
                              env=self.environment(**(env or {})), cwd=self.dir, check=False, **more)
        result = Result(done)
        self.assertGreaterEqual(result.status, 0, result.err)
        self.assertNotIn("Sanitizer", result.err)
        return result

    def fails(self, status, *args, **more):
        """Fails with this exit status, silently on standard output, with a support code on standard error."""
        result = self.run_tool(*args, **more)
        self.assertEqual(result.status, status, result.err)
        if "--json" in args:
            self.error_object(result)
        else:
            self.assertEqual(result.out, "")
        self.assertRegex(result.err, r"Z\d{3}")
        return result

    def error_object(self, result, file=None):
        """The error alone, or with the file it is about."""
        document = json.loads(result.out)
        VALIDATOR.validate(document)
        about = document.pop("file", None)
        if file:
            self.assertEqual(about, str(file))
        self.assertEqual(list(document), ["error"])
        self.assertIn(document["error"]["support_code"], result.err)
        return document["error"]

    def card(self, result, status):
        self.assertEqual(result.status, status, result.err)
        self.assertEqual(result.out.count("\n"), 1)
        document = json.loads(result.out)
        VALIDATOR.validate(document)
        self.assertNotIn("error", document)
        return document

    def authorities(self):
        """The directory with the virtual card's CA certificates."""
        directory = self.dir / "ca"
        if not directory.exists():
            made = self.run_tool("emulate", "--trust-out", directory, "--ca-only")
            self.assertEqual(made.status, 0, made.err)
        return directory

    def read(self, options, *args, number=NUMBER, **more):
        return self.run_tool("read", "--reader", f"virtual:{options}", *args, stdin=number + "\n", **more)

    def read_card(self, options, *args, status=4, **more):
        """Whatever another card left in the same place."""
        return self.card(self.read(options, "--json", "--force", "--trust", self.authorities(), *args, **more), status)

    def saved(self, options="type=1", name="card.zairyu"):
        path = self.dir / name
        self.read_card(options, "--save", path)
        return path

    def names(self, directory=None):
        """Everything in a directory, temporary files included."""
        return sorted(entry.name for entry in (directory or self.dir).iterdir())


class TrustTest(ToolTest):
    """With the virtual card's two certificates, and where the user's are kept."""

    def setUp(self):
        super().setUp()
        self.first, self.second = sorted(self.authorities().iterdir())
        self.user = self.dir / "home/.local/share/zairyu/trust"
        self.system = self.dir / "etc/zairyu/trust"
        # Where the machine's place is said to be; nothing outside the directory of the test is looked at.
        self.machine = {"LD_PRELOAD": os.environ["ZAIRYU_OTHER_MACHINE"], "SYSTEM_PLACE": str(self.system.parent),
                        "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"}
        looked = json.loads(self.run_tool("trust", "list", "--json").out)["directories"]
        self.assertEqual(looked[0]["path"], str(self.system), "the real machine's certificates would be changed")

    def environment(self, **more):
        return super().environment(**(self.machine if hasattr(self, "machine") else {}) | more)

    def add(self, *args, **more):
        return self.run_tool("trust", "add", "--custom", "--json", *args, **more)

    def document(self, result):
        self.assertEqual(result.status, 0, result.err)
        document = json.loads(result.out)
        VALIDATOR.validate(document)
        return document

    def anchors(self, result):
        return self.document(result)["anchors"]

    def sha256(self, path):
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def made(self, name, days, key="rsa:2048"):
        """A fictional CA of either generation whose certificate is valid for so many days."""
        path, curve = self.dir / name, ["-pkeyopt", "ec_paramgen_curve:P-384"] if key == "ec" else []
        path.parent.mkdir(exist_ok=True)
        subprocess.run(["openssl", "req", "-x509", "-newkey", key, *curve, "-nodes", "-keyout", self.dir / "key.pem", "-out", path,
                        "-subj", f"/CN={path.stem}", "-days", str(days), "-config", "/dev/stdin",
                        "-addext", "basicConstraints=critical,CA:TRUE"],
                       input=b"[req]\ndistinguished_name=dn\n[dn]\n", check=True, capture_output=True)
        return path


class TerminalTest(ToolTest):
    def start(self, *args, **env):
        """Runs the command with a terminal of its own; gives the process and the terminal."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen([ZAIRYU, *map(str, args)], stdin=theirs, stdout=theirs, stderr=theirs, cwd=self.dir,
                                   env=self.environment(TERM="xterm", **env), start_new_session=True)
        os.close(theirs)
        self.addCleanup(os.close, ours)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process, ours

    def output(self, terminal, until=None):
        """What is shown, up to `until` or the end."""
        text, end = b"", time.monotonic() + TIMEOUT
        while time.monotonic() < end and (until is None or until.encode() not in text):
            if not select.select([terminal], [], [], 1)[0]:
                continue
            try:
                text += os.read(terminal, 65536)
            except OSError:
                return text.decode("utf-8")
        self.assertLess(time.monotonic(), end, text)
        return text.decode("utf-8")


def without(document, *names):
    return {key: value for key, value in document.items() if key not in names}


def png_texts(path):
    """The tEXt chunks of a PNG file, by keyword [PNG 11.3.4.3]."""
    data, texts, at = path.read_bytes(), {}, len(PNG)
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"tEXt":
            keyword, text = data[at + 8:at + 8 + length].split(b"\0", 1)
            texts[keyword.decode("latin-1")] = text.decode("latin-1")
        at += length + 12
    return texts
