#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""The manual says what the headers say.

Every exported function is named and has its prototype, word for word, on exactly one page, which names its header; every
public constant and type is named on some page; no page names what does not exist, nor does doc/integrating.md. Every
exported function is named in CHANGELOG.md. Where mandoc is installed, it has no complaints.

usage: manual.py SOURCE_ROOT
"""
import collections
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1])
HEADERS = {p.relative_to(ROOT / "include").as_posix(): p.read_text(encoding="utf-8")
           for p in sorted((ROOT / "include").glob("**/*.h"))}
MAPS = [*ROOT.glob("lib/*/*.map"), *ROOT.glob("backends/*/*.map")]
PAGES = {p.stem: p.read_text(encoding="utf-8") for p in sorted((ROOT / "doc/man").glob("*.3"))}
SECTIONS = ["NAME", "LIBRARY", "SYNOPSIS", "DESCRIPTION", "RETURN VALUES", "FILES", "EXAMPLES", "ERRORS", "SEE ALSO", "CAVEATS"]
REQUIRED = {"NAME", "LIBRARY", "SYNOPSIS", "DESCRIPTION"}
# Not for programs: include guards, and what declares functions.
PLUMBING = re.compile(r"ZAIRYU_(\w+_)?H|ZAIRYU_(BEGIN_DECLS|END_DECLS|API|NODISCARD)")
# Names of packages, and what stands for several names.
OTHER_NAMES = re.compile(r"zairyu_\w*_|ZAIRYU_\w*_")

problems = []


def plain(text):
    return " ".join(re.sub(r"/\*.*?\*/", "", text, flags=re.S).split())


def prototype(text):
    """One way to write a prototype: single spaces, none inside the parentheses or after a star."""
    return re.sub(r"\s*([(),])\s*", r"\1", re.sub(r"\*\s+", "*", " ".join(text.split()))).replace(",", ", ")


def declared():
    """function → (header, prototype)"""
    found = {}
    for header, text in HEADERS.items():
        for match in re.finditer(r"ZAIRYU_API\s+(?:ZAIRYU_NODISCARD\s+)?([^;{]*?\b(zairyu_\w+)\s*\([^;]*\));", plain(text)):
            found[match[2]] = (header, prototype(match[1]))
    return found


def public_names():
    """Constants and types."""
    names = set()
    for text in map(lambda t: re.sub(r"/\*.*?\*/", "", t, flags=re.S), HEADERS.values()):
        names |= {n for n in re.findall(r"^#define (ZAIRYU_\w+)", text, flags=re.M) if not PLUMBING.fullmatch(n)}
        names |= set(re.findall(r"^typedef struct \w+ (zairyu_\w+);", text, flags=re.M))
        names |= set(re.findall(r"^typedef struct (zairyu_\w+) {", text, flags=re.M))
        names |= set(re.findall(r"^typedef (?:int|void) (zairyu_\w+)\(", text, flags=re.M))
    return names


def words(line):
    return [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', line)]


def sections(text):
    parts = re.split(r'^\.Sh (.+)$', text, flags=re.M)
    return {name.strip('"'): body for name, body in zip(parts[1::2], parts[2::2])}


def synopsis(body):
    """Headers that are included, and function → prototype as the page has it."""
    includes, functions, kind, open_name, arguments = [], {}, "", None, []
    for line in body.splitlines():
        macro, *rest = words(line) or [""]
        if macro == ".In":
            includes.append(rest[0])
        elif macro == ".Ft":
            kind = " ".join(rest)
        elif macro == ".Fn":
            functions[rest[0]] = prototype(f"{kind} {rest[0]}({','.join(rest[1:])})")
        elif macro == ".Fo":
            open_name, arguments = rest[0], []
        elif macro == ".Fa":
            arguments.append(rest[0])
        elif macro == ".Fc":
            functions[open_name] = prototype(f"{kind} {open_name}({','.join(arguments)})")
    return includes, functions


def declared_types(body):
    """What the displays of a SYNOPSIS declare; tests/manual compares it with the headers."""
    return set(re.findall(r"^typedef \w+ (zairyu_\w+)", body, flags=re.M))


def check_page(page, text, functions, pages_of):
    parts = sections(text)
    order = [s for s in SECTIONS if s in parts]
    if list(parts) != order or REQUIRED - parts.keys():
        problems.append(f"{page}: sections are {', '.join(parts)}")
    if f".Dt {page.upper()} 3\n" not in text:
        problems.append(f"{page}: .Dt has another name")
    named = [n for line in re.findall(r"^\.Nm (.+)$", parts.get("NAME", ""), flags=re.M) for n in words(line)]
    named = [n for n in named if n != ","]
    includes, written = synopsis(parts.get("SYNOPSIS", ""))
    expected = set(written) | declared_types(parts.get("SYNOPSIS", "")) | {page}
    if sorted(named) != sorted(expected):
        problems.append(f"{page}: NAME and SYNOPSIS differ: {', '.join(set(named) ^ expected)}")
    aliases.update(f"{name} {page}" for name in expected - PAGES.keys())
    reached = set(includes)
    if "zairyu.h" in includes:
        reached |= set(re.findall("<(zairyu/.*)>", HEADERS["zairyu.h"]))
    for name, text_of in written.items():
        pages_of[name].append(page)
        if name not in functions:
            problems.append(f"{page}: {name} is not declared anywhere")
        elif functions[name][1] != text_of:
            problems.append(f"{page}: is      {text_of}\n{page}: must be {functions[name][1]}")
        elif functions[name][0] not in reached:
            problems.append(f"{page}: {name} is in <{functions[name][0]}>")
        if not re.search(rf"\bFn {name}\b", parts.get("DESCRIPTION", "")):
            problems.append(f"{page}: DESCRIPTION does not mention {name}")


def names_in(text):
    """All names of this project in a text."""
    return {n for n in re.findall(r"\b(?:zairyu|ZAIRYU)_\w+", text) if not OTHER_NAMES.fullmatch(n)}


def check_names(where, text, known):
    for name in sorted(names_in(text) - known):
        problems.append(f"{where}: {name} does not exist")
    for name in re.findall(r"^\.Xr ((?:lib)?zairyu\S*) 3", text, flags=re.M):
        if name not in PAGES:
            problems.append(f"{where}: there is no page {name}(3)")


def check_lint():
    if not shutil.which("mandoc"):
        return print("mandoc is not installed: the form of the pages is not checked")
    files = sorted((ROOT / "doc").glob("man/*.3"))
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", *files], capture_output=True, text=True, check=False)
    problems.extend((done.stdout + done.stderr).splitlines())


def check_paragraphs():
    """What follows a display or a list on the next line would stick to it."""
    for path in sorted((ROOT / "doc").glob("**/*.[1-9]")):
        text = path.read_text(encoding="utf-8")
        for found in re.finditer(r"^\.E[dl]\n(?!\.(?:Pp|E[dl]|It|S[hs]|Ft|Fn|Fo|In|Vt))(.+)", text, flags=re.M):
            problems.append(f"{path.relative_to(ROOT)}: {found[1]!r} sticks to what stands above it: .Pp is missing")


def check_aliases():
    """What is installed as links: every function and type that has no page of its own name, to the page that describes it."""
    done = subprocess.run([sys.executable, ROOT / "doc/man/aliases.py", *sorted((ROOT / "doc").glob("man/*.3"))],
                          capture_output=True, text=True, check=True)
    for line in sorted(aliases ^ set(done.stdout.splitlines())):
        problems.append(f"aliases.py: {line}")


functions = declared()
exported = {n for m in MAPS for n in re.findall(r"^\s*(zairyu_\w+);", m.read_text(encoding="utf-8"), flags=re.M)}
pages_of = collections.defaultdict(list)
aliases = set()
for page, text in PAGES.items():
    check_page(page, text, functions, pages_of)
for name in sorted(exported):
    if len(pages_of[name]) != 1:
        problems.append(f"{name} is on {len(pages_of[name])} pages: {', '.join(pages_of[name])}")
for name in sorted(set(pages_of) - exported):
    problems.append(f"{', '.join(pages_of[name])}: {name} is not exported")
for name in sorted(public_names() - {n for text in PAGES.values() for n in names_in(text)}):
    problems.append(f"{name} is on no page")
known = {n for text in HEADERS.values() for n in names_in(text)} | set(PAGES) | {page.upper() for page in PAGES}
guide = (ROOT / "doc/integrating.md").read_text(encoding="utf-8")
for where, text in [*PAGES.items(), ("doc/integrating.md", guide)]:
    check_names(where, text, known)
for link in re.findall(r"\]\(([^):]+)\)", guide):
    if not (ROOT / "doc" / link).exists():
        problems.append(f"doc/integrating.md: there is no {link}")
check_aliases()
check_paragraphs()
check_lint()
changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
for name in sorted(exported):
    if f"`{name}`" not in changes:
        problems.append(f"CHANGELOG.md does not name {name}")

print("\n".join(problems) or f"{len(PAGES)} pages, {len(exported)} functions, as in the headers")
sys.exit(1 if problems or len(PAGES) < 14 or len(exported) < 100 else 0)
