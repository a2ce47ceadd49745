# SPDX-License-Identifier: BSD-2-Clause
"""The values of a card that are text, date or code."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zairyu._calls import found
from zairyu._handle import Private
from zairyu._native import copied, ffi, known, lib, text
from zairyu.enums import FieldState, FieldType, Item, Presence
from zairyu.record import Record
from zairyu.report import language_code

if TYPE_CHECKING:
    from zairyu._cffi import CData


@dataclass(frozen=True, repr=False)
class Names(Private):
    """What a code means, in both languages; None where it has no published name."""

    ja: str | None
    en: str | None


@dataclass(frozen=True, repr=False)
class Field(Private):
    """A value, and how far it can be relied on. Its repr shows only its name: the rest is somebody's data."""

    name: str
    #: The label for people.
    label_ja: str
    label_en: str
    type: FieldType
    #: Not read, absent, empty, not understood: four different things, and None is the value of each.
    state: FieldState
    #: UTF-8 text, the code, or a date as far as it is known: "2026-06-14", "2026-06", "2026".
    value: str | None
    #: Of a date that is wholly known.
    date: date | None
    #: Year, month, day of a date; 0 for what is not known.
    date_parts: tuple[int, int, int] | None
    #: Of a code: the same as `value`.
    code: str | None
    #: Of a code: what it means.
    names: Names
    #: Where it is on the card.
    item: Item
    #: Whether this card's signature covers it.
    signed: bool
    #: Whether that was verified, under an anchor that was given: the report vouches for it.
    vouched: bool
    #: How it was read, or why not, as stable words; field_note_text() has them for people.
    notes: tuple[str, ...]
    #: The bytes as stored; None if it was not read, or is not on the card.
    raw: bytes | None
    #: Whether a text was in some form of Shift_JIS.
    converted: bool

    @property
    def readable(self) -> bool:
        """False if a value is there that was not understood: `raw` has it."""
        return self.state != FieldState.UNREADABLE

    def __repr__(self) -> str:
        return f"<zairyu.Field {self.name}: {self.state.name.lower()}>"


class Fields(Mapping[str, Field], Private):
    """The fields of a card by name. Those its generation does not have are not in it."""

    __slots__ = ("_all",)

    def __init__(self, record: Record, covers: Item) -> None:
        self._all = {field.name: field for field in _fields(record, covers)}

    def __getitem__(self, name: str) -> Field:
        try:
            return self._all[name]
        except KeyError:
            raise KeyError(f"{name!r} is not a field of this card: it has {', '.join(self._all)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __contains__(self, name: object) -> bool:
        return name in self._all

    def __repr__(self) -> str:
        return f"<zairyu.Fields {', '.join(self._all)}>"


def field_names() -> list[str]:
    """The fields that the library knows."""
    names: list[str] = []
    while name := text(lib.zairyu_field_name(len(names) + 1)):
        names.append(name)
    return names


def field_note_text(note: str, language: str = "en") -> str:
    """A note of a field in words for people, "en" or "ja"; the note itself if this library does not know it."""
    return text(lib.zairyu_field_note_text(note.encode(), language_code(language))) or note


def _fields(record: Record, covers: Item) -> Iterator[Field]:
    is_signed = record.presence(Item.SIGNATURE) == Presence.PRESENT
    signed = record.card.signed_items if is_signed else Item(0)
    held = record._c
    for number in range(1, len(field_names()) + 1):
        if lib.zairyu_record_field_type(held, number):
            yield _field(held, number, signed, covers)


def _field(record: CData, number: int, signed: Item, covers: Item) -> Field:
    kind = FieldType(lib.zairyu_record_field_type(record, number))
    state = FieldState(lib.zairyu_record_field_state(record, number))
    item = Item(lib.zairyu_record_field_item(record, number))
    parts = _date_parts(record, number) if kind == FieldType.DATE else None
    value = _value(record, number, state)
    return Field(
        name=known(lib.zairyu_field_name(number)), label_ja=_label(number, lib.ZAIRYU_LANGUAGE_JA),
        label_en=_label(number, lib.ZAIRYU_LANGUAGE_EN), type=kind, state=state, value=value,
        date=_date(record, number) if kind == FieldType.DATE else None, date_parts=parts,
        code=value if kind == FieldType.CODE else None,
        names=Names(_code_name(record, number, lib.ZAIRYU_LANGUAGE_JA), _code_name(record, number, lib.ZAIRYU_LANGUAGE_EN)),
        item=item, signed=bool(signed & item), vouched=bool(covers & item), notes=tuple(_notes(record, number)),
        raw=_raw(record, number), converted=bool(lib.zairyu_record_field_converted(record, number)))


def _label(number: int, language: int) -> str:
    return known(lib.zairyu_field_label(number, language))


def _value(record: CData, number: int, state: FieldState) -> str | None:
    out = ffi.new("const char **")
    if state == FieldState.UNREADABLE:
        return None
    return known(out[0]) if found(lib.zairyu_record_text(record, number, out)) else None


def _date(record: CData, number: int) -> date | None:
    parts = ffi.new("int[3]")
    code = lib.zairyu_record_date(record, number, parts, parts + 1, parts + 2)
    try:
        return date(parts[0], parts[1], parts[2]) if code == lib.ZAIRYU_OK else None
    except ValueError:  # the year 0
        return None


def _date_parts(record: CData, number: int) -> tuple[int, int, int] | None:
    parts = ffi.new("int[3]")
    code = lib.zairyu_record_date_parts(record, number, parts, parts + 1, parts + 2)
    return (parts[0], parts[1], parts[2]) if code == lib.ZAIRYU_OK else None


def _code_name(record: CData, number: int, language: int) -> str | None:
    out = ffi.new("const char **")
    return known(out[0]) if lib.zairyu_record_code_name(record, number, language, out) == lib.ZAIRYU_OK else None


def _notes(record: CData, number: int) -> Iterator[str]:
    index = 0
    while note := lib.zairyu_record_field_note(record, number, index):
        yield known(note)
        index += 1


def _raw(record: CData, number: int) -> bytes | None:
    out = ffi.new("zairyu_bytes *")
    return copied(out[0]) if found(lib.zairyu_record_field_raw(record, number, out)) else None
