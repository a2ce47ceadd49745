#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The sizes and forbidden calls of doc/conventions.md, measured with ctags over lib, backends, bindings, tools, tests
and examples; a START_TEST is a function, and so is one in Go."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1])
FUNCTION_MAX, FILE_MAX = 50, 350
# Secrets are compared in constant time; nothing that is verified is one.
NO_MEMCMP = ("lib/core/sm",)
# The libraries do not print, and keep nothing global or per thread.
FORBIDDEN = re.compile(r"\b((?:printf|puts|perror|getenv|strtok|strcpy|strcat|sprintf|gets|abort|exit)\s*\(|__thread|_Thread_local)")

TOPS = ("lib", "backends", "bindings", "tools", "tests", "examples")
sources = [p for top in TOPS for kind in ("c", "h", "go") for p in sorted((ROOT / top).glob(f"**/*.{kind}"))]
problems = []
for path in sources:
    name = str(path.relative_to(ROOT))
    text = path.read_text(encoding="utf-8")
    code = re.sub(r'/\*.*?\*/|"(\\.|[^"\\])*"', "", text, flags=re.S)
    if text.count("\n") > FILE_MAX:
        problems.append(f"{name}: {text.count(chr(10))} lines")
    if "SPDX-License-Identifier: BSD-2-Clause" not in text[:100]:
        problems.append(f"{name}: no licence line")
    if name.startswith(NO_MEMCMP) and re.search(r"(?<!CRYPTO_)\bmemcmp\s*\(", code):
        problems.append(f"{name}: memcmp")
    if name.startswith(("lib/", "backends/")):
        problems += [f"{name}: {m}" for m in FORBIDDEN.findall(code)]

tags = subprocess.run(["ctags", "--languages=C,Go", "--kinds-C=f", "--kinds-Go=f", "--fields=+ne", "-o", "-", *map(str, sources)],
                      check=True, capture_output=True, text=True).stdout
lengths = []
for line in tags.splitlines():
    fields = dict(f.split(":", 1) for f in line.split("\t")[3:] if ":" in f)
    if "line" in fields and "end" in fields:
        length = int(fields["end"]) - int(fields["line"]) + 1
        lengths.append(length)
        if length > FUNCTION_MAX:
            problems.append(f"{' '.join(line.split(chr(9))[1::-1])}, line {fields['line']}: {length} lines")
lengths.sort()
print("\n".join(problems))
print(f"{len(sources)} files, {len(lengths)} functions, median {lengths[len(lengths) // 2]}, "
      f"99th percentile {lengths[len(lengths) * 99 // 100]}, longest {lengths[-1]} lines")
sys.exit(1 if problems or len(lengths) < 100 else 0)
