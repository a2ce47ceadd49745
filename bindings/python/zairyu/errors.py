# SPDX-License-Identifier: BSD-2-Clause
"""Failures as exceptions, a class for each block of codes. They hold no data of a card, so they may be logged."""
from __future__ import annotations

import sys
import traceback
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from zairyu._native import ffi, known, lib, plain, text
from zairyu.enums import OpenEnum, Verdict

if TYPE_CHECKING:
    from zairyu._cffi import CData


class ErrorCode(OpenEnum):
    """Codes of failures. Those of later versions keep their block: `code // -100`."""

    ARGUMENT = lib.ZAIRYU_ERR_ARGUMENT
    STATE = lib.ZAIRYU_ERR_STATE
    NO_MEMORY = lib.ZAIRYU_ERR_NO_MEMORY
    UNSUPPORTED = lib.ZAIRYU_ERR_UNSUPPORTED
    ABI = lib.ZAIRYU_ERR_ABI
    LIMIT = lib.ZAIRYU_ERR_LIMIT
    CANCELLED = lib.ZAIRYU_ERR_CANCELLED
    TIMEOUT = lib.ZAIRYU_ERR_TIMEOUT
    NUMBER_FORMAT = lib.ZAIRYU_ERR_NUMBER_FORMAT
    WRITE = lib.ZAIRYU_ERR_WRITE
    FILE = lib.ZAIRYU_ERR_FILE
    NO_SERVICE = lib.ZAIRYU_ERR_NO_SERVICE
    NO_PERMISSION = lib.ZAIRYU_ERR_NO_PERMISSION
    NO_READER = lib.ZAIRYU_ERR_NO_READER
    READER_BUSY = lib.ZAIRYU_ERR_READER_BUSY
    NO_CARD = lib.ZAIRYU_ERR_NO_CARD
    CARD_GONE = lib.ZAIRYU_ERR_CARD_GONE
    COMMUNICATION = lib.ZAIRYU_ERR_COMMUNICATION
    READER_GONE = lib.ZAIRYU_ERR_READER_GONE
    READER_UNSUITABLE = lib.ZAIRYU_ERR_READER_UNSUITABLE
    DRIVER_CONFLICT = lib.ZAIRYU_ERR_DRIVER_CONFLICT
    MANY_CARDS = lib.ZAIRYU_ERR_MANY_CARDS
    LENGTH_REFUSED = lib.ZAIRYU_ERR_LENGTH_REFUSED
    NOT_RESIDENCE_CARD = lib.ZAIRYU_ERR_NOT_RESIDENCE_CARD
    SPECIFIED_CARD = lib.ZAIRYU_ERR_SPECIFIED_CARD
    UNKNOWN_CARD_TYPE = lib.ZAIRYU_ERR_UNKNOWN_CARD_TYPE
    WRONG_NUMBER = lib.ZAIRYU_ERR_WRONG_NUMBER
    CHIP_BROKEN = lib.ZAIRYU_ERR_CHIP_BROKEN
    STATUS_WORD = lib.ZAIRYU_ERR_STATUS_WORD
    SECURE_MESSAGING = lib.ZAIRYU_ERR_SECURE_MESSAGING
    MALFORMED = lib.ZAIRYU_ERR_MALFORMED
    ABSENT = lib.ZAIRYU_ERR_ABSENT
    RECORD_DAMAGED = lib.ZAIRYU_ERR_RECORD_DAMAGED
    RECORD_VERSION = lib.ZAIRYU_ERR_RECORD_VERSION
    IMAGE = lib.ZAIRYU_ERR_IMAGE
    CERTIFICATE = lib.ZAIRYU_ERR_CERTIFICATE
    NOT_GENUINE = lib.ZAIRYU_ERR_NOT_GENUINE
    UNKNOWN_ANCHOR = lib.ZAIRYU_ERR_UNKNOWN_ANCHOR
    INTERNAL = lib.ZAIRYU_ERR_INTERNAL
    CRYPTO = lib.ZAIRYU_ERR_CRYPTO


