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
from zairyu.cancel import CancelToken, Wait
from zairyu.card import Card
from zairyu.card_info import CardInfo, ObjectInfo
from zairyu.context import REAL, Context, ZairyuWarning, place_path
from zairyu.enums import (
    ITEMS_ALL, PLACE_CODES, PLACE_TRUST, AnchorKind, CardState, Family, FieldState, FieldType, Item, Kind, Limit, ObjectFlag,
    Place, Presence, Property, Request, Result, Role, Signature, Source, Suitability, Verdict)
from zairyu.errors import (
    ArgumentError, Cancelled, CardError, DataError, Error, ErrorCode, InternalError, NotGenuine, NumberFormatError, ReaderError,
    StateError, Timeout, UnsupportedError, UsageError, VerificationError, WrongNumber, failure)
from zairyu.fields import Field, Fields, Names, field_names, field_note_text
from zairyu.item_file import ItemFile
from zairyu.number import normalize_number
from zairyu.reader import Reader
from zairyu.readers import ReaderInfo, ReaderList, next_readers, readers, watch
from zairyu.reading import load, read, verify
from zairyu.record import Record
from zairyu.report import Anchor, Certificate, Report, Verification, note_text, verify_record
from zairyu.session import Progress, Session, step_names, step_text
from zairyu.transport import Transport, reader_of
from zairyu.trust import Refused, Trust, TrustAnchor, is_certificate_name, trust_page

if TYPE_CHECKING:
    from zairyu.image import Image, Picture, PixelFormat
    from zairyu.images import Images, StoredImage
    from zairyu.vcard import Fault, TestAuthority, VirtualCard

__version__ = version()

# What needs a library that not every program has, and the module that loads it.
_LATER = {"Image": "image", "Picture": "image", "PixelFormat": "image", "Images": "images", "StoredImage": "images",
          "Fault": "vcard", "TestAuthority": "vcard", "VirtualCard": "vcard"}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(importlib.import_module(f"zairyu.{_LATER[name]}"), name)
    raise AttributeError(f"module 'zairyu' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_LATER])
