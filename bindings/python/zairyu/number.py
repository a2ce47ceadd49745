# SPDX-License-Identifier: BSD-2-Clause
"""Card numbers. They are secrets: what is passed to C is wiped, and no traceback that shows variables shows one."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zairyu._calls import call
from zairyu._native import ffi, known, lib

if TYPE_CHECKING:
    from zairyu._cffi import CData


class Secret:
    """A card number that is not shown among the variables of a traceback."""

    __slots__ = ("reveal",)

    def __init__(self, number: str) -> None:
        self.reveal = number

    def __repr__(self) -> str:
        return "<a card number>"


@contextmanager
def encoded(number: str | Secret) -> Iterator[tuple[CData, int]]:
    """A number for C, wiped afterwards."""
    data = (number.reveal if isinstance(number, Secret) else number).encode("utf-8", "surrogateescape")
    number, length = Secret(""), len(data)
    buffer = ffi.new("char[]", data)
    del data
    try:
        yield buffer, length
    finally:
        lib.zairyu_wipe(buffer, length)


def normalize_number(number: str) -> str:
    """Converts what a person typed into the form that the card requires: half-width capitals and digits, no spaces or
    hyphens. NumberFormatError says which character is wrong."""
    out = ffi.new("char[]", lib.ZAIRYU_NUMBER_SIZE)
    try:
        with encoded(number) as (text, length):
            call(lib.zairyu_number_normalize, text, length, out)
        return known(out)
    finally:
        lib.zairyu_wipe(out, lib.ZAIRYU_NUMBER_SIZE)
