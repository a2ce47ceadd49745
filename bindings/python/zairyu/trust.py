# SPDX-License-Identifier: BSD-2-Clause
"""Who may have issued a card: the trust anchors."""
from __future__ import annotations

import os
import pathlib
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Union

from zairyu._calls import call, make
from zairyu._handle import Handle
from zairyu._native import borrowed, copied, ffi, known, text
from zairyu._time import moment
from zairyu._verify import lib
from zairyu.context import Context, ZairyuWarning, data_home, home, shared_context
from zairyu.enums import AnchorKind, Family, Place
from zairyu.errors import Error, details_of
from zairyu._native import lib as core, optional

if TYPE_CHECKING:
    from zairyu._cffi import CData

Path = Union[str, "os.PathLike[str]"]
#: What functions take as `trust`: a store, "default", a path or several, or None.
TrustSource = Union["Trust", Path, Sequence[Path], None]


@dataclass(frozen=True)
class TrustAnchor:
    """A CA certificate in a store."""

    kind: AnchorKind
    #: The generation of cards that it may have issued for.
    family: Family
    subject: str
    sha256: str
    not_before: datetime | None
    not_after: datetime | None
    files: tuple[str, ...]
    certificate: bytes


@dataclass(frozen=True)
class Refused:
    """A file of a directory that was left out, and why."""

    path: str
    error: Error


class Trust(Handle):
    """Trust anchors. Fill it first; then any number of threads may verify with it. Make one and keep it."""

    __slots__ = ("context",)

    def __init__(self, source: TrustSource = (), context: Context | None = None) -> None:
        """`source`: "default" (what the administrator and the user installed), paths of directories and files, or nothing.
        What cannot be used is left out with a warning. Anchors that are not the agency's count as custom."""
        self.context = context or shared_context()
        super().__init__(make(lib.zairyu_trust_new, lib.zairyu_trust_free, self.context._c))
        if isinstance(source, str) and source == "default":
            self.add_default(custom=True, tolerant=True)
        else:
            for path in paths_of(source):
                self.add_path(path)
        for refused in self.refused:
            warnings.warn(f"{refused.path} was left out: {refused.error}", ZairyuWarning, stacklevel=2)

    def __len__(self) -> int:
        return lib.zairyu_trust_count(self._c)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[TrustAnchor]:
        for index in range(len(self)):
            yield self._anchor(index)

    def add(self, certificate: bytes, *, custom: bool = False) -> None:
        """Adds a CA certificate in DER, or those of a PEM text: all or none. Without `custom` only the agency's."""
        data, held = borrowed(certificate)
        call(lib.zairyu_trust_add, self._c, data, _flags(custom, False))
        del held

    def add_directory(self, path: Path, *, custom: bool = False, tolerant: bool = False) -> None:
        """Adds every *.crt, *.cer, *.der and *.pem in a directory. `tolerant`: what cannot be used is in `refused`."""
        call(lib.zairyu_trust_add_directory, self._c, os.fsencode(path), _flags(custom, tolerant))

    def add_path(self, path: Path) -> None:
        """Adds a directory, tolerantly, or a file; custom ones too."""
        if os.path.isdir(path):
            self.add_directory(path, custom=True, tolerant=True)
        else:
            self.add(pathlib.Path(path).read_bytes(), custom=True)

    def add_default(self, places: Place = Place.SYSTEM | Place.USER, *, custom: bool = False, tolerant: bool = False) -> None:
        """Adds what was installed for all programs, such as by `zairyu trust add`."""
        call(lib.zairyu_trust_add_default, self._c, places, optional(data_home()), optional(home()), _flags(custom, tolerant))

    @property
    def refused(self) -> list[Refused]:
        """The files and directories that were left out. If there are any, the store is incomplete."""
        trust = self._c
        return [Refused(known(lib.zairyu_trust_refused_path(trust, index)), _refusal(trust, index))
                for index in range(lib.zairyu_trust_refused_count(trust))]

    def to_json(self) -> str:
        """The anchors, as the command's `trust list --json` has them without its directories."""
        from zairyu import _json_out
        return _json_out.trust_to_json(self)

    def _anchor(self, index: int) -> TrustAnchor:
        trust, times = self._c, ffi.new("int64_t[2]")
        lib.zairyu_trust_validity(trust, index, times, times + 1)
        return TrustAnchor(
            kind=AnchorKind(lib.zairyu_trust_kind(trust, index)), family=Family(lib.zairyu_trust_family(trust, index)),
            subject=known(lib.zairyu_trust_subject(trust, index)), sha256=known(lib.zairyu_trust_sha256(trust, index)),
            not_before=moment(times[0]), not_after=moment(times[1]), files=tuple(_files(trust, index)),
            certificate=copied(lib.zairyu_trust_certificate(trust, index)))


def _flags(custom: bool, tolerant: bool) -> int:
    return (lib.ZAIRYU_TRUST_CUSTOM if custom else 0) | (lib.ZAIRYU_TRUST_TOLERANT if tolerant else 0)


def _files(trust: CData, index: int) -> Iterator[str]:
    number = 0
    while path := lib.zairyu_trust_file(trust, index, number):
        yield os.fsdecode(ffi.string(path))
        number += 1


def _refusal(trust: CData, index: int) -> Error:
    error = lib.zairyu_trust_refused_error(trust, index)
    return details_of(core.zairyu_error_code(error), error)


def paths_of(source: TrustSource) -> Sequence[Path]:
    """The paths in what was given."""
    if source is None:
        return ()
    if isinstance(source, (str, os.PathLike)):
        return (source,)
    if isinstance(source, Sequence):
        return source
    raise TypeError(f"trust is \"default\", a path, a list of paths, a Trust or None, not {type(source).__name__}")


def trust_page(family: Family) -> str | None:
    """The agency's page with the CA certificates of a generation, for people."""
    return text(lib.zairyu_trust_page(family))


def is_certificate_name(name: str) -> bool:
    """Whether Trust.add_directory() would take a file of this name."""
    return bool(lib.zairyu_trust_is_certificate_name(os.fsencode(name)))
