# SPDX-License-Identifier: BSD-2-Clause
"""Whoever has zairyu-record(5) alone reads every record as the command does, refuses what it refuses, and verifies it."""
import datetime
import hashlib
import json
import os
import pathlib
import sys
import unittest

SOURCE = pathlib.Path(os.environ["ZAIRYU_SOURCE"])
sys.path.insert(0, str(SOURCE / "tests/tool"))

import record_reader  # noqa: E402
from record_verifier import verify  # noqa: E402
from support import NUMBER, TYPES, ToolTest  # noqa: E402

PAGE = record_reader.Page((SOURCE / "doc/man/zairyu-record.5").read_text(encoding="utf-8"))
OLD = sorted((SOURCE / "tests/core/version1").glob("*.zairyu"))
PRESENCE = {1: "present", 2: "empty", 3: "absent"}
EACH = ("1", "05")  # a type of each generation
# Those that tell a verifier which forgets something.
VARIANTS = {"": TYPES, "under16-a": EACH, "under16-b": EACH, "unsigned-a": EACH, "face-zeros": EACH, "infant-nothing": ("05", "06"),
            "check-code-der": ("05", "06"), "certificate-exact": ("1", "2"), "certificate-padded": ("05", "06"),
            "flip-check-code": EACH, "flip-certificate": EACH, "flip-data": EACH, "flip-face": EACH, "issuer-unknown": EACH,
            "issuer-same-name": EACH, "self-signed": EACH, "signed-longer": EACH, "length-83": EACH, "file-longer": EACH,
            "file-shorter": EACH, "withdrawn": ("1",), "image-trailing": EACH, "address-empty": EACH}


def load(path):
    return record_reader.Record(PAGE, path.read_bytes())


