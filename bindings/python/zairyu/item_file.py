# SPDX-License-Identifier: BSD-2-Clause
"""An item of a card while the rest is read."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zairyu._calls import found, make
from zairyu._handle import Closing, Private
from zairyu._native import copied, ffi, lib
from zairyu.enums import Item
from zairyu.errors import failure

if TYPE_CHECKING:
    from zairyu._cffi import CData
    from zairyu.card_info import CardInfo
    from zairyu.image import Image


class ItemFile(Private, Closing):
    """An item's file, lent to a session's `item` callback: **not verified**, and gone when the callback returns."""

    __slots__ = ("item", "_card", "_file")

    def __init__(self, card: CardInfo, item: Item, file: CData) -> None:
        self.item = item
        self._card = card
        self._file: CData | None = file

    @property
    def _lent(self) -> CData:
        if self._file is None:
            raise failure(lib.ZAIRYU_ERR_STATE, "an item's file is there during the callback only: copy what you need.")
        return self._file

    def __len__(self) -> int:
        return int(self._lent.len)

    def to_bytes(self) -> bytes:
        """A copy of the file."""
        return copied(self._lent)

    def objects(self) -> Iterator[tuple[int, bytes]]:
        """Its data objects in stored order: tag and a copy of the value."""
        tag, value = ffi.new("uint32_t *"), ffi.new("zairyu_bytes *")
        index = 0
        while found(self._card._ask(lib.zairyu_item_object, self.item, self._lent, index, tag, value)):
            yield tag[0], copied(value[0])
            index += 1

    def value(self, tag: int) -> bytes | None:
        """A copy of the value of a data object; None if it is not there, or empty."""
        value = ffi.new("zairyu_bytes *")
        return copied(value[0]) if found(self._card._ask(lib.zairyu_item_value, self.item, self._lent, tag, value)) else None

    def image(self, which: int) -> Image:
        """Decodes an image in it (Picture). Show it as unverified. DataError with ABSENT if it is in another item."""
        from zairyu.context import shared_context
        from zairyu.image import Image, lib as image_lib
        context = shared_context()

        def decode(card: CData, *arguments: object) -> CData:
            return make(image_lib.zairyu_image_decode_item, image_lib.zairyu_image_free, context._c, card,
                        *arguments)
        image: CData = self._card._ask(decode, self.item, self._lent, which)
        return Image(image)

    def close(self) -> None:
        """The file is gone."""
        self._file = None
