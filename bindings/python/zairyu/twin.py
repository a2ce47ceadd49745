# SPDX-License-Identifier: BSD-2-Clause
"""Twins: virtual cards with the structure of somebody's card and none of the person's data."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zairyu._calls import found, loaded, make
from zairyu._handle import Handle
from zairyu._native import borrowed, copied, ffi as core_ffi, known
from zairyu.context import Context, shared_context
from zairyu.enums import Item
from zairyu.number import encoded
from zairyu.record import Record
from zairyu.vcard import TestAuthority, ffi, lib


@dataclass(frozen=True)
class TwinPart:
    """What a file of a twin consists of, in bytes: see zairyu_vcard(3)."""

    df: int
    sfi: int
    item: Item
    length: int
    kept: int
    padding: int
    made: int
    signing: int


class Twin(Handle):
    """A twin, to pass on a problem with a card. VirtualCard("twin=FILE") plays one that was saved."""

    __slots__ = ()

    @classmethod
    def of_record(cls, record: Record, *, authority: TestAuthority | None = None, anchors: Sequence[bytes] = ()) -> Twin:
        """The twin of the card a record was read from. `anchors`: certificates of CAs, DER, against which its signatures are
        compared."""
        listed, held = _anchors(anchors)
        made = make(lib.zairyu_twin_from_record, lib.zairyu_twin_free, record.context._c, _authority(authority), record._c,
                    listed, len(anchors))
        del held
        return cls(made)

    @classmethod
    def of_trace(cls, trace: bytes, number: str, *, authority: TestAuthority | None = None, anchors: Sequence[bytes] = (),
                 context: Context | None = None) -> Twin:
        """The same for a trace, with what card and reader did. `number`: the card number it was made with."""
        within = context or shared_context()
        listed, held = _anchors(anchors)
        data, trace_held = borrowed(trace)
        with encoded(number) as (text, length):
            made = make(lib.zairyu_twin_from_trace, lib.zairyu_twin_free, within._c, _authority(authority), data, text,
                        length, listed, len(anchors))
        del held, trace_held
        return cls(made)

    @classmethod
    def load(cls, saved: bytes, context: Context | None = None) -> Twin:
        """A saved twin."""
        return cls(loaded(lib.zairyu_twin_load, lib.zairyu_twin_free, (context or shared_context())._c, saved))

    def to_bytes(self) -> bytes:
        """The twin as a file holds it: text."""
        twin = self._c
        return copied(lib.zairyu_twin_saved(twin))

    @property
    def type(self) -> str:
        """Its card type."""
        twin = self._c
        return known(lib.zairyu_twin_type(twin))

    @property
    def number(self) -> str:
        """The made-up number that opens it."""
        twin = self._c
        return known(lib.zairyu_twin_number(twin))

    @property
    def events(self) -> int:
        """How many events of the card or reader it holds, if it was made from a trace."""
        return lib.zairyu_twin_events(self._c)

    def files(self) -> list[TwinPart]:
        """Its files, and what they consist of."""
        part = ffi.new("zairyu_twin_part *")
        part.size = ffi.sizeof("zairyu_twin_part")
        parts: list[TwinPart] = []
        while found(lib.zairyu_twin_file(self._c, len(parts), part)):
            parts.append(TwinPart(part.df, part.sfi, Item(part.item), part.length, part.kept, part.padding, part.made,
                                  part.signing))
        return parts


def _authority(authority: TestAuthority | None) -> object:
    return authority._c if authority else core_ffi.NULL


def _anchors(anchors: Sequence[bytes]) -> tuple[object, object]:
    """An array of zairyu_bytes, and what keeps it."""
    pairs = [borrowed(anchor) for anchor in anchors]
    return core_ffi.new("zairyu_bytes[]", [pair[0] for pair in pairs]), pairs
