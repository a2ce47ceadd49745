# SPDX-License-Identifier: BSD-2-Clause
"""Conversations as they could be: the least that would do if all lengths were known, and how other software reads.

Sizes and access of the files are those of the card specifications, 3.3.
"""
import dataclasses


@dataclasses.dataclass(frozen=True)
class File:
    size: int
    protected: bool
    parts: tuple = ()  # (offset, length) of what is in it; nothing: all of it


SELECT, CHALLENGE, AUTHENTICATE, VERIFY = (21, 2), (5, 10), (46, 42), (24, 2)
BLOCK = {1: 8, 2: 16}  # of the cipher, by generation


def files_of(card):
    """The files of DF1, DF2 and DF3, with where their contents are."""
    tiff, jp2, certificate = card["tiff"], card["jp2"], card["certificate"]
    if card["type"] in ("1", "2"):
        df2 = [File(342, False)] + ([File(122, False), File(122, False), File(3, False)] if card["type"] == "1" else [])
        return [[File(7004, True, ((0, 4 + tiff),)), File(3004, True, ((0, 4 + jp2),))], df2,
                [File(1464, False, ((0, 264 + certificate),))]]
    df2 = [File(22, False), File(3, False), File(207, False)] if card["type"] == "05" else [File(207, False)]
    df1 = [File(14, True), File(73 if card["type"] == "05" else 46, True),
           File(5508, True, ((0, 4 + tiff), (2504, 4 + jp2))), File(2505, True)]
    return [df1, df2, [File(704, False, ((0, 102 + certificate),))]]


def read(length, file, generation):
    """One READ BINARY: the shortest command there is, and its answer."""
    if not file.protected:
        return (5 if length <= 256 else 7, length + 2)
    value = 1 + (length // BLOCK[generation] + 1) * BLOCK[generation]
    header = 2 if value < 0x80 else 3 if value < 0x100 else 4
    return (13, header + value + 2)


def conversation(card, parts_of, chunk):
    """All files, of each the parts that `parts_of` gives, in pieces of `chunk` bytes (None: in one)."""
    generation = 1 if card["type"] in ("1", "2") else 2
    exchanges = [(5, 8), (5, 5 if generation == 1 else 6), CHALLENGE, AUTHENTICATE, VERIFY]
    for files in files_of(card):
        exchanges.append(SELECT)
        for file in files:
            for _, length in parts_of(file):
                piece = chunk(file, generation) if chunk else length
                while length > 0:
                    exchanges.append(read(min(piece, length), file, generation))
                    length -= piece
    return exchanges


def whole(file):
    return ((0, file.size),)


def contents(file):
    return file.parts or whole(file)


def frame(file, generation):
    """The most whose answer fits one frame."""
    del generation
    return 239 if file.protected else 251


def minimum(card):
    return conversation(card, contents, None)


def everything(card, size):
    """Everything with its padding, in pieces of so many bytes; None: each file in one, "frame": what fits a frame."""
    chunk = None if size is None else frame if size == "frame" else lambda file, generation: size
    return conversation(card, whole, chunk)
