#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Builds a data file into a program, so that it is there without any file, and checks its form strictly.

usage: embed.py codes INPUT OUTPUT          the names of codes, as the core looks them up
       embed.py text INPUT OUTPUT           the file itself, as the command reads one that is installed
"""
import pathlib
import re
import sys

HEAD = "/* SPDX-License-Identifier: BSD-2-Clause */\n/* Made from {name} by {program}. */\n#include \"{header}\"\n\n"
COLUMNS = {"codes": 4, "readers": 11, "addresses": 2}


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def rows(path):
    """The rows of a data file, each with as many columns as its form has."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if not re.fullmatch(rf"# zairyu-{path.stem} 1 \d{{4}}-\d{{2}}-\d{{2}}", lines[0]) or lines[-1]:
        sys.exit(f"{path}: the first line has no form and version, or the last one no end")
    for number, line in enumerate(lines[:-1], 1):
        columns = line.split("\t")
        if line.startswith("#"):
            continue
        if len(columns) != COLUMNS[path.stem] or not all(columns):
            sys.exit(f"{path}:{number}: not {COLUMNS[path.stem]} columns with something in each")
        yield columns


def codes(path):
    """One sorted list for each field."""
    fields = {}
    for field, *names in rows(path):
        fields.setdefault(field, []).append(names)
    text = ""
    for field, names in fields.items():
        if len({code for code, *_ in names}) != len(names):
            sys.exit(f"{path}: {field} has a code twice")
        entries = "".join("\t{ " + ", ".join(map(quoted, name)) + " },\n" for name in sorted(names))
        text += f"static const struct code_name {field}[] = {{\n{entries}}};\n\n"
    lists = "".join(f"\t{{ ZAIRYU_FIELD_{field.upper()}, {field}, sizeof {field} / sizeof *{field} }},\n" for field in fields)
    return (f"{text}const struct code_list code_lists[] = {{\n{lists}}};\n\n"
            "const size_t code_list_count = sizeof code_lists / sizeof *code_lists;\n")


def text(path):
    list(rows(path))
    lines = "".join(f"\t{quoted(line)[:-1]}\\n\"\n" for line in path.read_text(encoding="utf-8").splitlines())
    return f"const char built_in_{path.stem}[] =\n{lines[:-1]};\n"


def main(kind, source, target):
    path = pathlib.Path(source)
    make, header = {"codes": (codes, "record/codes/code_names.h"), "text": (text, "files/built_in.h")}[kind]
    target = pathlib.Path(target)
    target.write_text(HEAD.format(name=path.name, program="embed.py", header=header) + make(path), encoding="utf-8")


main(*sys.argv[1:])
