#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Public constants: each has the value and type it was published with (doc/abi.md).

A caller has them compiled in, so a value that changes is a break that no symbol shows. The committed lists, one per
library, hold `name = value` as C, the suffix being the type: none int, u unsigned, i64 and u64 64 bits. A name that is
new is added to the list (update.py does it), one that has changed or gone fails.

usage: constants.py
"""
import pathlib
import re
import subprocess
import sys
import tempfile

from libraries import ROOT, compile_c, libraries, without_comments

# Not for programs: include guards, and what declares functions. The version has a test of its own.
PLUMBING = re.compile(r"ZAIRYU_(\w+_)?H|ZAIRYU_(BEGIN_DECLS|END_DECLS|API|NODISCARD)|ZAIRYU_VERSION(_NUMBER)?")
# The end of a range, which moves up when something is added.
MOVES_UP = re.compile(r"ZAIRYU_\w+_LAST")
PRINTER = """
#include <stdio.h>
static void i32(const char *n, int v) { printf("%s = %d\\n", n, v); }
static void u32(const char *n, unsigned v) { printf("%s = %uu\\n", n, v); }
static void i64(const char *n, long long v) { printf("%s = %lldi64\\n", n, v); }
static void u64(const char *n, unsigned long long v) { printf("%s = %lluu64\\n", n, v); }
static void text(const char *n, const char *v) { printf("%s = \\"%s\\"\\n", n, v); }
#define SHOW(n) _Generic((n), int: i32, unsigned: u32, long: i64, long long: i64, unsigned long: u64, \\
	unsigned long long: u64, char *: text)(#n, n);
int main(void) { SHOW_ALL return 0; }
"""


def names(library):
    """Whatever a library's own headers define, as the compiler sees it."""
    text = "\n".join(f"#include <{header}>" for header in library.headers)
    own = {str(library.include / header) for header in library.headers}
    found, where = [], ""
    for line in compile_c(text, "-E", "-dD", f"-I{library.include}").splitlines():
        if marker := re.match(r'# \d+ "([^"]*)"', line):
            where = marker[1]
        elif where in own and (define := re.match(r"#define (\w+)", line)) and not PLUMBING.fullmatch(define[1]):
            found.append(define[1])
    return found


def values(library):
    """name → value as C."""
    source = "\n".join(f"#include <{header}>" for header in library.headers)
    source += PRINTER.replace("SHOW_ALL", " ".join(f"SHOW({name})" for name in names(library)))
    with tempfile.TemporaryDirectory(prefix="zairyu-abi-") as place:
        program = pathlib.Path(place, "constants")
        compile_c(source, f"-I{library.include}", "-o", str(program))
        return parse(subprocess.run([program], check=True, capture_output=True, text=True).stdout)


def parse(text):
    return dict(line.split(" = ", 1) for line in text.splitlines())


def published(library):
    return parse(library.constants.read_text(encoding="utf-8")) if library.constants.exists() else {}


def number(value):
    return int(re.match(r"-?\d+", value)[0])


def broken(old, new):
    """What no update of a list may hide."""
    problems = [f"{name} has gone, it was {old[name]}" for name in old if name not in new]
    for name in old.keys() & new.keys():
        moved_up = MOVES_UP.fullmatch(name) and number(new[name]) > number(old[name])
        if old[name] != new[name] and not moved_up:
            problems.append(f"{name} was {old[name]} and is {new[name]}")
    return sorted(problems)


def unlisted(old, new):
    return sorted(f"{name} = {new[name]} is not in the list" for name in new if old.get(name) != new[name])


def strays(include):
    """What a header may not do, since no gate would see it: an enum, or a name that is not ours."""
    problems = []
    for path in sorted(include.glob("**/*.h")):
        text = without_comments(path.read_text(encoding="utf-8"))
        problems += [f"{path.name}: an enum" for _ in re.findall(r"\benum\b", text)]
        problems += [f"{path.name}: defines {name}" for name in re.findall(r"^\s*#\s*define\s+(\w+)", text, flags=re.M)
                     if not name.startswith("ZAIRYU_")]
    return problems


def differences(every, some=None):
    """Between the headers and the lists, of some. A list without its library, or one that is not sorted, is one too."""
    problems = strays(every[0].include)
    for library in some or every:
        old, new = published(library), values(library)
        problems += [f"{library.constants.name}: {problem}" for problem in broken(old, new) + unlisted(old, new)]
        if list(old) != sorted(old):
            problems.append(f"{library.constants.name}: not sorted")
    lists = {path.stem for path in (ROOT / "tests/abi").glob("*.constants")}
    problems += [f"{name}.constants: there is no such library" for name in sorted(lists - {one.name for one in every})]
    return problems


def main():
    every = libraries()
    problems = differences(every)
    count = sum(len(published(library)) for library in every)
    print("\n".join(problems) or f"{count} constants, as published")
    return 1 if problems or count < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
