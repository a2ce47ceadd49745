#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Public structs: layout.c holds for this compiler, for 32 bits where clang is installed, and leaves nothing out.

usage: layout.py
"""
import re
import shutil
import subprocess
import sys

from libraries import CC, ROOT, without_comments

LAYOUT = ROOT / "tests/abi/layout.c"
# With pointers of four bytes; the first aligns 64 bits to four bytes, the second to eight. Needs no C library.
OTHERS = [["clang", f"--target={target}", "-ffreestanding"] for target in ("i686-linux-gnu", "arm-linux-gnueabihf")]


def members(body):
    for declaration in filter(str.strip, body.split(";")):
        slot = re.search(r"\(\s*\*\s*(\w+)\s*\)\s*\(", declaration)
        yield from [slot[1]] if slot else re.findall(r"(\w+)\s*(?:\[[^]]*\]\s*)*(?:,|$)", declaration.rstrip())


def declared(include):
    """What layout.c has to name: (struct, member) for each, (struct,) for its size, (function type,)."""
    for path in sorted(include.glob("**/*.h")):
        text = without_comments(path.read_text(encoding="utf-8"))
        for tag, body, name in re.findall(r"\bstruct\s+(\w*)\s*{(.*?)}\s*(\w*)\s*;", text, flags=re.S):
            yield from [(name or tag,), *((name or tag, member) for member in members(body))]
        yield from ((name,) for name in re.findall(r"\btypedef\s[^;{(]*?\b(\w+)\s*\([^;]*\)\s*;", text))


def left_out(include):
    text = LAYOUT.read_text(encoding="utf-8")
    named = {(kind,) for kind in re.findall(r"^(?:SIZE|FUNCTION)\((\w+),", text, flags=re.M)}
    named |= set(re.findall(r"^MEMBER\((\w+), (\w+),", text, flags=re.M))
    return [f"layout.c: {' '.join(name)} is in one of the headers and here, not in both"
            for name in sorted(named ^ set(declared(include)))]


def differences(include):
    problems = left_out(include)
    for compiler in [CC, *(other for other in OTHERS if shutil.which(other[0]))]:
        done = subprocess.run([*compiler, "-std=c11", "-fsyntax-only", f"-I{include}", str(LAYOUT)], capture_output=True,
                              text=True, check=False)
        problems += [" ".join([*compiler[:2], done.stderr])] if done.returncode else []
    return problems


def main():
    problems = differences(ROOT / "include")
    count = len(set(declared(ROOT / "include")))
    print("\n".join(problems) or f"{count} structs, members and function types, in their places")
    return 1 if problems or count < 30 else 0


if __name__ == "__main__":
    sys.exit(main())
