# SPDX-License-Identifier: BSD-2-Clause
"""What was read from a card: immutable, outlives the reader, can be saved and verified again."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from zairyu._callbacks import written
from zairyu._calls import found, loaded, make
from zairyu._handle import Handle
from zairyu._native import borrowed, copied, ffi, known, lib
from zairyu._time import moment
from zairyu.card_info import CardInfo
from zairyu.context import Context, shared_context
from zairyu.enums import Item, Presence, Source
from zairyu.number import encoded

if TYPE_CHECKING:
    from zairyu._cffi import CData


class Record(Handle):
    """What was read. Any number of threads may use it."""

    __slots__ = ("context",)

    def __init__(self, held: CData, context: Context) -> None:
        super().__init__(held)
        #: What it was made in.
        self.context = context

    @classmethod
    def load(cls, saved: bytes | bytearray | memoryview, context: Context | None = None) -> Record:
        """Loads a saved record. DataError if any byte was changed or is missing."""
        context = context or shared_context()
        return cls(loaded(lib.zairyu_record_load, lib.zairyu_record_free, context._c, saved), context)

    def to_bytes(self) -> bytes:
        """The record as a file holds it: personal data."""
        return written(lib.zairyu_record_save, self._c, 0)

    @property
    def card(self) -> CardInfo:
        """Which card it was read from."""
        return CardInfo(self, lib.zairyu_record_card)

    @property
    def number(self) -> str:
        """The card number that opened the card, normalised; "" in a reduced record."""
        record = self._c
        return known(lib.zairyu_record_number(record))

    def number_matches(self, number: str) -> bool:
        """Whether it is of this card number, also of a reduced record."""
        with encoded(number) as (text, length):
            code = lib.zairyu_record_number_matches(self._c, text, length)
        found(code)
        return code == 1

    @property
    def number_digest(self) -> bytes:
        """SHA-256 of salt and number."""
        return self._bytes(lib.zairyu_record_number_digest) or b""

    @property
    def salt(self) -> bytes | None:
        """The salt of its digests; None in a record that the first version of the format reduced."""
        return self._bytes(lib.zairyu_record_salt)

    @property
    def reader(self) -> str:
        """The URI of the reader it was read with."""
        record = self._c
        return known(lib.zairyu_record_reader(record))

    @property
    def source(self) -> Source:
        """Whether there was a card on a reader."""
        return Source(lib.zairyu_record_source(self._c))

    @property
    def live(self) -> bool:
        """Whether it was read from a real card on a reader: False if that was simulated or replayed."""
        return bool(lib.zairyu_record_is_live(self._c))

    @property
    def read_at(self) -> datetime | None:
        """When it was read, in UTC; None if that is not known."""
        seconds = lib.zairyu_record_read_at(self._c)
        return moment(seconds) if seconds else None

    @property
    def library_version(self) -> str:
        """The version of the library that read it."""
        record = self._c
        return known(lib.zairyu_record_library_version(record))

    @property
    def items_read(self) -> Item:
        """The items that the reading asked for and got."""
        return Item(lib.zairyu_record_items_read(self._c))

    def presence(self, item: Item) -> Presence:
        """What became of one item."""
        return Presence(lib.zairyu_record_presence(self._c, item))

    def file(self, item: Item) -> bytes | None:
        """A copy of the exact bytes of an item's file; None if it was not read, or not kept."""
        return self._bytes(lib.zairyu_record_file, item)

    def digest(self, item: Item) -> bytes | None:
        """SHA-256 of salt, item and file, also of a reduced record; None if it was not read."""
        return self._bytes(lib.zairyu_record_digest, item)

    def value(self, tag: int, item: Item | None = None) -> bytes | None:
        """A copy of the value of a data object, padding included; None if it is not there, or empty. A tag is unique within a
        family, or with `item` within its file."""
        if item is None:
            return self._bytes(lib.zairyu_record_value, tag)
        return self._bytes(lib.zairyu_record_item_value, item, tag)

    def objects(self, item: Item) -> Iterator[tuple[int, bytes]]:
        """The data objects of an item in stored order: tag and a copy of the value."""
        tag, value = ffi.new("uint32_t *"), ffi.new("zairyu_bytes *")
        index = 0
        while True:
            record = self._c
            if not found(lib.zairyu_record_object(record, item, index, tag, value)):
                return
            pair = tag[0], copied(value[0])
            del record  # so that it can be closed between two objects
            yield pair
            index += 1

    def padding(self, item: Item) -> list[tuple[int, int]]:
        """Where NULs of an item's file were assumed: offset and length of each run."""
        offset, length = ffi.new("size_t *"), ffi.new("size_t *")
        runs: list[tuple[int, int]] = []
        while found(lib.zairyu_record_padding(self._c, item, len(runs), offset, length)):
            runs.append((offset[0], length[0]))
        return runs

    def padding_assumed(self, item: Item) -> int:
        """How many NULs of an item's file were not transferred but assumed."""
        return lib.zairyu_record_padding_assumed(self._c, item)

    @property
    def padding_settled(self) -> bool:
        """Whether settle_padding() was called."""
        return bool(lib.zairyu_record_padding_is_settled(self._c))

    def settle_padding(self) -> None:
        """Notes that a signature over the padding was verified. Only before it is shared between threads."""
        lib.zairyu_record_settle_padding(self._c)

    def select(self, items: Item) -> Record:
        """A copy with some of the items. What it proves follows from what it holds: verify it again."""
        made = make(lib.zairyu_record_select, lib.zairyu_record_free, self._c, items, 0)
        return Record(made, self.context)

    def reduce(self, results: bytes = b"") -> Record:
        """The reduced form: digests and results, no file and no number. `results`: Report.to_bytes()."""
        data, held = borrowed(results)
        made = make(lib.zairyu_record_reduce, lib.zairyu_record_free, self._c, data)
        del held
        return Record(made, self.context)

    @property
    def reduced(self) -> bool:
        """Whether it is a reduced record."""
        return bool(lib.zairyu_record_is_reduced(self._c))

    @property
    def results(self) -> bytes:
        """The results kept in a reduced record. They are what somebody wrote, not verified again."""
        record = self._c
        return copied(lib.zairyu_record_results(record))

    def _bytes(self, function: Callable[..., int], *arguments: int) -> bytes | None:
        record, out = self._c, ffi.new("zairyu_bytes *")
        return copied(out[0]) if found(function(record, *arguments, out)) else None
