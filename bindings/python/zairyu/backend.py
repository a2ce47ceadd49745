# SPDX-License-Identifier: BSD-2-Clause
"""Backends written in Python: a scheme of URIs for readers that you have a way to."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

from zairyu._calls import call, fail_with
from zairyu._desk import on_caller
from zairyu._native import ffi, known, lib, plain
from zairyu.cancel import Wait
from zairyu.context import Context
from zairyu.listing import ReaderInfo, ReaderList
from zairyu.transport import Transport, wrap

if TYPE_CHECKING:
    from zairyu._cffi import CData


class Backend:
    """Derive from it, set `scheme`, and write list() and open(); Context.add_backend() registers it then."""

    #: "mine" in "mine:NAME": lower-case letters and digits.
    scheme: str = ""

    def list(self, wait: Wait) -> Iterable[ReaderInfo]:
        """The readers there are. Having none is no failure."""
        raise NotImplementedError

    def open(self, name: str, wait: Wait) -> Transport:
        """Opens what follows the scheme's colon; "" means any reader. Does not wait for a card."""
        raise NotImplementedError

    def watch(self, known_readers: ReaderList, wait: Wait) -> None:
        """Optional. Returns when the readers, or the cards on them, may differ from the known ones."""
        raise NotImplementedError


class _Kept:
    """What lives as long as the context."""

    def __init__(self, backend: Backend, context: Context) -> None:
        self.backend = backend
        self.context = context._c
        self.scheme = ffi.new("char[]", plain(backend.scheme))
        self.handle = ffi.new_handle(self)


def table_of(backend: Backend, context: Context) -> tuple[CData, object]:
    """The table of a backend for C, and what to keep with the context."""
    kept = _Kept(backend, context)
    table = ffi.new("zairyu_backend *")
    table.size, table.scheme, table.userdata = ffi.sizeof("zairyu_backend"), kept.scheme, kept.handle
    table.list, table.open = lib.python_backend_list, lib.python_backend_open
    if type(backend).watch is not Backend.watch:
        table.watch = lib.python_backend_watch
    return table, kept


def _backend(userdata: CData) -> Backend:
    kept: _Kept = ffi.from_handle(userdata)
    return kept.backend


@ffi.def_extern(error=lib.ZAIRYU_ERR_INTERNAL)
def python_backend_list(userdata: CData, ctx: CData, wait: CData, into: CData, error: CData) -> int:
    lent = Wait._lent(wait)
    try:
        for info in on_caller(lambda: tuple(_backend(userdata).list(lent))):
            code = _add(into, info)
            if code < 0:
                return code
        return lib.ZAIRYU_OK
    except BaseException as failed:
        return fail_with(failed, error, "list()")
    finally:
        lent.close()


def _add(into: CData, info: ReaderInfo) -> int:
    code = lib.zairyu_readers_add(into, plain(info.uri), plain(info.label), info.card, info.simulated, info.suitability)
    return code if code < 0 else lib.zairyu_readers_set_changes(into, info.changes)


@ffi.def_extern(error=lib.ZAIRYU_ERR_INTERNAL)
def python_backend_open(userdata: CData, ctx: CData, name: CData, wait: CData, out: CData, error: CData) -> int:
    lent = Wait._lent(wait)
    try:
        opened = on_caller(lambda: _backend(userdata).open(known(name), lent))
        out[0] = wrap(opened, ctx, _given)
        return lib.ZAIRYU_OK
    except BaseException as failed:
        return fail_with(failed, error, "open()")
    finally:
        lent.close()


def _given(function: Callable[..., int], *arguments: Any) -> CData:
    """Makes what C frees."""
    out = ffi.new("zairyu_transport **")
    call(function, *arguments, out)
    return cast("CData", out[0])


@ffi.def_extern(error=lib.ZAIRYU_ERR_INTERNAL)
def python_backend_watch(userdata: CData, ctx: CData, readers: CData, wait: CData, error: CData) -> int:
    lent, listed = Wait._lent(wait), ReaderList(readers)
    try:
        on_caller(lambda: _backend(userdata).watch(listed, lent))
        return lib.ZAIRYU_OK
    except BaseException as failed:
        return fail_with(failed, error, "watch()")
    finally:
        lent.close()
        listed.close()
