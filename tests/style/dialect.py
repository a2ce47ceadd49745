#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The one dialect of doc/conventions.md, as far as it can be seen line by line. Prints what departs from it, and fails."""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])
FOLDERS = ("lib", "backends", "bindings", "tools", "examples", "tests", "include")

TYPE = r"(?:int|char|bool|void|long|short|unsigned|signed|float|double|struct|enum|union|const|\w+_t|zairyu_\w+|nfc_\w+)\b"
# A pointer's presence as a value, compared with another: left alone.
VALUE = re.compile(r"[=!]= \([^()]* != NULL\)|\([^()]* != NULL\) (?=[=!]=)")
# What a line of code may not have; strings and comments are taken out before.
RULES = (
    (r"== NULL\b", "a pointer is asked with !p"),
    (r"!= NULL\b(?=\)? (?:&&|\|\||\?))|(?:\bif|\bwhile|&&|\|\|) [^?]*!= NULL\b", "a pointer is asked with p"),
    (rf"^(?!\s*#|.*_Static_assert).*\bsizeof\((?!{TYPE}|\"|[A-Z])[^()]*\)(?!.*\\$)", "sizeof x without parentheses; they are for types"),
    (r"\bsizeof (\w+) / sizeof \1\[0\]", "a count is sizeof a / sizeof *a"),
    (r"!rc\b|\b(?:if|while) \(rc\)|(?<![=!<>] )\brc (?:&&|\|\||\?)", "an outcome is compared: rc < 0, rc == ZAIRYU_OK"),
    (r"^\t+int (?:status|ret|err|res) = (?!exit_)\w+\(", "an outcome is called rc"),
    (r"\bresult [=!<>]=? ZAIRYU_(?:OK|ERR_\w+)", "an outcome is called rc"),
    (r"\bint \*?result\b.*\w+_check\w*\(|\bresult [=!]=? SIGNATURE_", "whether a signature fits is called answer"),
)
# A result is one of ZAIRYU_RESULT_*; in a file that knows none, an int of that name is an outcome by another name.
RESULT = (re.compile(r"\bint (?:\w+, )*\*?(?:\w+_)?result\b"), "ZAIRYU_RESULT_", "a result is a ZAIRYU_RESULT_*; an outcome is called rc")
# Programs run over what the library knows, which may be a later one.
PROGRAMS = ("tools", "examples")
LAST = (re.compile(r"[<>]=? ZAIRYU_\w+_LAST\b"), "what a library names is counted until the name is NULL")
PRODUCT = ("lib", "backends", "tools")
NUMBER = (re.compile(r"^#define [A-Z]\w*\s+(?:-?\d+|0x[0-9A-F]{1,7})\s*$"), "a number is an enumerator, unless it is unsigned")
PROSE = (r"@return|@param|@brief", "functions are described in prose; tags are for public headers")
MASKED = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
DECLARATION = re.compile(r"^\t+(?:(?:static|const|volatile|unsigned|signed|struct|enum|union|long)\s+)*(\w+)\s+(?:\*|const\b|\s)*(\w+)"
                         r"(?:\[[^\]]*\])*\s*(?:=|;|,)")
AGGREGATE = re.compile(r"^\t+(?:static )?(?:const )?(?:struct|enum|union)(?: \w+)? \{")
NO_TYPE = {"return", "goto", "else", "case", "typedef", "extern", "sizeof"}


def masked(text):
    """Without comments, and with empty strings; every line keeps its number."""
    return MASKED.sub(lambda m: ('""' if m[0][0] == '"' else "0" if m[0][0] == "'" else "") + "\n" * m[0].count("\n"), text)


def indent(line):
    return len(line) - len(line.lstrip("\t"))


def is_declaration(line):
    match = DECLARATION.match(line)
    return bool(AGGREGATE.match(line)) or bool(match) and match[1] not in NO_TYPE and match[2] not in NO_TYPE


def opens_block(line):
    """Whether statements follow: not a struct, an enumeration or an initialiser."""
    code = line.rstrip()
    return (code.endswith("{") and not re.search(r"(?:[=,({]|\breturn \(.*\))\s*\{$", code)
            and not re.match(r"^\t*(?:static |const |typedef )*(?:struct|enum|union)\b[^()]*\{$", code))


def end_of(lines, at):
    """The last line of the declaration that begins there."""
    depth = 0
    while at < len(lines):
        depth += sum(lines[at].count(c) for c in "([{") - sum(lines[at].count(c) for c in ")]}")
        if depth <= 0 and lines[at].rstrip().endswith(";"):
            break
        at += 1
    return at


def late_declarations(lines, opening):
    """Of one block: declarations behind a statement, and a first statement without a blank line before it."""
    depth = indent(lines[opening]) + 1
    at, statements, declared_until = opening + 1, 0, None
    while at < len(lines):
        line = lines[at]
        if line.strip() and indent(line) < depth and not line.startswith("#"):
            return
        if indent(line) != depth or not line.strip():
            at += 1
        elif is_declaration(line):
            if statements:
                yield at + 1, "a declaration stands at the top of its block"
            at = end_of(lines, at) + 1
            declared_until = at
        else:
            if declared_until == at and not statements:
                yield at + 1, "a blank line follows the declarations"
            statements += 1
            at += 1


def wrong_guard(path, text):
    guard = re.search(r"^#ifndef (\w+_H)$", text, re.M)
    wanted = re.sub(r"\W", "_", "_".join(path.parts[-2:])).upper()
    if path.suffix == ".h" and (not guard or guard[1] != wanted):
        yield 1, f"the include guard is {wanted}"


def problems_of(path):
    text = path.read_text(encoding="utf-8")
    lines = masked(text).split("\n")
    found = [(n, why) for n, line in enumerate(lines, 1) for rule, why in RULES
             if re.search(rule, VALUE.sub("", line))]
    if path.relative_to(ROOT).parts[0] != "include":
        found += [(n, PROSE[1]) for n, line in enumerate(text.split("\n"), 1) if re.search(PROSE[0], line)]
    if RESULT[1] not in text:
        found += [(n, RESULT[2]) for n, line in enumerate(lines, 1) if RESULT[0].search(line)]
    if path.relative_to(ROOT).parts[0] in PROGRAMS:
        found += [(n, LAST[1]) for n, line in enumerate(lines, 1) if LAST[0].search(line)]
    if path.relative_to(ROOT).parts[0] in PRODUCT:
        found += [(n, NUMBER[1]) for n, line in enumerate(lines, 1) if NUMBER[0].search(line)]
        found += wrong_guard(path, text)
    if path.suffix == ".c":
        found += [problem for n, line in enumerate(lines) if opens_block(line) for problem in late_declarations(lines, n)]
    return [f"{path.relative_to(ROOT)}:{n}: {why}" for n, why in sorted(found)]


def main():
    listed = [p for folder in FOLDERS for p in sorted((ROOT / folder).rglob("*.[ch]"))]
    problems = [problem for path in listed for problem in problems_of(path)]
    print("\n".join(problems) or f"{len(listed)} files speak one dialect")
    return 1 if problems or len(listed) < 300 else 0


if __name__ == "__main__":
    sys.exit(main())
