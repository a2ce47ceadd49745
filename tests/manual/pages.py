# SPDX-License-Identifier: BSD-2-Clause
"""Headers and manual pages, taken apart: what the checks of this folder share."""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1])


def read(path):
    return path.read_text(encoding="utf-8")


HEADERS = {p.relative_to(ROOT / "include").as_posix(): read(p) for p in sorted((ROOT / "include").glob("**/*.h"))}
PAGES = {p.stem: read(p) for p in sorted((ROOT / "doc/man").glob("*.3"))}


def without_comments(text):
    return re.sub(r"/\*.*?\*/", " ", text, flags=re.S)


def one_way(code):
    """One way to write C: single spaces, none inside parentheses or after a star."""
    return re.sub(r"\s*([(),;{}])\s*", r"\1", re.sub(r"\*\s+", "*", " ".join(code.split())))


def sections(text):
    parts = re.split(r"^\.Sh (.+)$", text, flags=re.M)
    return {name.strip('"'): body for name, body in zip(parts[1::2], parts[2::2])}


def displays(text):
    """(line, content) of each literal display of a page; what troff would change is changed back."""
    for found in re.finditer(r"^\.Bd [^\n]*\n(.*?)^\.Ed$", text, flags=re.M | re.S):
        content = re.sub(r"^\\&", "", found[1], flags=re.M).replace("\\e", "\\").replace("\\-", "-")
        yield text.count("\n", 0, found.start(1)) + 1, content


def pages_and_guides():
    return [*sorted((ROOT / "doc").glob("**/*.[1-9]")), *sorted(ROOT.glob("README*.md")), *sorted((ROOT / "doc").glob("*.md"))]


# The C of a fragment, and not of a shell or a format.
LOOKS_LIKE_C = re.compile(r"^\s*#include|^\s*(?:const |static )*(?:int|void|zairyu_\w+) [\w *]+\(|\bzairyu_\w+\([^)]|^.*;$", flags=re.M)
FENCE = re.compile(r"^ *(```+|~~~+)([^\n]*)\n(.*?)^ *\1 *$", flags=re.M | re.S)


def examples_of(path):
    """(line, language, content) of each example. Pages do not say a language: theirs is C, or none, which is the shell's too."""
    text = read(path)
    if path.suffix == ".md":
        for found in FENCE.finditer(text):
            yield text.count("\n", 0, found.start(3)) + 1, found[2].strip(), found[3]
        return
    synopsis = re.search(r"^\.Sh SYNOPSIS$.*?(?=^\.Sh)", text, flags=re.M | re.S)
    first, last = (text.count("\n", 0, n) + 1 for n in synopsis.span()) if synopsis else (0, 0)
    for line, content in displays(text):
        if not first <= line < last:  # those are declarations
            yield line, "c" if path.suffix == ".3" or LOOKS_LIKE_C.search(content) else "", content


def reached(includes):
    """The headers that these include, at any depth."""
    found = set()
    for header in includes:
        if header in HEADERS and header not in found:
            found |= {header} | reached(re.findall(r"#include <(zairyu[^>]*)>", HEADERS[header]))
    return found


def end(problems, said):
    print("\n".join(problems) or said)
    sys.exit(1 if problems else 0)
