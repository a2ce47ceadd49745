# SPDX-License-Identifier: BSD-2-Clause
"""Numbers of the library with their names. Their values come from the headers, by the compiler."""
from __future__ import annotations

from enum import IntEnum, IntFlag

from zairyu._native import known, lib, name_of
from zairyu._verify import lib as verify


class OpenEnum(IntEnum):
    """An enumeration that takes values of later versions: they are called UNKNOWN_n and equal no other."""

    @classmethod
    def _missing_(cls, value: object) -> OpenEnum | None:
        if not isinstance(value, int):
            return None
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}".replace("-", "MINUS_")
        member._value_ = value
        return member

    def __reduce_ex__(self, protocol: object) -> tuple[type[OpenEnum], tuple[int]]:
        return type(self), (int(self),)


class Family(OpenEnum):
    """The generation of a card."""

    FIRST_GENERATION = lib.ZAIRYU_FAMILY_FIRST_GENERATION
    SECOND_GENERATION = lib.ZAIRYU_FAMILY_SECOND_GENERATION

    def __str__(self) -> str:
        return name_of(lib.zairyu_family_name(self), self)


class Kind(OpenEnum):
    """What a card is."""

    RESIDENCE_CARD = lib.ZAIRYU_KIND_RESIDENCE_CARD
    SPECIAL_PERMANENT_RESIDENT_CERTIFICATE = lib.ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE

    def __str__(self) -> str:
        return name_of(lib.zairyu_kind_name(self), self)


class Item(IntFlag):
    """The files of a card, which may be or-ed. A card type may lack some."""

    COMMON_DATA = lib.ZAIRYU_ITEM_COMMON_DATA
    CARD_TYPE = lib.ZAIRYU_ITEM_CARD_TYPE
    FRONT_IMAGE = lib.ZAIRYU_ITEM_FRONT_IMAGE
    FACE = lib.ZAIRYU_ITEM_FACE
    ADDRESS = lib.ZAIRYU_ITEM_ADDRESS
    COMPREHENSIVE_PERMISSION = lib.ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION
    INDIVIDUAL_PERMISSION = lib.ZAIRYU_ITEM_INDIVIDUAL_PERMISSION
    RENEWAL = lib.ZAIRYU_ITEM_RENEWAL
    CARD_NUMBER = lib.ZAIRYU_ITEM_CARD_NUMBER
    PRINTED_ENTRIES = lib.ZAIRYU_ITEM_PRINTED_ENTRIES
    NAME_AND_FACE = lib.ZAIRYU_ITEM_NAME_AND_FACE
    ADDRESS_IMAGE = lib.ZAIRYU_ITEM_ADDRESS_IMAGE
    PERMISSIONS = lib.ZAIRYU_ITEM_PERMISSIONS
    OTHER = lib.ZAIRYU_ITEM_OTHER
    SIGNATURE = lib.ZAIRYU_ITEM_SIGNATURE

    @property
    def names(self) -> tuple[str, ...]:
        """The stable names of the items in it, such as "front-image"; the number of one that this library does not know."""
        bits = (1 << place for place in range(self.bit_length()) if self >> place & 1)
        return tuple(name_of(lib.zairyu_item_name(bit), bit) for bit in bits)

    @property
    def can_be_signed(self) -> bool:
        """Whether the signature of some type of card covers this one item."""
        return bool(lib.zairyu_item_is_signed(self))


#: Every item the card has, those of later versions too.
ITEMS_ALL = Item(lib.ZAIRYU_ITEMS_ALL)


class Presence(OpenEnum):
    """What became of an item."""

    NOT_READ = lib.ZAIRYU_PRESENCE_NOT_READ
    PRESENT = lib.ZAIRYU_PRESENCE_PRESENT
    EMPTY = lib.ZAIRYU_PRESENCE_EMPTY
    ABSENT = lib.ZAIRYU_PRESENCE_ABSENT


class Source(OpenEnum):
    """What a record was read from."""

    LIVE = lib.ZAIRYU_SOURCE_LIVE
    SIMULATED = lib.ZAIRYU_SOURCE_SIMULATED
    REPLAYED = lib.ZAIRYU_SOURCE_REPLAYED


class FieldType(OpenEnum):
    """What a field's value is."""

    TEXT = lib.ZAIRYU_FIELD_TYPE_TEXT
    DATE = lib.ZAIRYU_FIELD_TYPE_DATE
    CODE = lib.ZAIRYU_FIELD_TYPE_CODE


class FieldState(OpenEnum):
    """What became of a field. Each means something different to a program that decides by it."""

    NOT_READ = lib.ZAIRYU_FIELD_STATE_NOT_READ
    ABSENT = lib.ZAIRYU_FIELD_STATE_ABSENT
    EMPTY = lib.ZAIRYU_FIELD_STATE_EMPTY
    UNREADABLE = lib.ZAIRYU_FIELD_STATE_UNREADABLE
    PARTIAL = lib.ZAIRYU_FIELD_STATE_PARTIAL
    READABLE = lib.ZAIRYU_FIELD_STATE_READABLE


class Role(OpenEnum):
    """What a data object of a card is for."""

    OTHER = lib.ZAIRYU_ROLE_OTHER
    SPEC_VERSION = lib.ZAIRYU_ROLE_SPEC_VERSION
    CARD_TYPE = lib.ZAIRYU_ROLE_CARD_TYPE
    CARD_NUMBER = lib.ZAIRYU_ROLE_CARD_NUMBER
    PRINTED_ENTRY = lib.ZAIRYU_ROLE_PRINTED_ENTRY
    ENTRY = lib.ZAIRYU_ROLE_ENTRY
    FRONT_IMAGE = lib.ZAIRYU_ROLE_FRONT_IMAGE
    NAME_IMAGE = lib.ZAIRYU_ROLE_NAME_IMAGE
    ADDRESS_IMAGE = lib.ZAIRYU_ROLE_ADDRESS_IMAGE
    FACE = lib.ZAIRYU_ROLE_FACE
    CHECK_CODE = lib.ZAIRYU_ROLE_CHECK_CODE
    CERTIFICATE = lib.ZAIRYU_ROLE_CERTIFICATE


