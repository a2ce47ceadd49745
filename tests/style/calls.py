#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""What every public function promises (<zairyu.h>, doc/abi.md), made from the headers so that none can be forgotten.

check:    whatever takes `err` begins with zairyu_error_clear() and ends with zairyu_error_finish(); whatever takes
          flags takes them as uint32_t.
generate: a program that calls each function with NULL everywhere, with each argument alone, and with all but each.

usage: calls.py check SOURCE_ROOT | calls.py generate OUT HEADER…
"""
import pathlib
import re
import sys

# The one that fills an error, and those that the rule is made of.
OF_THE_RULE = {"zairyu_error_set", "zairyu_error_clear", "zairyu_error_finish"}


def plain(path):
    return " ".join(re.sub(r"/\*.*?\*/", "", pathlib.Path(path).read_text(encoding="utf-8"), flags=re.S).split())


def parameters(text):
    """(type, name) of each; of a pointer to a function the type is "function"."""
    if text.strip() in ("", "void"):
        return []
    found = []
    for one in re.split(r",\s*(?![^()]*\))", text):
        if "(*" in one:
            found.append(("function", re.search(r"\(\*(\w+)\)", one)[1]))
            continue
        kind, name, array = re.fullmatch(r"(.*?)(\w+)(\[\w+\])?", one.strip()).groups()
        found.append((kind.strip() + (" *" if array else ""), name))
    return found


def functions(headers):
    """name → (type of the result, parameters)"""
    found = {}
    for header in headers:
        for match in re.finditer(r"ZAIRYU_API (?:ZAIRYU_NODISCARD )?([^;{]*?)\b(zairyu_\w+) ?\(([^;]*?)\);", plain(header)):
            found[match[2]] = (match[1].strip(), parameters(match[3]))
    return found


def check(root):
    problems, checked = [], 0
    declared = functions(sorted((root / "include").glob("**/*.h")))
    sources = {p: p.read_text(encoding="utf-8") for top in ("lib", "backends") for p in (root / top).glob("**/*.c")}
    for name, (_, args) in declared.items():
        problems += [f"{name}: flags are {kind}" for kind, arg in args if arg == "flags" and kind != "uint32_t"]
        if ("zairyu_error **", "err") not in args or name in OF_THE_RULE:
            continue
        checked += 1
        bodies = [m[1] for text in sources.values() for m in re.finditer(rf"^int {name}\([^{{;]*\)\n{{\n(.*?)^}}\n", text, flags=re.M | re.S)]
        lines = bodies[0].strip().splitlines() if len(bodies) == 1 else [""]
        if lines[0] != "zairyu_error_clear(err);" or not re.fullmatch(r"\treturn zairyu_error_finish\(\s*err, .*\);", "".join(lines[1:]), flags=re.S):
            problems.append(f"{name}: does not begin and end as it must")
    print("\n".join(problems) or f"{checked} functions take an error, all alike")
    return 1 if problems or checked < 40 else 0


# What stands for an argument that is there; all others of a pointer type are NULL.
THINGS = ["context", "cancel", "error", "wait", "transport", "handoff", "readers", "session", "card", "record", "trust", "report",
          "image", "vcard", "vcard_ca", "twin", "vcard_pn532", "json_extra", "json_findings"]
GIVEN = {
    "int": "1", "uint64_t": "1", "int64_t": "1", "const int64_t *": "&(const int64_t){ 1 }", "const char *": '"/nonexistent/x"', "char *": "(char *)room",
    "uint8_t *": "room", "const uint8_t *": "room", "zairyu_bytes": '(zairyu_bytes){ (const uint8_t *)"x", 1 }',
    "zairyu_write_fn *": "swallow", "zairyu_progress_fn *": "on_progress", "zairyu_item_fn *": "on_item",
    "zairyu_log_fn *": "on_log", "function": "on_ready",
    "const zairyu_transport_ops *": "&(zairyu_transport_ops){ .size = sizeof(zairyu_transport_ops) }",
    "zairyu_handoff_request *": "&(zairyu_handoff_request){ .size = sizeof(zairyu_handoff_request) }",
    "const zairyu_hints *": "&(zairyu_hints){ .size = sizeof(zairyu_hints) }",
    "const zairyu_backend *": "&(zairyu_backend){ .size = sizeof(zairyu_backend) }",
    "zairyu_card_object_info *": "&(zairyu_card_object_info){ .size = sizeof(zairyu_card_object_info) }",
    "zairyu_twin_part *": "&(zairyu_twin_part){ .size = sizeof(zairyu_twin_part) }",
    "const zairyu_bytes *": '&(zairyu_bytes){ (const uint8_t *)"x", 1 }',
    "const zairyu_readers *const *": "&(const zairyu_readers *){ NULL }",
    "zairyu_bytes *": "&(zairyu_bytes){ 0 }", "const char **": "&(const char *){ NULL }",
}
NUMBERS = {"int", "size_t", "uint64_t", "uint32_t", "int64_t", "uint16_t"}


def argument(kind, name, index, consumed):
    """What stands in the call; None for the error."""
    if name == "flags":
        return "flags"
    number = kind in NUMBERS
    nothing = "0" if number else "(zairyu_bytes){ NULL, 0 }" if kind == "zairyu_bytes" else "NULL"
    thing = re.fullmatch(r"(?:const )?zairyu_(\w+) \*", kind)
    out = re.fullmatch(r"zairyu_(\w+) \*\*", kind)
    if kind == "zairyu_error **":
        return None
    if out and out[1] in THINGS:
        return f"is_there({index}) ? &out : NULL"
    if kind in GIVEN:
        there = GIVEN[kind]
    elif thing and thing[1] in THINGS:
        there = nothing if consumed else f"things.{thing[1]}"
    elif kind.endswith(" *") and kind[:-2] in NUMBERS:
        there = f"&({kind[:-2]}){{ 0 }}"
    elif number or kind == "void *":
        there = nothing
    else:
        sys.exit(f"calls.py: what is a {kind}?")
    return nothing if there == nothing else f"is_there({index}) ? {there} : {nothing}"


def takes_flags(args):
    return any(arg == "flags" for _, arg in args)


def call(name, result, args):
    consumed = name.endswith("_free")
    given, lines = [], []
    for index, (kind, arg) in enumerate(args):
        one = argument(kind, arg, index, consumed)
        if kind == "zairyu_cancel *" and "_serve" in name:
            one = "things.cancel"  # nothing else ends these
        given.append(one if one is not None else f"is_there({index}) ? &err : NULL")
    judged = any(k == "zairyu_error **" for k, _ in args) and name not in OF_THE_RULE
    lines.append(f"static void call_{name}(void)\n{{")
    if any(k == "zairyu_error **" for k, _ in args):
        lines.append("\tzairyu_error *err = stale();")
    outs = [k for k, _ in args if re.fullmatch(r"zairyu_(?!error)(\w+) \*\*", k)]
    if len(outs) == 1:
        lines.append(f"\t{outs[0][:-1]}out = ({outs[0][:-1]})room;")
    elif outs:  # two results: each has a place of its own
        given = [g.replace("&out", f"&out_{i}") for i, g in enumerate(given)]
        for i, (k, _) in enumerate(args):
            if k in outs:
                lines.append(f"\t{k[:-1]}out_{i} = ({k[:-1]})room;")
    code = f"{name}({', '.join(given)})"
    if result == "int":
        lines.append(f"\tint rc = {code};\n")
    else:
        lines.append(f"\n\t{'' if result == 'void' else '(void)'}{code};")
    for i, (k, _) in enumerate(args):
        match = re.fullmatch(r"zairyu_(?!error)(\w+) \*\*", k)
        if match and result == "int":
            variable = "out" if len(outs) == 1 else f"out_{i}"
            lines.append(f"\tif (is_there({i}) && judge_out(rc, {variable}))\n\t\tzairyu_{match[1]}_free({variable});")
    for i, (k, _) in enumerate(args):
        if k == "zairyu_error **":
            if judged:
                lines.append(f"\tif (is_there({i}))\n\t\tjudge_error(rc, err);")
            lines.append("\tzairyu_error_free(err);")
    if takes_flags(args):
        lines.append("\tif (flags)\n\t\tjudge_flags(rc);")
    elif result == "int" and not judged and not outs:
        lines.append("\t(void)rc;")
    lines.append("}\n")
    return "\n".join(lines)


def generate(out, headers):
    declared = functions(headers)
    text = ["/* Made by tests/style/calls.py. */", '#include "calls.h"', ""]
    for name, (result, args) in declared.items():
        text.append(call(name, result, args))
    text.append("const struct call calls[] = {")
    text += [f'\t{{ "{name}", {len(args)}, {int(takes_flags(args))}, call_{name} }},' for name, (_, args) in declared.items()]
    text += ["};", "const size_t call_count = sizeof calls / sizeof *calls;", ""]
    pathlib.Path(out).write_text("\n".join(text), encoding="utf-8")
    return 0


if sys.argv[1] == "check":
    sys.exit(check(pathlib.Path(sys.argv[2])))
sys.exit(generate(sys.argv[2], sys.argv[3:]))
