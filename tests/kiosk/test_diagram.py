#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""test_diagram.py FLOW_DIAGRAM: the diagram in doc/kiosk-flow.md is that of the table. With --update it is put there."""
import os
import pathlib
import re
import subprocess
import sys

PAGE = pathlib.Path(os.environ["ZAIRYU_SOURCE"]) / "doc/kiosk-flow.md"
BLOCK = re.compile(r"(```mermaid\n)(.*?)(```)", re.S)

made = subprocess.run([sys.argv[1]], capture_output=True, text=True, check=True).stdout
page = PAGE.read_text(encoding="utf-8")
assert len(BLOCK.findall(page)) == 1, f"{PAGE}: one diagram is expected"
if "--update" in sys.argv:
    PAGE.write_text(BLOCK.sub(lambda match: match[1] + made + match[3], page), encoding="utf-8")
elif BLOCK.search(page)[2] != made:
    sys.exit(f"{PAGE} has another diagram than the table. Put it there: ninja -C build kiosk-diagram-update")
