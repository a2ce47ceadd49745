# SPDX-License-Identifier: BSD-2-Clause
"""The libraries, as far as they are needed, and the smallest steps between C and Python."""
from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

try:
    from zairyu._core import ffi as ffi, lib as lib
except ImportError as error:
    raise ImportError(f"zairyu cannot be used: {error}. Install libzairyu (Debian: libzairyu0), and if it is elsewhere "
                      "than the system's libraries, tell ldconfig or set LD_LIBRARY_PATH.") from error

if TYPE_CHECKING:
    from zairyu._cffi import CData

NULL = ffi.NULL


def version() -> str:
    """The version of the library that is running, such as "1.2.3"."""
    return known(lib.zairyu_version())


def text(pointer: CData) -> str | None:
    """A C text in UTF-8."""
    return ffi.string(pointer).decode("utf-8", "replace") if pointer else None


def known(pointer: CData) -> str:
    """A C text that is always there."""
    return text(pointer) or ""


def name_of(pointer: CData, number: int) -> str:
    """A name from the library, or the number where a later version has one that this library lacks."""
    return text(pointer) or str(int(number))


def copied(data: CData) -> bytes:
    """A copy of zairyu_bytes."""
    return bytes(ffi.buffer(data.data, data.len)) if data.len else b""


def borrowed(data: bytes | bytearray | memoryview) -> tuple[CData, CData]:
    """zairyu_bytes that point into an object of Python, and what keeps it where it is."""
    held = ffi.from_buffer(_plain_object(data) if len(data) else b"\0")
    passed = ffi.new("zairyu_bytes *")
    passed.data, passed.len = ffi.cast("uint8_t *", held), len(held) if len(data) else 0
    return passed[0], held


def _plain_object(data: bytes | bytearray | memoryview) -> bytes | bytearray:
    """What is lent is never a memoryview: in a cycle, such as that of an exception somebody keeps, the collector would take it
    from under C's hold on it, and crash."""
    if not isinstance(data, memoryview):
        return data
    owner = data.obj
    whole = isinstance(owner, (bytes, bytearray)) and data.contiguous and data.nbytes == len(owner)
    return owner if whole else bytearray(data.cast("B") if data.contiguous else data.tobytes())  # type: ignore[return-value]


def optional(value: str | None) -> CData | bytes:
    """A text for C, or NULL."""
    return NULL if value is None else plain(value)


def plain(value: str) -> bytes:
    """A text for C, which ends texts at a NUL."""
    if "\0" in value:
        raise ValueError("a text for zairyu has a NUL in it")
    return value.encode("utf-8", "surrogateescape")


def satellite(library: str) -> Any:
    """The extension module of a library, imported when it is first needed."""
    try:
        return importlib.import_module(f"zairyu._{library}")
    except ImportError as error:
        from zairyu.errors import failure
        raise failure(lib.ZAIRYU_ERR_UNSUPPORTED, f"libzairyu-{library} cannot be loaded: {error}. Install it (Debian: "
                      f"libzairyu-{library}0), and a zairyu for Python that was built with it.") from error


def _check_version() -> None:
    if lib.zairyu_version_number() < lib.ZAIRYU_VERSION_NUMBER:
        raise ImportError(f"zairyu for Python {known(lib.ZAIRYU_VERSION)} found the older libzairyu {version()}: install "
                          f"libzairyu {known(lib.ZAIRYU_VERSION)} or later (Debian: libzairyu0), or build the package "
                          "again with the headers of the library that is there.")


_check_version()
