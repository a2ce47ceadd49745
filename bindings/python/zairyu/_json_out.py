# SPDX-License-Identifier: BSD-2-Clause
"""Cards, failures and lists as JSON, by libzairyu-json: what the command prints with --json."""
from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Mapping
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Any

from zairyu._callbacks import written
from zairyu._calls import call, make
from zairyu._native import NULL, lib as core, optional, plain, satellite
from zairyu.errors import Error, ErrorCode
from zairyu.number import encoded

if TYPE_CHECKING:
    import zairyu._json
    from zairyu._cffi import CData
    from zairyu.card import Card
    from zairyu.record import Record
    from zairyu.listing import ReaderList
    from zairyu.trust import Trust
    ffi, lib = zairyu._json.ffi, zairyu._json.lib
else:
    ffi, lib = satellite("json").ffi, satellite("json").lib

# Failures that are about one image alone.
_BAD_IMAGE = (ErrorCode.IMAGE, ErrorCode.LIMIT, ErrorCode.MALFORMED)


def card_to_json(card: Card, file: str | None, reduced_file: str | None, image_files: Mapping[str, str], brief: bool,
                 raw: bool) -> str:
    """The whole card, or only what verifying gave."""
    extra = make(lib.zairyu_json_extra_new, lib.zairyu_json_extra_free)
    _set_path(extra, lib.ZAIRYU_JSON_PATH_RECORD, NULL, file)
    _set_path(extra, lib.ZAIRYU_JSON_PATH_REDUCED, NULL, reduced_file)
    for name, path in image_files.items():
        _set_path(extra, lib.ZAIRYU_JSON_PATH_IMAGE, plain(name), path)
    if not brief:
        _add_images(extra, card)
    flags = (lib.ZAIRYU_JSON_BRIEF if brief else 0) | (lib.ZAIRYU_JSON_RAW if raw else 0)
    report = card.report._c if card.report else ffi.NULL
    return _text(lib.zairyu_json_write_card, card.record.context._c, card.record._c, report, extra, flags)


def _text(function: Callable[..., int], *arguments: Any) -> str:
    return written(function, *arguments).decode("utf-8")


def _set_path(extra: CData, what: int, name: CData | bytes, path: str | None) -> None:
    if path is not None:
        call(lib.zairyu_json_extra_set_path, extra, what, name, plain(path))


@functools.cache
def _image() -> ModuleType:
    """The module for images, when the first card is written."""
    return importlib.import_module("zairyu.image")


def _add_images(extra: CData, card: Card) -> None:
    image = _image()
    record = card.record._c
    for number, name in image.PICTURES.items():
        media_type = image.media_type_of(record, number)
        if media_type is not None:
            width, height = _size(card.record, record, number)
            item = image.lib.zairyu_image_item(record, number)
            call(lib.zairyu_json_extra_add_image, extra, plain(name), item, plain(media_type), width, height)


def _size(owner: Record, record: CData, number: int) -> tuple[int, int]:
    """0 for an image that cannot be decoded."""
    image = _image()
    try:
        decoded = image._make(image.lib.zairyu_image_decode, owner.context._c, record, number)
    except Error as error:
        if error.code not in _BAD_IMAGE:
            raise
        return 0, 0
    return image.lib.zairyu_image_width(decoded), image.lib.zairyu_image_height(decoded)


def failure_to_json(error: Error, file: str | None) -> str:
    """A failure. One that came out of a pickle is made again from what the exception has of it."""
    if error._held is not None:
        return _text(lib.zairyu_json_write_error, error.code, error._held, optional(file), 0)
    holder = ffi.new("zairyu_error **")
    domain, number = error.native or (None, 0)
    core.zairyu_error_set(holder, error.code, optional(domain), number, plain(error.message))
    try:
        return _text(lib.zairyu_json_write_error, error.code, holder[0], optional(file), 0)
    finally:
        core.zairyu_error_clear(holder)


def readers_to_json(lists: list[ReaderList]) -> str:
    """Some lists of readers as one."""
    pointers = ffi.new("zairyu_readers *[]", [one._c for one in lists])
    return _text(lib.zairyu_json_write_readers, pointers, len(lists), 0)


def trust_to_json(trust: Trust) -> str:
    """The anchors of a store."""
    return _text(lib.zairyu_json_write_trust, trust._c, ffi.NULL, ffi.NULL, 0)


def inquiry_to_json(number: str, expiry: date, page: str) -> str:
    """What the agency's revocation inquiry asks for, and what its answers mean."""
    with encoded(number) as (text, _):
        return _text(lib.zairyu_json_write_inquiry, text, expiry.year, expiry.month, expiry.day, plain(page), 0)


__all__ = ["card_to_json", "failure_to_json", "inquiry_to_json", "readers_to_json", "trust_to_json"]
