# SPDX-License-Identifier: BSD-2-Clause
"""One card, one unit: no file of one card lies among another's, and no record is replaced unasked."""
import os
import re
import stat
import subprocess
import time
import unittest

from support import NUMBER, TIMEOUT, ZAIRYU, ToolTest

OTHER = "CC12345678DD"
FRESH = re.compile(r"\d{8}-\d{6}-[a-z2-9]{6}")
REFUSED = "is already there and is not replaced"
FIRST_NAMES = ["back.png", "card.png", "face.png", "front.png"]
CHILD = f"type=05,number={OTHER},variant=under16-a"
CHILD_NAMES = ["address_image.png", "back.png", "card.png", "name.png"]


class Units(ToolTest):
    def setUp(self):
        super().setUp()
        self.ca = self.authorities()

    def child(self, *args, **more):
        return self.run_tool("read", "--reader", f"virtual:{CHILD}", "--trust", self.ca, *args, stdin=OTHER + "\n", **more)

    @staticmethod
    def without_links():
        return {"LD_PRELOAD": os.environ["ZAIRYU_NO_PERMISSIONS"],
                "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"}

    def refused(self, result, path):
        self.assertEqual(result.status, 20, result.err)
        self.assertIn(f"{path} {REFUSED}", result.err)
        self.assertEqual(result.out, "")

    def first_card(self):
        self.assertEqual(self.read("type=1", "--trust", self.ca, "--out", "mix", "--raw", "--save", "mix.zairyu").status, 4)
        return {path: path.read_bytes() for path in (self.dir / "mix").iterdir()} | {
            self.dir / "mix.zairyu": (self.dir / "mix.zairyu").read_bytes()}

    def test_another_card_is_refused_and_nothing_changes(self):
        before = self.first_card()
        for args, path in ((("--out", "mix"), "mix/card.png"), (("--save", "mix.zairyu"), "mix.zairyu"),
                           (("--save-reduced", "mix.zairyu"), "mix.zairyu"), (("--out", "new", "--save", "mix.zairyu"), "mix.zairyu")):
            self.refused(self.child(*args), path)
            self.assertEqual({p: p.read_bytes() for p in before}, before)
        self.assertFalse((self.dir / "new").exists())
        self.refused(self.run_tool("show", "mix.zairyu", "--trust", self.ca, "--out", "mix"), "mix/card.png")

    def test_any_file_of_any_card_is_in_the_way(self):
        for name in ("back.png", "face.png", "face.jp2", "name.tif", "address_image.bin", "signature.bin", "permissions.bin"):
            folder = self.dir / name.replace(".", "-")
            folder.mkdir()
            (folder / name).write_text("somebody's", encoding="utf-8")
            self.refused(self.child("--out", folder.name), f"{folder.name}/{name}")
            self.assertEqual(self.names(folder), [name])

    def test_it_is_known_before_a_number_is_asked_for(self):
        (self.dir / "there.zairyu").write_text("", encoding="utf-8")
        result = self.run_tool("read", "--reader", "virtual:", "--save", "there.zairyu", stdin="")
        self.refused(result, "there.zairyu")

    def test_force_replaces_and_leaves_nothing_of_the_other(self):
        self.first_card()
        (self.dir / "mix/notes.txt").write_text("of the office", encoding="utf-8")
        result = self.child("--out", "mix", "--save", "mix.zairyu", "--force")
        self.assertEqual(result.status, 3, result.err)
        self.assertEqual(self.names(self.dir / "mix"), sorted([*CHILD_NAMES, "notes.txt"]))
        self.assertIn(f"Number: {OTHER}", self.run_tool("show", "mix.zairyu", "--trust", self.ca).out)

    def test_force_that_fails_leaves_all_as_it_was(self):
        before = self.first_card()
        result = self.child("--out", "mix", "--save", "no/where.zairyu", "--force")
        self.assertEqual(result.status, 20, result.err)
        self.assertEqual({p: p.read_bytes() for p in before}, before)
        result = self.run_tool("read", "--reader", f"virtual:{CHILD},fault=remove@14", "--out", "mix", "--force", stdin=OTHER)
        self.assertEqual(result.status, 15, result.err)
        self.assertEqual({p: p.read_bytes() for p in before}, before)

    def test_links_and_directories_are_not_replaced_by_force(self):
        (self.dir / "link.zairyu").symlink_to("elsewhere")
        (self.dir / "mix").mkdir()
        (self.dir / "mix/face.png").mkdir()
        for args in (("--save", "link.zairyu"), ("--out", "mix")):
            result = self.child(*args, "--force")
            self.assertEqual(result.status, 20)
            self.assertIn("is not a regular file", result.err)

    def test_each_card_gets_names_of_its_own(self):
        for status, card in ((4, lambda *args: self.read("type=1", *args)), (3, self.child), (4, lambda *args: self.read("type=06", *args))):
            result = card("--trust", self.ca, "--json", "--out", "a/b/", "--save", "records/", "--save-reduced", "records/") \
                if card is not self.child else card("--json", "--out", "a/b/", "--save", "records/", "--save-reduced", "records/")
            said = self.card(result, status)
            name = re.fullmatch(r"records/(.*)\.zairyu", said["file"])[1]
            self.assertRegex(name, FRESH)
            self.assertEqual(said["reduced_file"], f"records/{name}-reduced.zairyu")
            self.assertEqual(said["images"]["card"]["file"], f"a/b/{name}/card.png")
            self.assertEqual(stat.S_IMODE((self.dir / "a/b" / name).stat().st_mode), 0o700)
            shown = self.card(self.run_tool("show", said["file"], "--json", "--trust", self.ca), status)
            self.assertEqual(shown["number"], said["number"])
        self.assertEqual(len(self.names(self.dir / "a/b")), 3)
        self.assertEqual(len(self.names(self.dir / "records")), 6)
        everything = " ".join(str(path) for path in self.dir.rglob("*"))
        self.assertNotIn(NUMBER, everything)
        self.assertNotIn(OTHER, everything)

    def test_new_names_are_told(self):
        out = self.child("--out", "a/", "--save", "r/", "--save-reduced", "r/").out
        name = FRESH.search(out)[0]
        for line in (f"Record: r/{name}.zairyu\n", f"Reduced record: r/{name}-reduced.zairyu\n", f"a/{name}/card.png"):
            self.assertIn(line, out)
        self.assertEqual(self.run_tool("show", f"r/{name}.zairyu", "--trust", self.ca, "--out", "again/").status, 3)
        self.assertEqual(self.names(next((self.dir / "again").iterdir())), CHILD_NAMES)

    def test_a_time_that_is_not_known(self):
        """An old trace has none, and what no clock shows is none: it is not told as 1970, and names have the time of now."""
        self.assertEqual(self.read("type=1", "--trace", "now.trace").status, 4)
        for name, time_of_trace in (("old", ""), ("zero", " 0"), ("odd", " 9000000000000000000")):
            told = re.sub(r"(?m)^(connect 0) \d+$", r"\1" + time_of_trace, (self.dir / "now.trace").read_text(encoding="utf-8"))
            (self.dir / f"{name}.trace").write_text(told, encoding="utf-8")
            read = self.run_tool("read", "--reader", f"replay:{name}.trace", "--trust", self.ca, "--out", f"{name}/", "--save", name + ".zairyu",
                                 stdin=NUMBER)
            self.assertEqual(read.status, 4, read.err)
            shown = self.run_tool("show", name + ".zairyu", "--trust", self.ca)
            self.assertEqual(shown.status, 4, shown.err)
            for text in (read.out, shown.out):
                self.assertNotRegex(text, "Read at|1970|not yet valid")
            self.assertLess(abs(time.time() - time.mktime(time.strptime(self.names(self.dir / name)[0][:15], "%Y%m%d-%H%M%S"))), 86400)
            document = self.card(self.run_tool("show", name + ".zairyu", "--json", "--trust", self.ca), 4)
            self.assertEqual(document["read_at"], "1970-01-01T00:00:00Z")

    def test_what_fails_leaves_no_directory(self):
        result = self.run_tool("read", "--reader", f"virtual:{CHILD},fault=remove@14", "--out", "a/b/", "--save", "c/d/", stdin=OTHER)
        self.assertEqual(result.status, 15, result.err)
        self.assertEqual([name for name in self.names(self.dir) if name in ("a", "c")], [])

    def test_a_name_that_is_taken_meanwhile(self):
        """It was free when the command looked, and another program has it when the card was read."""
        for more in ({}, self.without_links()):
            path = self.dir / "late.zairyu"
            with subprocess.Popen([ZAIRYU, "read", "--reader", "virtual:", "--save", "late.zairyu", "--out", "late"], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.dir, env=self.environment(**more)) as reading:
                while not (self.dir / "late").exists():
                    time.sleep(0.01)
                time.sleep(0.2)  # it looks at the names now, before it waits for the number
                path.write_text("another's", encoding="utf-8")
                out, err = reading.communicate(NUMBER.encode() + b"\n", TIMEOUT)
            self.assertEqual(reading.returncode, 20, err)
            self.assertEqual(out, b"")
            self.assertEqual(path.read_text(encoding="utf-8"), "another's")
            self.assertFalse((self.dir / "late").exists())
            path.unlink()

    def test_places_without_links(self):
        there = self.without_links()
        self.assertEqual(self.child("--save", "card.zairyu", "--out", "a/", env=there).status, 3)
        self.refused(self.child("--save", "card.zairyu", env=there), "card.zairyu")
        lost = self.child("--save", "lost.zairyu", env=there | {"NO_RENAME": "1"})
        self.assertEqual(lost.status, 20, lost.err)
        self.assertIn("lost.zairyu", lost.err)
        self.assertEqual([name for name in self.names(self.dir) if name.startswith("lost")], [])


if __name__ == "__main__":
    unittest.main()
