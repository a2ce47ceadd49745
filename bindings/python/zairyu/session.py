# SPDX-License-Identifier: BSD-2-Clause
"""A conversation with one card: identify, authenticate, read."""
from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from zairyu import _callbacks
from zairyu._calls import call, make
from zairyu._desk import on_caller, waiting
from zairyu._handle import Exclusive, Handle, of_this_process
from zairyu._native import ffi, known, lib, plain, text
from zairyu._verify import ffi as verify_ffi, lib as verify
from zairyu.cancel import CancelToken, milliseconds, token_of
from zairyu.card_info import CardInfo
from zairyu.enums import ITEMS_ALL, Item
from zairyu.errors import failure
from zairyu.item_file import ItemFile
from zairyu.number import Secret, encoded
from zairyu.reader import Reader
from zairyu.record import Record
from zairyu.report import Report, language_code
from zairyu.trust import Trust

if TYPE_CHECKING:
    from zairyu._cffi import CData

_T = TypeVar("_T")


@dataclass(frozen=True)
class Progress:
    """How far a conversation is."""

    #: A stable word: "connect", "read-face", …; step_text() has it for people.
    step: str
    #: The item that is read, or none.
    item: Item
    done: int
    total: int

    @property
    def fraction(self) -> float:
        """From 0 to 1; never goes back within a conversation."""
        return self.done / self.total if self.total else 0.0


ProgressFunction = Callable[[Progress], object]
ItemFunction = Callable[[ItemFile], object]


def step_text(step: str, language: str = "en") -> str:
    """What is being done, for people, "en" or "ja"; the step itself if this library does not know it."""
    return text(lib.zairyu_step_text(plain(step), language_code(language))) or step


def step_names() -> list[str]:
    """The words of all steps that the library knows."""
    names: list[str] = []
    while name := text(lib.zairyu_step_name(len(names) + 1)):
        names.append(name)
    return names


class _Listener:
    """What a session's callbacks find."""

    def __init__(self, session: Session, item: ItemFunction | None) -> None:
        self.progress: ProgressFunction | None = None
        self.item = item
        self._session = weakref.ref(session)

    def on_progress(self, told: CData) -> None:
        if self.progress is not None:
            progress = Progress(known(told.step), Item(told.item), told.done, told.total)
            on_caller(partial(self.progress, progress))

    def on_item(self, item: int, file: CData) -> None:
        session = self._session()
        if self.item is not None and session is not None:
            with ItemFile(CardInfo(session, lib.zairyu_session_card), Item(item), file) as lent:
                on_caller(partial(self.item, lent))


class _CardHandle(Handle):
    """A card that a session identified."""


class Session(Handle):
    """One card, from identify() to read(). One thread at a time. close() wipes keys and number, and resets the card.

    `progress` is called with a Progress after each exchange, `item` with an ItemFile as soon as an item is there, nothing of it
    verified; both on the thread that made the call. An exception in them cancels the call and comes out of it again.
    """

    __slots__ = ("context", "_use", "_token", "_own", "_listener", "_handle")

    def __init__(self, reader: Reader, *, timeout: float | None = 60, cancel: CancelToken | None = None,
                 progress: ProgressFunction | None = None, item: ItemFunction | None = None) -> None:
        super().__init__(make(lib.zairyu_session_new, of_this_process(lib.zairyu_session_free), reader._c))
        self.context = reader.context
        self._use = Exclusive("Session")
        self._token, self._own = token_of(cancel), cancel is None
        self._listener = _Listener(self, item)
        self._handle = ffi.new_handle(self._listener)
        lib.zairyu_session_set_cancel(self._c, self._token._c)
        self.set_timeout(timeout)
        self.set_progress(progress)
        if item is not None:
            lib.zairyu_session_set_item_callback(self._c, _callbacks.core("item_fn"), self._handle)

    def set_timeout(self, seconds: float | None) -> None:
        """Sets how long each following call may take; None: no limit."""
        lib.zairyu_session_set_timeout(self._c, milliseconds(seconds))

    def set_progress(self, progress: ProgressFunction | None) -> None:
        """Sets or, with None, removes the callback."""
        self._listener.progress = progress
        function = ffi.NULL if progress is None else _callbacks.core("progress_fn")
        lib.zairyu_session_set_progress(self._c, function, self._handle)

    def identify(self) -> CardInfo:
        """Determines which card it is, without a number. It is always a new conversation."""
        made = self._do(lambda session: make(lib.zairyu_session_identify, lib.zairyu_card_free, session))
        return CardInfo(_CardHandle(made), lambda card: card)

    def authenticate(self, number: str | Secret) -> None:
        """Proves the card number to the card. WrongNumber if it is not this card's: ask the person, try no other."""
        number = number if isinstance(number, Secret) else Secret(number)
        with encoded(number) as (data, length):
            self._do(lambda session: call(lib.zairyu_session_authenticate, session, data, length))

    @property
    def card(self) -> CardInfo | None:
        """The card of a session that is identified or authenticated; None before, and after a failure."""
        return CardInfo(self, lib.zairyu_session_card) if lib.zairyu_session_card(self._c) else None

    def read(self, items: Item = ITEMS_ALL, *, whole: bool = False, goes_on: bool = False) -> Record:
        """Reads items, without verifying. `whole`: the padding too. `goes_on`: tell_progress() ends the progress."""
        flags = (lib.ZAIRYU_READ_WHOLE if whole else 0) | (lib.ZAIRYU_READ_GOES_ON if goes_on else 0)
        made = self._do(lambda session: make(lib.zairyu_session_read, lib.zairyu_record_free, session, items,
                                             flags))
        return Record(made, self.context)

    def read_and_verify(self, trust: Trust | None = None, items: Item = ITEMS_ALL) -> tuple[Record, Report]:
        """Reads and verifies. A card is read again before it is called abnormal. What is not genuine is no failure."""
        anchors = trust._c if trust is not None else ffi.NULL
        return self._do(lambda session: _read_and_verify(session, anchors, items, self.context))

    def tell_progress(self, step: str, done: bool) -> None:
        """Tells the progress callback about work of your own after read(goes_on=True)."""
        word = ffi.new("char[]", plain(step))
        self._do(lambda session: call(lib.zairyu_session_progress, session, word, done))

    def _do(self, work: Callable[[CData], _T]) -> _T:
        with self._use.used():
            if self._own and self._token.triggered:  # by Ctrl-C, in a call before
                self._token = CancelToken()
                lib.zairyu_session_set_cancel(self._c, self._token._c)
            return waiting(partial(work, self._c), self._token._c)


def _read_and_verify(session: CData, anchors: CData, items: Item, context: Any) -> tuple[Record, Report]:
    record, report = ffi.new("zairyu_record **"), verify_ffi.new("zairyu_report **")
    try:
        call(verify.zairyu_read_and_verify, session, anchors, items, 0, record, report, accept=lib.ZAIRYU_ERR_NOT_GENUINE)
    except BaseException:
        lib.zairyu_record_free(record[0])
        verify.zairyu_report_free(report[0])
        raise
    if not record[0] or not report[0]:
        raise failure(lib.ZAIRYU_ERR_INTERNAL, "there is a result without a record.")
    return (Record(ffi.gc(record[0], lib.zairyu_record_free), context), Report(ffi.gc(report[0], verify.zairyu_report_free)))