class ObjectFlag(IntFlag):
    """Properties of a data object."""

    PADDED = lib.ZAIRYU_OBJECT_PADDED
    NOT_STORED = lib.ZAIRYU_OBJECT_NOT_STORED
    ONE_KIND = lib.ZAIRYU_OBJECT_ONE_KIND


class Signature(OpenEnum):
    """What makes a card's check code."""

    RSA_2048 = lib.ZAIRYU_SIGNATURE_RSA_2048
    ECDSA_P384 = lib.ZAIRYU_SIGNATURE_ECDSA_P384


class CardState(OpenEnum):
    """Whether there is a card on a listed reader."""

    UNKNOWN = lib.ZAIRYU_CARD_UNKNOWN
    NONE = lib.ZAIRYU_CARD_NONE
    PRESENT = lib.ZAIRYU_CARD_PRESENT


class Suitability(OpenEnum):
    """How suitable a reader is for a residence card, as far as its backend knows."""

    UNKNOWN = lib.ZAIRYU_READER_UNKNOWN
    CONTACTLESS = lib.ZAIRYU_READER_CONTACTLESS
    CONTACT = lib.ZAIRYU_READER_CONTACT
    SAM = lib.ZAIRYU_READER_SAM


class Property(OpenEnum):
    """Properties of a reader, all optional."""

    MAX_COMMAND = lib.ZAIRYU_PROPERTY_MAX_COMMAND
    MAX_RESPONSE = lib.ZAIRYU_PROPERTY_MAX_RESPONSE
    SIMULATED = lib.ZAIRYU_PROPERTY_SIMULATED
    RECORDED_AT = lib.ZAIRYU_PROPERTY_RECORDED_AT


class Request(OpenEnum):
    """What a hand-off asks for. Fail one that you do not know."""

    NONE = lib.ZAIRYU_HANDOFF_NONE
    CONNECT = lib.ZAIRYU_HANDOFF_CONNECT
    TRANSMIT = lib.ZAIRYU_HANDOFF_TRANSMIT
    WAIT_CARD = lib.ZAIRYU_HANDOFF_WAIT_CARD
    DISCONNECT = lib.ZAIRYU_HANDOFF_DISCONNECT
    CANCEL = lib.ZAIRYU_HANDOFF_CANCEL
    CLOSED = lib.ZAIRYU_HANDOFF_CLOSED


class Limit(OpenEnum):
    """Limits of a context, all on by default."""

    FILE_BYTES = lib.ZAIRYU_LIMIT_FILE_BYTES
    IMAGE_PIXELS = lib.ZAIRYU_LIMIT_IMAGE_PIXELS
    IMAGE_BYTES = lib.ZAIRYU_LIMIT_IMAGE_BYTES
    RECORD_BYTES = lib.ZAIRYU_LIMIT_RECORD_BYTES


class LogLevel(OpenEnum):
    """How much is logged."""

    ERROR = lib.ZAIRYU_LOG_ERROR
    WARNING = lib.ZAIRYU_LOG_WARNING
    INFO = lib.ZAIRYU_LOG_INFO
    DEBUG = lib.ZAIRYU_LOG_DEBUG


class Place(IntFlag):
    """Where trust anchors and code names lie."""

    SYSTEM = lib.ZAIRYU_PLACE_SYSTEM
    USER = lib.ZAIRYU_PLACE_USER
    SHARED = lib.ZAIRYU_PLACE_SHARED


#: What is in a place: a directory of CA certificates, a table of code names.
PLACE_TRUST = known(lib.ZAIRYU_PLACE_TRUST)
PLACE_CODES = known(lib.ZAIRYU_PLACE_CODES)


class Verdict(OpenEnum):
    """What is proved of a card. Anything but GENUINE, values of later versions too, is not genuine."""

    UNCHECKED = verify.ZAIRYU_VERDICT_UNCHECKED
    GENUINE = verify.ZAIRYU_VERDICT_GENUINE
    ABNORMAL = verify.ZAIRYU_VERDICT_ABNORMAL
    UNSIGNED = verify.ZAIRYU_VERDICT_UNSIGNED

    def __str__(self) -> str:
        return name_of(verify.zairyu_verdict_name(self), self)


class Result(OpenEnum):
    """One of the two results of the official application."""

    NOT_CHECKED = verify.ZAIRYU_RESULT_NOT_CHECKED
    OK = verify.ZAIRYU_RESULT_OK
    FAILED = verify.ZAIRYU_RESULT_FAILED
    ABSENT = verify.ZAIRYU_RESULT_ABSENT

    def __str__(self) -> str:
        return name_of(verify.zairyu_result_name(self), self)


class AnchorKind(OpenEnum):
    """The kind of a trust anchor. Only a production anchor can make a card genuine."""

    PRODUCTION = verify.ZAIRYU_ANCHOR_PRODUCTION
    OFFICIAL_TEST = verify.ZAIRYU_ANCHOR_OFFICIAL_TEST
    CUSTOM = verify.ZAIRYU_ANCHOR_CUSTOM

    def __str__(self) -> str:
        return name_of(verify.zairyu_anchor_kind_name(self), self)
