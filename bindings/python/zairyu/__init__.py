# SPDX-License-Identifier: BSD-2-Clause
"""Reads and verifies residence cards of Japan: the Python side of libzairyu.

    card = zairyu.read("virtual:type=05")
    print(card.verification.verdict, card.fields["card_expiry"].value)

The libraries for readers, images, JSON and the virtual card are loaded when they are first needed.
"""
from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from zairyu._native import version
from zairyu.aio import aread
from zairyu.backend import Backend
from zairyu.cancel import CancelToken, Wait
from zairyu.card import Card
from zairyu.card_info import CardInfo, ObjectInfo
from zairyu.context import REAL, Context, ZairyuWarning, place_path
from zairyu.enums import (
    ITEMS_ALL, PLACE_CODES, PLACE_TRUST, AnchorKind, CardState, Family, FieldState, FieldType, Item, Kind, Limit, LogLevel,
    ObjectFlag, Place, Presence, Property, Request, Result, Role, Signature, Source, Suitability, Verdict)
from zairyu.errors import (
    ArgumentError, Cancelled, CardError, DataError, Error, ErrorCode, InternalError, NotGenuine, NumberFormatError, ReaderError,
    StateError, Timeout, UnsupportedError, UsageError, VerificationError, WrongNumber, failure)
from zairyu.fields import Field, Fields, Names, field_names, field_note_text
from zairyu.handoff import Handoff, HandoffRequest
from zairyu.inquiry import inquiry_json
from zairyu.item_file import ItemFile
from zairyu.number import normalize_number
from zairyu.reader import Reader
from zairyu.listing import ReaderInfo, ReaderList, next_readers, readers, watch
from zairyu.reading import load, read, verify
from zairyu.record import Record
from zairyu.report import Anchor, Certificate, Report, Verification, note_text, verify_record
from zairyu.session import Progress, Session, step_names, step_text
from zairyu.transport import Transport, reader_of
from zairyu.trust import Refused, Trust, TrustAnchor, is_certificate_name, trust_page

if TYPE_CHECKING:
    from zairyu.findings import Findings as Findings, FindingState as FindingState
    from zairyu.image import Image as Image, Picture as Picture, PixelFormat as PixelFormat
    from zairyu.images import Images as Images, StoredImage as StoredImage
    from zairyu.pn532 import PN532 as PN532, ChipFault as ChipFault
    from zairyu.twin import Twin as Twin, TwinPart as TwinPart
    from zairyu.vcard import Fault as Fault, Outcome as Outcome, TestAuthority as TestAuthority, VirtualCard as VirtualCard

__version__ = version()

__all__ = [
    "Anchor", "AnchorKind", "ArgumentError", "Backend", "CancelToken", "Cancelled", "Card", "CardError", "CardInfo",
    "CardState", "Certificate", "Context", "DataError", "Error", "ErrorCode", "Family", "Field", "FieldState", "FieldType",
    "Fields", "Handoff", "HandoffRequest", "ITEMS_ALL", "InternalError", "Item", "ItemFile", "Kind", "Limit", "LogLevel",
    "Names", "NotGenuine", "NumberFormatError", "ObjectFlag", "ObjectInfo", "PLACE_CODES", "PLACE_TRUST", "Place",
    "Presence", "Progress", "Property", "REAL", "Reader", "ReaderError", "ReaderInfo", "ReaderList", "Record", "Refused",
    "Report", "Request", "Result", "Role", "Session", "Signature", "Source", "StateError", "Suitability", "Timeout",
    "Transport", "Trust", "TrustAnchor", "UnsupportedError", "UsageError", "Verdict", "Verification", "VerificationError",
    "Wait", "WrongNumber", "ZairyuWarning", "aread", "failure", "field_names", "field_note_text", "inquiry_json",
    "is_certificate_name", "load", "next_readers", "normalize_number", "note_text", "place_path", "read", "reader_of",
    "readers", "step_names", "step_text", "trust_page", "verify", "verify_record", "version", "watch",
]

# What needs a library that not every program has, and the module that loads it.
_LATER = {name: module for module, names in {
    "findings": ("Findings", "FindingState"),
    "image": ("Image", "Picture", "PixelFormat"),
    "images": ("Images", "StoredImage"),
    "pn532": ("PN532", "ChipFault"),
    "twin": ("Twin", "TwinPart"),
    "vcard": ("Fault", "Outcome", "TestAuthority", "VirtualCard"),
}.items() for name in names}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(importlib.import_module(f"zairyu.{_LATER[name]}"), name)
    raise AttributeError(f"module 'zairyu' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_LATER])
