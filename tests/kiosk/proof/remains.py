# SPDX-License-Identifier: BSD-2-Clause
"""What of a person can still be found in a process: in all of its memory that it could write to."""
import re

WRITABLE = re.compile(rb"^([0-9a-f]+)-([0-9a-f]+) (.)w.. \S+ \S+ \S+[ \t]*(.*)$", re.M)
PIECE = 1 << 24
NOTHING = re.compile(rb"\0{4096,}")


def areas(pid):
    """Each area of memory with the name that the kernel gives it."""
    with open(f"/proc/{pid}/maps", "rb") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for begin, end, _, name in WRITABLE.findall(maps.read()):
            begin, end = int(begin, 16), int(end, 16)
            try:
                memory.seek(begin)
                yield name.decode() or "anonymous", begin, b"".join(iter(lambda: memory.read(min(PIECE, end - memory.tell())), b""))
            except OSError:
                pass  # the kernel's own, such as [vvar]


def found(pid, wanted):
    """`wanted` is a name to bytes; gives each name with the areas in which they lie."""
    places = {}
    for name, begin, content in areas(pid):
        content = NOTHING.sub(b"\0", content)
        for what, value in wanted.items():
            if value in content:
                places.setdefault(what, []).append((name, hex(begin)))
    return places


def spellings(name, text):
    """A text as programs keep it."""
    return {f"{name} in {coding}": text.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-32-le")}


ROW_PIXELS = 48


def _lively(pixels):
    """A piece of a face or of writing, not of paper or of a line, which is in other pictures as well."""
    return len(set(pixels)) > ROW_PIXELS // 2 or sum(one != other for one, other in zip(pixels, pixels[1:])) >= ROW_PIXELS // 5


def rows(name, pixels, width, height, count=6):
    """Pieces of a picture's rows, spread over it, as the library and as cairo keep them."""
    pieces = {}
    starts = [(x, y) for y in range(0, height, max(1, height // 60)) for x in range(0, width - ROW_PIXELS, ROW_PIXELS)
              if _lively(pixels[y * width + x:y * width + x + ROW_PIXELS])]
    for x, y in starts[::max(1, len(starts) // count)]:
        row = pixels[y * width + x:y * width + x + ROW_PIXELS]
        pieces[f"{name} {x},{y} RGB"] = b"".join(bytes(p) for p in row)
        pieces[f"{name} {x},{y} BGRA"] = b"".join(bytes((p[2], p[1], p[0], 255)) for p in row)
    return pieces
