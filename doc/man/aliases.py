#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Prints "NAME PAGE" for every function and type that is described on a page of another name. usage: aliases.py PAGE…"""
import pathlib
import re
import sys

for path in map(pathlib.Path, sys.argv[1:]):
    name_section = path.read_text(encoding="utf-8").split(".Sh NAME\n")[1].split("\n.Nd")[0]
    for name in re.findall(r"^\.Nm (\w+)", name_section, flags=re.M):
        if name != path.stem:
            print(name, path.stem)
