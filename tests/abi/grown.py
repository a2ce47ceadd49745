#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Old and new together: programs, satellites and a core of which some are a version ahead, with longer tables.

A core of a later version is made here, of this tree's sources and of headers in which each table has a member more. Then
an old program and old satellites run on the new core, a new program on the old core, and a new one on the new.

usage: grown.py LIBRARY…
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from libraries import CC, ROOT

LIBRARIES = [pathlib.Path(path).resolve() for path in sys.argv[1:]]
CORE = next(path for path in LIBRARIES if path.name.startswith("libzairyu.so"))
SATELLITES = [path for path in LIBRARIES if path != CORE]
DEFINES = ["-D_GNU_SOURCE", "-D_FILE_OFFSET_BITS=64", "-D_TIME_BITS=64", '-DSYSTEM_DIRECTORY="/etc/zairyu"']
NEW_NUMBER = 0x630000
OK, ABI = 0, -105
# Before the end of each table that grows.
MEMBERS = {"transport.h": ("zairyu_transport_ops", "int (*later)(void *userdata);"),
           "backend.h": ("zairyu_backend", "int (*later)(void *userdata);"),
           "session.h": ("zairyu_progress", "uint64_t later;")}


def replace(path, pattern, replacement):
    text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), flags=re.M)
    assert count == 1, f"{path}: {pattern}"
    path.write_text(text, encoding="utf-8")


def grow_headers(include):
    shutil.copytree(ROOT / "include", include)
    for name, (table, member) in MEMBERS.items():
        replace(include / "zairyu" / name, rf"^}} {table};", rf"\t{member}\n}} {table};")
    replace(include / "zairyu/base.h", r"^(#define ZAIRYU_VERSION_NUMBER) .*", rf"\1 {NEW_NUMBER:#x}")


def compile_c(*args):
    done = subprocess.run([*CC, "-std=c11", "-O0", *DEFINES, *map(str, args)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def build_core(root):
    """The core's sources with the grown headers; its own node of symbols inherits today's."""
    version_map = root / "grown.map"
    old = (ROOT / "lib/core/libzairyu.map").read_text(encoding="utf-8")
    last = re.findall(r"^(ZAIRYU_\S+) {", old, flags=re.M)[-1]
    version_map.write_text(f"{old}\nZAIRYU_99.0 {{ global: zairyu_probe_backend; zairyu_probe_transport; }} {last};\n")
    (root / "new").mkdir()
    compile_c("-fPIC", "-shared", "-fvisibility=hidden", f"-I{root / 'include'}", f"-I{ROOT / 'lib/core'}",
              *sorted((ROOT / "lib/core").glob("**/*.c")), ROOT / "tests/abi/grown_probe.c", "-lcrypto",
              f"-Wl,--version-script={version_map}", "-Wl,-soname,libzairyu.so.0", "-o", root / "new/libzairyu.so.0")


def build_program(out, include, *args):
    present = {path.name.split(".")[0].removeprefix("libzairyu-"): path for path in SATELLITES}
    used = [name for name in ("vcard", "pcsc", "nfc") if name in present]
    compile_c(*(f"-DWITH_{name.upper()}" for name in used), *args, f"-I{include}", ROOT / "tests/abi/grown_program.c",
              CORE, *(present[name] for name in used), "-Wl,--allow-shlib-undefined", "-o", out)


class Grown(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        place = tempfile.TemporaryDirectory(prefix="zairyu-grown-")
        cls.addClassCleanup(place.cleanup)
        cls.root = pathlib.Path(place.name)
        grow_headers(cls.root / "include")
        build_core(cls.root)
        build_program(cls.root / "old-program", ROOT / "include")
        build_program(cls.root / "new-program", cls.root / "include", "-DGROWN")

    def run_pair(self, program, core, slots="unset"):
        """What the program said. That it is the core we mean is seen from its version."""
        folders = [self.root / "new"] * (core == "new") + [path.parent for path in (CORE, *SATELLITES)]
        done = subprocess.run([self.root / program, slots], capture_output=True, text=True, check=True, timeout=60,
                              env=os.environ | {"LD_LIBRARY_PATH": ":".join(map(str, folders))})
        said = {what: int(value) for what, value in (line.rsplit(" ", 1) for line in done.stdout.splitlines())}
        self.assertEqual(said.pop("library") == NEW_NUMBER, core == "new")
        self.assertEqual(said.pop("headers") == NEW_NUMBER, program == "new-program")
        return said

    def check(self, said, **expected):
        """Everything succeeds and finds nothing of a later version, but what is named."""
        expected = {"own: answer": 0x9000, "virtual: complete": 1, "virtual: later": -1, **expected}
        self.assertEqual(said, {what: expected.get(what, OK) for what in said})
        self.assertIn("own: transmit", said)
        return said

    def test_old_program_and_old_satellites_on_a_new_core(self):
        said = self.check(self.run_pair("old-program", "new"), **{"virtual: progress is longer than known here": 1})
        self.assertIn("own: backend probed", said)
        for path in SATELLITES:
            scheme = path.name.split(".")[0].removeprefix("libzairyu-").replace("vcard", "virtual")
            self.assertEqual(said.get(f"{scheme}: add", OK), OK)

    def test_new_program_on_an_old_core(self):
        self.check(self.run_pair("new-program", "old"), **{"virtual: progress is shorter than known here": 1})

    def test_new_program_that_needs_a_new_core(self):
        said = self.run_pair("new-program", "old", "set")
        self.assertEqual(said["own: set"], ABI)
        self.assertEqual(said["own: add"], ABI)

    def test_new_program_on_a_new_core(self):
        self.check(self.run_pair("new-program", "new"), **{"virtual: later": 0})
        self.check(self.run_pair("new-program", "new", "set"),
                   **{"virtual: later": 0, "own: backend probed": 34, "own: transport probed": 21})

    def test_old_program_on_an_old_core(self):
        self.assertNotIn("own: backend probed", self.check(self.run_pair("old-program", "old")))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
