# SPDX-License-Identifier: BSD-2-Clause
"""What everything stands on: limits, log, code names, and which kinds of readers there are."""
from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from zairyu import _callbacks
from zairyu._calls import call, make
from zairyu._handle import Handle
from zairyu._native import borrowed, ffi, lib, optional, plain, satellite
from zairyu.enums import PLACE_CODES, Limit, LogLevel, Place
from zairyu.errors import Error, ErrorCode, UnsupportedError, failure

if TYPE_CHECKING:
    from zairyu._cffi import CData
    from zairyu.backend import Backend

# The schemes of URIs: the library that has each (None: the core), and its backend.
SCHEMES = {"pcsc": ("pcsc", "zairyu_pcsc_backend"), "nfc": ("nfc", "zairyu_nfc_backend"),
           "virtual": ("vcard", "zairyu_virtual_backend"), "replay": (None, "zairyu_replay_backend")}
#: Those of readers that real cards are placed on, in the order in which they are looked for.
REAL = ("pcsc", "nfc")


class ZairyuWarning(UserWarning):
    """Something that was left out: a file of trust anchors or code names that cannot be used."""


def data_home() -> str | None:
    """What XDG_DATA_HOME is."""
    return os.environ.get("XDG_DATA_HOME")


def home() -> str | None:
    """What HOME is."""
    return os.environ.get("HOME")


def place_path(place: Place, name: str = "") -> str | None:
    """The path of something in a place (PLACE_TRUST, PLACE_CODES); None for the user's place without a home."""
    length = ffi.new("size_t *")
    where = (place, plain(name), optional(data_home()), optional(home()))
    code = lib.zairyu_place_path(*where, ffi.NULL, 0, length)
    if code == lib.ZAIRYU_ERR_ABSENT:
        return None
    if length[0] == 0:
        raise failure(lib.ZAIRYU_ERR_ARGUMENT, "there is no such place: give one of Place, and a name without slashes.")
    buffer = ffi.new("char[]", length[0])
    lib.zairyu_place_path(*where, buffer, length[0], length)
    return os.fsdecode(ffi.string(buffer))


class Context(Handle):
    """Limits, log, code names and backends. Set it up first; then threads may share it.

    `backends`: schemes ("pcsc", "nfc", "virtual", "replay") whose libraries are loaded now. `code_names`: whether to add the
    names that the library, the machine and the user have, as the command does.
    """

    __slots__ = ("_log", "_backends")

    def __init__(self, backends: Iterable[str] = (), *, code_names: bool = True) -> None:
        super().__init__(make(lib.zairyu_context_new, lib.zairyu_context_free))
        self._log: CData | None = None
        self._backends: list[object] = []
        for scheme in backends:
            self.add_scheme(scheme)
        if code_names:
            self._add_code_names_of_places()

    def add_scheme(self, scheme: str) -> None:
        """Registers the backend of a scheme. UnsupportedError if its library is not there."""
        if scheme not in SCHEMES:
            raise failure(lib.ZAIRYU_ERR_UNSUPPORTED, f"there is no backend for \"{scheme}:\": known are "
                          f"{', '.join(f'{known}:' for known in SCHEMES)}, and what add_backend() adds.")
        library, name = SCHEMES[scheme]
        functions = satellite(library).lib if library else lib
        call(lib.zairyu_context_add_backend, self._c, getattr(functions, name)())

    def add_backend(self, backend: Backend) -> None:
        """Registers a backend that is written in Python."""
        from zairyu.backend import table_of
        table, kept = table_of(backend, self)
        call(lib.zairyu_context_add_backend, self._c, table)
        self._backends.append(kept)

    def limit(self, limit: Limit) -> int:
        """The limit in force."""
        return lib.zairyu_context_limit(self._c, limit)

    def set_limit(self, limit: Limit, value: int) -> None:
        """Sets a limit, at least 1. What exceeds it fails with ErrorCode.LIMIT."""
        if lib.zairyu_context_set_limit(self._c, limit, value) < 0:
            raise failure(lib.ZAIRYU_ERR_ARGUMENT, "not a limit, or a value of 0: give one of Limit, and at least 1.")

    def set_log(self, log: Callable[[LogLevel, str, str], object] | None, level: LogLevel = LogLevel.DEBUG) -> None:
        """Calls log(level, component, line) for lines up to `level`, on whatever thread they come up. None removes it. Lines
        hold no data of a card."""
        handle = None if log is None else ffi.new_handle(log)
        function = ffi.NULL if log is None else _callbacks.core("log_fn")
        if lib.zairyu_context_set_log(self._c, 0 if log is None else level, function, handle or ffi.NULL) < 0:
            raise failure(lib.ZAIRYU_ERR_ARGUMENT, f"{level} is not a level of the log: give one of LogLevel.")
        self._log = handle

    def log(self, level: LogLevel, component: str, event: str, number: int = 0) -> None:
        """Logs a line, for transports and backends: a constant text and a number, and no data of a card."""
        lib.zairyu_log(self._c, level, plain(component), plain(event), number)

    def add_code_names(self, table: bytes) -> None:
        """Adds names for codes that have no published table: lines of field, code, Japanese and English name, separated by
        tabs. They apply to records made afterwards."""
        data, held = borrowed(table)
        call(lib.zairyu_context_add_code_names, self._c, data)
        del held

    def add_default_code_names(self, place: Place) -> None:
        """Adds those of a place, if it has any."""
        call(lib.zairyu_context_add_default_code_names, self._c, place, optional(data_home()), optional(home()))

    def _add_code_names_of_places(self) -> None:
        for place in (Place.SHARED, Place.SYSTEM, Place.USER):
            try:
                self.add_default_code_names(place)
            except Error as error:
                warnings.warn(f"{place_path(place, PLACE_CODES)} was left out: {error}", ZairyuWarning, stacklevel=4)


_shared: dict[tuple[int, tuple[str, ...]], Context] = {}


def shared_context(schemes: tuple[str, ...] = ()) -> Context:
    """The context of this process for these schemes: set up once, so that threads may share it."""
    key = (os.getpid(), schemes)
    if key not in _shared:
        _shared.setdefault(key, Context(schemes))
    return _shared[key]


def context_for(uri: str | None) -> Context:
    """The context for a reader: that of its scheme, or of all real readers whose libraries are there."""
    if uri is not None:
        scheme = uri.partition(":")[0]
        if ":" not in uri:
            raise failure(ErrorCode.ARGUMENT, "not the URI of a reader: it begins with pcsc:, nfc:, virtual: or replay:.")
        return shared_context((scheme,))
    return shared_context(real_schemes())


def real_schemes() -> tuple[str, ...]:
    """Those of REAL whose libraries are there. UnsupportedError if none is."""
    there, refused = [], None
    for scheme in REAL:
        try:
            satellite(scheme)
            there.append(scheme)
        except UnsupportedError as error:
            refused = error
    if not there and refused:
        raise refused
    return tuple(there)
