#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Every page of the agency that a text names is in lib/data/addresses.tsv, word for word, so that the command can say another
when it moves; and every one there is named by some text.

usage: addresses.py SOURCE_ROOT
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
TABLE = {line.split("\t")[1] for line in (ROOT / "lib/data/addresses.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")}
ADDRESS = re.compile(r"https://[\w.-]*\bmoj\.go\.jp[^\s\"'<>()\\、。]*", re.ASCII)

named = {}
for top in ("lib", "backends", "tools", "examples"):
    for path in sorted(path for kind in ("c", "h", "def", "txt") for path in (ROOT / top).glob(f"**/*.{kind}")):
        for address in ADDRESS.findall(path.read_text(encoding="utf-8")):
            named.setdefault(address, path.relative_to(ROOT))
problems = [f"{path}: {address} is not in lib/data/addresses.tsv" for address, path in named.items() if address not in TABLE]
problems += [f"lib/data/addresses.tsv: no text names {address}" for address in sorted(TABLE - set(named))]
print("\n".join(problems) or f"{len(named)} addresses, all in the table")
sys.exit(1 if problems or len(named) < 3 else 0)
