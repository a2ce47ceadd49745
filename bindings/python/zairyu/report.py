# SPDX-License-Identifier: BSD-2-Clause
"""What verifying found."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from zairyu._calls import call, loaded
from zairyu._handle import Handle, Private
from zairyu._native import ffi, known, lib as core, text
from zairyu._time import moment
from zairyu._verify import ffi as verify_ffi, lib
from zairyu.context import Context, shared_context
from zairyu.enums import AnchorKind, Item, Result, Verdict
from zairyu.record import Record
from zairyu.trust import Trust

if TYPE_CHECKING:
    from zairyu._cffi import CData

_NULL = ffi.NULL


@dataclass(frozen=True)
class Anchor:
    """The trust anchor that issued the card's certificate."""

    kind: AnchorKind
    subject: str
    sha256: str


@dataclass(frozen=True)
class Certificate:
    """The card's own certificate."""

    subject: str | None
    serial: str | None
    not_before: datetime | None
    not_after: datetime | None


@dataclass(frozen=True)
class Verification(Private):
    """What is proved of a card, and what is not. A verdict is data: look at it, or call Card.require_genuine()."""

    verdict: Verdict = Verdict.UNCHECKED
    #: Whether the signed data is unchanged.
    falsification: Result = Result.NOT_CHECKED
    #: Whether an anchor issued the card's certificate.
    issuer: Result = Result.NOT_CHECKED
    #: The items that the signature vouches for.
    covers: Item = Item(0)
    #: Whether the kind of the card is vouched for.
    covers_kind: bool = False
    #: Reasons and hints, stable words: note_text() has them for people.
    notes: tuple[str, ...] = ()
    anchor: Anchor | None = field(default=None, repr=False)
    certificate: Certificate | None = field(default=None, repr=False)

    def __bool__(self) -> bool:
        raise TypeError("a verification is neither true nor false: compare its verdict with Verdict.GENUINE")


def note_text(note: str, language: str = "en") -> str:
    """A note of a verification in words for people, "en" or "ja"; the note itself if this library does not know it."""
    return text(lib.zairyu_note_text(note.encode(), language_code(language))) or note


def language_code(language: str) -> int:
    """The library's number for "ja" or "en"."""
    try:
        return {"ja": core.ZAIRYU_LANGUAGE_JA, "en": core.ZAIRYU_LANGUAGE_EN}[language]
    except KeyError:
        raise ValueError(f"{language!r} is not a language of zairyu: give \"ja\" or \"en\"") from None


class Report(Handle):
    """What verifying found of one record. Any number of threads may use it."""

    __slots__ = ()

    @classmethod
    def load(cls, encoded: bytes, context: Context | None = None) -> Report:
        """A report that to_bytes() wrote. It says what was found then, and verifies nothing."""
        return cls(loaded(lib.zairyu_report_decode, lib.zairyu_report_free, (context or shared_context())._c, encoded))

    def to_bytes(self) -> bytes:
        """The report as bytes, for Record.reduce()."""
        report, length = self._c, ffi.new("size_t *")
        lib.zairyu_report_encode(report, _NULL, 0, length)
        buffer = ffi.new("uint8_t[]", length[0])
        lib.zairyu_report_encode(report, buffer, length[0], length)
        return bytes(ffi.buffer(buffer, length[0]))

    def is_of(self, record: Record) -> bool:
        """Whether it is this record that was verified, or one saved from it."""
        return bool(lib.zairyu_report_is_of(self._c, record._c))

    @property
    def verdict(self) -> Verdict:
        """What is proved."""
        return Verdict(lib.zairyu_report_verdict(self._c))

    @property
    def covers(self) -> Item:
        """The items that the signature vouches for."""
        return Item(lib.zairyu_report_covers(self._c))

    @property
    def verification(self) -> Verification:
        """All of it, as a value that outlives the report."""
        report = self._c
        return Verification(
            verdict=self.verdict,
            falsification=Result(lib.zairyu_report_falsification(report)),
            issuer=Result(lib.zairyu_report_issuer(report)),
            covers=self.covers,
            covers_kind=bool(lib.zairyu_report_covers_kind(report)),
            notes=tuple(_notes(report)), anchor=_anchor(report), certificate=_certificate(report))


def _notes(report: CData) -> Iterator[str]:
    index = 0
    while note := lib.zairyu_report_note(report, index):
        yield known(note)
        index += 1


def _anchor(report: CData) -> Anchor | None:
    kind = lib.zairyu_report_anchor_kind(report)
    if kind == 0:
        return None
    return Anchor(AnchorKind(kind), known(lib.zairyu_report_anchor_subject(report)),
                  known(lib.zairyu_report_anchor_sha256(report)))


def _certificate(report: CData) -> Certificate | None:
    subject = text(lib.zairyu_report_certificate_subject(report))
    serial = text(lib.zairyu_report_certificate_serial(report))
    if subject is None and serial is None:
        return None
    times = ffi.new("int64_t[2]")
    if lib.zairyu_report_certificate_validity(report, times, times + 1) < 0:
        return Certificate(subject, serial, None, None)
    return Certificate(subject, serial, moment(times[0]), moment(times[1]))


def verify_record(record: Record, trust: Trust | None) -> Report:
    """Verifies a record against a store; None: no anchors. What is not genuine is a finding, not a failure."""
    out = verify_ffi.new("zairyu_report **")
    call(lib.zairyu_verify, trust._c if trust else _NULL, record._c, 0, out, accept=core.ZAIRYU_ERR_NOT_GENUINE)
    return Report(ffi.gc(out[0], lib.zairyu_report_free))
