# SPDX-License-Identifier: BSD-2-Clause
"""Verifies all records in a directory, a JSON line each. usage: verify_directory.py DIRECTORY [TRUST]"""
import pathlib
import sys
from concurrent.futures import ThreadPoolExecutor

import zairyu

trust = zairyu.Trust(sys.argv[2] if len(sys.argv) > 2 else "default")


def line(path: pathlib.Path) -> str:
    try:
        with zairyu.verify(path, trust=trust) as card:
            return card.to_json(file=str(path), brief=True)
    except zairyu.Error as error:
        return error.to_json(file=str(path))


with ThreadPoolExecutor() as pool:
    sys.stdout.writelines(pool.map(line, sorted(pathlib.Path(sys.argv[1]).glob("*.zairyu"))))
