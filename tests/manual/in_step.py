#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Each page in Japanese is in step with the English one: the same sections, entries and paragraphs in the same order; in each
of them the same commands, options, files, variables, statuses and pages, as often; the same numbers and acronyms, and no fewer
sentences; the same examples. What a sentence says it does not see.

usage: in_step.py SOURCE_ROOT
"""
import re
from collections import Counter, namedtuple

from pages import ROOT, displays, end, read

HEADINGS = {
    "NAME": "名前", "SYNOPSIS": "書式", "DESCRIPTION": "説明", "The commands": "コマンド", "The options": "オプション",
    "ENVIRONMENT": "環境変数", "FILES": "ファイル", "EXIT STATUS": "終了ステータス", "EXAMPLES": "例",
    "DIAGNOSTICS": "診断メッセージ", "SEE ALSO": "関連項目",
}
# What is named by these is the same in every language.
NAMES = {"Ar", "Cm", "Dv", "Ev", "Fl", "Fn", "Ic", "Li", "Pa", "Xr"}
# What ends them.
OTHERS = {"Dq", "Em", "Nd", "Nm", "No", "Ns", "Op", "Pf", "Pq", "Ql", "Sq", "Sx"}
LAYOUT = ("Bd", "Bl", "Dl", "Ed", "El", "Pp")
# A CA is 認証局, an ID a 名称 or 番号.
TRANSLATED = {"CA", "ID"}

Part = namedtuple("Part", "head layout names figures sentences")


def names_in(line):
    """(macro, argument) of what a line names; the two arguments of a page are one."""
    words, macro, found = line[1:].split(), None, []
    while words:
        word = words.pop(0)
        if word in NAMES | OTHERS:
            macro = word if word in NAMES else None
            if word == "Pf":
                words = words[1:]
        elif macro and re.search(r"[\w/]", word):
            found.append((macro, f"{word} {words.pop(0)}" if macro == "Xr" else word))
    return found


def part(head, lines):
    text = "\n".join(lines)
    prose = re.sub(r"^\.Bd .*?^\.Ed$", "", text, flags=re.M | re.S)
    prose = "\n".join(line for line in prose.split("\n") if not line.startswith((".Bl", ".Dl", '.\\"')))
    figures = re.findall(r"\d(?:[\d.:]*\d)?", prose) + re.findall(r"(?<![\w.-])[A-Z][A-Z/-]*[A-Z](?![\w.-])", prose)
    sentences = len(re.findall(r"(?<=[\w)\"]| )\.$|。", prose, flags=re.M))
    return Part(head, [line for line in lines if line[1:3] in LAYOUT and line.startswith(".")],
                Counter(name for line in [head, *lines] if line.startswith(".") for name in names_in(line)), set(figures) - TRANSLATED,
                sentences)


def parts(text):
    """A page in the order of its headings and entries, from the first section on."""
    found = re.split(r"^(\.(?:Sh|Ss|It)\b.*)$", text, flags=re.M)
    return [part(head, body.strip("\n").split("\n")) for head, body in zip(found[1::2], found[2::2])]


def usage(text):
    """The synopsis line by line, as it must be in both; in Japanese it is a list, or mandoc would not know what it is."""
    lines = re.search(r"^\.Sh (?:SYNOPSIS|書式)\n(.*?)^\.Sh", text, flags=re.M | re.S)[1].splitlines()
    return [line.replace(".It Nm", ".Nm") for line in lines if line != ".El" and not line.startswith(".Bl -hang")]


def without_usage(text):
    return re.sub(r"^(\.Sh (?:SYNOPSIS|書式)\n).*?(?=^\.Sh)", r"\1", text, flags=re.M | re.S)


def once(pattern, text):
    return re.findall(pattern, text, flags=re.M)


def compare(where, english, japanese):
    """Two parts that ought to say the same."""
    if english.layout != japanese.layout:
        problems.append(f"{where}: {english.layout} is {japanese.layout}")
    for macro, name in sorted(english.names - japanese.names):
        problems.append(f"{where}: {macro} {name} is missing")
    for macro, name in sorted(japanese.names.keys() - english.names.keys()):
        problems.append(f"{where}: {macro} {name} is not in English")
    for figure in sorted(english.figures - japanese.figures):
        problems.append(f"{where}: {figure} is missing")
    if japanese.sentences < english.sentences:
        problems.append(f"{where}: {japanese.sentences} of {english.sentences} sentences")


def heads(found):
    return [re.sub(r"^(\.S[hs]) (.+)$", lambda m: f"{m[1]} {HEADINGS.get(m[2], m[2])}", one.head) for one in found]


def check_page(name, english, japanese):
    if ".Nm" in re.search(r"^\.Sh SYNOPSIS\n(.*?)^\.Sh", english, flags=re.M | re.S)[1]:
        for wrong in sorted(set(usage(english)) ^ set(usage(japanese))):
            problems.append(f"{name}: {wrong!r} is in one synopsis only")
        if usage(english) != usage(japanese):
            problems.append(f"{name}: the synopsis is not the same")
        english, japanese = without_usage(english), without_usage(japanese)
    for same in (r"^\.D[dt] .+", r"^\.Dl .+"):
        if once(same, english) != once(same, japanese):
            problems.append(f"{name}: {once(same, japanese)} must be {once(same, english)}")
    if [content for _, content in displays(english)] != [content for _, content in displays(japanese)]:
        problems.append(f"{name}: the examples are not the same")
    left, right = parts(english), parts(japanese)
    if heads(left) != [one.head for one in right]:
        lacking = [one for one in heads(left) if one not in [other.head for other in right]]
        more = [one.head for one in right if one.head not in heads(left)]
        problems.append(f"{name}: missing: {lacking}; not in English: {more}; or in another order")
        return
    for one, other in zip(left, right):
        compare(f"{name}: {other.head}", one, other)


problems = []
translated = sorted((ROOT / "doc/man/ja").glob("*.[1-9]"))
for path in translated:
    sources = [source for source in (ROOT / "doc" / path.name, ROOT / "doc/man" / path.name) if source.exists()]
    if sources:
        check_page(path.name, read(sources[0]), read(path))
    else:
        problems.append(f"{path.name}: there is no such page in English")
# What joins their lines is written in each of them, as a page stands for itself.
if len({read(path).partition(".Os\n")[2].partition(".Sh ")[0] for path in translated}) != 1:
    problems.append("the pages do not begin alike")
end(problems, f"{len(translated)} pages are in step")
