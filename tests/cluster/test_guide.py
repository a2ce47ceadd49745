# SPDX-License-Identifier: BSD-2-Clause
"""Every fragment of the guide, in order, in one shell.

usage: test_guide.py GUIDE
"""
import configparser
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import unittest

from cluster import HANGS, SOURCE, ClusterCase
from zairyu_cluster.options import parse

GUIDE = pathlib.Path(sys.argv[1])
TEXT = GUIDE.read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\S*)\n(.*?)^```$", re.M | re.S)
PORT = "8786"
#: So that there is something to try again.
ONE_ERROR = """echo '{"error": {"name": "X"}, "file": "'$PWD'/records/0/00000.zairyu"}' >>results.jsonl\n"""


def free_port() -> str:
    """So that the test gets in nobody's way."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return str(listener.getsockname()[1])


class Guide(ClusterCase):
    def test_shell(self) -> None:
        if not shutil.which("jq"):
            self.skipTest("jq is not installed")
        self.make_records(12)
        (self.root / "examples").mkdir()
        (self.root / "examples/cluster").symlink_to(SOURCE)
        (self.root / "bin").mkdir()
        (self.root / "bin/python3").symlink_to(sys.executable)
        shutil.rmtree(self.root / "certs")
        port = free_port()
        fragments = [code.replace(PORT, port) for language, code in FENCE.findall(TEXT) if language == "sh"]
        self.assertGreaterEqual(len(fragments), 5)
        scheduler = fragments[0].index("scheduler --tls")
        fragments[0] = fragments[0][:scheduler] + f"scheduler --port {port} --tls" + fragments[0][scheduler + 15:]
        fragments = [ONE_ERROR + code if "--list -" in code else code for code in fragments]
        # A slow machine is given the time that the guide's reader has.
        patient = "\n".join(fragments).replace("sleep 5", f"until (exec 3<>/dev/tcp/127.0.0.1/{port}); do sleep 1; done")
        environment = {**os.environ, "PATH": f"{self.root / 'bin'}:{os.environ['PATH']}"}
        with open(self.root / "out", "w+") as out, open(self.root / "err", "w+") as err:
            process = subprocess.Popen(["bash", "-e", "-o", "pipefail", "-c", "trap 'kill $(jobs -p)' EXIT\n" + patient], cwd=self.root,
                                       env=environment, stdout=out, stderr=err, start_new_session=True)
            self.addCleanup(self.end, process.pid)
            status = process.wait(HANGS)
        out, err = ((self.root / name).read_text() for name in ("out", "err"))
        self.assertEqual(status, 0, err)
        summary, = (code for language, code in FENCE.findall(TEXT) if language == "text")
        self.assertIn(summary, err)
        self.assertRegex(out, r"8 unchecked")
        self.assertTrue((self.root / "certs/worker2.example/key.pem").exists())
        lines = [json.loads(line) for line in (self.root / "results.jsonl").read_text().splitlines()]
        self.assertEqual([line.get("schema") for line in lines], ["zairyu.verdict/1"] * 12 + [None])
        again = json.loads((self.root / "again.jsonl").read_text())
        self.assertEqual((again["file"], again["verdict"]), (str(self.root / "records/0/00000.zairyu"), "unchecked"))

    @staticmethod
    def end(session: int) -> None:
        try:
            os.killpg(session, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def test_service(self) -> None:
        unit, = (code for language, code in FENCE.findall(TEXT) if language == "")
        service = configparser.ConfigParser()
        service.optionxform = str
        service.read_string(unit)
        words = service["Service"]["ExecStart"].split()
        self.assertEqual(words[1:3], ["-m", "zairyu_cluster"])
        self.assertEqual(parse(words[3:]).scheduler, "tls://scheduler.example:8786")
        other = re.search(r"^`(scheduler --tls [^`]+)`", TEXT, re.M)[1].split()
        self.assertEqual(parse(other).host, "192.0.2.10")

    def test_all_files_and_options_are_there(self) -> None:
        named = {name for name in re.findall(r"examples/cluster/zairyu_cluster/(\w+\.py)\)", TEXT)}
        self.assertLessEqual(named, {path.name for path in (SOURCE / "zairyu_cluster").glob("*.py")})
        shown = ""
        for command in ("scheduler", "worker", "verify"):
            shown += subprocess.run([sys.executable, "-m", "zairyu_cluster", command, "--help"], capture_output=True, text=True,
                                    check=True).stdout
        for option in set(re.findall(r"`(--[a-z]+)`", TEXT)):
            self.assertIn(option, shown)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
