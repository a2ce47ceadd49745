#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The three lists of a library are equal: what its headers declare, what its map exports, what nm finds.

usage: symbols.py LIBRARY MAP HEADER…
"""
import re
import subprocess
import sys

library, version_map, *headers = sys.argv[1:]

declared = set()
for header in headers:
    text = re.sub(r"/\*.*?\*/", "", open(header, encoding="utf-8").read(), flags=re.S)
    declared |= set(re.findall(r"ZAIRYU_API\b[^;{]*?\b(zairyu_\w+)\s*\(", text))
mapped = set(re.findall(r"^\s*(zairyu_\w+);", open(version_map, encoding="utf-8").read(), flags=re.M))
lines = subprocess.run(["nm", "-D", "--defined-only", library], check=True, capture_output=True, text=True).stdout
exported = {line.split()[2].split("@")[0] for line in lines.splitlines() if line.split()[1] != "A"}

ok = bool(declared)
for name, a, b in (("declared but not in the map", declared, mapped), ("in the map but not declared", mapped, declared),
                   ("declared but not exported", declared, exported), ("exported but not declared", exported, declared)):
    if a - b:
        print(f"{name}: {', '.join(sorted(a - b))}")
        ok = False
print(f"{library}: {len(declared)} functions")
sys.exit(0 if ok else 1)
