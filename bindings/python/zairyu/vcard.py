# SPDX-License-Identifier: BSD-2-Clause
"""The virtual card, to test programs without a card, by libzairyu-vcard."""
from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from zairyu._calls import call, make
from zairyu._desk import on_caller, waiting
from zairyu._handle import Handle, of_this_process
from zairyu._native import NULL, borrowed, copied, known, lib as core, name_of, optional, plain, satellite
from zairyu.cancel import CancelToken, token_of
from zairyu.context import Context, shared_context
from zairyu.enums import Family, OpenEnum
from zairyu.errors import failure, unraisable
from zairyu.reader import Reader, _make
from zairyu.trust import Trust

if TYPE_CHECKING:
    import zairyu._vcard
    from zairyu._cffi import CData
    ffi, lib = zairyu._vcard.ffi, zairyu._vcard.lib
else:
    ffi, lib = satellite("vcard").ffi, satellite("vcard").lib


class Fault(OpenEnum):
    """What goes wrong at a command."""

    NONE = lib.ZAIRYU_FAULT_NONE
    REMOVE = lib.ZAIRYU_FAULT_REMOVE
    STATUS = lib.ZAIRYU_FAULT_STATUS
    SHORT = lib.ZAIRYU_FAULT_SHORT
    LONG = lib.ZAIRYU_FAULT_LONG
    GARBLE = lib.ZAIRYU_FAULT_GARBLE
    STALE = lib.ZAIRYU_FAULT_STALE
    LENGTH = lib.ZAIRYU_FAULT_LENGTH
    EMPTY = lib.ZAIRYU_FAULT_EMPTY
    SILENCE = lib.ZAIRYU_FAULT_SILENCE

    def __str__(self) -> str:
        return name_of(lib.zairyu_fault_name(self), self)


class Outcome(OpenEnum):
    """What became of a command, for hosts that emulate a reader."""

    ANSWER = lib.ZAIRYU_VCARD_ANSWER
    REMOVED = lib.ZAIRYU_VCARD_REMOVED
    SILENT = lib.ZAIRYU_VCARD_SILENT


class TestAuthority(Handle):
    """The two test CAs. Making one takes some 0.2 s when it first signs: make one for many cards. One thread at a time."""

    __slots__ = ("context",)
    __test__ = False  # for pytest

    def __init__(self, seed: int = 1, context: Context | None = None) -> None:
        self.context = context or shared_context()
        super().__init__(make(lib.zairyu_vcard_ca_new, lib.zairyu_vcard_ca_free, self.context._c, seed))

    def certificate(self, family: Family) -> bytes:
        """The certificate of the CA for a generation, in DER: Trust.add(…, custom=True) takes it."""
        out = ffi.new("zairyu_bytes *")
        authority = self._c
        call(lib.zairyu_vcard_ca_certificate, authority, family, out)
        return copied(out[0])

    def trust(self) -> Trust:
        """A store with both. A card that they issued is "unchecked" all the same, as they are test CAs."""
        trust = Trust((), self.context)
        for family in Family:
            trust.add(self.certificate(family), custom=True)
        return trust