class Records(ToolTest):
    maxDiff = None
    def shown(self, path):
        result = self.run_tool("show", path, "--json", "--raw", "--trust", self.authorities())
        return json.loads(result.out)

    def check_origin(self, record, shown):
        read_at = datetime.datetime.fromtimestamp(record.read_at, datetime.timezone.utc)
        self.assertEqual(read_at.strftime("%Y-%m-%dT%H:%M:%SZ"), shown["read_at"])
        self.assertEqual((record.reader, record.type, record.spec_version, record.source == "live"),
                         (shown["reader"], shown["card"]["type"], shown["card"]["spec_version"], shown["live"]))

    def check_whole(self, record, shown):
        self.assertEqual(record.number, shown["number"])
        self.assertEqual({record.name(bit) for bit in record.files}, set(shown["files"]))
        for bit, (data, assumed) in record.files.items():
            file = shown["files"][record.name(bit)]
            self.assertEqual((len(data), assumed), (file["length"], file["padding_assumed"]))
            self.assertEqual([{"tag": tag, "raw": v.hex()} for tag, v in record_reader.objects(data)], file["objects"])
            self.assertEqual(PRESENCE[record.presence(bit)], shown["items"][record.name(bit)])

    def check_reduced(self, record, whole):
        self.assertEqual(record.number_digest, whole.digest_of_number())
        self.assertEqual(set(record.summaries), set(whole.files))
        for bit, summary in record.summaries.items():
            data, assumed = whole.files[bit]
            self.assertEqual(summary, (len(data), assumed, whole.presence(bit), whole.digest_of_file(bit)))

    def check_results(self, record, shown):
        found, report = shown["recorded"], record.report()
        values = dict(report)
        self.assertEqual(report[0], ("zairyu-results", "1"))
        self.assertEqual(values["record"], record.number_digest.hex())
        for key in ("verdict", "falsification", "issuer"):
            self.assertEqual(values[key], found[key])
        self.assertEqual([word for word in values["covers"].split(",") if word], found["covers"])
        self.assertEqual([v for k, v in report if k == "note"], found["notes"])
        for key in ("subject", "sha256", "kind"):
            self.assertEqual(values.get("anchor-" + key), found.get("anchor", {}).get(key))
        for key in ("subject", "serial"):
            self.assertEqual(values.get("certificate-" + key), found.get("certificate", {}).get(key))

    def test_the_command_reads_the_same(self):
        verified = 0
        for card_type in TYPES:
            for variant in (names for names, types in VARIANTS.items() if card_type in types):
                whole, reduced = (self.dir / f"{card_type}-{variant}.{form}.zairyu" for form in ("whole", "reduced"))
                made = self.read(f"type={card_type},variant={variant}" if variant else f"type={card_type}", "--save", whole,
                                 "--save-reduced", reduced, "--force", "--json", "--raw", "--trust", self.authorities())
                self.assertIn(made.status, (1, 3, 4), made.err)
                record, small, shown = load(whole), load(reduced), json.loads(made.out)
                self.check_origin(record, shown)
                self.check_whole(record, shown)
                self.check_reduced(small, record)
                if variant in ("", "flip-data"):
                    self.check_results(small, self.shown(reduced))
                found = shown["verification"]
                if "padding-assumed" not in found["notes"]:
                    self.assertEqual(verify(record, self.certificates()), (found["falsification"], found["issuer"]), whole)
                    verified += 1
        self.assertGreater(verified, 40)

    def certificates(self):
        return [path.read_bytes() for path in self.authorities().glob("*.crt")]

    def test_version_1(self):
        self.assertGreaterEqual(len(OLD), 9)
        for path in OLD:
            record, shown = load(path), self.shown(path)
            self.assertEqual(record.version, 1)
            self.check_origin(record, shown)
            if not record.reduced:
                self.check_whole(record, shown)
                self.assertEqual(verify(record, self.certificates())[0], shown["verification"]["falsification"])

    def test_the_table_of_items(self):
        """Every item of every type, and no more; the objects and lengths of a usual card are the page's."""
        for card_type in TYPES:
            path = self.dir / "card.zairyu"
            self.read(f"type={card_type}", "--force", "--save", path)
            items = self.shown(path)["items"]
            self.assertEqual({name: bit for (bit, t), (name, _) in PAGE.items.items() if t == card_type},
                             {name: PAGE.bits[name] for name in items})
            for bit, (data, _) in load(path).files.items():
                name, wanted = PAGE.items[bit, card_type]
                found = record_reader.objects(data)
                self.assertEqual([tag for tag, _ in found], [tag for tag, _ in wanted], name)
                if name not in ("signature", "name-and-face", "address-image"): # whose values may be shorter
                    self.assertEqual([len(v) for _, v in found], [length for _, length in wanted], name)

    def structure(self, saved):
        """Where everything but files, digests and results is."""
        places, at = list(range(8, 16)), 16
        while at < len(saved) - 32:
            length = int.from_bytes(saved[at + 4:at + 8], "big")
            told = {1: length, 2: length, 3: 16, 4: 22, 5: 29, 6: 16}[saved[at + 1]]
            places += range(at, at + 8 + told)
            at += 8 + length
        return places

    def changed(self, saved):
        for at in self.structure(saved):
            for bit in (1, 0x80):
                yield f"{at}-{bit}", saved[:at] + bytes([saved[at] ^ bit]) + saved[at + 1:-32]
        yield "cut", saved[:-33]
        yield "more", saved[:-32] + b"\0"
        sections, at = [], 16
        while at < len(saved) - 32:
            end = at + 8 + int.from_bytes(saved[at + 4:at + 8], "big")
            sections.append(saved[at:end])
            at = end
        for i in range(len(sections)):
            for name, others in (("without", []), ("twice", [sections[i]] * 2), ("swapped", sections[i:i + 2][::-1])):
                rest = i + 2 if name == "swapped" else i + 1
                body = b"".join(sections[:i] + others + sections[rest:])
                yield f"{name}-{i}", saved[:12] + (len(body) + 48).to_bytes(4, "big") + body
        for flags in (0, 1, 2):
            body = b"".join(sections) + bytes([0, 9, 0, flags, 0, 0, 0, 1, 7])
            yield f"unknown-{flags}", saved[:12] + (len(body) + 48).to_bytes(4, "big") + body

    def is_read(self, saved):
        try:
            record_reader.Record(PAGE, saved)
            return True
        except record_reader.Refused:
            return False

    def test_what_is_refused(self):
        """Changed in every place of its structure, with a digest that fits: both refuse, or both read it."""
        for form, options in (("whole", "type=06"), ("reduced", "type=1")):
            directory = self.dir / form
            directory.mkdir()
            path = self.dir / f"{form}.zairyu"
            self.read(options, "--raw", "--json", "--force", "--save" if form == "whole" else "--save-reduced", path)
            expected = {}
            for name, body in self.changed(path.read_bytes()):
                saved = body + hashlib.sha256(body).digest()
                (directory / f"{name}.zairyu").write_bytes(saved)
                expected[name] = self.is_read(saved)
            found = {}
            for line in self.run_tool("verify", "--json", "--brief", directory).out.splitlines():
                document = json.loads(line)
                found[pathlib.Path(document["file"]).stem] = "error" not in document
            self.assertEqual({n: v for n, v in found.items() if expected[n] != v}, {}, form)
            self.assertEqual(set(found), set(expected))
            self.assertGreater(sum(not v for v in found.values()), 100)
            self.assertGreater(sum(found.values()), 5)

    def test_damage(self):
        saved = self.saved().read_bytes()
        for at in range(0, len(saved), 97):
            self.assertFalse(self.is_read(saved[:at] + bytes([saved[at] ^ 4]) + saved[at + 1:]))


if __name__ == "__main__":
    unittest.main()
