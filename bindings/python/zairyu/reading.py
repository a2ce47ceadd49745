# SPDX-License-Identifier: BSD-2-Clause
"""The main job in one call: read a card, or load a record, and verify it."""
from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

from zairyu._desk import waiting
from zairyu._native import lib
from zairyu.cancel import CancelToken, Wait, token_of
from zairyu.card import Card
from zairyu.context import Context, context_for, shared_context
from zairyu.enums import ITEMS_ALL, Item
from zairyu.errors import ErrorCode, Error, Timeout, UnsupportedError, failure
from zairyu.number import Secret
from zairyu.reader import Reader
from zairyu.record import Record
from zairyu.report import verify_record
from zairyu.session import ItemFunction, ProgressFunction, Session
from zairyu.transport import Transport, reader_of
from zairyu.trust import Trust, TrustSource

if TYPE_CHECKING:
    from zairyu.vcard import VirtualCard

Source = Union[str, Reader, Transport, "VirtualCard", None]
Saved = Union[bytes, bytearray, memoryview, str, "os.PathLike[str]", Record, Card]
VIRTUAL = "virtual:"

# What may pass after a card was seen: it was just taken away, or another program has the reader for itself.
_PASSING = (ErrorCode.NO_CARD, ErrorCode.READER_BUSY, ErrorCode.READER_GONE, ErrorCode.NO_READER, ErrorCode.NO_SERVICE)
_AGAIN = 0.1
#: Seconds that identifying may take at least, however short the wait for a card.
_IDENTIFY = 10.0


@dataclass
class _Job:
    """A reading, complete before anyone waits."""

    source: Source
    number: Secret
    trust: Trust | None
    items: Item
    wait: float | None
    timeout: float | None
    progress: ProgressFunction | None
    item: ItemFunction | None
    token: CancelToken
    context: Context


def read(source: Source = None, *, number: str | None = None, trust: TrustSource = "default", items: Item = ITEMS_ALL,
         wait: float | None = 0, timeout: float | None = 60, progress: ProgressFunction | None = None,
         item: ItemFunction | None = None, cancel: CancelToken | None = None, context: Context | None = None) -> Card:
    """Reads a card and verifies it.

    `source`: the URI of a reader ("pcsc:", "virtual:type=05"), a Reader, a Transport, a VirtualCard; None: the first real
    reader with a card. `number`: the card number; a virtual card's own may be left out. `trust`: "default" for what was
    installed, paths, a Trust; None for the virtual card's own test CA, and for no anchors with any other reader.
    `wait`: seconds for a card to come, `timeout`: for each step of reading; None: no limit. `progress` is called with each
    Progress, `item` with each ItemFile; an exception in them ends the reading. `cancel` ends it from another thread; Ctrl-C
    ends it at once.
    """
    secret = Secret(number) if number is not None else None
    number = None
    token = token_of(cancel)
    job = prepare(source, secret, trust, items, wait, timeout, progress, item, token, context)
    return waiting(lambda: run(job), token._c)


def prepare(source: Source, number: Secret | None, trust: TrustSource, items: Item, wait: float | None,
            timeout: float | None, progress: ProgressFunction | None, item: ItemFunction | None, token: CancelToken,
            context: Context | None) -> _Job:
    """What can be known to fail before anyone waits for a card."""
    context = context or _context_of(source)
    virtual = _virtual_options(source)
    if number is None:
        number = Secret(_number_of(source, virtual))
    return _Job(source, number, _trust(trust, source, virtual), items, wait, timeout, progress, item, token, context)


def run(job: _Job) -> Card:
    """Reads, on a thread that may wait."""
    patience = Wait(job.wait, job.token)
    reader, borrowed = _open(job, patience)
    try:
        with Session(reader, cancel=job.token, progress=job.progress, item=job.item) as session:
            _identify(session, patience)
            session.set_timeout(job.timeout)
            session.authenticate(job.number)
            record, report = session.read_and_verify(job.trust, job.items)
            return Card(record, report)
    finally:
        if not borrowed:
            reader.close()


