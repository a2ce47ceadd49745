#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Writes the tables that Shift_JIS is read with, and the list of characters that may be shown, from Python's own codecs.

    jis_tables.py            writes jis_2004.c, jis_windows.c and repertoire.c beside itself
    jis_tables.py --check    says whether they are what it would write

A row of Shift_JIS is half of what one lead byte leads: its 94 cells follow the trail bytes 0x40 to 0x9E (without 0x7F), or 0x9F to 0xFC.
"""
import pathlib
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent
LEADS = [*range(0x81, 0xA0), *range(0xE0, 0xFD)]
HALVES = [[*range(0x40, 0x7F), *range(0x80, 0x9F)], [*range(0x9F, 0xFD)]]
NOTHING = "\uFFFD"
EXTRA = 0xE000

HEAD = """/* SPDX-License-Identifier: BSD-2-Clause */
/* Written by jis_tables.py: do not edit. {what} */
#include "record/text/{header}.h"

/* clang-format off */
"""

# Pairs of which Python has the character of half width, which a pair is not.
SAME_CHARACTER = {b"\x81\x5f": "\uFF3C", b"\x81\xb0": "\uFF5E"}

# Written as an escape: what an editor could change or not show.
ESCAPED = {"Mn", "Mc", "Cf", "Zs", "Lm", "Sk", "Co"}

# What names and addresses may hold beyond JIS X 0213 and Windows' characters: whole blocks of the same scripts. All of these ranges are assigned.
BLOCKS = [
    (0x0020, 0x007E), (0x00A0, 0x00AC), (0x00AE, 0x024F), (0x1E00, 0x1EFF),  # Latin
    (0x2010, 0x2015),  # hyphens and dashes
    (0x3041, 0x3096), (0x309B, 0x30FF), (0x31F0, 0x31FF), (0xFF61, 0xFF9F),  # kana
    (0xFF01, 0xFF60), (0xFFE0, 0xFFE6),  # full width
    (0x3005, 0x3007), (0x303B, 0x303B),
]
# Unified and compatibility ideographs of Unicode 15.1.
HAN = [
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFA6D), (0xFA70, 0xFAD9), (0x20000, 0x2A6DF), (0x2A700, 0x2B739),
    (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0), (0x2EBF0, 0x2EE5D), (0x2F800, 0x2FA1D), (0x30000, 0x3134A),
    (0x31350, 0x323AF),
]


def decode(pair, codec):
    """The characters of a pair; "" for none, and for what Windows leaves to its users."""
    try:
        text = pair.decode(codec)
    except UnicodeDecodeError:
        return ""
    return "" if unicodedata.category(text[0]) == "Co" else SAME_CHARACTER.get(pair, text)


def rows(codec):
    return [[decode(bytes([lead, trail]), codec) for trail in half] for lead in LEADS for half in HALVES]


def literal(cell):
    if unicodedata.category(cell) in ESCAPED or cell in "?\"\\":
        return f"\\u{ord(cell):04X}" if ord(cell) >= 0xA0 else "\\" + cell
    return cell


def table(name, cells, own=None):
    """A row in two lines of 47 cells, each a string; cells at the end that hold nothing are left away. `own`: only these rows."""
    lines = []
    for i, row in enumerate(cells):
        if own is not None and i not in own:
            continue
        halves = ["".join(map(literal, part)) for part in ("".join(row).rstrip(NOTHING)[:47], "".join(row).rstrip(NOTHING)[47:])]
        lines.append(f'\t/* {LEADS[i // 2]:02X} */ u"{halves[0]}"' + (f'\n\tu"{halves[1]}"' if halves[1] else "") + ",")
    return f"const uint16_t {name}[{'' if own else 'SHIFT_JIS_ROWS'}][SHIFT_JIS_CELLS + 1] = {{\n" + "\n".join(lines) + "\n};\n"


def cells_of_2004():
    """The cells, and those that need more than 16 bits or two characters, which the cells have the places of."""
    extras, cells = [], []
    for row in rows("shift_jis_2004"):
        cells.append([])
        for text in row:
            if len(text) > 1 or (text and ord(text) > 0xFFFF):
                extras.append([*map(ord, text)] + [0] * (2 - len(text)))
                text = chr(EXTRA + len(extras) - 1)
            cells[-1].append(text or NOTHING)
    return cells, extras


def jis_2004():
    cells, extras = cells_of_2004()
    out = HEAD.format(what="Shift_JIS-2004, the characters of JIS X 0213:2004.", header="shift_jis")
    out += table("shift_jis_2004", cells)
    pairs = [f"{{ 0x{a:04X}, 0x{b:04X} }}," if b else f"{{ 0x{a:04X} }}," for a, b in extras]
    out += "\n/* The cells U+E000 and on: characters beyond 16 bits, and those that are two in Unicode. */\n"
    out += "const uint32_t shift_jis_2004_extra[][2] = {\n"
    return out + "\n".join("\t" + " ".join(pairs[i:i + 7]) for i in range(0, len(pairs), 7)) + "\n};\n"


def windows():
    """Most rows are those of JIS."""
    cells = [[text or NOTHING for text in row] for row in rows("cp932")]
    own = [i for i, row in enumerate(cells) if row != cells_of_2004()[0][i]]
    places = [str(own.index(i) + 1 if i in own else 0) for i in range(len(cells))]
    out = HEAD.format(what="Windows-31J (CP932), without the cells it leaves to users.", header="shift_jis")
    out += "const uint8_t shift_jis_windows_own[SHIFT_JIS_ROWS] = {\n"
    out += "\n".join("\t" + " ".join(f"{place}," for place in places[i:i + 30]) for i in range(0, len(places), 30)) + "\n};\n\n"
    return out + table("shift_jis_windows", cells, own)


def repertoire():
    """Letters, numbers, punctuation and symbols; ideographs; marks, which need something to stand on: in one row, by character."""
    found = {ord(c) for codec in ("shift_jis_2004", "cp932") for row in rows(codec) for text in row for c in text}
    for first, last in BLOCKS:
        found.update(range(first, last + 1))
    marks = {c for c in found if unicodedata.category(chr(c)) in ("Mn", "Mc")} | {*range(0x300, 0x305), *range(0x306, 0x30D), 0x31B, 0x323, 0x327, 0x328, 0x331, 0x3099}
    han = {c for first, last in HAN for c in range(first, last + 1)}
    plain = {c for c in found - marks - han if unicodedata.category(chr(c)) not in ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")}
    kinds = {c: kind for kind, chars in (("PLAIN", plain), ("HAN", han), ("MARK", marks)) for c in chars}
    runs = []
    for c in sorted(kinds):
        if runs and runs[-1][1] == c - 1 and runs[-1][2] == kinds[c]:
            runs[-1][1] = c
        else:
            runs.append([c, c, kinds[c]])
    cells = [f"{{ 0x{first:04X}, 0x{last:04X}, {kind} }}," for first, last, kind in runs]
    out = HEAD.format(what="The characters that text of a card may show.", header="repertoire")
    out += "".join(f"#define {kind} REPERTOIRE_{kind}\n" for kind in ("PLAIN", "HAN", "MARK")) + "\n"
    out += "const struct repertoire_run repertoire_runs[] = {\n"
    out += "\n".join("\t" + " ".join(cells[i:i + 4]) for i in range(0, len(cells), 4)) + "\n};\n"
    return out + "const size_t repertoire_run_count = sizeof repertoire_runs / sizeof *repertoire_runs;\n"


files = {"jis_2004.c": jis_2004(), "jis_windows.c": windows(), "repertoire.c": repertoire()}
if sys.argv[1:] == ["--check"]:
    stale = [name for name, text in files.items() if (HERE / name).read_text(encoding="utf-8") != text]
    print("\n".join(f"{name} is not what jis_tables.py writes" for name in stale) or "tables are as generated")
    sys.exit(1 if stale else 0)
for name, text in files.items():
    (HERE / name).write_text(text, encoding="utf-8")
