#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Headers and pages name the same error codes.

What the comment of a function says that it returns is in RETURN VALUES or ERRORS of its page, and what is there some
function of the page returns by its comment. zairyu_error(3) has every code. The pages of backends are left out: their one
function returns a table, and their codes are those that its slots fail with.

usage: error_codes.py SOURCE_ROOT
"""
import re

from pages import HEADERS, PAGES, end, sections

CODES = dict.fromkeys(re.findall(r"#define ZAIRYU_ERR_(\w+)\s+\(-", HEADERS["zairyu/error.h"]))
DOCUMENTED = re.compile(r"/\*\*((?:(?!\*/).)*)\*/\s*((?:ZAIRYU_API[^;]*;\s*)+)", flags=re.S)
BACKENDS = {"zairyu_pcsc", "zairyu_nfc"}
# Codes as the text names them: the constant, or the end of its name after @return.
CONSTANT = re.compile(r"\bZAIRYU_ERR_(\w+)")
WORD = re.compile(r"(?<![\w.])([A-Z][A-Z_]+)\b(?!=)")


def named_in(comment):
    comment = " ".join(re.sub(r"\n\s*\*", " ", comment).split())
    found = set(CONSTANT.findall(comment))
    for returned in re.findall(r"@return(.*?)(?=@param|$)", comment):
        found |= {word for word in WORD.findall(returned) if word in CODES}
    return found & CODES.keys()


def promises():
    """function → codes. A comment above several functions is about all of them; "as f()" stands for what f returns."""
    found, same_as = {}, {}
    for text in HEADERS.values():
        for comment, code in DOCUMENTED.findall(text):
            for name in re.findall(r"ZAIRYU_API (?:ZAIRYU_NODISCARD )?int (zairyu_\w+)\(", code):
                found[name] = named_in(comment)
                same_as[name] = set(re.findall(r"\bas (zairyu_\w+)\(\)", " ".join(comment.partition("@return")[2].split())))
    return {name: with_others(name, found, same_as, set()) for name in found}


def with_others(name, found, same_as, seen):
    seen.add(name)
    return found.get(name, set()).union(*(with_others(other, found, same_as, seen) for other in same_as.get(name, ()) if other not in seen))


def check_page(page, text):
    parts = sections(text)
    functions = re.findall(r"^\.F[no] (zairyu_\w+)", parts["SYNOPSIS"], flags=re.M)
    written = set(CONSTANT.findall(parts.get("ERRORS", "") + parts.get("RETURN VALUES", "")))
    for name in functions:
        missing = promised.get(name, set()) - written
        if missing:
            problems.append(f"{page}: {name} returns {' '.join(sorted(missing))} as well, says its header")
    unknown = written - set().union(*(promised.get(name, set()) for name in functions))
    if unknown:
        problems.append(f"{page}: no header says what returns {' '.join(sorted(unknown))}")


problems = []
promised = promises()
for page, text in PAGES.items():
    if page == "zairyu_error":
        listed = re.findall(r"^\.It Dv ZAIRYU_ERR_(\w+)", text, flags=re.M)
        if listed != list(CODES):
            problems.append(f"{page}: the codes are not those of the header, in its order: {set(listed) ^ CODES.keys()}")
    elif page not in BACKENDS:
        check_page(page, text)
if len(promised) < 100 or len(CODES) < 30:
    problems.append(f"only {len(promised)} functions and {len(CODES)} codes were found")
end(problems, f"{len(CODES)} codes of {len(promised)} functions, the same in headers and manual")