def _context_of(source: Source) -> Context:
    if isinstance(source, Reader):
        return source.context
    return context_for(source) if source is None or isinstance(source, str) else shared_context()


def _virtual_options(source: Source) -> str | None:
    if isinstance(source, str) and source.startswith(VIRTUAL):
        return source.removeprefix(VIRTUAL)
    return None


def _number_of(source: Source, virtual: str | None) -> str:
    if virtual is not None:
        from zairyu.vcard import number_of
        return number_of(virtual)
    if _is_virtual_card(source):
        return str(source.number)  # type: ignore[union-attr]
    raise failure(lib.ZAIRYU_ERR_ARGUMENT, "number= is missing: only a virtual card is read without the card number.")


def _is_virtual_card(source: Source) -> bool:
    if source is None or isinstance(source, (str, Reader, Transport)):
        return False
    from zairyu.vcard import VirtualCard
    if not isinstance(source, VirtualCard):
        raise TypeError(f"read() takes a URI, a Reader, a Transport or a VirtualCard, not {type(source).__name__}")
    return True


def _trust(trust: TrustSource, source: Source, virtual: str | None) -> Trust | None:
    if isinstance(trust, Trust):
        return trust
    if trust is not None:
        return Trust(trust)
    if virtual is None and not _is_virtual_card(source):
        return None
    from zairyu.vcard import own_trust
    return own_trust(source if virtual is None else None)  # type: ignore[arg-type]


def _open(job: _Job, patience: Wait) -> tuple[Reader, bool]:
    """The reader with a card on it, and whether it is the caller's."""
    source = job.source
    if source is None:
        return Reader.open_first(job.wait, cancel=job.token, context=job.context), False
    if isinstance(source, Reader):
        reader = source
    elif isinstance(source, str):
        reader = Reader.open(source, cancel=job.token, context=job.context)
    elif isinstance(source, Transport):
        reader = reader_of(source, job.context)
    else:
        reader = source.reader()
    if job.wait != 0:
        _wait_card(reader, patience, job.token)
    return reader, reader is source


def _wait_card(reader: Reader, patience: Wait, token: CancelToken) -> None:
    try:
        reader.wait_card(timeout=patience.remaining, cancel=token)
    except UnsupportedError:
        pass  # connecting will tell
    except Timeout as error:
        raise failure(lib.ZAIRYU_ERR_NO_CARD, "no card came in time.") from error


def _identify(session: Session, patience: Wait) -> None:
    """A service may still report a card that was just taken away: go on looking while there is time."""
    while True:
        left = patience.remaining
        session.set_timeout(left if left is None else max(left, _IDENTIFY))
        try:
            session.identify()
            return
        except Error as error:
            if error.code not in _PASSING:
                raise
            try:
                patience.sleep(_AGAIN)
            except Timeout:
                raise error from None


def load(saved: Saved, *, context: Context | None = None) -> Card:
    """Loads a saved record, from bytes or a path, without verifying it: "unchecked"."""
    return Card(_record(saved, context))


def verify(saved: Saved, *, trust: TrustSource = "default", context: Context | None = None) -> Card:
    """Verifies a saved record, from bytes, a path, a Record or a Card. For many, make one Trust and pass it."""
    store = trust if trust is None or isinstance(trust, Trust) else Trust(trust)
    record = _record(saved, context)
    return Card(record, verify_record(record, store))


def _record(saved: Saved, context: Context | None) -> Record:
    if isinstance(saved, (Record, Card)):
        return saved if isinstance(saved, Record) else saved.record
    if isinstance(saved, (str, os.PathLike)):
        with open(saved, "rb") as file:
            saved = file.read()
    if not isinstance(saved, (bytes, bytearray, memoryview)):
        raise TypeError(f"a record is bytes, a path, a Record or a Card, not {type(saved).__name__}")
    saved = memoryview(saved)  # of which a traceback shows nothing
    return Record.load(saved, context)


__all__ = ["load", "read", "verify"]
