# SPDX-License-Identifier: BSD-2-Clause
"""A reader for hosts that cannot block: event loops, or readers at the other end of a connection."""
from __future__ import annotations

from dataclasses import dataclass

from zairyu._calls import call
from zairyu._desk import waiting
from zairyu._handle import Handle, Private, of_this_process
from zairyu._native import NULL, borrowed, copied, ffi, lib, optional, plain
from zairyu.cancel import CancelToken, Wait, token_of
from zairyu.context import Context, shared_context
from zairyu.enums import Property, Request
from zairyu.reader import Reader


@dataclass(frozen=True, repr=False)
class HandoffRequest(Private):
    """What is to be done for a session."""

    kind: Request
    #: Identifies it when it is answered.
    serial: int
    #: Of TRANSMIT: a copy of the command. A secret.
    command: bytes
    #: The longest answer that is asked for; 0: not known.
    answer_max: int
    #: How many seconds the card may take for it; 0: not known.
    patience: float
    #: How long the session still waits; None: no limit.
    remaining: float | None
    #: Of WAIT_CARD: whether a card is to be there, or none.
    present: bool

    def __repr__(self) -> str:
        return f"<zairyu.HandoffRequest {self.kind.name} {self.serial}>"


class Handoff(Handle):
    """The host's side. `reader` is the other one: a session runs on it in a thread of its own. All methods may be called from
    any thread, from several at once; only wait() blocks."""

    __slots__ = ("reader",)

    def __init__(self, uri: str = "handoff:", *, context: Context | None = None) -> None:
        context = context or shared_context()
        out, transport = ffi.new("zairyu_handoff **"), ffi.new("zairyu_transport **")
        call(lib.zairyu_handoff_new, context._c, plain(uri), out, transport)
        super().__init__(ffi.gc(out[0], of_this_process(lib.zairyu_handoff_free)))
        self.reader = Reader(ffi.gc(transport[0], of_this_process(lib.zairyu_transport_free)), context)

    def set_property(self, which: Property, value: int) -> None:
        """What the reader can carry, or that it is simulated; before the session begins."""
        call(lib.zairyu_handoff_set_property, self._c, which, value)

    def fileno(self) -> int:
        """A descriptor that is readable as long as there is something to take. Only poll it."""
        return lib.zairyu_handoff_fd(self._c)

    def wait(self, timeout: float | None = None, *, cancel: CancelToken | None = None) -> None:
        """Waits until there is something to take, for hosts with a thread to spare."""
        token = token_of(cancel)
        limit, handoff = Wait(timeout, token), self._c
        waiting(lambda: call(lib.zairyu_handoff_wait, handoff, limit._c), token._c)

    def take(self) -> HandoffRequest | None:
        """What is to be done next; None if that is nothing. Take until that comes."""
        told = ffi.new("zairyu_handoff_request *")
        told.size = ffi.sizeof("zairyu_handoff_request")
        handoff = self._c
        call(lib.zairyu_handoff_take, handoff, told)
        if told.kind == lib.ZAIRYU_HANDOFF_NONE:
            return None
        forever = told.remaining_ms == lib.ZAIRYU_WAIT_FOREVER
        return HandoffRequest(Request(told.kind), told.serial, copied(told.command), told.answer_max, told.patience_ms / 1000,
                              None if forever else told.remaining_ms / 1000, bool(told.present))

    def give(self, serial: int, answer: bytes = b"") -> None:
        """Answers a request. StateError if nobody waits for it any more."""
        data, held = borrowed(answer)
        call(lib.zairyu_handoff_give, self._c, serial, data)
        del held

    def fail(self, serial: int, code: int, message: str = "", *, native: tuple[str, int] | None = None) -> None:
        """Answers a request that failed, with a code of the blocks for use, reader and library."""
        domain, number = native or (None, 0)
        said = plain(message) if message else NULL
        call(lib.zairyu_handoff_fail, self._c, serial, code, optional(domain), number, said)

    def close(self) -> None:
        """Hangs up: whoever waits on the other side fails, at once and from now on."""
        if not self.closed:
            lib.zairyu_handoff_close(self._c)
        super().close()
