#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Old and new together: programs, satellites and a core of which some are a version ahead, with longer tables.

A core and a virtual card of a later version are made here, of this tree's sources and of headers in which each struct that
grows has a member more; what a library fills in, it fills in there too. Then an old program and old satellites run on the
new core, a new program on the old core, a new one on the new, and each of them with the new virtual card.

usage: grown.py LIBRARY…
"""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from growing import GROWING
from libraries import CC, ROOT

LIBRARIES = [pathlib.Path(path).resolve() for path in sys.argv[1:]]
CORE = next(path for path in LIBRARIES if path.name.startswith("libzairyu.so"))
SATELLITES = [path for path in LIBRARIES if path != CORE]
DEFINES = ["-D_GNU_SOURCE", "-D_FILE_OFFSET_BITS=64", "-D_TIME_BITS=64", '-DSYSTEM_DIRECTORY="/etc/zairyu"',
           '-DSHARED_DIRECTORY="/usr/share/zairyu"']
NEW_NUMBER = 0x630000
OK, ABI = 0, -105
LATER_HINT, PATIENCE_MS = 77, 1234
# What a later version does: it fills in the members it has more, where it fills in the others.
SOON, LATER = 33, 0x5555555555555555
FILLED = {"core": {"card/object.c": (r"^(\tinfo->item = .*)", rf"\1\n\tinfo->soon = {SOON};\n\tinfo->later = {LATER};"),
                   "transport/handoff_host.c": (r"^(static void take_next\(.*\)\n{)", rf"\1\n\trequest->later = {LATER};")},
          "vcard": {"twin/making/twin.c": (r"^(\tout->df = .*)", rf"\1\n\tout->later = {LATER};")}}
PRODUCT = ("lib", "backends", "tools", "examples")


def copied_whole(text):
    """Where a struct that grows is read as a whole by way of a pointer: it may be shorter than it is here."""
    kinds = "|".join(table for _, table, _ in GROWING)
    names = "|".join(sorted(set(re.findall(rf"\b(?:{kinds})\s*\*\s*(?:const )?(\w+)", text)))) or "(?!)"
    return re.findall(rf"(?:=|return|\{{)\s*\*(?:{names})\b(?!\s*=)|memcpy\([^,;]*, (?:{names}), sizeof[^;]*", text)


def replace(path, pattern, replacement):
    text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), flags=re.M)
    assert count == 1, f"{path}: {pattern}"
    path.write_text(text, encoding="utf-8")


def grow_headers(include):
    shutil.copytree(ROOT / "include", include)
    for name, table, member in GROWING:
        replace(include / "zairyu" / name, rf"^}} {table};", rf"\t{member}\n}} {table};")
    replace(include / "zairyu/base.h", r"^(#define ZAIRYU_VERSION_NUMBER) .*", rf"\1 {NEW_NUMBER:#x}")


def compile_c(*args):
    done = subprocess.run([*CC, "-std=c11", "-O0", *DEFINES, *map(str, args)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def build_library(root, name, soname, probes, *args):
    """A library's sources, which fill in what is new, with the grown headers; its own node of symbols inherits today's."""
    sources, place = root / "sources" / name, root / f"new-{name}"
    shutil.copytree(ROOT / "lib" / name, sources)
    for file, (pattern, replacement) in FILLED[name].items():
        replace(sources / file, pattern, replacement)
    place.mkdir()
    old = (sources / f"{soname}.map").read_text(encoding="utf-8")
    last = re.findall(r"^(ZAIRYU_\S+) {", old, flags=re.M)[-1]
    version_map = place / "grown.map"
    version_map.write_text(f"{old}\n{last.rpartition('_')[0]}_99.0 {{ global: {' '.join(f'{probe};' for probe in probes)} }} {last};\n")
    compile_c("-fPIC", "-shared", "-fvisibility=hidden", f"-I{root / 'include'}", f"-I{sources}", f"-I{ROOT / 'lib'}",
              *sorted(sources.glob("**/*.c")),
              *args, "-lcrypto", f"-Wl,--version-script={version_map}", f"-Wl,-soname,{soname}.so.0", "-o", place / f"{soname}.so.0")


def build_core(root):
    made = root / "codes_built_in.c"
    subprocess.run([sys.executable, ROOT / "lib/data/embed.py", "codes", ROOT / "lib/data/codes.tsv", made], check=True)
    build_library(root, "core", "libzairyu", ("zairyu_probe_backend", "zairyu_probe_transport"), ROOT / "tests/abi/grown_probe.c", made)


def build_vcard(root):
    found = subprocess.run(["pkg-config", "--cflags", "--libs", "libtiff-4", "libopenjp2", "pangocairo"], capture_output=True,
                           text=True, check=True)
    build_library(root, "vcard", "libzairyu-vcard", ("zairyu_probe_vcard",), ROOT / "tests/abi/grown_probe_vcard.c",
                  *sorted((ROOT / "lib/core/record/text").glob("jis_*.c")), *sorted((ROOT / "lib/common").glob("*.c")),
                  f"-I{ROOT / 'lib/core'}", CORE, *found.stdout.split(),
                  "-pthread", "-lm")


def present():
    return {path.name.split(".")[0].removeprefix("libzairyu-"): path for path in SATELLITES}


def build_program(out, include, *args):
    used = [name for name in ("vcard", "pcsc", "nfc") if name in present()]
    compile_c(*(f"-DWITH_{name.upper()}" for name in used), *args, f"-I{include}", ROOT / "tests/abi/grown_program.c",
              ROOT / "tests/abi/grown_structs.c", CORE, *(present()[name] for name in used), "-Wl,--allow-shlib-undefined", "-o", out)


OLD_ON_NEW = {"virtual: progress is longer than known here": 1, "own: hints are longer than known here": 1}
NEW_ON_OLD = {"virtual: progress is shorter than known here": 1, "own: hints are shorter than known here": 1}
NEW_ON_NEW = {"virtual: later": 0, "own: later hint": LATER_HINT, "object: soon": SOON, "object: later": LATER, "request: later": LATER}


class Grown(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        place = tempfile.TemporaryDirectory(prefix="zairyu-grown-")
        cls.addClassCleanup(place.cleanup)
        cls.root = pathlib.Path(place.name)
        grow_headers(cls.root / "include")
        with concurrent.futures.ThreadPoolExecutor() as pool:
            for done in [pool.submit(build_core, cls.root), *([pool.submit(build_vcard, cls.root)] * ("vcard" in present()))]:
                done.result()
        build_program(cls.root / "old-program", ROOT / "include")
        build_program(cls.root / "new-program", cls.root / "include", "-DGROWN")

    def run_pair(self, program, core, slots="unset", vcard="old"):
        """What the program said. That it is the libraries we mean is seen from the core's version and a function of the card's."""
        folders = [self.root / "new-core"] * (core == "new") + [self.root / "new-vcard"] * (vcard == "new")
        folders += [path.parent for path in (CORE, *SATELLITES)]
        done = subprocess.run([self.root / program, slots], capture_output=True, text=True, check=True, timeout=60,
                              env=os.environ | {"LD_LIBRARY_PATH": ":".join(map(str, folders))})
        said = {what: int(value) for what, value in (line.rsplit(" ", 1) for line in done.stdout.splitlines())}
        self.assertEqual(said.pop("library") == NEW_NUMBER, core == "new")
        self.assertEqual(said.pop("headers") == NEW_NUMBER, program == "new-program")
        self.assertEqual(said.pop("vcard", vcard == "new"), vcard == "new")
        return said

    def check(self, said, **expected):
        """Everything succeeds and finds nothing of a later version, but what is named."""
        expected = {"own: answer": 0x9000, "own: patience": PATIENCE_MS, "own: later hint": -1, "virtual: complete": 1,
                    "virtual: later": -1, "object: role": 1, "twin: has a length": 1, **expected}
        self.assertEqual(said, {what: expected.get(what, OK) for what in said})
        self.assertIn("own: transmit", said)
        return said

    def test_old_program_and_old_satellites_on_a_new_core(self):
        said = self.check(self.run_pair("old-program", "new"), **OLD_ON_NEW)
        self.assertIn("own: backend probed", said)
        for path in SATELLITES:
            scheme = path.name.split(".")[0].removeprefix("libzairyu-").replace("vcard", "virtual")
            self.assertEqual(said.get(f"{scheme}: add", OK), OK)

    def test_new_program_on_an_old_core(self):
        self.check(self.run_pair("new-program", "old"), **NEW_ON_OLD)

    def test_new_program_that_needs_a_new_core(self):
        said = self.run_pair("new-program", "old", "set")
        self.assertEqual(said["own: set"], ABI)
        self.assertEqual(said["own: add"], ABI)

    def test_new_program_on_a_new_core(self):
        self.check(self.run_pair("new-program", "new"), **NEW_ON_NEW)
        self.check(self.run_pair("new-program", "new", "set"), **NEW_ON_NEW, **{"own: backend probed": 34, "own: transport probed": 21})

    @unittest.skipUnless("vcard" in present(), "built without the virtual card")
    def test_new_virtual_card(self):
        self.check(self.run_pair("old-program", "old", vcard="new"))
        self.check(self.run_pair("old-program", "new", vcard="new"), **OLD_ON_NEW)
        self.check(self.run_pair("new-program", "old", vcard="new"), **NEW_ON_OLD, **{"twin: later": LATER})
        self.check(self.run_pair("new-program", "new", vcard="new"), **NEW_ON_NEW, **{"twin: later": LATER})

    def test_old_program_on_an_old_core(self):
        self.assertNotIn("own: backend probed", self.check(self.run_pair("old-program", "old")))

    def test_every_struct_that_grows_is_grown_here(self):
        declared = {(path.name, name) for path in (ROOT / "include/zairyu").glob("*.h")
                    for name in re.findall(r"^typedef struct (zairyu_\w+) {\s*size_t size;", path.read_text(encoding="utf-8"), flags=re.M)}
        self.assertEqual(declared, {(header, table) for header, table, _ in GROWING})

    def test_nothing_is_copied_whole(self):
        for line in ("x->kept = *HERE;", "return *HERE;", "zairyu_hints kept = *HERE;", "memcpy(&kept, HERE, sizeof kept);"):
            for kind in (table for _, table, _ in GROWING):
                self.assertTrue(copied_whole(f"void f(const {kind} *p)\n{{\n\t{line.replace('HERE', 'p')}\n}}"), f"{kind}: {line}")
        paths = [path for folder in PRODUCT for path in (ROOT / folder).glob("**/*.[ch]")]
        self.assertEqual({path: found for path in paths if (found := copied_whole(path.read_text(encoding="utf-8")))}, {})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
