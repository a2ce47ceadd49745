#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""An include only ever points down (doc/conventions.md), and never in a circle. Prints each that does not, and fails."""
import graphlib
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)

# Inside a library, a backend or the command: a room, which is a folder or one file ("." is all that lies in no folder), and the rooms
# that it may include. Each stands on those before it only. Includes are written from the root.
BYTES, ERROR, TIME, CONTEXT, FILE, TABLE = (f"util/{room}" for room in ("bytes", "error", "time", "context", "file", "table"))
ROOMS = {
    "lib/core": {
        BYTES: set(),
        ERROR: set(),
        TIME: {ERROR},
        CONTEXT: {ERROR},
        FILE: {BYTES, ERROR},
        TABLE: {ERROR},
        "tlv": {BYTES},
        "iso7816": set(),
        "sm": {"tlv", CONTEXT},
        "card": {"sm", "tlv", BYTES, ERROR, TABLE},
        "transport": {"iso7816", BYTES, ERROR, TIME, CONTEXT, FILE, TABLE},
        "record/text": {BYTES},
        "record/codes": {"record/text", ERROR, CONTEXT, FILE},
        "record": {"record/text", "record/codes", "card", BYTES, ERROR, TIME, CONTEXT},
        "record/saved": {"record", "record/text", BYTES, ERROR, CONTEXT},
        "session": {"record", "record/text", "card", "transport", "sm", "iso7816", "tlv", BYTES, ERROR, TIME},
    },
    "lib/verify": {
        "base": set(),
        "der": set(),
        "key": {"der", "base"},
        "certificate": {"key", "der", "base"},
        "report": {"certificate", "base"},
        "trust": {"report", "certificate", "key", "base"},
        "signature": {"trust", "key", "base"},
        ".": {"signature", "trust", "report", "der", "base"},
    },
    "lib/image": {
        "base": set(),
        "tiff": {"base"},
        "jp2": {"base"},
        "sheet": {"base"},
        ".": {"tiff", "jp2", "base"},
        "view": {".", "sheet", "base"},
    },
    "lib/json": {".": set()},
    "lib/vcard": {
        "base": set(),
        "chip": {"base"},
        "profile": {"base"},
        "draw": {"profile", "base"},
        "ca": {"draw", "profile", "base"},
        "issuer": {"ca", "draw", "profile", "base"},
        "twin": {"issuer", "ca", "chip", "base"},
        ".": {"twin", "issuer", "chip", "base"},
        "reader": {".", "base"},
        "vpcd": {".", "base"},
        "pn532": {".", "base"},
        "twin/making": {".", "twin", "ca", "draw", "chip", "base"},
    },
    "lib/common": {".": set()},
    "backends/common": {".": set()},
    "backends/pcsc": {".": set()},
    "backends/nfc": {".": set()},
    "tools/zairyu": {
        "app.h": set(),
        "person": {"app.h"},
        "files": {"app.h", "person"},
        "trust": {"app.h", "person", "files"},
        "card": {"app.h", "person", "files", "trust"},
        "output": {"app.h", "person", "files", "card"},
        "batch": {"app.h", "person", "files", "card", "output"},
        "counter": {"app.h", "person", "files", "card", "output"},
        "doctor": {"app.h", "person", "files", "trust", "card", "output"},
        "command": {"app.h", "person", "files", "trust", "card", "output", "batch", "counter", "doctor"},
        "app_start.h": {"app.h"},
        "app_start.c": {"app_start.h", "person", "files", "card"},
        "main.c": {"app_start.h", "person", "files", "output", "command"},
    },
    "examples/kiosk": {
        "flow": set(),
        "host": {"flow"},
        "gtk": {"flow", "host"},
    },
}
# Rooms whose files may stand on each other in a circle: a view has the screen drawn again, which shows views; the parts of the
# configuration have its errors.
CIRCULAR = {"examples/kiosk/gtk", "examples/kiosk/host"}
# Names of files that may stand in more than one folder, since they mean the same in each.
SAME_EVERYWHERE = {"failure"}
PURE = {"tlv", "iso7816", "sm"}
INPUT_OUTPUT = {"stdio.h", "unistd.h", "fcntl.h", "sys/socket.h", "poll.h", "pthread.h", "time.h"}
# Satellites and backends: public headers of the core, and their own.
SATELLITES = {"lib/verify": "verify.h", "lib/image": "image.h", "lib/json": "json.h", "lib/vcard": "vcard.h", "backends/pcsc": "pcsc.h",
              "backends/nfc": "nfc.h"}
# Satellites that stand on another one: its public header as well.
STANDS_ON = {"lib/image": {"verify.h"}, "lib/json": {"verify.h"}}
CORE_PUBLIC = {p.name for p in (ROOT / "include/zairyu").glob("*.h")} - set(SATELLITES.values())

problems = []


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def room_of(name, rooms):
    """Of a file, written from the root."""
    return name if name in rooms else pathlib.PurePosixPath(name).parent.as_posix()


def is_common(folder, name):
    """Whether this is a file that several libraries, or both backends, are made of. What is in lib/common is written from lib."""
    if folder.startswith("backends/"):
        return (ROOT / "backends/common" / name).is_file()
    return folder.startswith("lib/") and name.startswith("common/") and (ROOT / "lib" / name).is_file()


