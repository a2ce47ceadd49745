# SPDX-License-Identifier: BSD-2-Clause
"""A card that was read, loaded or verified: what is on it, and what is proved of it."""
from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, NoReturn, Union

from zairyu._files import write_privately
from zairyu._handle import Closing, Private
from zairyu._native import lib
from zairyu.enums import Family, Item, Kind, Verdict
from zairyu.errors import NotGenuine, failure
from zairyu.fields import Fields
from zairyu.record import Record
from zairyu.report import Report, Verification

if TYPE_CHECKING:
    from zairyu.image import Image
    from zairyu.images import Images

Target = Union[str, "os.PathLike[str]", BinaryIO]


class Card(Private, Closing):
    """A record and its report. Use it in `with`, or close() it: what the library holds of it is wiped then. What was copied
    out of it (texts, bytes, JSON) is Python's, which wipes nothing."""

    def __init__(self, record: Record, report: Report | None = None) -> None:
        self.record = record
        #: None if nothing was verified.
        self.report = report
        self._fields: Fields | None = None
        self._images: Images | None = None

    def __bool__(self) -> NoReturn:
        raise TypeError("a card is neither true nor false: compare card.verification.verdict with Verdict.GENUINE, or call "
                        "card.require_genuine()")

    def __repr__(self) -> str:
        return f"<zairyu.Card{' closed' if self.record.closed else f' {self.verdict}'}>"

    @property
    def type(self) -> str:
        """The card type as stored in the chip: "1", "2", "05" or "06"."""
        return self.record.card.type

    @property
    def family(self) -> Family:
        """Its generation."""
        return self.record.card.family

    @property
    def kind(self) -> Kind:
        """What it is, as the chip says: `verification.covers_kind` tells whether that is vouched for."""
        return self.record.card.kind

    @property
    def number(self) -> str:
        """The card number that opened the card; "" in a reduced record."""
        return self.record.number

    @property
    def live(self) -> bool:
        """Whether it was read from a real card: False if that was simulated or replayed."""
        return self.record.live

    @property
    def read_at(self) -> datetime | None:
        """When it was read, in UTC."""
        return self.record.read_at

    @property
    def verdict(self) -> Verdict:
        """`verification.verdict`."""
        return self.report.verdict if self.report else Verdict.UNCHECKED

    @property
    def verification(self) -> Verification:
        """What is proved, and what is not."""
        return self.report.verification if self.report else Verification()

    @property
    def recorded(self) -> Verification | None:
        """Of a reduced record: what was found when it was reduced. It is what somebody wrote, not verified again."""
        results = self.record.results
        if not results:
            return None
        with Report.load(results, self.record.context) as report:
            return report.verification

    def require_genuine(self) -> None:
        """Raises NotGenuine, with verdict and notes, unless the card is genuine."""
        found = self.verification
        if found.verdict != Verdict.GENUINE:
            error = failure(lib.ZAIRYU_ERR_NOT_GENUINE, f"the card is not proved genuine: {found.verdict}"
                            f"{''.join(f', {note}' for note in found.notes)}.")
            assert isinstance(error, NotGenuine)
            error.verdict, error.notes = found.verdict, found.notes
            raise error

    @property
    def fields(self) -> Fields:
        """Text, dates and codes by name."""
        if self._fields is None or self.record.closed:
            self._fields = Fields(self.record, self._covers())
        return self._fields

    @property
    def images(self) -> Images:
        """The images by name."""
        from zairyu.images import Images
        if self._images is None or self.record.closed:
            self._images = Images(self.record, self._covers())
        return self._images

    def view(self, *, back: bool = False) -> Image:
        """A picture of the card, on which everything that is not proved is marked."""
        from zairyu.image import Image
        return Image.compose(self.record, self.report, back=back)

    def to_json(self, *, file: str | None = None, reduced_file: str | None = None,
                image_files: Mapping[str, str] = MappingProxyType({}), brief: bool = False, raw: bool = False) -> str:
        """The line that the command prints with --json, its line feed included. `file`, `reduced_file`, `image_files` (by the
        images' names): where it was saved. `brief`: only what verifying gave. `raw`: also the bytes as stored."""
        out = importlib.import_module("zairyu._json_out")
        return str(out.card_to_json(self, file, reduced_file, image_files, brief, raw))

    def to_bytes(self) -> bytes:
        """The record as a file holds it: personal data."""
        return self.record.to_bytes()

    def save(self, target: Target) -> None:
        """Saves the record: personal data. A file of that name is replaced as a whole, readable by its owner only."""
        write_privately(target, self.record.to_bytes())

    def reduce(self) -> Card:
        """The reduced form, for those who must not keep what is on the card: digests and results, no file, no number."""
        return Card(self.record.reduce(self.report.to_bytes() if self.report else b""))

    def close(self) -> None:
        """Wipes what the library holds of it."""
        if self._images is not None:
            self._images.close()
        self._fields = self._images = None
        if self.report is not None:
            self.report.close()
        self.record.close()

    def _covers(self) -> Item:
        return self.report.covers if self.report else Item(0)
