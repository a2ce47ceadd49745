#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""An include only ever points down (doc/conventions.md). Prints each that does not, and fails."""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)

# Inside the core: a folder and what it may include.
CORE = {
    "util": {"util"},
    "tlv": {"tlv", "util"},
    "iso7816": {"iso7816", "tlv", "util"},
    "sm": {"sm", "iso7816", "tlv", "util"},
    "card": {"card", "sm", "tlv", "util"},
    "transport": {"transport", "iso7816", "tlv", "util"},
    "record": {"record", "card", "tlv", "util"},
    "session": {"session", "record", "card", "transport", "sm", "iso7816", "tlv", "util"},
}
PURE = {"tlv", "iso7816", "sm"}
INPUT_OUTPUT = {"stdio.h", "unistd.h", "fcntl.h", "sys/socket.h", "poll.h", "pthread.h", "time.h"}
# Satellites and backends: public headers of the core, and their own.
SATELLITES = {"lib/verify": "verify.h", "lib/image": "image.h", "lib/json": "json.h", "lib/vcard": "vcard.h", "backends/pcsc": "pcsc.h",
              "backends/nfc": "nfc.h"}
# Satellites that stand on another one: its public header as well.
STANDS_ON = {"lib/image": {"verify.h"}, "lib/json": {"verify.h"}}
CORE_PUBLIC = {p.name for p in (ROOT / "include/zairyu").glob("*.h")} - set(SATELLITES.values())
# Inside the command: a room and the rooms it may include, which stand above it here. A file in no folder is a room by itself.
TOOL_ROOMS = {
    "app.h": set(),
    "person": {"app.h"},
    "files": {"app.h", "person"},
    "trust": {"app.h", "person", "files"},
    "card": {"app.h", "person", "files", "trust"},
    "output": {"app.h", "person", "files", "card"},
    "batch": {"app.h", "person", "files", "card", "output"},
    "command": {"app.h", "person", "files", "trust", "card", "output", "batch"},
    "app_start.h": {"app.h"},
    "app_start.c": {"app_start.h", "person", "files", "card"},
    "main.c": {"app_start.h", "person", "files", "output", "command"},
}

problems = []


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def check_core(path):
    layer = path.relative_to(ROOT / "lib/core").parts[0]
    for kind, name in includes(path):
        if kind == '"' and name.split("/")[0] not in CORE[layer]:
            problems.append(f"{path}: {layer} includes {name}")
        if layer in PURE and name in INPUT_OUTPUT:
            problems.append(f"{path}: {layer} is pure and includes {name}")
        if name.startswith("zairyu/") and name.split("/")[1] not in CORE_PUBLIC:
            problems.append(f"{path}: the core includes {name}")
        if name.startswith(("PCSC/", "nfc/", "winscard")):
            problems.append(f"{path}: the core includes {name}")


def check_satellite(path, folder, own):
    for kind, name in includes(path):
        if name.startswith("zairyu/") and name.split("/")[1] not in CORE_PUBLIC | {own} | STANDS_ON.get(folder, set()):
            problems.append(f"{path}: includes {name}")
        shared = folder.startswith("backends/") and (ROOT / "backends/common" / name).exists()
        if kind == '"' and not shared and not (ROOT / folder / name).exists():
            problems.append(f"{path}: includes {name}, which is not in {folder}")


def check_public(path):
    for kind, name in includes(path):
        if not (name in ("stddef.h", "stdint.h", "zairyu.h") or name.startswith("zairyu/")) or kind == '"':
            problems.append(f"{path}: a public header includes {name}")


def check_user(path):
    for _, name in includes(path):
        if name.startswith(("lib/", "core/", "../lib", "../../lib", "util/", "session/", "record/")):
            problems.append(f"{path}: includes {name}")


def check_tool(path):
    top = ROOT / "tools/zairyu"
    room = path.relative_to(top).parts[0]
    if room not in TOOL_ROOMS:
        problems.append(f"{path}: no room of the command is called {room}")
    for kind, name in includes(path):
        other = name.split("/")[0]
        if kind == "<" and other not in TOOL_ROOMS and ".." not in name:
            continue
        if other not in TOOL_ROOMS.get(room, set()) | {room} or ".." in name or not (top / name).exists():
            problems.append(f"{path}: {room} includes {name}")


def check_tool_rooms():
    """Each room stands on those above it only, so there is no way round."""
    above = set()
    for room, allowed in TOOL_ROOMS.items():
        problems.extend(f"tools/zairyu: {room} may include {other}, which is not above it" for other in sorted(allowed - above))
        above.add(room)


count = 0
check_tool_rooms()
for path in sorted(ROOT.glob("**/*.[ch]")):
    parts = path.relative_to(ROOT).parts
    if parts[0].startswith("build"):
        continue
    count += 1
    folder = "/".join(parts[:2])
    if folder == "lib/core":
        check_core(path)
    elif folder in SATELLITES:
        check_satellite(path, folder, SATELLITES[folder])
    elif folder == "backends/common":
        check_satellite(path, folder, "")
    elif parts[0] == "include":
        check_public(path)
    elif parts[0] in ("tools", "examples"):
        check_user(path)
        if folder == "tools/zairyu":
            check_tool(path)
print("\n".join(problems) or f"{count} files, every include points down")
sys.exit(1 if problems or count < 50 else 0)