# What the build makes.
GENERATED = {"completion_bash.inc", "completion_zsh.inc", "completion_fish.inc"}


def check_room(path, folder):
    rooms = ROOMS[folder]
    room = room_of(path.relative_to(ROOT / folder).as_posix(), rooms)
    if room not in rooms:
        problems.append(f"{path}: no room of {folder} is called {room}")
    for kind, name in includes(path):
        own = (ROOT / folder / name).is_file()
        if kind == "<" and not own or is_common(folder, name) or name in GENERATED:
            continue
        if not own:
            problems.append(f"{path}: includes {name}, which is not what a file in {folder} is called")
        elif room_of(name, rooms) not in rooms.get(room, set()) | {room}:
            problems.append(f"{path}: {room} includes {name}")


def check_rooms():
    """No way leads round, and no row is left of a room that went."""
    for folder, rooms in ROOMS.items():
        before = set()
        for room, allowed in rooms.items():
            problems.extend(f"{folder}: {room} may include {other}, which is not before it" for other in sorted(allowed - before))
            before.add(room)
            if not (ROOT / folder / room).exists():
                problems.append(f"{folder}: there is no room {room}")


def check_circles():
    """No file stands on one that stands on it, its header and what the header includes taken in. A table (.def) is a unit of its own."""
    for folder in ROOMS:
        stands_on = {}
        for path in sorted((ROOT / folder).rglob("*.[ch]")):
            unit = path.relative_to(ROOT / folder).with_suffix("")
            if f"{folder}/{unit.parent}" in CIRCULAR:
                continue
            names_of = [name.removesuffix(".c").removesuffix(".h") for _, name in includes(path) if (ROOT / folder / name).is_file()]
            others = {pathlib.PurePosixPath(name) for name in names_of}
            stands_on.setdefault(unit, set()).update(others - {unit})
        try:
            graphlib.TopologicalSorter(stands_on).prepare()
        except graphlib.CycleError as error:
            problems.append(f"{folder}: a circle of files: {' - '.join(map(str, error.args[1]))}")


def check_core(path):
    layer = path.relative_to(ROOT / "lib/core").parts[0]
    for _, name in includes(path):
        if layer in PURE and name in INPUT_OUTPUT:
            problems.append(f"{path}: {layer} is pure and includes {name}")
        if name.startswith("zairyu/") and name.split("/")[1] not in CORE_PUBLIC:
            problems.append(f"{path}: the core includes {name}")
        if name.startswith(("PCSC/", "nfc/", "winscard")):
            problems.append(f"{path}: the core includes {name}")


def check_satellite(path, folder, own):
    for _, name in includes(path):
        if name.startswith("zairyu/") and name.split("/")[1] not in CORE_PUBLIC | {own} | STANDS_ON.get(folder, set()):
            problems.append(f"{path}: includes {name}")


def check_public(path):
    for kind, name in includes(path):
        if not (name in ("stddef.h", "stdint.h", "zairyu.h") or name.startswith("zairyu/")) or kind == '"':
            problems.append(f"{path}: a public header includes {name}")


# What the flow of a kiosk stands on: without a display, and on two libraries.
FLOW_PUBLIC = CORE_PUBLIC | {"verify.h"}
DISPLAY = ("gtk/", "glib", "gio/", "gdk/", "json-glib/", "cairo")


def check_flow(path):
    for _, name in includes(path):
        if name.startswith(DISPLAY) or name.startswith("zairyu/") and name.split("/")[1] not in FLOW_PUBLIC:
            problems.append(f"{path}: the flow includes {name}")


def check_user(path):
    for _, name in includes(path):
        if name.startswith(("lib/", "core/", "../lib", "../../lib", "util/", "session/", "record/")):
            problems.append(f"{path}: includes {name}")


def check_names(folders):
    """A file is called after its one idea, and no two ideas are called the same."""
    for name, where in sorted(folders.items()):
        if len(where) > 1 and name not in SAME_EVERYWHERE:
            problems.append(f"{name}: means one thing in {' and another in '.join(sorted(where))}")
    problems.extend(f"{name}: is in one folder only" for name in sorted(SAME_EVERYWHERE) if len(folders.get(name, ())) < 2)


count = 0
names = {}
check_rooms()
check_circles()
for path in sorted(ROOT.glob("**/*.[ch]")):
    parts = path.relative_to(ROOT).parts
    if parts[0].startswith("build"):
        continue
    count += 1
    folder = "/".join(parts[:2])
    if folder in ROOMS:
        check_room(path, folder)
    if parts[0] in ("lib", "backends", "tools"):
        names.setdefault(path.stem, set()).add("/".join(parts[:-1]))
    if folder == "lib/core":
        check_core(path)
    elif folder in SATELLITES:
        check_satellite(path, folder, SATELLITES[folder])
    elif folder in ("lib/common", "backends/common"):
        check_satellite(path, folder, "")
    elif parts[0] == "include":
        check_public(path)
    elif parts[0] in ("tools", "examples"):
        check_user(path)
    if parts[:3] == ("examples", "kiosk", "flow"):
        check_flow(path)
check_names(names)
print("\n".join(problems) or f"{count} files, every include points down")
sys.exit(1 if problems or count < 50 else 0)
