#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The files for the system around the kiosk: systemd understands the unit, and finds it as closed as the guide says; the
scripts are in order; and the names of users, files and actions in them are the same everywhere.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["ZAIRYU_SOURCE"])
SYSTEM = SOURCE / "examples/kiosk/system"
UNIT = (SYSTEM / "zairyu-kiosk.service").read_text(encoding="utf-8")
GUIDES = [SOURCE / "doc/kiosk.md", SOURCE / "doc/kiosk.ja.md"]
HAVE_SYSTEMD = shutil.which("systemd-analyze")


def analyze(*args, unit=UNIT):
    with tempfile.TemporaryDirectory() as work:
        path = pathlib.Path(work) / "zairyu-kiosk.service"
        path.write_text(re.sub(r"^ExecStart=.*", "ExecStart=/bin/true", unit, flags=re.M), encoding="utf-8")
        (path.parent / "seatd.service").write_text("[Service]\nExecStart=/bin/true\n", encoding="utf-8")
        return subprocess.run(["systemd-analyze", *args, str(path)], capture_output=True, text=True, check=False,
                              env=os.environ | {"SYSTEMD_LOG_LEVEL": "warning", "SYSTEMD_COLORS": "0"})


class SystemFiles(unittest.TestCase):
    @unittest.skipUnless(HAVE_SYSTEMD, "systemd-analyze is not there")
    def test_unit_is_understood(self):
        done = analyze("verify", "--man=no")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        # What is not understood is only warned about.
        self.assertIn("Unknown key", analyze("verify", "--man=no", unit=UNIT.replace("MemorySwapMax", "MemorySwopMax")).stderr)

    @unittest.skipUnless(HAVE_SYSTEMD, "systemd-analyze is not there")
    def test_exposure_is_as_the_guides_say(self):
        done = analyze("security", "--offline=yes", "--no-pager")
        level = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
        self.assertIsNotNone(level, done.stderr)
        for guide in GUIDES:
            said = re.search(r"systemd-analyze security`[^|\n]*?(\d\.\d)", guide.read_text(encoding="utf-8"))
            self.assertIsNotNone(said, guide)
            self.assertLessEqual(float(level[1]), float(said[1]), guide)

    def test_no_personal_data_leaves_memory(self):
        for line in ("LimitCORE=0", "CoredumpFilter=elf-headers", "MemorySwapMax=0", "RestrictAddressFamilies=AF_UNIX AF_NETLINK",
                     "IPAddressDeny=any", "ProtectSystem=strict", "NoNewPrivileges=yes", "Restart=always", "WatchdogSec=20"):
            self.assertIn(f"\n{line}\n", UNIT)
        # These would let it keep something.
        self.assertNotRegex(UNIT, r"(?m)^(?:State|Cache|Logs|Configuration)Directory=|^ReadWritePaths=")
        # This would take it out of the unit (systemd.exec(5)).
        self.assertNotRegex(UNIT, r"(?m)^PAMName=")

    def test_one_user(self):
        user = re.search(r"^User=(.+)$", UNIT, flags=re.M)[1]
        self.assertRegex((SYSTEM / "sysusers.conf").read_text(encoding="utf-8"), rf"(?m)^u {user} ")
        self.assertRegex((SYSTEM / "tmpfiles.conf").read_text(encoding="utf-8"), rf"(?m)^z /etc/zairyu/kiosk.conf 0640 root {user} ")
        self.assertIn(f'"{user}"', (SYSTEM / "polkit.rules").read_text(encoding="utf-8"))
        self.assertIn(f"userdel {user}", (SYSTEM / "debian/postrm").read_text(encoding="utf-8"))

    def test_purging_removes_what_it_was_locked_down_with(self):
        postrm = (SYSTEM / "debian/postrm").read_text(encoding="utf-8")
        files = [path for path in (SYSTEM / "locked-down").rglob("*") if path.is_file()]
        self.assertGreaterEqual(len(files), 5)
        for path in files:
            self.assertIn(f"/{path.relative_to(SYSTEM / 'locked-down')}", postrm)

    @unittest.skipUnless(shutil.which("node"), "node is not there")
    def test_who_may_use_readers(self):
        program = """
            const polkit = { addRule: rule => polkit.rule = rule, Result: { YES: "yes", NO: "no", NOT_HANDLED: "not handled" } };
            %s
            const said = [];
            for (const id of ["org.debian.pcsc-lite.access_pcsc", "org.debian.pcsc-lite.access_card", "org.freedesktop.login1.reboot"])
                for (const user of ["zairyu-kiosk", "root", "somebody"]) said.push(polkit.rule({ id }, { user }));
            console.log(said.join(","));
        """ % (SYSTEM / "polkit.rules").read_text(encoding="utf-8")
        said = subprocess.run(["node", "-e", program], check=True, capture_output=True, text=True).stdout.strip()
        self.assertEqual(said, "yes,yes,no,yes,yes,no,not handled,not handled,not handled")

    @unittest.skipUnless(shutil.which("shellcheck"), "shellcheck is not there")
    def test_scripts(self):
        scripts = [*(SYSTEM / "debian").glob("p*"), SOURCE / "tools/kiosk-package.sh", *(SOURCE / "tests/kiosk").glob("*.sh")]
        self.assertEqual(len(scripts), 6)
        done = subprocess.run(["shellcheck", "-x", *map(str, scripts)], cwd=SOURCE, capture_output=True, text=True, check=False)
        self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
