# SPDX-License-Identifier: BSD-2-Clause
"""Record files one after the other, never a list of all: any number of them takes the same memory."""
from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from zairyu_cluster.failure import ClusterError

SUFFIX = ".zairyu"


class Found(NamedTuple):
    """A path to verify, or one that is in the way."""

    path: str
    problem: OSError | None = None


def walk(operands: Iterable[str], lists: Iterable[str]) -> Iterator[Found]:
    """The files that were named, those named in lists, and in directories, at any depth, the plain files named *.zairyu, as
    `zairyu verify` takes them. Links in directories are not followed. Paths are absolute, as workers are elsewhere."""
    for operand in operands:
        yield from _named(operand)
    for name in lists:
        for line in _lines(name):
            yield from _named(line)


def require(operands: Iterable[str], lists: Iterable[str]) -> None:
    """Fails for what was named and is not there, before anything is begun."""
    for path in (*operands, *(name for name in lists if name != "-")):
        if not os.path.lexists(path):
            raise ClusterError(f"{path} is not there. Check the name; the storage may not be mounted.")


def _lines(name: str) -> Iterator[str]:
    """The lines of a file, each a path; of standard input for "-"."""
    source: str | int = sys.stdin.fileno() if name == "-" else name
    with open(source, encoding=sys.getfilesystemencoding(), errors=sys.getfilesystemencodeerrors(), newline="\n",
              closefd=name != "-") as file:
        yield from (path for line in file if (path := line.removesuffix("\n")))


def _named(operand: str) -> Iterator[Found]:
    path = os.path.abspath(operand)
    if os.path.isdir(path):
        yield from _inside(path)
    else:
        yield Found(path)


def _inside(directory: str) -> Iterator[Found]:
    levels = [_entries(directory)]
    while levels:
        found = next(levels[-1], None)
        if found is None:
            levels.pop()
        elif isinstance(found, os.DirEntry):
            levels.append(_entries(found.path))
        else:
            yield found


def _entries(directory: str) -> Iterator[Found | os.DirEntry[str]]:
    """What is to be verified in a directory, and the directories in it."""
    try:
        with os.scandir(directory) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield entry
                elif entry.name.endswith(SUFFIX) and entry.name != SUFFIX and entry.is_file(follow_symlinks=False):
                    yield Found(entry.path)
    except OSError as error:
        yield Found(directory, error)
