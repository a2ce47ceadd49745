# SPDX-License-Identifier: BSD-2-Clause
"""zairyu twin: from a record or a trace to a card that anyone may have."""
import json
import re
import stat
import unittest

from support import NUMBER, ToolTest

TWIN_NUMBER = "TW90807060IN"


class Twin(ToolTest):
    def made(self, source, name="card.twin", stdin=""):
        path = self.dir / name
        result = self.run_tool("twin", source, "--out", path, "--trust", self.authorities(), stdin=stdin)
        self.assertEqual((result.status, result.out), (0, ""), result.err)
        self.assertIn(f"zairyu twin --show {path}", result.err)
        return path

    def authorities_of(self, twin):
        directory = self.dir / "its-ca"
        made = self.run_tool("emulate", "--option", f"twin={twin}", "--trust-out", directory, "--ca-only")
        self.assertEqual(made.status, 0, made.err)
        self.assertIn(TWIN_NUMBER, made.out)
        return directory

    def played(self, twin, status=4):
        return self.card(self.run_tool("read", "--reader", f"virtual:twin={twin}", "--json", "--trust",
                                       self.authorities_of(twin), stdin=TWIN_NUMBER + "\n"), status)

    def test_of_a_record(self):
        for options, status in (("type=1", 4), ("type=05", 4), ("type=06,variant=flip-check-code", 1), ("type=2,variant=under16-a", 3)):
            record = self.dir / "card.zairyu"
            was = self.read_card(options, "--save", record, status=status)
            twin = self.made(record, f"{options[5:6]}{status}.twin")
            self.assertEqual(stat.S_IMODE(twin.stat().st_mode), 0o600)
            now = self.played(twin, status)
            for key in ("verdict", "falsification", "issuer", "covers", "notes"):
                self.assertEqual(was["verification"][key], now["verification"][key], (options, key))
            self.assertEqual(was["card"], now["card"])
            self.assertEqual(set(was["fields"]), set(now["fields"]))
            self.assertEqual(was["images"].keys(), now["images"].keys())
            self.assertEqual(now["number"], TWIN_NUMBER)
            for name, field in was["fields"].items():
                if len(field.get("value", "")) >= 8:
                    self.assertNotEqual(field["value"], now["fields"][name]["value"], name)

    def test_of_a_trace(self):
        trace = self.dir / "card.trace"
        was = self.run_tool("read", "--reader", "virtual:type=05,fault=remove@7", "--trace", trace, stdin=NUMBER + "\n")
        self.assertEqual(was.status, 15, was.err)
        self.fails(14, "twin", trace, "--out", self.dir / "no.twin", stdin="AA12345678BC\n")
        self.assertFalse((self.dir / "no.twin").exists())
        number = self.dir / "number"
        number.write_text(NUMBER + "\n", encoding="ascii")
        twin = self.dir / "card.twin"
        self.assertEqual(self.run_tool("twin", trace, "--number-file", number, "--out", twin).status, 0)
        self.fails(15, "read", "--reader", f"virtual:twin={twin}", stdin=TWIN_NUMBER + "\n")

    def test_nothing_is_overwritten(self):
        twin = self.made(self.saved())
        before = twin.read_bytes()
        result = self.fails(20, "twin", self.dir / "card.zairyu", "--out", twin)
        self.assertIn("card.twin", result.err)
        self.assertEqual(twin.read_bytes(), before)
        self.assertEqual([n for n in self.names() if n.startswith(".")], [])

    def test_words_in_both_languages(self):
        twin = self.made(self.saved("type=05"))
        english = self.run_tool("twin", "--show", twin)
        japanese = self.run_tool("twin", "--show", twin, env={"LC_ALL": "ja_JP.UTF-8"})
        for result in (english, japanese):
            self.assertEqual((result.status, result.err), (0, ""))
            self.assertIn(TWIN_NUMBER, result.out)
            self.assertNotIn(NUMBER, result.out)
            for name in ("printed-entries", "name-and-face", "signature", "card-number"):
                self.assertIn(name, result.out)
        self.assertIn("What is in it", english.out)
        self.assertIn("What is not in it", english.out)
        self.assertIn("入っていないもの", japanese.out)
        sizes = re.findall(r"\((\d+) bytes\): (.*)", english.out)
        self.assertGreaterEqual(len(sizes), 9)
        for whole, parts in sizes:
            self.assertEqual(int(whole), sum(map(int, re.findall(r"(\d+) bytes", parts))))

    def test_show_says_it_of_a_record_too(self):
        result = self.run_tool("twin", "--show", self.saved("type=1"))
        self.assertEqual(result.status, 0, result.err)
        self.assertIn("front-image", result.out)
        self.assertEqual([n for n in self.names() if n.endswith(".twin")], [])

    def test_what_is_no_source(self):
        record, twin = self.saved(), None
        twin = self.made(record)
        self.assertIn("--show", self.fails(2, "twin", twin, "--out", self.dir / "again.twin").err)
        self.assertIn("--out", self.fails(2, "twin", record).err)
        self.fails(2, "twin")
        self.fails(20, "twin", self.dir / "nothing", "--out", self.dir / "x")
        (self.dir / "junk").write_text("junk\n", encoding="ascii")
        self.fails(17, "twin", self.dir / "junk", "--out", self.dir / "x")
        reduced = self.dir / "reduced.zairyu"
        self.read_card("type=05", "--save-reduced", reduced)
        self.assertIn("reduced", self.fails(17, "twin", reduced, "--out", self.dir / "x").err)
        self.assertFalse((self.dir / "x").exists())

    def test_damaged_twins(self):
        twin = self.made(self.saved())
        text = twin.read_text(encoding="utf-8")
        for damaged in (text[:len(text) // 2], text.replace("type 1", "type 9"), text.replace("file 1/05", "file 9/05")):
            twin.write_text(damaged, encoding="utf-8")
            self.assertIn("line ", self.fails(17, "twin", "--show", twin).err)
            self.fails(17, "read", "--reader", f"virtual:twin={twin}", stdin=TWIN_NUMBER + "\n")

    def test_nothing_of_the_person(self):
        was = json.dumps(self.read_card("type=1", "--save", self.dir / "card.zairyu"), ensure_ascii=False)
        text = self.made(self.dir / "card.zairyu").read_text(encoding="utf-8")
        literal = bytes.fromhex("".join(re.findall(r"^(?:keep|made) (.*)$", text, re.M)).translate(str.maketrans("", "", ":._|~\n")))
        address = json.loads(was)["fields"]["address"]["value"].encode()
        for i in range(len(address) - 3):
            self.assertNotIn(address[i:i + 4], literal)


if __name__ == "__main__":
    unittest.main()
