#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Every gate of the ABI is seen to close: changes are planted in copies of the headers, and each has to be noticed.

usage: gates.py VERSION
"""
import dataclasses
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import baseline
import constants
import layout
from growing import GROWING
import version
from libraries import ROOT, libraries


@dataclasses.dataclass
class Plant:
    """A change of one file, and the gates that it may not pass."""
    what: str
    file: str
    pattern: str
    replacement: str
    gates: set[str]


BYTES, TRANSPORT, BACKEND, SESSION = ("include/zairyu/" + name for name in ("base.h", "transport.h", "backend.h", "session.h"))
TYPES = {"baseline", "layout"}
PLANTS = [
    Plant("two slots swapped", TRANSPORT, r"(\n[^\n]*\(\*get\)\([^\n]*\n)(.*?)(\n[^\n]*\(\*uri\)\([^\n]*\n)", r"\3\2\1", TYPES),
    Plant("the members of zairyu_bytes swapped", BYTES, r"(\tconst uint8_t \*data;\n)(\tsize_t len;\n)", r"\2\1", TYPES),
    Plant("a member before the others", BACKEND, r"(\tsize_t size;)", r"\tint evil;\n\1", TYPES),
    Plant("a member of another width", SESSION, r"int\w+( item; )", r"int16_t\1", TYPES),
    Plant("a member of the other sign", SESSION, r"uint64_t done;", "int64_t done;", TYPES),
    Plant("a member that points to what may be written", SESSION, r"const char \*step;", "char *step;", TYPES),
    Plant("a member between others", "include/zairyu/vcard.h", r"(uint\d+_t item;)", r"\1 uint32_t evil;", TYPES),
    Plant("a member renamed", SESSION, r"uint64_t done;", "uint64_t read;", TYPES),
    Plant("a slot with another parameter", TRANSPORT, r"(\(\*get\)\(void \*userdata, )int property", r"\1long property", TYPES),
    *(Plant(f"{table} grown", f"include/zairyu/{header}", rf"(\n}} {table};)", rf"\n\t{member}\1", TYPES)
      for header, table, member in GROWING),
    Plant("a callback with another parameter", SESSION, r"(zairyu_item_fn\(void \*userdata, )\w+ item", r"\1int item", TYPES),
    Plant("a callback that returns something else", SESSION, r"int (zairyu_progress_fn)", r"long \1", TYPES),
    Plant("a callback that may write", BYTES, r"(zairyu_write_fn\(void \*userdata, )const void", r"\1void", {"layout"}),
    Plant("a struct that nobody wrote down", BYTES, r"(ZAIRYU_END_DECLS\n\n)",
          r"typedef struct zairyu_new { int a; } zairyu_new;\n\1", {"layout"}),
    Plant("a parameter of another type", SESSION, r"uint32_t timeout_ms\);", "uint64_t timeout_ms);", {"baseline"}),
    Plant("a function that returns something else", BYTES, r"uint32_t (zairyu_version_number)", r"uint16_t \1", {"baseline"}),
    Plant("a function more", BYTES, r"(ZAIRYU_END_DECLS\n\n)", r"ZAIRYU_API void zairyu_new(void);\n\1", {"symbols"}),
    Plant("a function less", BYTES, r"ZAIRYU_API void zairyu_wipe[^\n]*\n", "", {"baseline", "symbols"}),
    Plant("a constant changed", "include/zairyu/error.h", r"(ZAIRYU_ERR_WRONG_NUMBER) \(-304\)", r"\1 (-314)", {"constants"}),
    Plant("two verdicts exchanged", "include/zairyu/verify.h",
          r"(ZAIRYU_VERDICT_GENUINE) 1(.*?ZAIRYU_VERDICT_ABNORMAL) 2", r"\1 2\2 1", {"constants"}),
    Plant("a constant gone", "include/zairyu/record.h", r"#define ZAIRYU_PRESENCE_EMPTY[^\n]*\n", "", {"constants"}),
    Plant("a constant renamed", "include/zairyu/image.h", r"#define ZAIRYU_PIXEL_RGB", "#define ZAIRYU_PIXEL_COLOUR", {"constants"}),
    Plant("a constant of another type", SESSION, r"(#define ZAIRYU_READ_WHOLE) 1u", r"\1 1", {"constants"}),
    Plant("a constant more", SESSION, r"(#define ZAIRYU_READ_WHOLE)", r"#define ZAIRYU_READ_TWICE 2u\n\1", {"constants"}),
    Plant("a constant by way of another", SESSION, r"#define ZAIRYU_READ_WHOLE 1u",
          r"#define ZAIRYU_READ_WHOLE (ZAIRYU_VERSION_NUMBER + 0u)", {"constants"}),
    Plant("an enum", SESSION, r"#define ZAIRYU_READ_WHOLE", r"enum { ZAIRYU_READ_ONCE };\n#define ZAIRYU_READ_WHOLE", {"constants"}),
    Plant("somebody else's name", SESSION, r"#define ZAIRYU_READ_WHOLE", r"#define READ_ONCE 2\n#define ZAIRYU_READ_WHOLE",
          {"constants"}),
    Plant("the end of a range moved down", "include/zairyu/record.h", r"(ZAIRYU_FIELD_LAST) \d+", r"\1 1", {"constants"}),
    Plant("the version", BYTES, r'(ZAIRYU_VERSION) "[^"]*"', r'\1 "77.0.0"', {"version"}),
    Plant("the version as a number", BYTES, r"(ZAIRYU_VERSION_NUMBER) \w+", r"\1 0x4D0000", {"version"}),
    Plant("the version of the packages", "debian/changelog", r"\(\S+\)", "(77.0.0)", {"version"}),
    Plant("the version in the changelog", "CHANGELOG.md", r"\n## ", r"\n## 77.0.0\n\n## ", {"version"}),
]


def planted(root, plant):
    """Makes a copy of the tree that the gates look at, with a change."""
    shutil.copytree(ROOT / "include", root / "include")
    shutil.copy(ROOT / "CHANGELOG.md", root)
    (root / "debian").mkdir()
    shutil.copy(ROOT / "debian/changelog", root / "debian")
    if plant:
        path = root / plant.file
        old = path.read_text(encoding="utf-8")
        new = re.sub(plant.pattern.replace(" ", r"\s+"), plant.replacement, old, count=1, flags=re.S)
        assert new != old, f"{plant.what}: there is nothing to change in {plant.file}"
        path.write_text(new, encoding="utf-8")
    return root


def symbols(library, place):
    """The list of functions: what the headers declare is what the version map exports."""
    stub = place / "stub.so"
    library.build_stub(stub)
    done = subprocess.run([sys.executable, ROOT / "tests/style/symbols.py", stub, library.map,
                           *(library.include / header for header in library.headers)], stdout=subprocess.DEVNULL, check=False)
    return done.returncode != 0


def closed(root, number, plant):
    """The gates that close before a tree, of those that the plant has to be noticed by (all without one)."""
    every = libraries(root / "include")
    touched = [one for one in every if not plant or plant.file.removeprefix("include/") in one.headers]
    gates = {"constants": lambda: constants.differences(every, touched),
             "layout": lambda: layout.differences(root / "include"),
             "symbols": lambda: any(symbols(one, root) for one in touched),
             "version": lambda: list(version.in_sources(root, number))}
    if shutil.which("abidiff"):
        gates["baseline"] = lambda: any(baseline.differences(one) for one in touched)
    tried = gates.keys() & plant.gates if plant else gates.keys()
    return {name for name in tried if gates[name]()}, tried


def update_refuses():
    """A list of constants takes what is new and the end of a range that moved up, and nothing else."""
    old = {"ZAIRYU_A": "1", "ZAIRYU_X_LAST": "4"}
    cases = {"new": ({**old, "ZAIRYU_B": "2"}, 0), "moved up": ({**old, "ZAIRYU_X_LAST": "5"}, 0),
             "moved down": ({**old, "ZAIRYU_X_LAST": "3"}, 1), "changed": ({**old, "ZAIRYU_A": "2"}, 1),
             "of another type": ({**old, "ZAIRYU_A": "1u"}, 1), "gone": ({"ZAIRYU_X_LAST": "4"}, 1)}
    return [f"an update: {name}" for name, (new, count) in cases.items() if len(constants.broken(old, new)) != count]


def main(number):
    problems = update_refuses()
    for plant in [None, *PLANTS]:
        with tempfile.TemporaryDirectory(prefix="zairyu-gates-") as place:
            found, tried = closed(planted(pathlib.Path(place), plant), number, plant)
        if plant and found != tried:
            problems.append(f"{plant.what}: {', '.join(sorted(tried - found))} did not close")
        elif not plant and found:
            problems.append(f"nothing planted, and {', '.join(sorted(found))} closed")
    print("\n".join(problems) or f"{len(PLANTS)} changes planted, every one noticed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
