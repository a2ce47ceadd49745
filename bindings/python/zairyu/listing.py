# SPDX-License-Identifier: BSD-2-Clause
"""Which readers there are."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zairyu._calls import make
from zairyu._desk import waiting
from zairyu._handle import Handle, of_this_process
from zairyu._native import NULL, known, lib, optional
from zairyu.cancel import CancelToken, Wait, token_of
from zairyu.context import Context, real_schemes, shared_context
from zairyu.enums import CardState, Suitability
from zairyu.errors import Timeout

if TYPE_CHECKING:
    from zairyu._cffi import CData


@dataclass(frozen=True)
class ReaderInfo:
    """A reader that was listed."""

    #: What read() and Reader() take.
    uri: str
    #: A name to show.
    label: str
    card: CardState
    #: Whether no real card is behind it.
    simulated: bool
    suitability: Suitability
    #: Changes whenever a card comes or leaves; always 0 where the backend does not count.
    changes: int


class ReaderList(Handle, Sequence[ReaderInfo]):
    """A list of readers at one time."""

    __slots__ = ()

    def __init__(self, held: CData) -> None:
        Handle.__init__(self, held)

    def __len__(self) -> int:
        return lib.zairyu_readers_count(self._c)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(f"there are {len(self)} readers: {index} is past the end")
        return self._info(number)

    def __repr__(self) -> str:
        return f"<zairyu.ReaderList {'closed' if self.closed else [info.uri for info in self]}>"

    def _info(self, index: int) -> ReaderInfo:
        readers = self._c
        return ReaderInfo(
            uri=known(lib.zairyu_readers_uri(readers, index)), label=known(lib.zairyu_readers_label(readers, index)),
            card=CardState(lib.zairyu_readers_card(readers, index)),
            simulated=bool(lib.zairyu_readers_simulated(readers, index)),
            suitability=Suitability(lib.zairyu_readers_suitability(readers, index)),
            changes=lib.zairyu_readers_changes(readers, index))

    def to_json(self) -> str:
        """The list as the command's `readers --json` has it."""
        from zairyu import _json_out
        return _json_out.readers_to_json([self])


def readers(scheme: str | None = None, *, timeout: float | None = None, cancel: CancelToken | None = None,
            context: Context | None = None) -> ReaderList:
    """Lists the readers of a scheme ("pcsc", "nfc", "virtual"), or of all real ones. No reader is no failure: an empty list."""
    within = context or _context(scheme)
    token = token_of(cancel)
    wait = Wait(timeout, token)
    made = waiting(lambda: make(lib.zairyu_readers_list, of_this_process(lib.zairyu_readers_free),
                                within._c, optional(scheme), wait._c), token._c)
    return ReaderList(made)


def next_readers(known_list: ReaderList | None, scheme: str | None = None, *, timeout: float | None = None,
                 cancel: CancelToken | None = None, context: Context | None = None) -> ReaderList:
    """Waits until readers or cards came or went since `known_list`, and lists them. Timeout if nothing did."""
    within = context or _context(scheme)
    token = token_of(cancel)
    wait = Wait(timeout, token)
    before = known_list._c if known_list is not None else NULL
    made = waiting(lambda: make(lib.zairyu_readers_watch, of_this_process(lib.zairyu_readers_free),
                                within._c, optional(scheme), before, wait._c), token._c)
    return ReaderList(made)


def watch(scheme: str | None = None, *, timeout: float | None = None, cancel: CancelToken | None = None,
          context: Context | None = None) -> Iterator[ReaderList]:
    """The readers now, and again whenever readers or cards come or go. Ends when nothing does for `timeout` seconds; None:
    never. To have each card, look for those readers whose `card` is PRESENT and whose `changes` is new."""
    context = context or _context(scheme)
    seen: ReaderList | None = None
    while True:
        try:
            seen = next_readers(seen, scheme, timeout=timeout, cancel=cancel, context=context)
        except Timeout:
            return
        yield seen


def _context(scheme: str | None) -> Context:
    return shared_context(real_schemes() if scheme is None else (scheme,))


__all__ = ["ReaderInfo", "ReaderList", "next_readers", "readers", "watch"]
