# SPDX-License-Identifier: BSD-2-Clause
"""The scripts in tools/ and the manual page."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["ZAIRYU_SOURCE"])
SCRIPTS = ["tools/common.sh", "tools/demo.sh", "tools/test.sh", "tools/lint.sh", "tools/sanitize.sh", "tools/variants.sh",
           "tools/kiosk.sh", "tools/kiosk-test.sh", "tools/install.sh", "tools/package.sh", "tools/package-test.sh", "tools/cluster-test.sh",
           *sorted(str(path.relative_to(SOURCE)) for path in (SOURCE / "debian/tests").iterdir() if path.name != "control"), "lib/static/archive.sh", ".ci/run"]


class Scripts(unittest.TestCase):
    @unittest.skipUnless(shutil.which("shellcheck"), "shellcheck is not installed")
    def test_shellcheck(self):
        done = subprocess.run(["shellcheck", "-x", *SCRIPTS], cwd=SOURCE, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout)

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is not installed")
    def test_manual(self):
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "error", "doc/zairyu.1"], cwd=SOURCE, capture_output=True,
                              text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_packages(self):
        names = []
        for line in (SOURCE / "tools/packages.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                self.assertRegex(line, r"^(build|test|lint|kiosk|kiosk-test|package|package-test|python|go|cluster) [a-z0-9.+-]+$")
                names.append(line.split()[1])
        self.assertEqual(len(names), len(set(names)))

    def test_polkit_rule(self):
        """What the package offers is what the guide says."""
        guide = (SOURCE / "doc/readers.md").read_text(encoding="utf-8").split("```js\n")[1].split("```")[0]
        rule = (SOURCE / "debian/polkit/50-zairyu.rules").read_text(encoding="utf-8")
        self.assertEqual([line for line in rule.splitlines() if not line.startswith("/*")], guide.splitlines())


class Summary(unittest.TestCase):
    def summary(self, text):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as log:
            log.write(text)
            log.flush()
            done = subprocess.run([sys.executable, SOURCE / "tools/test_summary.py", log.name], capture_output=True, text=True,
                                  check=False)
        return done.stdout, done.returncode

    def test_counts(self):
        for words, line, status in ((["OK", "OK", "SKIP"], "2 passed, 0 failed, 1 skipped\n", 0),
                                    (["OK", "FAIL", "TIMEOUT", "ERROR"], "1 passed, 3 failed, 0 skipped\n", 1),
                                    (["UNEXPECTEDPASS"], "0 passed, 1 failed, 0 skipped\n", 1),
                                    (["SKIP"], "0 passed, 0 failed, 1 skipped\n", 1),
                                    ([], "0 passed, 0 failed, 0 skipped\n", 1)):
            self.assertEqual(self.summary("".join('{"result": "%s"}\n' % word for word in words)), (line, status))

    def test_no_log(self):
        done = subprocess.run([sys.executable, SOURCE / "tools/test_summary.py", "/nonexistent"], capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertTrue(re.match("0 passed", done.stdout))


if __name__ == "__main__":
    unittest.main()