class VirtualCard(Handle):
    """A card of a fictional holder. read() takes it like a reader. `options`: "type=05,variant=under16", as in
    zairyu-virtual(7). One thread at a time, except for faults and counts."""

    __slots__ = ("context",)

    def __init__(self, options: str = "", *, authority: TestAuthority | None = None, context: Context | None = None) -> None:
        self.context = context or shared_context()
        super().__init__(make(lib.zairyu_vcard_new, of_this_process(lib.zairyu_vcard_free), self.context._c,
                              authority._c if authority else NULL, plain(options)))

    @property
    def number(self) -> str:
        """The card's number."""
        card = self._c
        return known(lib.zairyu_vcard_number(card))

    def reader(self, *, max_command: int = 0, max_response: int = 0) -> Reader:
        """A reader with the card on it, which carries so many bytes; 0: no limit."""
        return Reader(_make(lib.zairyu_vcard_transport, self.context._c, self._c, max_command, max_response), self.context)

    def trust(self) -> Trust:
        """A store with the CA that issued it, as a custom one."""
        trust = Trust((), self.context)
        card, out = self._c, ffi.new("zairyu_bytes *")
        for family in Family:
            call(lib.zairyu_vcard_ca_certificate, lib.zairyu_vcard_authority(card), family, out)
            trust.add(copied(out[0]), custom=True)
        return trust

    def set_fault(self, fault: Fault, at: int = 1, argument: int = 0) -> None:
        """What goes wrong at the `at`-th command since the card was made, once. Any thread, also while it is read."""
        if lib.zairyu_vcard_set_fault(self._c, fault, at, argument) < 0:
            raise failure(core.ZAIRYU_ERR_ARGUMENT, "not a fault of the virtual card: give one of Fault, and `at` from 1.")

    @property
    def commands(self) -> int:
        """How many commands it was sent."""
        return lib.zairyu_vcard_commands(self._c)

    @property
    def authentications(self) -> int:
        """How many of them were MUTUAL AUTHENTICATE."""
        return lib.zairyu_vcard_authentications(self._c)

    def file(self, df: int, sfi: int) -> bytes:
        """A file of the card as stored. `df`: 0 (MF) to 3."""
        out = ffi.new("zairyu_bytes *")
        card = self._c
        if lib.zairyu_vcard_file(card, df, sfi, out) < 0:
            raise failure(core.ZAIRYU_ERR_ABSENT, "the virtual card does not have this file.")
        return copied(out[0])

    def set_file(self, df: int, sfi: int, content: bytes) -> None:
        """Replaces a file, by one of the same size."""
        data, held = borrowed(content)
        call(lib.zairyu_vcard_set_file, self._c, df, sfi, data)
        del held

    def sign(self) -> None:
        """Signs the files again, after set_file()."""
        call(lib.zairyu_vcard_sign, self._c)

    def set_random(self, rnd_icc: bytes, k_icc: bytes) -> None:
        """Fixes its random numbers, 8 and 16 bytes, for worked examples."""
        first, first_held = borrowed(rnd_icc)
        second, second_held = borrowed(k_icc)
        if lib.zairyu_vcard_set_random(self._c, first, second) < 0:
            raise failure(core.ZAIRYU_ERR_ARGUMENT, "rnd_icc has 8 bytes, and k_icc 16.")
        del first_held, second_held

    def reset(self) -> None:
        """Power-up or reset, for hosts that emulate a reader."""
        if lib.zairyu_vcard_reset(self._c) < 0:
            raise failure(core.ZAIRYU_ERR_NO_CARD, "a fault keeps the card away.")

    def process(self, command: bytes) -> tuple[Outcome, bytes, int]:
        """One command: what became of it, the answer, and for SILENT how many milliseconds it keeps silent (0: forever); call
        it with an empty command after that."""
        data, held = borrowed(command)
        room, length = ffi.new("uint8_t[]", core.ZAIRYU_RESPONSE_MAX), ffi.new("size_t *")
        outcome = Outcome(lib.zairyu_vcard_process(self._c, data, room, core.ZAIRYU_RESPONSE_MAX, length))
        del held
        if outcome == Outcome.ANSWER:
            return outcome, bytes(ffi.buffer(room, length[0])), 0
        return outcome, b"", length[0] if outcome == Outcome.SILENT else 0

    def serve_vpcd(self, host_port: str | None = None, *, ready: Callable[[], object] | None = None,
                   cancel: CancelToken | None = None) -> None:
        """Puts the card on vpcd's virtual reader and serves it until cancelled. `ready` is called when it was noticed there."""
        token, card = token_of(cancel), self._c
        handle = NULL if ready is None else ffi.new_handle(ready)
        function = NULL if ready is None else lib.python_vcard_serve_vpcd_ready
        waiting(lambda: call(lib.zairyu_vcard_serve_vpcd, self.context._c, card, optional(host_port), function, handle,
                             token._c), token._c)


@ffi.def_extern()
def python_vcard_serve_vpcd_ready(userdata: CData) -> None:
    """Serving goes on if `ready` fails, which cannot be told to C."""
    try:
        on_caller(ffi.from_handle(userdata))
    except BaseException as error:
        unraisable(error, "ready()")


def atr() -> bytes:
    """The ATR that a PC/SC reader shows for a virtual card."""
    return copied(lib.zairyu_vcard_atr())


_lock = threading.Lock()
_authorities: dict[int, TestAuthority] = {}
os.register_at_fork(after_in_child=_lock._at_fork_reinit)  # type: ignore[attr-defined]


def shared_authority() -> TestAuthority:
    """The CA of "virtual:" readers (seed 1), made once in a process."""
    pid = os.getpid()
    if pid not in _authorities:
        _authorities[pid] = TestAuthority(1)
    return _authorities[pid]


def number_of(options: str) -> str:
    """The number of a virtual card with these options."""
    with _lock, VirtualCard(options, authority=shared_authority()) as card:
        return card.number


def own_trust(card: VirtualCard | None) -> Trust:
    """A store for a virtual card: None is that of a "virtual:" reader."""
    with _lock:
        return card.trust() if card else shared_authority().trust()
