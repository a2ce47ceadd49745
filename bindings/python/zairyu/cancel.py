# SPDX-License-Identifier: BSD-2-Clause
"""Giving up: cancel tokens, and what a transport may still wait for."""
from __future__ import annotations

import math
from typing import TYPE_CHECKING

from zairyu._calls import call, make
from zairyu._desk import waiting
from zairyu._handle import Handle, of_this_process
from zairyu._native import NULL, lib

if TYPE_CHECKING:
    from zairyu._cffi import CData


def milliseconds(seconds: float | None) -> int:
    """A time for C. None is forever; what is too long for C is as long as it can be."""
    if seconds is None or seconds == math.inf:
        return lib.ZAIRYU_WAIT_FOREVER
    if not seconds >= 0:
        raise ValueError(f"{seconds} is not a time in seconds: give 0 or more, or None for no limit")
    return min(math.ceil(seconds * 1000), lib.ZAIRYU_WAIT_FOREVER - 1)


class CancelToken(Handle):
    """Ends operations: once triggered, it stays triggered, so make a new one for a new operation. Ctrl-C triggers the token
    that an operation was given."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(make(lib.zairyu_cancel_new, of_this_process(lib.zairyu_cancel_free)))

    def __repr__(self) -> str:
        return f"<zairyu.CancelToken {'closed' if self.closed else 'triggered' if self.triggered else 'not triggered'}>"

    def trigger(self) -> None:
        """Ends what was given the token, within 300 ms. Any thread and any signal handler, any number of times."""
        lib.zairyu_cancel_trigger(self._c)

    @property
    def triggered(self) -> bool:
        """Whether it was triggered."""
        return bool(lib.zairyu_cancel_is_triggered(self._c))

    def fileno(self) -> int:
        """A descriptor that becomes readable when it is triggered, for select and event loops. Do not read or close it."""
        return lib.zairyu_cancel_fd(self._c)


class Wait(Handle):
    """How long an operation may still take. Transports are given one; Wait(seconds, token) makes one of your own."""

    __slots__ = ()

    def __init__(self, timeout: float | None = None, cancel: CancelToken | None = None) -> None:
        token = cancel._c if cancel else NULL
        super().__init__(make(lib.zairyu_wait_new, of_this_process(lib.zairyu_wait_free),
                              milliseconds(timeout), token))

    @classmethod
    def _lent(cls, pointer: CData) -> Wait:
        """One that the library lends for a call, and which NULL stands for no limit."""
        lent = cls.__new__(cls)
        Handle.__init__(lent, pointer)
        return lent

    def check(self) -> None:
        """Raises Cancelled or Timeout when it is over."""
        call(lib.zairyu_wait_check, self._c)

    @property
    def remaining(self) -> float | None:
        """Seconds that are left; None without a deadline, 0 when it is over."""
        left = lib.zairyu_wait_remaining(self._c)
        return None if left == lib.ZAIRYU_WAIT_FOREVER else left / 1000

    def slice(self, most: float) -> float:
        """How many seconds to block at most before the next check()."""
        return lib.zairyu_wait_slice(self._c, milliseconds(most)) / 1000

    def sleep(self, seconds: float | None) -> None:
        """Sleeps, until the wait ends it early: then Cancelled or Timeout. In a transport; elsewhere time.sleep() will do."""
        wait, limit = self._c, milliseconds(seconds)
        waiting(lambda: call(lib.zairyu_wait_sleep, wait, limit), NULL)

    def fileno(self) -> int:
        """The descriptor of its token, as CancelToken.fileno(); -1 if it has none."""
        return lib.zairyu_wait_fd(self._c)


def token_of(cancel: CancelToken | None) -> CancelToken:
    """The token of an operation: the one given, or one of its own, which Ctrl-C triggers."""
    return cancel if cancel is not None else CancelToken()
