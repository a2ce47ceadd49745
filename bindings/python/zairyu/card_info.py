# SPDX-License-Identifier: BSD-2-Clause
"""Which card it is: what the freely readable files say."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zairyu._calls import found
from zairyu._handle import Handle, Private
from zairyu._native import ffi, known, lib
from zairyu.enums import Family, Item, Kind, ObjectFlag, Role, Signature

if TYPE_CHECKING:
    from zairyu._cffi import CData


@dataclass(frozen=True)
class ObjectInfo:
    """A data object that a type of card has."""

    item: Item
    tag: int
    length: int
    role: Role
    #: The name of the field that has getters of its own, or None.
    field: str | None
    #: What makes it, of a check code or certificate.
    signature: Signature | None
    flags: ObjectFlag
    #: Its place in what is signed, from 1 on; 0: not signed.
    signed_place: int


class CardInfo(Private):
    """A type of card, as what it was asked of knows it: a record, a session, or a conversation that identified it."""

    __slots__ = ("_owner", "_get")

    def __init__(self, owner: Handle, get: Callable[[CData], CData]) -> None:
        self._owner = owner
        self._get = get

    def _ask(self, function: Callable[..., Any], *arguments: Any) -> Any:
        held = self._owner._c  # alive until the answer is here
        answer = function(self._get(held), *arguments)
        return known(answer) if function in _TEXTS else answer

    @property
    def type(self) -> str:
        """As stored in the chip: "1", "2", "05" or "06"."""
        return str(self._ask(lib.zairyu_card_type))

    @property
    def family(self) -> Family:
        """Its generation."""
        return Family(self._ask(lib.zairyu_card_family))

    @property
    def kind(self) -> Kind:
        """What it is, as the chip says: that is not signed itself."""
        return Kind(self._ask(lib.zairyu_card_kind))

    @property
    def spec_version(self) -> str:
        """The specification version in the chip, such as "0001"; "" if it holds none."""
        return str(self._ask(lib.zairyu_card_spec_version))

    @property
    def items(self) -> Item:
        """The items this type of card has."""
        return Item(self._ask(lib.zairyu_card_items))

    @property
    def signed_items(self) -> Item:
        """Those of them that the card's signature covers."""
        return Item(self._ask(lib.zairyu_card_signed_items))

    @property
    def kind_items(self) -> Item:
        """The items whose signed layout fits one kind of card only."""
        return Item(self._ask(lib.zairyu_card_kind_items))

    def objects(self) -> Iterator[ObjectInfo]:
        """The data objects it has, as the specification lists them."""
        info = ffi.new("zairyu_card_object_info *")
        info.size = ffi.sizeof("zairyu_card_object_info")
        index = 0
        while found(self._ask(lib.zairyu_card_object, index, info)):
            yield _object_info(info)
            index += 1


_TEXTS = (lib.zairyu_card_type, lib.zairyu_card_spec_version)


def _object_info(info: CData) -> ObjectInfo:
    return ObjectInfo(
        item=Item(info.item), tag=info.tag, length=info.length, role=Role(info.role),
        field=known(lib.zairyu_field_name(info.field)) or None,
        signature=Signature(info.signature) if info.signature else None,
        flags=ObjectFlag(info.flags), signed_place=info.signed_place)
