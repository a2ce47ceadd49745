# SPDX-License-Identifier: BSD-2-Clause
"""Transports written in Python: the way to a card through whatever reader you have."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from zairyu._calls import fail_with, set_error
from zairyu._desk import on_caller
from zairyu._native import NULL, ffi, lib, plain
from zairyu.cancel import Wait
from zairyu.context import Context, shared_context
from zairyu.enums import Property
from zairyu.errors import unraisable
from zairyu.reader import Reader, _make

if TYPE_CHECKING:
    from zairyu._cffi import CData


class Transport:
    """Derive from it, and write connect(), transmit() and disconnect(); read() and Reader take it then.

    All are called on the thread that reads, never two at once. `wait` ends soon after the call: check() raises when the
    operation is over, `remaining` is how long it may take. Raise an Error, such as `failure(ErrorCode.CARD_GONE, "…")`, to say
    what happened; any other exception is a failure of the communication with it as its cause.
    """

    #: What the reader is called, in records and messages. Override it to answer what is found out later.
    uri: str = "python:"
    #: The longest command and answer it carries, in bytes; None: not known.
    max_command: int | None = None
    max_response: int | None = None
    #: Whether there is no real card behind it. Say so if that is the case: such a card is never genuine.
    simulated: bool = False

    def connect(self, wait: Wait) -> None:
        """Powers and activates the card, freshly reset. Called again to start again; must then reset the card."""
        raise NotImplementedError

    def transmit(self, command: bytes, wait: Wait) -> bytes:
        """One exchange: a whole command APDU; returns the whole answer with its status word. Raise if it is incomplete."""
        raise NotImplementedError

    def disconnect(self) -> None:
        """Powers the card off, or at least resets it: no access rights may remain."""
        raise NotImplementedError

    def wait_card(self, present: bool, wait: Wait) -> None:
        """Optional. Returns when a card is there, or none is."""
        raise NotImplementedError

    def expect(self, answer_max: int, patience: float) -> None:
        """Optional. What is known of the exchange that follows: its longest answer, and how many seconds the card may take for
        it; 0: not known."""

    def close(self) -> None:
        """Optional. Called once, when nothing uses the transport any more."""


class _Hold:
    """What C has of a transport until it frees it."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.uri: CData | None = None
        self.handle = ffi.new_handle(self)


_held: set[_Hold] = set()
_OPTIONAL = ("wait_card", "expect")
_REQUIRED = ("connect", "transmit", "disconnect", "free", "get", "uri")


def reader_of(transport: Transport, context: Context | None = None) -> Reader:
    """The reader of a transport."""
    context = context or shared_context()
    return Reader(wrap(transport, context._c, _make), context)


def wrap(transport: Transport, context: CData, make_it: Callable[..., CData]) -> CData:
    """The transport as C has it: make_it(function, context, uri, table, userdata) makes it."""
    ops = ffi.new("zairyu_transport_ops *")
    ops.size = ffi.sizeof("zairyu_transport_ops")
    written = tuple(slot for slot in _OPTIONAL if getattr(type(transport), slot) is not getattr(Transport, slot))
    for slot in _REQUIRED + written:
        setattr(ops, slot, getattr(lib, f"python_transport_ops_{slot}"))
    uri = plain(transport.uri)
    hold = _Hold(transport)
    _held.add(hold)  # C gives it back by the slot `free`, whether this succeeds or not
    return make_it(lib.zairyu_transport_new, context, uri, ops, hold.handle)


def _run(work: Callable[[Wait], Any], wait: CData, error: CData, where: str) -> tuple[int, Any]:
    """Runs a method on the caller's thread. Returns a code, and what the method returned."""
    lent = Wait._lent(wait)
    try:
        return lib.ZAIRYU_OK, on_caller(partial(work, lent))
    except BaseException as failed:
        return fail_with(failed, error, where), None
    finally:
        lent.close()


def _transport(userdata: CData) -> Transport:
    hold: _Hold = ffi.from_handle(userdata)
    return hold.transport


@ffi.def_extern(error=lib.ZAIRYU_ERR_INTERNAL)
def python_transport_ops_connect(userdata: CData, wait: CData, error: CData) -> int:
    return _run(_transport(userdata).connect, wait, error, "connect()")[0]


@ffi.def_extern(error=lib.ZAIRYU_ERR_INTERNAL)
def python_transport_ops_transmit(userdata: CData, wait: CData, command: CData, command_len: int, response: CData,
                                  response_cap: int, response_len: CData, error: CData) -> int:
    asked = bytes(ffi.buffer(command, command_len))
    transport = _transport(userdata)
    code, answer = _run(lambda lent: bytes(memoryview(transport.transmit(asked, lent))), wait, error, "transmit()")
    if code < 0:
        return code
    if len(answer) > response_cap:
        return set_error(error, lib.ZAIRYU_ERR_LENGTH_REFUSED, "transmit() returned more than there is room for")
    ffi.buffer(response, response_cap)[:len(answer)] = answer
    response_len[0] = len(answer)
    return lib.ZAIRYU_OK


@ffi.def_extern()
def python_transport_ops_disconnect(userdata: CData) -> None:
    _quietly(_transport(userdata).disconnect, "disconnect()")


@ffi.def_extern()
def python_transport_ops_free(userdata: CData) -> None:
    hold: _Hold = ffi.from_handle(userdata)
    _quietly(hold.transport.close, "close()")
    _held.discard(hold)


@ffi.def_extern(error=lib.ZAIRYU_ERR_INTERNAL)
def python_transport_ops_wait_card(userdata: CData, present: int, wait: CData, error: CData) -> int:
    transport = _transport(userdata)
    return _run(lambda lent: transport.wait_card(bool(present), lent), wait, error, "wait_card()")[0]


@ffi.def_extern(error=lib.ZAIRYU_ERR_ABSENT)
def python_transport_ops_get(userdata: CData, which: int, value: CData) -> int:
    transport = _transport(userdata)
    known = {Property.MAX_COMMAND: transport.max_command, Property.MAX_RESPONSE: transport.max_response,
             Property.SIMULATED: int(transport.simulated)}.get(Property(which))
    if known is None:
        return lib.ZAIRYU_ERR_ABSENT
    value[0] = known
    return lib.ZAIRYU_OK


@ffi.def_extern(error=NULL)
def python_transport_ops_uri(userdata: CData) -> CData:
    hold: _Hold = ffi.from_handle(userdata)
    uri = hold.uri = ffi.new("char[]", plain(hold.transport.uri))
    return uri


@ffi.def_extern()
def python_transport_ops_expect(userdata: CData, hints: CData) -> None:
    transport = _transport(userdata)
    _quietly(lambda: transport.expect(hints.answer_max, hints.patience_ms / 1000), "expect()")


def _quietly(work: Callable[[], object], where: str) -> None:
    """For slots that cannot fail."""
    try:
        on_caller(work)
    except BaseException as error:
        unraisable(error, f"a transport's {where}")


__all__ = ["Transport", "reader_of"]
