#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Functions and types: a library, and what its headers promise, are what the committed baseline says (doc/abi.md).

The baseline is made of the headers alone: a library that has every public function and no insides. So opaque types are
opaque in it, and a change inside of one is none, while whatever a header shows is compared member by member.

usage: baseline.py NAME [LIBRARY]
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from libraries import libraries

# Where it was built, and in which line something stands, is nobody's business.
NOISE = [(r" line='\d+' column='\d+'", " line='1' column='1'"), (r"\b((?:file)?path)='(?:[^']*/)?([^']*)'", r"\1='\2'")]


def write(library, path):
    with tempfile.TemporaryDirectory(prefix="zairyu-abi-") as place:
        stub = pathlib.Path(place, library.soname)
        library.build_stub(stub)
        text = subprocess.run(["abidw", "--no-corpus-path", "--no-comp-dir-path", stub], check=True, capture_output=True,
                              text=True).stdout
    for pattern, replacement in NOISE:
        text = re.sub(pattern, replacement, text)
    path.write_text(text, encoding="utf-8")


def compare(baseline, built, *options):
    """What differs, or nothing."""
    done = subprocess.run(["abidiff", *options, baseline, built], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def differences(library):
    """Between the headers and the baseline, down to a `const`."""
    with tempfile.TemporaryDirectory(prefix="zairyu-abi-") as place:
        stub = pathlib.Path(place, library.soname)
        library.build_stub(stub)
        return compare(library.baseline, stub, "--harmless")


def has_debug_information(built):
    done = subprocess.run(["readelf", "-S", built], check=True, capture_output=True, text=True)
    return ".debug_info" in done.stdout


def main(name, *built):
    if not shutil.which("abidiff"):
        print("abidiff is not installed")
        return 77
    library = next(one for one in libraries() if one.name == name)
    found = differences(library)
    for path in filter(has_debug_information, built):
        # That an opaque type has insides here is no difference.
        found += compare(library.baseline, path)
    print(found or f"{name}: as in the baseline")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
