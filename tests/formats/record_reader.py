# SPDX-License-Identifier: BSD-2-Clause
"""A reader and verifier of saved records, written from zairyu-record(5) and nothing else; its tables are the page's."""
import hashlib
import re
import struct

MAGIC = bytes.fromhex("895A43520D0A1A0A")
TYPES = ("1", "2", "05", "06")
FIRST = ("1", "2")


class Refused(Exception):
    """Not exactly as described."""


def need(condition, what):
    if not condition:
        raise Refused(what)


class Page:
    """What the page's table of items says: (bit, type of card) → name and [(tag, length), …]."""

    def __init__(self, text):
        self.items, self.bits = {}, {}
        for bit, name, types, objects in re.findall(r"^\.It (\d+) Ta ([a-z-]+) Ta ([\d, al]+) Ta (.*)$", text, flags=re.M):
            for card_type in TYPES if types == "all" else types.split(", "):
                pairs = [pair.split() for pair in objects.replace(r"\&", "").replace(r"\~", " ").split(", ")]
                self.items[int(bit), card_type] = (name, [(tag.lower(), int(length)) for tag, length in pairs])
            self.bits[name] = int(bit)


class Cursor:
    def __init__(self, data):
        self.data, self.at = data, 0

    def left(self):
        return len(self.data) - self.at

    def take(self, length):
        need(length <= self.left(), "cut short")
        self.at += length
        return self.data[self.at - length:self.at]

    def number(self, length):
        return int.from_bytes(self.take(length), "big")

    def string(self):
        return self.take(self.number(2))


def text(data, most):
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("not UTF-8") from None
    need(len(data) <= most and not any(ord(c) < 0x20 or ord(c) == 0x7F for c in decoded), "no such text")
    return decoded


def objects(data):
    """(tag, value) of each data object."""
    found, c = [], Cursor(data)
    while c.left() and c.data[c.at]:
        tag = c.take(1)
        if tag[0] & 0x1F == 0x1F:
            tag += c.take(1)
        length = c.number(1)
        if length >= 0x80:
            need(0x81 <= length <= 0x84, "no such length")
            length = c.number(length - 0x80)
        found.append((tag.hex(), c.take(length)))
    return found


def value(data, tag):
    return next((v for t, v in objects(data) if t == tag and any(v)), b"")


