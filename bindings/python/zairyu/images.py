# SPDX-License-Identifier: BSD-2-Clause
"""The images of one card, decoded when they are asked for."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zairyu._calls import found
from zairyu._handle import Private
from zairyu._native import copied, ffi, known
from zairyu.enums import Item, Presence
from zairyu.image import PICTURES, Image, lib, media_type_of
from zairyu.record import Record


@dataclass(frozen=True, repr=False)
class StoredImage(Private):
    """An image as the card has it, undecoded."""

    data: bytes
    media_type: str
    #: As its headers say; 0 if they cannot be read.
    width: int
    height: int
    item: Item


class Images(Mapping[str, Image], Private):
    """The images that a card has by name ("front", "name", "address_image", "face"). Each is decoded when it is first asked
    for, which fails with DataError if it cannot be, and is closed with the card."""

    __slots__ = ("_record", "_covers", "_numbers", "_decoded")

    def __init__(self, record: Record, covers: Item) -> None:
        self._record = record
        self._covers = covers
        self._numbers = dict(_stored(record))
        self._decoded: dict[str, Image] = {}

    def __getitem__(self, name: str) -> Image:
        image = self._decoded.get(name)
        if image is None or image.closed:
            image = self._decoded[name] = self._decode(self._number(name))
        return image

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, name: object) -> bool:
        return name in self._numbers

    def __repr__(self) -> str:
        return f"<zairyu.Images {', '.join(self._numbers)}>"

    def stored(self, name: str) -> StoredImage:
        """The image as the card has it, also one that cannot be decoded."""
        record, number = self._record._c, self._number(name)
        data, media_type = ffi.new("zairyu_bytes *"), ffi.new("const char **")
        size = ffi.new("uint32_t[2]")
        found(lib.zairyu_image_source(record, number, data, media_type))
        lib.zairyu_image_size(record, number, size, size + 1)
        item = Item(lib.zairyu_image_item(record, number))
        return StoredImage(copied(data[0]), known(media_type[0]), size[0], size[1], item)

    def close(self) -> None:
        """Wipes what was decoded."""
        for image in self._decoded.values():
            image.close()
        self._decoded.clear()

    def _number(self, name: str) -> int:
        try:
            return self._numbers[name]
        except KeyError:
            raise KeyError(f"{name!r} is not an image of this card: it has {', '.join(self._numbers) or 'none'}") from None

    def _decode(self, number: int) -> Image:
        image = Image.of_record(self._record, number)
        item = Item(lib.zairyu_image_item(self._record._c, number))
        signature = self._record.presence(Item.SIGNATURE) == Presence.PRESENT
        image.signed = signature and bool(self._record.card.signed_items & item)
        image.vouched = bool(self._covers & item)
        image.media_type = media_type_of(self._record._c, number)
        return image


def _stored(record: Record) -> Iterator[tuple[str, int]]:
    for number, name in PICTURES.items():
        if media_type_of(record._c, number) is not None:
            yield name, number
