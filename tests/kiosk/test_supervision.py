#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The kiosk under a service manager, on a screen of its own: it tells when the screen is there, falls silent when that hangs,
begins again when certificates change and nobody is there, leaves no core, and has no key to GTK's inspector.

usage: test_supervision.py KIOSK ZAIRYU
"""
import os
import pathlib
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

KIOSK, ZAIRYU = sys.argv[1:3]
PATIENCE = 120
WATCHDOG_S = 2
# As the inspector shows itself only if it is there: long enough to be sure that it is not.
INSPECTOR_S = 3


def wait_for(what, patience=PATIENCE):
    end = time.monotonic() + patience
    while not (found := what()):
        if time.monotonic() > end:
            return None
        time.sleep(0.05)
    return found


class Supervision(unittest.TestCase):
    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="kiosk-"))
        self.addCleanup(shutil.rmtree, self.dir)
        self.manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.manager.bind(str(self.dir / "notify"))
        self.addCleanup(self.manager.close)
        self.trust = self.dir / "trust"
        self.trust.mkdir()
        read, write = os.pipe()
        self.server = self.start(["Xvfb", "-displayfd", str(write), "-screen", "0", "1024x768x24", "-nolisten", "tcp"], pass_fds=[write],
                                 stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read, encoding="ascii") as display:
            self.display = ":" + display.readline().strip()
        self.env = {"PATH": os.environ["PATH"], "HOME": str(self.dir), "XDG_RUNTIME_DIR": str(self.dir), "DISPLAY": self.display,
                    "GDK_BACKEND": "x11", "GSK_RENDERER": "cairo", "GTK_A11Y": "none", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
                    # Else GSettings would write below HOME, or to the person's own.
                    "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        subprocess.run([ZAIRYU, "emulate", "--ca-only", "--trust-out", str(self.trust)], check=True, env=self.env,
                       stdout=subprocess.DEVNULL)

    def start(self, command, **more):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **more)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.send_signal(signal.SIGCONT)
            process.kill()
        process.wait()

    def kiosk(self, **env):
        self.log = self.dir / "log"
        with open(self.log, "wb") as log:
            return self.start([KIOSK, "--reader", "virtual:type=05", "--trust", str(self.trust), "--window", "1024x768"],
                              env=self.env | env, stderr=log,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2))

    def supervised(self):
        process = self.kiosk(NOTIFY_SOCKET=str(self.dir / "notify"), WATCHDOG_USEC=str(WATCHDOG_S * 1000000), WATCHDOG_PID="1")
        self.assertEqual(self.hear(), "READY=1")
        return process

    def hear(self, patience=PATIENCE):
        self.manager.settimeout(patience)
        try:
            return self.manager.recv(1000).decode()
        except TimeoutError:
            return ""

    def windows(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", ".+"], env=self.env, capture_output=True, text=True, check=False)
        names = [subprocess.run(["xdotool", "getwindowname", one], env=self.env, capture_output=True, text=True, check=False).stdout.strip()
                 for one in found.stdout.split()]
        return sorted({name for name in names if name})

    def type(self, *keys):
        subprocess.run(["xdotool", "key", "--delay", "150", *keys], env=self.env, check=True)

    def install(self, name):
        shutil.copy(next(self.trust.glob("*.crt")), self.dir / "copy")
        os.rename(self.dir / "copy", self.trust / name)

    def test_screen_is_told_and_a_hung_one_is_not(self):
        self.supervised()
        self.assertEqual(self.hear(), "WATCHDOG=1")
        self.assertEqual(self.hear(), "WATCHDOG=1")
        self.server.send_signal(signal.SIGSTOP)
        # One may have been on its way; then there is silence for as long as a manager would wait, and longer.
        self.assertTrue(wait_for(lambda: self.hear(2 * WATCHDOG_S) == ""))
        self.server.send_signal(signal.SIGCONT)
        self.assertEqual(self.hear(), "WATCHDOG=1")

    def test_a_hung_program_is_not_told(self):
        process = self.supervised()
        process.send_signal(signal.SIGSTOP)
        self.assertTrue(wait_for(lambda: self.hear(2 * WATCHDOG_S) == ""))
        process.send_signal(signal.SIGCONT)
        self.assertEqual(self.hear(), "WATCHDOG=1")

    def test_new_certificates(self):
        process = self.supervised()
        self.install("new.crt")
        self.assertTrue(wait_for(lambda: process.poll() is not None), "It did not begin again.")
        self.assertEqual(process.returncode, 0, self.log.read_text())
        heard = []
        while said := self.hear(0.1):
            heard.append(said)
        self.assertEqual(heard[-1], "STOPPING=1")

    def test_new_certificates_while_somebody_types(self):
        process = self.supervised()
        self.assertTrue(wait_for(lambda: " ready" in self.log.read_text()), "It does not serve anybody.")
        self.assertTrue(wait_for(self.windows))
        self.type("A", "A", "1")
        self.install("new.crt")
        self.assertIsNone(wait_for(lambda: process.poll() is not None, 8), "It began again under somebody's hands.")
        self.type("BackSpace", "BackSpace", "BackSpace")
        self.assertTrue(wait_for(lambda: process.poll() is not None), "It did not begin again.")
        self.assertEqual(process.returncode, 0)

    def test_nobody_would_start_it_again(self):
        process = self.kiosk()
        self.assertTrue(wait_for(self.windows))
        self.install("new.crt")
        self.assertIsNone(wait_for(lambda: process.poll() is not None, 8))

    def test_no_key_opens_the_inspector(self):
        self.kiosk()
        self.assertTrue(wait_for(self.windows))
        for keys in ("ctrl+shift+d", "ctrl+shift+i"):
            self.type(keys)
            self.assertIsNone(wait_for(lambda: len(self.windows()) > 1, INSPECTOR_S), self.windows())

    def test_no_core(self):
        process = self.supervised()
        limits = pathlib.Path(f"/proc/{process.pid}/limits").read_text(encoding="ascii")
        self.assertRegex(limits, r"Max core file size +0 +0 ")


if __name__ == "__main__":
    if not all(map(shutil.which, ("Xvfb", "xdotool"))):
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
