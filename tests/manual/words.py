#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The stable words that pages, headers and guides list are those of the library's tables, all of them.

usage: words.py SOURCE_ROOT
"""
import re

from pages import HEADERS, PAGES, ROOT, end, read, without_comments


def table(name, row):
    """The words of the table in the one file of that name."""
    path, = ROOT.glob(f"lib/**/{name}")
    return set(re.findall(row, without_comments(read(path)), flags=re.M))


def between(text, first, last):
    """What stands between two places, which have to be there."""
    return text[text.index(first) + len(first):].split(last, 1)[0]


def words_in(text, words):
    """Tokens that are of these words, or look like it."""
    return {token for token in re.findall(r"[a-z0-9-]+", text) if token in words or "-" in token.strip("-")}


def compare(where, found, right):
    if found != right:
        problems.append(f"{where}: {', '.join(sorted(found ^ right))}")


problems = []
notes = table("note.c", r'^\t\[NOTE_\w+\] = \{\s+"([a-z0-9-]+)"')
listed = between(PAGES["zairyu_verify"], "They are:\n", ".El")
compare("zairyu_verify(3), notes", words_in(re.sub(r"^\.(?:It|Bl).*$", "", listed, flags=re.M), notes), notes)
comment = re.search(r"/\*\*\n \* Reasons and hints.*?\*/", HEADERS["zairyu/verify.h"], flags=re.S)[0]
compare("verify.h, notes", set(re.findall(r'"([a-z0-9-]+)"', comment)), notes)
compare("verification.md, notes", notes & set(re.findall(r"`([a-z0-9-]+)`", read(ROOT / "doc/verification.md"))), notes)

fields = table("field_note.c", r'^\t\{ NOTE_\w+, "([a-z0-9-]+)"')
listed = between(PAGES["zairyu_record"], "says how a value was read, or why it was not:\n", ".El")
listed = " , ".join(re.findall(r"^\.It Ql (.*)$", listed, flags=re.M))
compare("zairyu_record(3), notes of fields", set(listed.split(" , ")), fields)

statements = table("statements.c", r'"(zairyu-[a-z]+)"')
listed = "".join(re.findall(r"^\.It Li .*\n", PAGES["zairyu_image"], flags=re.M))
compare("zairyu_image(3), statements", set(re.findall(r"\bzairyu-[a-z]+\b", listed)), statements)
comment = re.search(r"/\*\*\n \* What a composed view says.*?\*/", HEADERS["zairyu/image.h"], flags=re.S)[0]
compare("image.h, statements", set(re.findall(r'"(zairyu-[a-z]+)"', comment)), statements)
if len(notes) < 20 or len(fields) < 15 or len(statements) < 8:
    problems.append(f"only {len(notes)} notes, {len(fields)} notes of fields and {len(statements)} statements were found")
end(problems, f"{len(notes) + len(fields) + len(statements)} words, as in the library")
