#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The version is meson.build's, and everything else says the same: header, changelogs, file names, sonames, pkg-config.

usage: version.py VERSION [BUILD_ROOT [LIBRARY…]]
"""
import pathlib
import re
import subprocess
import sys

from libraries import ROOT, soversion

SOURCES = ("backends", "examples", "include", "lib", "tests", "tools")


def in_sources(root, version):
    """`root` may be a planted copy of the tree."""
    base = (root / "include/zairyu/base.h").read_text(encoding="utf-8")
    number = "0x" + "".join(f"{int(part):02x}" for part in version.split("."))
    for line in (f'#define ZAIRYU_VERSION "{version}"', f"#define ZAIRYU_VERSION_NUMBER {number}"):
        if line not in (" ".join(had.split()) for had in base.splitlines()):
            yield f"base.h: there is no line {line}"
    newest = re.search(r"^## (\S+)", (root / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.M)[1]
    if newest != version:
        yield f"CHANGELOG.md begins with {newest}"
    packaged = re.match(r"libzairyu \((\S+)\)", (root / "debian/changelog").read_text(encoding="utf-8"))[1]
    if packaged != version:
        yield f"debian/changelog begins with {packaged}"


def literals(root, version):
    """A test or program that says the version by itself fails, or lies, at the next release."""
    for path in sorted(path for top in SOURCES for path in (root / top).glob("**/*") if path.suffix in (".c", ".h", ".py")):
        count = path.read_text(encoding="utf-8").count(f'"{version}"')
        if count != (1 if path.name == "base.h" else 0):
            yield f"{path.relative_to(root)}: says {version} {count} times"


def in_build(version, build, libraries):
    files = sorted((build / "meson-private").glob("libzairyu*.pc"))
    for path in files:
        if f"\nVersion: {version}\n" not in path.read_text(encoding="utf-8"):
            yield f"{path.name}: another version"
    if not files:
        yield f"{build}: no .pc"
    major, minor, patch = map(int, version.split("."))
    for path in map(pathlib.Path, libraries):
        soname = f"{path.name.split('.')[0]}.so.{soversion()}"
        if path.name != f"{soname}.{major * 1000 + minor}.{patch}":
            yield f"{path.name} is not of {version}"
        if f"[{soname}]" not in subprocess.run(["readelf", "-d", path], check=True, capture_output=True, text=True).stdout:
            yield f"{path.name}: its soname is not {soname}"


def main(version, build=None, *libraries):
    problems = [*in_sources(ROOT, version), *literals(ROOT, version)]
    if build:
        problems += in_build(version, pathlib.Path(build), libraries)
    print("\n".join(problems) or f"{version} everywhere")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