class Record:
    """`page`: a Page. `saved`: the bytes of the file."""

    def __init__(self, page, saved):
        self.page, self.files, self.summaries = page, {}, {}
        self.number = self.number_digest = self.results = self.items = self.type = None
        self.salt = b""
        need(saved[:8] == MAGIC and len(saved) >= 48, "not a record")
        need(hashlib.sha256(saved[:-32]).digest() == saved[-32:], "damaged")
        self.version, self.flags, length = struct.unpack(">HHI", saved[8:16])
        need(self.version in (1, 2, 3) and self.flags <= 3 and length == len(saved), "another version, or length")
        self.reduced = bool(self.flags & 1)
        self.width = 8 if self.version == 3 else 4
        self.read_sections(Cursor(saved[16:-32]))
        self.check()

    def read_sections(self, c):
        kinds = {1: self.origin, 2: self.take_number, 3: self.take_number_digest, 4: self.file, 5: self.summary, 6: self.take_results}
        forms, last, seen = ({1, 3, 5, 6} if self.reduced else {1, 2, 4}), 0, []
        while c.left():
            kind, flags, length = c.number(2), c.number(2), c.number(4)
            content = Cursor(c.take(length))
            need(kind >= last and kind > 0 and flags <= 1, "out of order")
            last = kind
            if kind not in kinds:
                need(flags == 1, "of a later version")
                continue
            need(flags == 0 and kind in forms and (kind in (4, 5) or kind not in seen), "does not belong here")
            seen.append(kind)
            if kind > 1:
                need(content.take(len(self.salt)) == self.salt, "of another record")
            kinds[kind](content)
            need(content.left() == 0, "something left over")
        need(forms - {4, 5} <= set(seen), "something is missing")

    def origin(self, c):
        self.read_at = int.from_bytes(c.take(8), "big", signed=True)
        self.type = text(c.string(), 2)
        self.spec_version = text(c.string(), 8)
        self.library = text(c.string(), 255)
        self.reader = text(c.string(), 255)
        if self.version == 1:
            self.source = {"virtual": "simulated", "replay": "replayed"}.get(self.reader.split(":")[0], "live")
            return
        self.source = text(c.string(), 255)
        self.salt = c.string()
        self.items = c.number(self.width)
        need(self.type in TYPES and self.source in ("live", "simulated", "replayed"), "no such card or source")
        need(self.source != "live" or self.reader.split(":")[0] not in ("virtual", "replay"), "not live")
        need(len(self.salt) == 16 or (self.reduced and not self.salt), "no salt")

    def take_number(self, c):
        self.number = c.take(12).decode("latin-1")
        need(re.fullmatch(r"[A-Z]{2}[0-9]{8}[A-Z]{2}", self.number), "no number")

    def take_number_digest(self, c):
        self.number_digest = c.take(32)

    def item(self, c, others):
        mask = c.number(self.width)
        bit = mask.bit_length() - 1
        need(mask and mask == 1 << bit and (bit, self.type) in self.page.items, "no such item")
        need(all(bit > other for other in others), "not ascending")
        return bit

    def file(self, c):
        bit, runs = self.item(c, self.files), []
        if self.version == 1:
            assumed = c.number(4)
        else:
            runs = [(c.number(4), c.number(4)) for _ in range(c.number(2))]
            need(len(runs) <= 4, "too many runs")
            assumed = sum(length for _, length in runs)
        data = c.take(c.left())
        ends = [at + length for at, length in runs]
        need(all(length and not any(data[at:at + length]) and at + length <= len(data) for at, length in runs), "no run of NULs")
        need(all(end <= at for end, (at, _) in zip(ends, runs[1:])), "runs not in order")
        self.files[bit] = (data, assumed)

    def summary(self, c):
        bit = self.item(c, self.summaries)
        assumed, length, presence = c.number(4), c.number(4), c.number(1)
        need(1 <= presence <= 3 and assumed <= length <= 1 << 15, "no such presence or length")
        self.summaries[bit] = (length, assumed, presence, c.take(32))

    def take_results(self, c):
        self.results = c.take(c.left())

    def check(self):
        bits = self.summaries if self.reduced else self.files
        need(self.items is None or self.items == sum(1 << bit for bit in bits), "not the items that were read")
        need(self.version != 3 or self.items >= 1 << 32, "wider than needed")
        need(self.flags < 2 or (not self.reduced and any(assumed for _, assumed in self.files.values())), "nothing to settle")
        if not self.reduced:
            for name, tag, said in (("card-type", "c1", self.type), ("common-data", "c0", self.spec_version)):
                need(value(self.files[self.page.bits[name]][0], tag).rstrip(b"\0").decode("latin-1") == said, "another card")

    def name(self, bit):
        return self.page.items[bit, self.type][0]

    def presence(self, bit):
        name, tags = self.page.items[bit, self.type]
        data = self.files[bit][0]
        if name == "signature":
            tags = tags[:1]
        elif name not in ("front-image", "face", "name-and-face", "address-image"):
            return 1 if objects(data) else 2
        return 1 if any(value(data, tag) for tag, _ in tags) else 3

    def digest_of_number(self):
        label = b"zairyu-number\0" if self.salt else b""
        return hashlib.sha256(self.salt + label + self.number.encode()).digest()

    def digest_of_file(self, bit):
        label = b"zairyu-file\0" + struct.pack(">I", 1 << bit) if self.salt else b""
        return hashlib.sha256(self.salt + label + self.files[bit][0]).digest()

    def report(self):
        """The results as a list of (key, value)."""
        return [tuple(line.split("=", 1)) for line in self.results.decode("utf-8").splitlines()]
