#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The types of the manual are those of the headers.

Every public type is declared in the SYNOPSIS of exactly one page, word for word and member by member as in its header,
which that page includes, and is named in its NAME, so that `man TYPE` finds it. Every slot of a table has its entry there,
which names each of its parameters; every other member of a struct is named. doc/abi.md says of every struct that grows
who fills it in.

usage: declarations.py SOURCE_ROOT
"""
import re

from pages import HEADERS, PAGES, ROOT, displays, end, one_way, reached, read, sections, without_comments

SLOT = re.compile(r"\(\*(\w+)\)\((.*)\)")
# Of every slot the same, and explained for all of them at once.
EVERY_SLOT = {"userdata", "err"}


def typedefs(text):
    """name → its members, or [the whole] where there are none; each in one way."""
    found = {}
    for code in re.findall(r"^typedef ([^;{]*(?:\{[^}]*\}[^;]*)?);", without_comments(text), flags=re.M):
        head, brace, body = code.partition("{")
        members, _, tail = body.rpartition("}")
        name = tail if brace else re.search(r"\b(zairyu_\w+)\s*\(|(zairyu_\w+)$", head)[0].rstrip("( ")
        found[name.strip()] = [one_way(m) for m in members.split(";") if m.strip()] if brace else [one_way(head)]
    return found


def difference(page, header):
    """The first member that is not the same."""
    for number in range(max(len(page), len(header))):
        pair = [members[number] if number < len(members) else "nothing" for members in (page, header)]
        if pair[0] != pair[1]:
            return f"is {pair[0]}, must be {pair[1]}"
    return None


def entry(page, name):
    """What a page says below `.It NAME`."""
    found = re.search(rf"^\.It (?:Va )?{name}$(.*?)(?=^\.(?:It|El|Ss|Sh)\b)", page, flags=re.M | re.S)
    return found[1] if found else None


def check_named(page, name, parts_of):
    for part in parts_of:
        if not re.search(rf"^\.(?:It )?(?:[VF]a) {part}\b", PAGES[page], flags=re.M):
            problems.append(f"{page}: nothing is said of {part} of {name}")


def check_members(page, name, members):
    for member in members:
        slot = SLOT.search(member)
        if slot:
            said = entry(PAGES[page], slot[1])
            parameters = {re.search(r"(\w+)$", p)[1] for p in slot[2].split(",")} - EVERY_SLOT
            missing = parameters if said is None else {p for p in parameters if not re.search(rf"^\.Fa {p}\b", said, flags=re.M)}
            if said is None:
                problems.append(f"{page}: the slot {slot[1]} is not described")
            problems.extend(f"{page}: the slot {slot[1]} does not explain {p}" for p in sorted(missing) if said is not None)
        else:
            check_named(page, name, re.findall(r"(\w+)(?:,|$)", member))


problems = []
declared = {name: (header, members) for header, text in HEADERS.items() for name, members in typedefs(text).items()}
pages_of = {name: [] for name in declared}
for page, text in PAGES.items():
    parts = sections(text)
    includes = reached(re.findall(r"^\.In (\S+)", parts["SYNOPSIS"], flags=re.M))
    for name, members in typedefs("\n".join(code for _, code in displays(parts["SYNOPSIS"]))).items():
        if name not in declared:
            problems.append(f"{page}: {name} is not declared anywhere")
            continue
        header, right = declared[name]
        pages_of[name].append(page)
        wrong = difference(members, right)
        if wrong:
            problems.append(f"{page}: {name}: {wrong}")
        if header not in includes:
            problems.append(f"{page}: {name} is in <{header}>")
        if not re.search(rf"^\.Nm {name}( ,)?$", parts["NAME"], flags=re.M):
            problems.append(f"{page}: NAME lacks {name}, so that man does not find it")
        if name.endswith("_fn"):
            check_named(page, name, [p for p in re.findall(r"(\w+)[,)]", right[0]) if p != "userdata"])
        elif len(right) > 1:
            check_members(page, name, right)
for name, pages in pages_of.items():
    if len(pages) != 1:
        problems.append(f"{name} is declared on {len(pages)} pages {' '.join(pages)}")
growing = {name for name, (_, members) in declared.items() if members[0] == "size_t size"}
problems += [f"abi.md: nothing is said of {name}" for name in sorted(growing) if f"`{name}`" not in read(ROOT / "doc/abi.md")]
if len(declared) < 25:
    problems.append(f"only {len(declared)} types were found")
end(problems, f"{len(declared)} types, as in the headers")
