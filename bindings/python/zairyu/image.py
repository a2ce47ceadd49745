# SPDX-License-Identifier: BSD-2-Clause
"""Images of a card, by libzairyu-image."""
from __future__ import annotations

import importlib
import weakref
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from zairyu._calls import call, found, make
from zairyu._callbacks import written
from zairyu._handle import Handle
from zairyu._native import borrowed, ffi, known, plain, satellite, text
from zairyu.context import Context, shared_context
from zairyu.enums import Kind, OpenEnum
from zairyu.record import Record

if TYPE_CHECKING:
    import zairyu._image
    from zairyu._cffi import CData
    from zairyu.report import Report
    lib = zairyu._image.lib
else:
    lib = satellite("image").lib


class PixelFormat(OpenEnum):
    """How pixels are stored: BIT has the leftmost pixel in the highest bit, and 1 is black; RGB has three bytes for each."""

    BIT = lib.ZAIRYU_PIXEL_BIT
    RGB = lib.ZAIRYU_PIXEL_RGB


class Picture(OpenEnum):
    """Which image of a card."""

    FRONT = lib.ZAIRYU_IMAGE_FRONT
    NAME = lib.ZAIRYU_IMAGE_NAME
    ADDRESS = lib.ZAIRYU_IMAGE_ADDRESS
    FACE = lib.ZAIRYU_IMAGE_FACE


def _pictures() -> Iterator[tuple[int, str]]:
    number = 1
    while name := text(lib.zairyu_image_name(number)):
        yield number, name
        number += 1


#: The images that the library knows, and their names.
PICTURES = dict(_pictures())


def media_type_of(record: CData, number: int) -> str | None:
    """What an image is stored as; None if the card has none."""
    media_type = ffi.new("const char **")
    return known(media_type[0]) if found(lib.zairyu_image_source(record, number, ffi.NULL, media_type)) else None


class _Keeper:
    """Keeps an image as long as somebody has its pixels: slices of a memoryview do not keep the memoryview."""

    __slots__ = ("_image", "__weakref__")

    def __init__(self, image: CData) -> None:
        self._image: CData | None = image

    def __call__(self, pixels: CData) -> None:
        self._image = None


class Image(Handle):
    """A decoded image."""

    __slots__ = ("_pixels", "_lent", "signed", "vouched", "media_type")

    def __init__(self, held: CData, *, signed: bool = False, vouched: bool = False, media_type: str | None = None) -> None:
        super().__init__(held)
        self._pixels: memoryview | None = None
        self._lent: weakref.ref[_Keeper] | None = None
        #: Whether the card's signature covers it.
        self.signed = signed
        #: Whether that was verified.
        self.vouched = vouched
        #: What it was decoded from, such as "image/tiff"; None for a composed one.
        self.media_type = media_type

    @classmethod
    def decode(cls, encoded: bytes | memoryview, context: Context | None = None) -> Image:
        """Decodes TIFF or JPEG 2000, with the limits of a context."""
        data, held = borrowed(encoded)
        made = _make(lib.zairyu_image_decode_bytes, (context or shared_context())._c, data)
        del held
        return cls(made)

    @classmethod
    def of_record(cls, record: Record, which: int) -> Image:
        """Decodes an image of a record. Card.images[name] does it, and knows what is vouched for."""
        return cls(_make(lib.zairyu_image_decode, record.context._c, record._c, which))

    @classmethod
    def compose(cls, record: Record, report: Report | None, *, back: bool = False) -> Image:
        """Paints the view of a card, on which everything that is not proved is marked."""
        flags = lib.ZAIRYU_COMPOSE_BACK if back else 0
        judged = report._c if report else ffi.NULL
        return cls(_make(lib.zairyu_image_compose, record.context._c, record._c, judged, flags))

    @property
    def width(self) -> int:
        """In pixels."""
        return lib.zairyu_image_width(self._c)

    @property
    def height(self) -> int:
        """In pixels."""
        return lib.zairyu_image_height(self._c)

    @property
    def stride(self) -> int:
        """Bytes from one row to the next."""
        return lib.zairyu_image_stride(self._c)

    @property
    def format(self) -> PixelFormat:
        """How pixels are stored."""
        return PixelFormat(lib.zairyu_image_format(self._c))

    @property
    def pixels(self) -> memoryview:
        """The pixels, stride x height bytes, without a copy. They go with close(), which fails as long as something else (a
        slice, an array of NumPy) is made of them."""
        image = self._c
        if self._pixels is None:
            keeper = _Keeper(image)
            data = ffi.gc(lib.zairyu_image_pixels(image), keeper)
            self._pixels = memoryview(ffi.buffer(data, self.stride * self.height)).toreadonly()
            self._lent = weakref.ref(keeper)
        return self._pixels

    def __buffer__(self, flags: int) -> memoryview:
        return self.pixels

    def close(self) -> None:
        """Wipes and frees it. BufferError while something else is made of its pixels."""
        if self._pixels is not None:
            self._pixels.release()
            self._pixels = None
        if self._lent is not None and self._lent() is not None:
            raise BufferError("the pixels of this image are in use: release what was made of them, and close it again")
        super().close()

    def png(self) -> bytes:
        """The image as PNG. The bytes are Python's and are not wiped."""
        return written(lib.zairyu_image_write_png, self._c)

    def pil(self) -> Any:
        """A copy as an image of Pillow: mode "1" or "RGB"."""
        try:
            pillow = importlib.import_module("PIL.Image")
        except ImportError as error:
            raise ImportError("pil() needs Pillow: install it (Debian: python3-pil), or use png() or pixels") from error
        size = (self.width, self.height)
        if self.format == PixelFormat.BIT:
            return pillow.frombytes("1", size, bytes(self.pixels), "raw", "1;I", self.stride)
        return pillow.frombytes("RGB", size, bytes(self.pixels), "raw", "RGB", self.stride)

    def statement(self, name: str) -> str | None:
        """What a composed view says, in stable words: "zairyu-verdict", "zairyu-specimen", …; None for others."""
        image = self._c
        return text(lib.zairyu_image_statement(image, plain(name)))


def _make(function: Any, *arguments: Any) -> CData:
    return make(function, lib.zairyu_image_free, *arguments)


def front_kind(record: Record) -> Kind | None:
    """Which kind of card the front image of a first-generation card was printed for; None if it cannot be told."""
    kind = ffi.new("int *")
    call(lib.zairyu_image_front_kind, record.context._c, record._c, kind)
    return Kind(kind[0]) if kind[0] else None


def can_compose() -> bool:
    """Whether this build has a text renderer, which the view of a card needs."""
    return bool(lib.zairyu_image_has_text())


def can_write_japanese() -> bool:
    """Whether this machine's fonts have what the view of a card needs. Looks at the fonts: not free."""
    return bool(lib.zairyu_image_can_write_japanese())


__all__ = ["PICTURES", "Image", "Picture", "PixelFormat", "can_compose", "can_write_japanese", "front_kind", "media_type_of"]
