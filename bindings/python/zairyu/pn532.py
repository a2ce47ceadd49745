# SPDX-License-Identifier: BSD-2-Clause
"""An emulated PN532, the chip of many readers, for libnfc: on a pseudo-terminal, with a virtual card on it."""
from __future__ import annotations

from zairyu._calls import call, make
from zairyu._desk import waiting
from zairyu._handle import Handle, of_this_process
from zairyu._native import NULL, known, lib as core
from zairyu.cancel import CancelToken, token_of
from zairyu.context import Context, shared_context
from zairyu.enums import OpenEnum
from zairyu.errors import failure
from zairyu.vcard import VirtualCard, lib


class ChipFault(OpenEnum):
    """What goes wrong with the reader."""

    OK = lib.ZAIRYU_PN532_OK
    REMOVE = lib.ZAIRYU_PN532_REMOVE
    REMOVE_CHAIN = lib.ZAIRYU_PN532_REMOVE_CHAIN
    STATUS = lib.ZAIRYU_PN532_STATUS
    DELAY = lib.ZAIRYU_PN532_DELAY
    SILENCE = lib.ZAIRYU_PN532_SILENCE
    NO_ACK = lib.ZAIRYU_PN532_NO_ACK
    ERROR_FRAME = lib.ZAIRYU_PN532_ERROR_FRAME
    CHECKSUM = lib.ZAIRYU_PN532_CHECKSUM
    EMPTY = lib.ZAIRYU_PN532_EMPTY
    SLOW = lib.ZAIRYU_PN532_SLOW
    UNPLUG = lib.ZAIRYU_PN532_UNPLUG
    GARBAGE = lib.ZAIRYU_PN532_GARBAGE
    NO_TYPE_B = lib.ZAIRYU_PN532_NO_TYPE_B
    TWO_CARDS = lib.ZAIRYU_PN532_TWO_CARDS
    DATA_IN = lib.ZAIRYU_PN532_DATA_IN
    REMOVE_AFTER = lib.ZAIRYU_PN532_REMOVE_AFTER


class PN532(Handle):
    """The chip. serve() answers on its line, on a thread of its own; read("nfc:" + connstring) reads what is on it."""

    __slots__ = ()

    def __init__(self, card: VirtualCard | None = None, *, context: Context | None = None) -> None:
        within = context or shared_context()
        super().__init__(make(lib.zairyu_vcard_pn532_new, of_this_process(lib.zairyu_vcard_pn532_free), within._c,
                              card._c if card else NULL))

    @property
    def connstring(self) -> str:
        """What libnfc opens it by."""
        chip = self._c
        return known(lib.zairyu_vcard_pn532_connstring(chip))

    def serve(self, cancel: CancelToken | None = None) -> None:
        """Answers until cancelled. ReaderError when its fault unplugged it."""
        token, chip = token_of(cancel), self._c
        waiting(lambda: call(lib.zairyu_vcard_pn532_serve, chip, token._c), token._c)

    def insert(self, card: VirtualCard | None) -> None:
        """Places another card on it, or none. Any thread."""
        _accepted(lib.zairyu_vcard_pn532_insert(self._c, card._c if card else NULL))

    def set_fault(self, fault: ChipFault, at: int = 0, argument: int = 0) -> None:
        """Sets a fault in place of the one before: at the `at`-th APDU from now, or with 0 at every command. Any thread."""
        _accepted(lib.zairyu_vcard_pn532_set_fault(self._c, fault, at, argument))


def _accepted(code: int) -> None:
    if code < 0:
        raise failure(core.ZAIRYU_ERR_ARGUMENT, "not a fault of the emulated chip, or not at that command: zairyu_vcard(3) "
                      "says which take `at`.")
