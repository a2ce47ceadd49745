#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""What headers, pages and guides point to is there for those who have the installation only.

Guides and examples are named as they lie in docdir: NAME.md, examples/NAME.c, in the examples too. So are the links of the
guides that are installed, and every example that is installed has its rule in the Makefile beside it. What is in the source
only is said to be. Every page is installed, and so is every page that pages, headers, guides and examples refer to.

usage: paths.py SOURCE_ROOT BUILD MESON…
"""
import collections
import fnmatch
import json
import pathlib
import re
import subprocess
import sys

from pages import HEADERS, ROOT, end, read

BUILD = pathlib.Path(sys.argv[2])
DOCDIR = "/doc/libzairyu/"
# Folders that nobody has who did not get the source.
SOURCE_ONLY = re.compile(r"(?<![\w./-])(?:doc|tests|lib(?!/x86)|tools|backends)/[\w./-]*\w")
PAGE = re.compile(r"\b((?:lib)?zairyu(?:[_-][a-z0-9]+)*) ?\((\d)\)|^\.(?:Pq )?Xr ((?:lib)?zairyu\S*) (\d)", flags=re.M)
NAMED = re.compile(r"[\w./-]*\b[\w-]+\.(?:md|c)\b")

plan = json.loads(subprocess.run([*sys.argv[3:], "introspect", "--installed", BUILD], check=True, capture_output=True).stdout)
installed = {to.split(DOCDIR)[1]: pathlib.Path(source) for source, to in plan.items() if DOCDIR in to}
libraries_are_built = sum(to.endswith(".pc") for to in plan.values()) == len([*ROOT.glob("lib/*/*.map"), *ROOT.glob("backends/*/*.map")])
everything_is_built = libraries_are_built and any(to.endswith("/zairyu-kiosk") for to in plan.values())
folders = {f"{pathlib.PurePath(name).parent}" for name in installed}
problems = []


def check_source_only(where, text):
    """In the same sentence, row or entry."""
    for found in SOURCE_ONLY.finditer(text):
        rest = re.split(r"[.;:](?=\s)|\n\n|\n- |\||\n#", text[found.start():])[0]
        if found[0] not in installed and "in the source" not in " ".join(rest.split()):
            problems.append(f"{where}: {found[0]} is not said to be in the source")


def check_pages(where, text):
    for name, section, other_name, other_section in PAGE.findall(text):
        page = f"{name or other_name}.{section or other_section}"
        if page not in manual:
            problems.append(f"{where}: {page} is not installed")


texts = {**HEADERS, **{p.relative_to(ROOT / "doc").as_posix(): read(p) for p in sorted((ROOT / "doc").glob("**/*.[1-9]"))}}
for where, text in texts.items():
    # What a fragment includes or calls its own files is no reference.
    text = re.sub(r"^\.Bd .*?^\.Ed$", "", text, flags=re.M | re.S)
    for name in NAMED.findall(text):
        if name not in installed:
            problems.append(f"{where}: {name} is not installed")
examples = {name: read(source) for name, source in installed.items() if name.startswith("examples/")}
guides = {name: read(ROOT / "doc" / name) for name in installed if name.endswith(".md") and "/" not in name}
for where, text in examples.items():
    for name in re.findall(r"[\w./-]*\b[\w-]+\.md\b", text):
        if name not in installed:
            problems.append(f"{where}: {name} is not installed")
for where, text in {**examples, **guides}.items():
    check_source_only(where, text)
# By language; English has no folder of its own.
manuals = collections.defaultdict(set)
for language, page in re.findall(r"/man/(?:(\w+)/)?man\d/(\S+)", "\n".join(plan.values())):
    manuals[language].add(page)
manual = manuals[""]
if manual and everything_is_built:
    for page in sorted((ROOT / "doc").glob("man/*.[357]")):
        if page.name not in manual:
            problems.append(f"{page.name} is not installed")
    for page in sorted((ROOT / "doc/man").glob("*/*.[1-9]")):
        if page.name not in manuals[page.parent.name]:
            problems.append(f"{page.parent.name}/{page.name} is not installed")
    for where, text in {**texts, **examples, **guides}.items():
        check_pages(where, text)
for name, source in installed.items():
    if not name.endswith(".md"):
        continue
    for link in re.findall(r"\]\(([^):#]+)\)", read(source)):
        if link not in installed and link.rstrip("/") not in folders:
            problems.append(f"{name}, as installed: there is no {link}")
prerequisites = re.findall(r"^\w+: (\S+\.c)$", read(installed["examples/Makefile"]), flags=re.M)
sources = {name.removeprefix("examples/") for name in installed if name.startswith("examples/") and name.endswith(".c")}
unbuilt = {name for name in sources if not any(fnmatch.fnmatch(name, one) for one in prerequisites)}
if everything_is_built and unbuilt:
    problems.append(f"examples/Makefile does not build {', '.join(sorted(unbuilt))}")
if len(installed) < 10:
    problems.append(f"only {len(installed)} files are in {DOCDIR}")
end(problems, f"{len(installed)} guides and examples are installed, and what is named is among them")
