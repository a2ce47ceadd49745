# SPDX-License-Identifier: BSD-2-Clause
"""The view of the card as a file says what the command says."""
import unittest

from support import SOURCE, TYPES, ToolTest, png_texts


class Pictures(ToolTest):
    def statements(self, card, out):
        self.assertEqual(card["images"]["card"]["media_type"], "image/png")
        said = png_texts(out / "card.png")
        self.check_back(card, out, said)
        return said

    def check_back(self, card, out, front):
        """The back says the same of the card, and that nothing on it is proved."""
        image, said = card["images"]["back"], png_texts(out / "back.png")
        self.assertEqual(image["file"], str(out / "back.png"))
        self.assertEqual((image["media_type"], image["signed"], image["vouched"]), ("image/png", False, False))
        self.assertEqual((front["zairyu-side"], said["zairyu-side"], said["zairyu-proved"]), ("front", "back", "none"))
        same = set(front) - {"zairyu-side", "zairyu-proved"}
        self.assertEqual({name: said[name] for name in same}, {name: front[name] for name in same})
        self.assertNotIn(card["number"], " ".join(said.values()))

    def check(self, options, *more, status=4):
        """One card, as JSON and as a picture."""
        out = self.dir / f"out{len(self.names(self.dir))}"
        card = self.card(self.read(options, "--json", "--force", "--out", out, *more), status)
        said, found = self.statements(card, out), card["verification"]
        self.assertEqual({"verdict": said["zairyu-verdict"], "falsification": said["zairyu-falsification"],
                          "issuer": said["zairyu-issuer"]},
                         {key: found[key] for key in ("verdict", "falsification", "issuer")})
        self.assertEqual((said["zairyu-live"], said["zairyu-specimen"], said["zairyu-proved"]), ("no", "yes", "none"))
        self.assertNotIn(card["number"], " ".join(said.values()))
        return said, card

    def test_every_state(self):
        for card_type in TYPES:
            for variant, status in (("", 4), (",variant=flip-face", 1), (",variant=under16-a", 3)):
                with self.subTest(type=card_type, variant=variant):
                    said, card = self.check(f"type={card_type}{variant}", "--trust", self.authorities(), status=status)
                    self.assertEqual(said["zairyu-verified"], "yes")
                    self.assertEqual(said["zairyu-form"], card["card"]["kind"])
            said, _ = self.check(f"type={card_type}", "--no-verify")
            self.assertEqual(said["zairyu-verified"], "no")

    def test_an_unreadable_front_has_no_form(self):
        said, _ = self.check("type=1,variant=flip-data", "--trust", self.authorities(), status=1)
        self.assertEqual(said["zairyu-form"], "plain")

    def test_no_japanese_font(self):
        """No boxes in the place of words: no view, and a word about what is missing. The rest goes on."""
        for fonts in ("no-fonts.conf", "latin-fonts.conf"):
            out, path = self.dir / fonts, self.saved("type=05", f"{fonts}.zairyu")
            self.read_card("type=1", "--out", out)  # another card's, which must not stay beside this one's
            result = self.run_tool("show", path, "--force", "--out", out, env={"FONTCONFIG_FILE": str(SOURCE / "tests/image" / fonts)})
            self.assertEqual(result.status, 4)
            self.assertEqual(result.err, "zairyu: No font for Japanese is installed, so card.png and back.png are left out. "
                                         "Install fonts-noto-cjk, then run the command again.\n")
            self.assertEqual(self.names(out), ["address_image.png", "face.png", "name.png"])

    def test_a_character_that_no_font_has(self):
        """A sign for it, the field by name in either language, and the character itself nowhere but in the picture."""
        codes = self.dir / "home/.local/share/zairyu/codes.tsv"
        codes.parent.mkdir(parents=True)
        codes.write_text("status_of_residence\tTEST000001\t見本\U0010fffd\tSpecimen\n", encoding="utf-8")
        for language, image, field, remedy in (("ja_JP.UTF-8", "「カードの表示」", "（在留資格）", "fonts-noto-cjk をインストールしてください。"),
                                        ("C.UTF-8", '"view of the card"', "(Status)", "Install fonts-noto-cjk")):
            out = self.dir / language
            result = self.read("type=05", "--trust", self.authorities(), "--out", out, env={"LC_ALL": language})
            self.assertEqual(result.status, 4)
            for part in image, "〓", field, remedy:
                self.assertIn(part, result.err)
            self.assertEqual(len(result.err.splitlines()), 1)
            self.assertNotIn("\U0010fffd", result.err)
            self.assertNotIn("10FFFD", result.err)
            self.assertEqual(png_texts(out / "card.png")["zairyu-unwritten"], "status_of_residence")
            self.assertEqual(png_texts(out / "back.png")["zairyu-unwritten"], "none")

    def test_a_reduced_record_has_no_views(self):
        """It has nothing of the card, so there is nothing to draw of either side."""
        self.read_card("type=1", "--trust", self.authorities(), "--save-reduced", "less.zairyu")
        out = self.dir / "out"
        self.card(self.run_tool("show", "less.zairyu", "--json", "--trust", self.authorities(), "--out", out), 4)
        self.assertEqual(self.names(out) if out.exists() else [], [])


unittest.main()
