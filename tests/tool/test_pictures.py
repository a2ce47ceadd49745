# SPDX-License-Identifier: BSD-2-Clause
"""The view of the card as a file says what the command says."""
import unittest

from support import SOURCE, TYPES, ToolTest, png_texts


class Pictures(ToolTest):
    def statements(self, card, out):
        self.assertEqual(card["images"]["card"]["media_type"], "image/png")
        return png_texts(out / "card.png")

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
            result = self.run_tool("show", path, "--force", "--out", out, env={"FONTCONFIG_FILE": str(SOURCE / "tests/image" / fonts)})
            self.assertEqual(result.status, 4)
            self.assertIn("no font for Japanese is installed", result.err)
            self.assertEqual(self.names(out), ["address_image.png", "face.png", "name.png"])


unittest.main()
