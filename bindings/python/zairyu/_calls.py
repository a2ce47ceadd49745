# SPDX-License-Identifier: BSD-2-Clause
"""Calls into the library: errors become exceptions, and exceptions of callbacks come out again."""
from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from zairyu._native import NULL, borrowed, ffi, lib
from zairyu.errors import Error, taken, unraisable

if TYPE_CHECKING:
    from zairyu._cffi import CData, CType

_thread = threading.local()
_HOLDER = ffi.typeof("zairyu_error **")


@functools.cache
def _out_of(function: Callable[..., int]) -> CType:
    """The type of a function's argument `out`, which is before its last."""
    return ffi.typeof(function).args[-2]


class _Pending:
    """What the callbacks of one call left behind: no exception goes through C."""

    abort: BaseException | None = None  # ends the call and comes out again
    cause: BaseException | None = None  # of the failure with `cause_code`
    cause_code = 0


def call(function: Callable[..., int], *arguments: Any, accept: int = 0) -> int:
    """Calls a function that ends with `zairyu_error **err`. Returns what it returns, 0 or more or `accept`."""
    holder = ffi.new(_HOLDER)
    before = getattr(_thread, "pending", None)
    _thread.pending = pending = _Pending()
    try:
        code = function(*arguments, holder)
    finally:
        _thread.pending = before
    if code == accept and code < 0:
        lib.zairyu_error_clear(holder)
    error = taken(code, holder) if code < 0 and code != accept else None
    try:
        if pending.abort is not None:
            raise pending.abort
        if error is not None:
            raise error from (pending.cause if pending.cause_code == code else None)
    finally:
        del pending, error  # which would keep this frame, as it keeps them
    return code


def outside(trace: TracebackType | None) -> TracebackType | None:
    """What a traceback has beyond the call into C: the lines of a callback, or none. The rest would keep handles alive."""
    while trace is not None and trace.tb_frame.f_code is not call.__code__:
        trace = trace.tb_next
    return trace.tb_next if trace else None


def make(function: Callable[..., int], free: Callable[[CData], object], *arguments: Any) -> CData:
    """Calls a function that makes something, its last arguments `out` and `err`. What is made is freed when it is unused."""
    out = ffi.new(_out_of(function))
    try:
        call(function, *arguments, out)
    except BaseException:
        if out[0]:
            free(out[0])
        raise
    return ffi.gc(out[0], free)


def loaded(function: Callable[..., int], free: Callable[[CData], object], context: CData,
           saved: bytes | bytearray | memoryview) -> CData:
    """make() of what was saved; it is lent to C, not copied."""
    data, held = borrowed(saved)
    made = make(function, free, context, data)
    del held
    return made


def found(code: int) -> bool:
    """Whether there is what was asked for: not if the answer is ZAIRYU_ERR_ABSENT."""
    if code < 0 and code != lib.ZAIRYU_ERR_ABSENT:
        raise taken(code, ffi.new("zairyu_error **"))
    return code >= 0


def abort_with(error: BaseException, where: str) -> None:
    """From a callback: `error` is to end the call, and to come out of it."""
    pending: _Pending | None = getattr(_thread, "pending", None)
    if pending is None:
        unraisable(error, where)
    elif pending.abort is None:
        pending.abort = error


def fail_with(error: BaseException, holder: CData, where: str) -> int:
    """From a slot: fails with `error` as its cause. Returns the code for C."""
    if not isinstance(error, Exception):
        abort_with(error, where)
        return set_error(holder, lib.ZAIRYU_ERR_CANCELLED, "interrupted")
    code = int(error.code) if isinstance(error, Error) else lib.ZAIRYU_ERR_COMMUNICATION
    pending: _Pending | None = getattr(_thread, "pending", None)
    if pending is None:
        unraisable(error, where)
    else:
        pending.cause, pending.cause_code = error, code
    return set_error(holder, code, f"{type(error).__name__} in {where}")


def set_error(holder: CData, code: int, message: str) -> int:
    """zairyu_error_set(), where C asks for details. Returns the code."""
    return lib.zairyu_error_set(holder, code, NULL, 0, message.encode("utf-8", "replace"))
