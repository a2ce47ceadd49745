# SPDX-License-Identifier: BSD-2-Clause
"""One reader that was opened."""
from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Union

from zairyu._calls import call, make
from zairyu._desk import waiting
from zairyu._handle import Exclusive, Handle, of_this_process
from zairyu._native import NULL, borrowed, ffi, known, lib, plain
from zairyu.cancel import CancelToken, Wait, milliseconds, token_of
from zairyu.context import Context, context_for, shared_context
from zairyu.enums import Property

if TYPE_CHECKING:
    from zairyu._cffi import CData


class Reader(Handle):
    """A reader. One thread at a time; it may be closed while a session still uses it."""

    __slots__ = ("context", "_use")

    def __init__(self, held: CData, context: Context) -> None:
        super().__init__(held)
        self.context = context
        self._use = Exclusive("Reader")

    def __repr__(self) -> str:
        return f"<zairyu.Reader {'closed' if self.closed else self.uri}>"

    @classmethod
    def open(cls, uri: str, *, timeout: float | None = None, cancel: CancelToken | None = None,
             context: Context | None = None) -> Reader:
        """Opens a reader by its URI. Does not wait for a card."""
        within = context or context_for(uri)
        token = token_of(cancel)
        wait = Wait(timeout, token)
        return cls(waiting(lambda: _make(lib.zairyu_transport_open, within._c, plain(uri), wait._c), token._c), within)

    @classmethod
    def open_first(cls, timeout: float | None = None, *, cancel: CancelToken | None = None,
                   context: Context | None = None) -> Reader:
        """Opens the first real reader with a card on it, and waits for one."""
        within = context or context_for(None)
        token = token_of(cancel)
        limit = milliseconds(timeout)
        return cls(waiting(lambda: _make(lib.zairyu_transport_open_first, within._c, limit, token._c), token._c), within)

    @classmethod
    def replay(cls, trace: bytes, context: Context | None = None) -> Reader:
        """Plays a recorded conversation back."""
        context = context or shared_context()
        data, held = borrowed(trace)
        made = _make(lib.zairyu_replay_new, context._c, data)
        del held
        return cls(made, context)

    @property
    def uri(self) -> str:
        """The URI it was opened with, with its open parts filled in."""
        reader = self._c
        return known(lib.zairyu_transport_uri(reader))

    def property(self, which: Property) -> int | None:
        """A property; None if it is not known."""
        value = ffi.new("uint64_t *")
        return value[0] if lib.zairyu_transport_property(self._c, which, value) >= 0 else None

    def wait_card(self, present: bool = True, timeout: float | None = None, *, cancel: CancelToken | None = None) -> None:
        """Waits for a card to be placed on the reader, or taken away. Timeout if that does not happen."""
        token, limit = token_of(cancel), milliseconds(timeout)
        self._do(lambda reader: call(lib.zairyu_transport_wait_card, reader, present, limit, token._c), token._c)

    def trace(self, path: Union[str, os.PathLike[str]]) -> Reader:
        """A reader that records every exchange of this one in a new file: **personal data**. Use it instead of this one."""
        return Reader(_make(lib.zairyu_trace_new, self.context._c, self._c, os.fsencode(path)), self.context)

    def connect(self, wait: Wait | None = None) -> None:
        """For programs that talk to a card without a session: powers the card, freshly reset."""
        limits, token = _limits(wait)
        self._do(lambda reader: call(lib.zairyu_transport_connect, reader, limits._c), token)

    def transmit(self, command: bytes, wait: Wait | None = None) -> bytes:
        """One exchange: a whole command APDU, and the answer with its status word."""
        limits, token = _limits(wait)
        data, held = borrowed(command)
        room = ffi.new("uint8_t[]", lib.ZAIRYU_RESPONSE_MAX)
        length = ffi.new("size_t *")
        self._do(lambda reader: call(lib.zairyu_transport_transmit, reader, limits._c, data, room, lib.ZAIRYU_RESPONSE_MAX,
                                     length), token)
        del held
        answer = bytes(ffi.buffer(room, length[0]))
        lib.zairyu_wipe(room, lib.ZAIRYU_RESPONSE_MAX)
        return answer

    def expect(self, answer_max: int = 0, patience: float = 0) -> None:
        """Announces what is known of the next exchange, for transports around another; 0: not known."""
        hints = ffi.new("zairyu_hints *")
        hints.size, hints.answer_max, hints.patience_ms = ffi.sizeof("zairyu_hints"), answer_max, milliseconds(patience)
        lib.zairyu_transport_expect(self._c, hints)

    def disconnect(self) -> None:
        """Powers the card off."""
        with self._use.used():
            lib.zairyu_transport_disconnect(self._c)

    def _do(self, work: Callable[[CData], object], token: CData) -> None:
        with self._use.used():
            waiting(partial(work, self._c), token)


def _make(function: Callable[..., int], *arguments: Any) -> CData:
    return make(function, of_this_process(lib.zairyu_transport_free), *arguments)


def _limits(wait: Wait | None) -> tuple[Wait, CData]:
    """The wait of an exchange, and the token that Ctrl-C triggers: a wait of the caller's keeps its own."""
    if wait is not None:
        return wait, NULL
    token = CancelToken()
    return Wait(None, token), token._c
