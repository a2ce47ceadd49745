#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Takes what was added to the public headers into the baselines and the lists of constants: ninja -C build abi-update

A constant that has changed or gone is not taken: it breaks programs that exist. Where that is meant (before 1.0, with a
note in CHANGELOG.md), its line in the list is changed by hand; so are the places of members in layout.c.
"""
import sys

import baseline
import constants
from libraries import libraries


def main():
    problems = []
    for library in libraries():
        baseline.write(library, library.baseline)
        old, new = constants.published(library), constants.values(library)
        broken = constants.broken(old, new)
        problems += [f"{library.constants.name}: {problem}" for problem in broken]
        if not broken and new:
            library.constants.write_text("".join(f"{name} = {new[name]}\n" for name in sorted(new)), encoding="utf-8")
    print("\n".join(problems) or "The baselines and lists are up to date.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
