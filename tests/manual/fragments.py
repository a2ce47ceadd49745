#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The C that manual and guides show.

generate: OUT is a header with every fragment between `#ifdef FRAGMENT_name` and `#endif`; its lines are called by the file
          they stand in, so that a compiler's complaint points there.
check:    every fragment has a program in around/, which meson.build builds and runs, and every program a fragment. Nothing
          that looks like C stands in a form that is not taken for C, so that no fragment is passed over in silence. A whole
          program is one of examples/, where it is built as it stands.

files:    the names of what is looked through, for the build.

usage: fragments.py SOURCE_ROOT check | files | generate OUT
"""
import pathlib
import re
import sys

from pages import FENCE, LOOKS_LIKE_C, ROOT, end, examples_of, pages_and_guides, read

# Of fences; the last is what a terminal or a file shows.
LANGUAGES = {"c", "go", "sh", "json", "python", "text", "", "js", "mermaid"}


def outside(path, text):
    """Examples in forms that are not looked for."""
    if path.suffix == ".md":
        rest = FENCE.sub("", text)
        for code in re.findall(r"\n\n((?:(?:    |\t)[^\n]*\n)+)", rest):
            if LOOKS_LIKE_C.search(code):
                problems.append(f"{path}: C that is set in without a fence: {code.strip().splitlines()[0]}")
        if re.search(r"^ *(```|~~~)", rest, flags=re.M):
            problems.append(f"{path}: a fence without an end")
    else:
        for line in re.findall(r"^\.(?:D[1l]|nf|EX|Bl? -unfilled)\b.*", text, flags=re.M):
            if path.suffix == ".3" or LOOKS_LIKE_C.search(line):
                problems.append(f"{path}: an example in a form that is not looked for: {line}")


def language_is_known(where, language, content):
    if language not in LANGUAGES:
        problems.append(f"{where}: a fence of the language {language}")
    elif language not in ("c", "go", "sh", "python", "js") and LOOKS_LIKE_C.search(content):
        problems.append(f"{where}: C in a fence that does not say so")


def fragments():
    """name → (path, line, content). A translation shows the same as its original."""
    found = {}
    for path in sorted(pages_and_guides(), key=lambda path: len(path.suffixes)):
        short = path.relative_to(ROOT)
        outside(short, read(path))
        number = 0
        for line, language, content in examples_of(path):
            language_is_known(f"{short}:{line}", language, content)
            if language == "c" and not (len(path.suffixes) > 1 and content in (shown for _, _, shown in found.values())):
                number += 1
                found[re.sub(r"\W", "_", path.name.removesuffix(path.suffix)) + f"_{number}"] = (short, line, content)
    return found


def generate(out):
    text = ["/* Made by tests/manual/fragments.py. */"]
    for name, (path, line, content) in fragments().items():
        text += [f"#ifdef FRAGMENT_{name}", f'#line {line} "{path}"', content.rstrip("\n"), "#endif"]
    pathlib.Path(out).write_text("\n".join(text) + "\n", encoding="utf-8")


def check():
    shown = fragments()
    here = ROOT / "tests/manual"
    built = set(re.findall(r"^  '(\w+)': \[", read(here / "meson.build"), flags=re.M))
    around = {path.stem: read(path) for path in sorted((here / "around").glob("*.c"))}
    for name in sorted(shown.keys() - around.keys()):
        path, line, _ = shown[name]
        problems.append(f"{path}:{line}: nothing compiles this; around/{name}.c should")
    examples = {path.stem: read(path).split("*/\n", 2)[2].strip() for path in (ROOT / "examples").glob("*.c")}
    problems.extend(f"{path}:{line}: a whole program that is not in examples/" for path, line, content in shown.values()
                    if "int main(" in content and content.strip() not in examples.values())
    problems.extend(f"around/{name}.c: there is no such fragment" for name in sorted(around.keys() - shown.keys()))
    problems.extend(f"around/{name}.c does not take it in once" for name, text in around.items()
                    if text.count(f"#define FRAGMENT_{name}\n") != 1 or text.count("FRAGMENT_") != 1)
    problems.extend(f"around/{name}.c and meson.build: only one has it" for name in sorted(around.keys() ^ built))
    if len(shown) < 18:
        problems.append(f"only {len(shown)} fragments were found")
    return len(shown)


problems = []
if sys.argv[2] == "generate":
    generate(sys.argv[3])
    end(problems, "")
if sys.argv[2] == "files":
    end([], "\n".join(map(str, pages_and_guides())))
count = check()
end(problems, f"{count} fragments, each compiled and run")
