# SPDX-License-Identifier: BSD-2-Clause
"""zairyu verify and show, on saved records."""
import datetime
import json
import shutil
import subprocess
import unittest

from support import NUMBER, PNG, TIMEOUT, TYPES, VALIDATOR, ZAIRYU, ToolTest, without


class Records(ToolTest):
    def test_times_are_those_of_the_clock_on_the_wall(self):
        """In text; JSON has UTC."""
        path = self.saved("type=05")
        read_at = self.card(self.run_tool("show", path, "--json"), 4)["read_at"]
        was = datetime.datetime.strptime(read_at, "%Y-%m-%dT%H:%M:%SZ")
        for zone, hours, name in (("JST-9", 9, "JST"), ("UTC0", 0, "UTC"), ("XXX8", -8, "XXX")):
            shown = self.run_tool("show", path, "--trust", self.authorities(), env={"TZ": zone}).out
            local = (was + datetime.timedelta(hours=hours)).strftime("%Y-%m-%d %H:%M:%S")
            self.assertIn(f"Read at: {local} {name}\n", shown)
        shown = self.run_tool("show", "--verbose", path, "--trust", self.authorities(), env={"TZ": "JST-9"}).out
        self.assertIn("from 2024-04-01 09:00:00 JST to 2039-04-01 08:59:59 JST", shown)

    def test_the_same_as_the_read(self):
        for card_type in TYPES:
            with self.subTest(type=card_type):
                path = self.dir / "record"
                read = self.read_card(f"type={card_type}", "--save", path)
                for command in ("verify", "show"):
                    again = self.card(self.run_tool(command, path, "--json", "--trust", self.authorities()), 4)
                    self.assertEqual(again, without(read, "file"))

    def test_for_people_too(self):
        path = self.saved("type=05")
        shown = self.run_tool("show", path, "--trust", self.authorities())
        self.assertEqual(shown.status, 4)
        self.assertIn("Falsification: ok", shown.out)
        self.assertEqual(self.run_tool("verify", path, "--trust", self.authorities()).out, shown.out)

    def test_show_writes_images(self):
        path, out = self.saved("type=05"), self.dir / "out"
        card = self.card(self.run_tool("show", path, "--json", "--force", "--out", out), 4)
        self.assertEqual(self.names(out), ["address_image.png", "back.png", "card.png", "face.png", "name.png"])
        self.assertTrue(all((self.dir / image["file"]).read_bytes().startswith(PNG) for image in card["images"].values()))
        self.fails(20, "show", path, "--out", path)

    def test_a_damaged_image_hides_nothing_else(self):
        """What cannot be drawn is named; the rest of an abnormal card is written and shown all the same."""
        path, out = self.dir / "flipped", self.dir / "out"
        self.read_card("type=1,variant=flip-data", "--save", path, status=1)
        result = self.run_tool("show", path, "--json", "--force", "--out", out, "--trust", self.authorities())
        card = self.card(result, 1)
        self.assertEqual(self.names(out), ["back.png", "card.png", "face.png", "front.tif"])
        self.assertEqual(without(card["images"]["front"], "stored_file"),
                         {"media_type": "image/tiff", "readable": False, "signed": True, "vouched": False})
        self.assertTrue((self.dir / card["images"]["face"]["file"]).read_bytes().startswith(PNG))
        self.assertIn("address", card["fields"])
        self.assertIn("The image \"front\" cannot be shown", result.err)

    def test_what_to_do_with_an_abnormal_card(self):
        for language, lines in (("C.UTF-8", ["The residence card, etc. may be damaged or forged. Please contact us from the "
                                             "following consultation counter.",
                                             "https://www.moj.go.jp/isa/about/region/index.html"]),
                                ("ja_JP.UTF-8", ["異常なカードを読み取りました。",
                                                 "在留カード等の故障や偽造の可能性があります。次の相談窓口からご相談ください。"])):
            result = self.read("type=1,variant=flip-data", "--trust", self.authorities(), env={"LC_ALL": language})
            self.assertEqual(result.status, 1)
            for line in lines:
                self.assertIn(line, [shown.strip() for shown in result.out.splitlines()])
            self.assertNotIn("\ufffd", result.out)

    def test_what_decodes_is_shown_though_abnormal(self):
        for options in ("type=1,variant=flip-face", "type=05,variant=flip-data", "type=06,variant=flip-face"):
            path, out = self.dir / "flipped", self.dir / options[5:7]
            self.read_card(options, "--save", path, status=1)
            card = self.card(self.run_tool("show", path, "--json", "--force", "--out", out, "--trust", self.authorities()), 1)
            self.assertEqual(self.names(out), sorted(f"{name}.png" for name in card["images"]))
            self.assertIn("card.png", self.names(out))

    def test_a_changed_byte_is_never_overlooked(self):
        path = self.saved("type=1")
        whole = path.read_bytes()
        for at in range(0, len(whole), len(whole) // 40):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
            self.fails(17, "verify", path, "--json")
        for length in (0, 7, len(whole) // 2, len(whole) - 1):
            path.write_bytes(whole[:length])
            self.fails(17, "show", path)

    def test_verdicts_are_those_of_now(self):
        path = self.dir / "flipped"
        self.read_card("type=1,variant=flip-data", "--save", path, status=1)
        self.card(self.run_tool("verify", path, "--json"), 1)
        self.card(self.run_tool("show", path, "--json"), 1)
        good = self.saved()
        found = self.card(self.run_tool("show", good, "--json"), 4)["verification"]
        self.assertEqual(found["issuer"], "not-checked")

    def test_read_without_verifying_then_verified(self):
        path = self.dir / "record"
        self.card(self.read("type=1", "--json", "--no-verify", "--save", path), 4)
        found = self.card(self.run_tool("verify", path, "--json", "--trust", self.authorities()), 4)["verification"]
        self.assertEqual((found["falsification"], found["issuer"]), ("ok", "ok"))

    def test_reduced_records(self):
        path = self.dir / "reduced"
        read = self.read_card("type=05", "--save-reduced", path)
        for command in ("verify", "show"):
            card = self.card(self.run_tool(command, path, "--json", "--trust", self.authorities()), 4)
            self.assertNotIn("number", card)
            self.assertEqual((card["fields"], card["images"]), ({}, {}))
            self.assertEqual(card["verification"]["verdict"], "unchecked")
            self.assertIn("reduced-record", card["verification"]["notes"])
            self.assertEqual(card["recorded"], read["verification"])
        shown = self.run_tool("show", path).out
        self.assertIn("(not verified now)", shown)
        self.assertNotIn("Permission to engage", shown)
        japanese = self.run_tool("show", path, env={"LC_ALL": "ja_JP.UTF-8"}).out
        self.assertIn("（今回は検証していません）: 未確認", japanese)
        self.assertNotIn(NUMBER, shown)


class Several(ToolTest):
    def setUp(self):
        super().setUp()
        self.good = self.saved("type=1", "good")
        self.other = self.saved("type=05", "other")
        self.unsigned, self.flipped, self.broken = (self.dir / name for name in ("unsigned", "flipped", "broken"))
        self.read_card("type=1,variant=under16-a", "--save", self.unsigned, status=3)
        self.read_card("type=1,variant=flip-data", "--save", self.flipped, status=1)
        self.broken.write_bytes(b"no record")

    def verify(self, *paths, json_too=True):
        return self.run_tool("verify", *paths, *["--json"] * json_too, "--trust", self.authorities())

    def test_lines(self):
        paths = [self.good, self.broken, self.other, self.flipped]
        result = self.verify(*paths)
        lines = [json.loads(line) for line in result.out.splitlines()]
        self.assertEqual(result.status, 1)
        self.assertEqual([line["file"] for line in lines], [str(path) for path in paths])
        for line in lines:
            VALIDATOR.validate(line)
        self.assertEqual(["error" in line for line in lines], [False, True, False, False])
        alone = self.card(self.verify(self.good), 4)
        self.assertEqual(without(lines[0], "file"), alone)

    def test_text(self):
        result = self.verify(self.good, self.unsigned, json_too=False)
        self.assertEqual(result.out.splitlines(), [
            f"{self.good}: unchecked (falsification ok, issuer ok)",
            f"{self.unsigned}: unsigned (falsification absent, issuer absent)"])
        japanese = self.run_tool("verify", self.flipped, self.unsigned, "--trust", self.authorities(),
                                 env={"LC_ALL": "ja_JP.UTF-8"})
        self.assertEqual(japanese.out.splitlines(), [
            f"{self.flipped}: 異常（改ざん検証 異常、発行元検証 正常）",
            f"{self.unsigned}: 署名なし（改ざん検証 署名なし、発行元検証 署名なし）"])

    def test_the_gravest_counts(self):
        for paths, status in (([self.good, self.unsigned], 4), ([self.unsigned, self.unsigned], 3),
                              ([self.good, "none"], 20), (["none", self.broken], 17), ([self.broken, "none"], 17),
                              ([self.broken, self.flipped, self.good], 1), ([self.flipped, "none"], 1)):
            self.assertEqual(self.verify(*paths).status, status, paths)

    def test_what_fails_is_named(self):
        result = self.verify(self.good, self.broken, "none", json_too=False)
        self.assertEqual(result.out.count("\n"), 1)
        self.assertIn(str(self.broken) + ": ", result.err)
        self.assertIn("zairyu: none cannot be read: ", result.err)

    def test_names_that_are_no_utf8(self):
        odd = str(self.dir).encode() + b"/\xff\x1b[2J"
        shutil.copy(self.good, odd)
        for args in (["--json"], []):
            done = subprocess.run([ZAIRYU, "verify", odd, str(self.good), *args], capture_output=True, timeout=TIMEOUT,
                                  env=self.environment(), check=False)
            self.assertEqual(done.returncode, 4)
            self.assertNotIn(b"\x1b", done.stdout)
            self.assertIn("\ufffd", done.stdout.decode("utf-8"))


if __name__ == "__main__":
    unittest.main()