class Error(Exception):
    """A failure of the library, or one found here. Holds no data of a card."""

    def __init__(self, code: int, message: str = "", **details: Any) -> None:
        self.code = ErrorCode(code)
        self.message = message or known(lib.zairyu_error_text(code, lib.ZAIRYU_LANGUAGE_EN))
        #: The step of the conversation it happened in, such as "mutual-authenticate"; "" if none.
        self.step: str = details.get("step", "")
        #: A short code to read out to support, such as "Z304-04-6300".
        self.support_code: str = details.get("support_code", "")
        #: The card's status word, if it sent one that does not fit.
        self.status_word: int | None = details.get("status_word")
        #: The backend's own code, and whose it is: ("pcsc", 0x8010000B).
        self.native: tuple[str, int] | None = details.get("native")
        #: Of a card number: its first bad character, counted from 1.
        self.position: int | None = details.get("position")
        self._held: CData | None = None  # the library's own, for to_json()
        self._advises = False  # its message says what to do
        super().__init__(self.code, self.message)

    def __str__(self) -> str:
        advice = None if self._advises else self.advice_en
        told = f"{self.message} ({self.name}" + (f", {self.support_code})" if self.support_code else ")")
        return f"{told} {advice}" if advice else told

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name}, {self.message!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        details = {key: getattr(self, key) for key in ("step", "support_code", "status_word", "native", "position")}
        return _again, (type(self), int(self.code), self.message, details)

    @property
    def name(self) -> str:
        """The constant's name, such as "ZAIRYU_ERR_WRONG_NUMBER"."""
        return known(lib.zairyu_error_name(self.code))

    @property
    def text_ja(self) -> str:
        """What to show to a person, in Japanese: the official message, or a clearer one."""
        return known(lib.zairyu_error_text(self.code, lib.ZAIRYU_LANGUAGE_JA))

    @property
    def text_en(self) -> str:
        """The same in English."""
        return known(lib.zairyu_error_text(self.code, lib.ZAIRYU_LANGUAGE_EN))

    @property
    def advice_ja(self) -> str | None:
        """What the person can do about it, in Japanese; None if the text says it already."""
        return text(lib.zairyu_error_advice(self.code, lib.ZAIRYU_LANGUAGE_JA))

    @property
    def advice_en(self) -> str | None:
        """The same in English."""
        return text(lib.zairyu_error_advice(self.code, lib.ZAIRYU_LANGUAGE_EN))

    @property
    def official_message(self) -> int:
        """Which of the eight messages of the official application fits, from 1 on."""
        return lib.zairyu_error_official_message(self.code)

    @property
    def retry(self) -> bool:
        """Whether it may succeed when it is simply tried again."""
        return bool(lib.zairyu_error_retry(self.code))

    def to_json(self, file: str | None = None) -> str:
        """The failure as the command prints it with --json. `file`: the record's, where there are several."""
        from zairyu import _json_out
        return _json_out.failure_to_json(self, file)


class UsageError(Error):
    """1xx: how the library was used."""


class ReaderError(Error):
    """2xx: the reader, and what stands between it and us."""


class CardError(Error):
    """3xx: the card."""


class DataError(Error):
    """4xx: data of a card, a record, an image or a certificate."""


class VerificationError(Error):
    """5xx: verification. None of them ever means "forged" by itself."""


class InternalError(Error):
    """9xx: the library itself, or libcrypto."""


class ArgumentError(UsageError, ValueError):
    """A value that was given cannot be used."""


class StateError(UsageError):
    """Called in the wrong order: closed, in use by another thread, or made before a fork()."""


class UnsupportedError(UsageError):
    """Not built in, not installed, or not offered by this backend."""


class Cancelled(UsageError):
    """The cancel token was triggered."""


class Timeout(UsageError, TimeoutError):
    """The time for the operation was over."""


class NumberFormatError(UsageError, ValueError):
    """Not the form of a card number; `position` has the first bad character."""


class WrongNumber(CardError):
    """The number is not this card's. Do not try others: ask the person."""


class NotGenuine(VerificationError):
    """Card.require_genuine(): what was found is something else than genuine. `verdict` and `notes` say what."""

    def __init__(self, code: int, message: str = "", **details: Any) -> None:
        super().__init__(code, message, **details)
        self.verdict = Verdict(details.get("verdict", Verdict.UNCHECKED))
        self.notes: tuple[str, ...] = tuple(details.get("notes", ()))

    def __reduce__(self) -> tuple[Any, ...]:
        made, (cls, code, message, details) = super().__reduce__()
        return made, (cls, code, message, {**details, "verdict": int(self.verdict), "notes": self.notes})


_BLOCKS: dict[int, type[Error]] = {
    1: UsageError, 2: ReaderError, 3: CardError, 4: DataError, 5: VerificationError, 9: InternalError}
_CODES: dict[int, type[Error]] = {
    ErrorCode.ARGUMENT: ArgumentError,
    ErrorCode.STATE: StateError,
    ErrorCode.UNSUPPORTED: UnsupportedError,
    ErrorCode.CANCELLED: Cancelled,
    ErrorCode.TIMEOUT: Timeout,
    ErrorCode.NUMBER_FORMAT: NumberFormatError,
    ErrorCode.WRONG_NUMBER: WrongNumber,
    ErrorCode.NOT_GENUINE: NotGenuine,
}


def error_class(code: int) -> type[Error]:
    """The class of a code: its own, or that of its block."""
    block = _BLOCKS.get(-code // 100, Error)
    return _CODES.get(code, block)


def _again(cls: type[Error], code: int, message: str, details: dict[str, Any]) -> Error:
    return cls(code, message, **details)


def failure(code: int, message: str) -> Error:
    """A failure found on this side of the library, with the support code that it would have there."""
    holder = ffi.new("zairyu_error **")
    lib.zairyu_error_set(holder, code, ffi.NULL, 0, plain(message))
    error = taken(code, holder)
    error.message, error._advises = message, True
    return error


def taken(code: int, holder: CData) -> Error:
    """The exception for what is in `zairyu_error **`, which it takes."""
    held = ffi.gc(holder[0], lib.zairyu_error_free) if holder[0] else None
    holder[0] = ffi.NULL
    error = details_of(code, held if held is not None else ffi.NULL)
    error._held = held
    return error


def details_of(code: int, error: CData) -> Error:
    """The exception for a zairyu_error, which may be NULL."""
    word, position = ffi.new("uint16_t *"), ffi.new("size_t *")
    domain, native = ffi.new("const char **"), ffi.new("int64_t *")
    has_word = lib.zairyu_error_status_word(error, word) == lib.ZAIRYU_OK
    has_native = lib.zairyu_error_native(error, domain, native) == lib.ZAIRYU_OK
    has_position = lib.zairyu_error_position(error, position) == lib.ZAIRYU_OK
    return error_class(code)(
        code,
        known(lib.zairyu_error_message(error)),
        step=known(lib.zairyu_error_step(error)),
        support_code=known(lib.zairyu_error_support_code(error)),
        status_word=word[0] if has_word else None,
        native=(known(domain[0]), native[0]) if has_native else None,
        position=position[0] if has_position else None,
    )


def unraisable(error: BaseException, where: str) -> None:
    """Reports an exception that nobody can be given, as Python does in destructors."""
    said = f"Exception ignored in {where}"
    if sys.unraisablehook is not sys.__unraisablehook__:  # which takes what only Python can make
        told: Any = SimpleNamespace(exc_type=type(error), exc_value=error, exc_traceback=error.__traceback__, err_msg=said,
                                    object=None)
        sys.unraisablehook(told)
    elif sys.stderr is not None:
        print(f"{said}:", file=sys.stderr)
        traceback.print_exception(error, file=sys.stderr)
