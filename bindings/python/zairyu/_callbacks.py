# SPDX-License-Identifier: BSD-2-Clause
"""The functions that C calls. Each hands over to an object of Python, and lets no exception through."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from zairyu._calls import abort_with, call
from zairyu._native import ffi, lib, known
from zairyu.enums import LogLevel
from zairyu.errors import unraisable

if TYPE_CHECKING:
    from zairyu._cffi import CData

FAILED = 1


def core(name: str) -> CData:
    """One of the functions below, to be given to C."""
    function: CData = getattr(lib, f"python_{name}")
    return function


@ffi.def_extern(error=FAILED)
def python_write_fn(userdata: CData, data: CData, length: int) -> int:
    """zairyu_write_fn: collects what is written."""
    try:
        ffi.from_handle(userdata).append(bytes(ffi.buffer(data, length)))
        return 0
    except MemoryError as error:
        abort_with(error, "collecting output")
        return FAILED


@ffi.def_extern()
def python_log_fn(userdata: CData, level: int, component: CData, line: CData) -> None:
    """zairyu_log_fn."""
    try:
        ffi.from_handle(userdata)(LogLevel(level), known(component), known(line))
    except BaseException as error:
        unraisable(error, "the log function of zairyu")


@ffi.def_extern(error=FAILED)
def python_progress_fn(userdata: CData, progress: CData) -> int:
    """zairyu_progress_fn: an exception cancels."""
    try:
        ffi.from_handle(userdata).on_progress(progress)
        return 0
    except BaseException as error:
        abort_with(error, "progress")
        return FAILED


@ffi.def_extern(error=FAILED)
def python_item_fn(userdata: CData, item: int, file: CData) -> int:
    """zairyu_item_fn: an exception cancels."""
    try:
        ffi.from_handle(userdata).on_item(item, file)
        return 0
    except BaseException as error:
        abort_with(error, "an item's callback")
        return FAILED


def written(function: Callable[..., int], *arguments: Any) -> bytes:
    """What a function writes whose last arguments are `write`, `userdata` and `err`."""
    pieces: list[bytes] = []
    handle = ffi.new_handle(pieces)
    call(function, *arguments, core("write_fn"), handle)
    return b"".join(pieces)
