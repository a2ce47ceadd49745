#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""A guide as it is installed, where examples/ is below it and not beside it. usage: installed_guide.py GUIDE OUT"""
import pathlib
import sys

guide, out = map(pathlib.Path, sys.argv[1:])
out.write_text(guide.read_text(encoding="utf-8").replace("](../examples", "](examples"), encoding="utf-8")
