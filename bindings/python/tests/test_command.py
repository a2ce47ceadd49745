# SPDX-License-Identifier: BSD-2-Clause
"""What the package says, beside what the command says of the same files.

usage: test_command.py COMMAND SCHEMA
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import warnings
from datetime import date

import zairyu
from support import TYPES, authority, saved, trust, virtual_card

COMMAND, SCHEMA = sys.argv[1:3]
OPTIONS = [f"type={kind}" for kind in TYPES] + [
    "type=05,variant=under16-a", "type=1,variant=sjis", "type=06,variant=date-malformed", "type=1,variant=flip-face",
    "type=05,variant=flip-data", "type=05,variant=number-other", "type=2,variant=issuer-unknown"]


class WithFiles(unittest.TestCase):
    def setUp(self) -> None:
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.folder = pathlib.Path(made.name)
        self.trust = self.folder / "trust"
        self.trust.mkdir()
        for family in zairyu.Family:
            (self.trust / f"{family}.crt").write_bytes(authority().certificate(family))
        self.file = self.folder / "card.zairyu"
        os.environ["XDG_DATA_HOME"] = str(self.folder / "data")
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8"}

    def run_command(self, *arguments: object) -> str:
        done = subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, env=self.environment, check=False)
        self.assertNotIn(done.returncode, (2, 70), done.stderr)
        return done.stdout.decode()


class Json(WithFiles):
    def same(self, card: zairyu.Card, *arguments: object, **options: object) -> None:
        self.assertEqual(card.to_json(**options), self.run_command(*arguments))

    def test_cards(self) -> None:
        for options in OPTIONS:
            with self.subTest(options):
                self.file.write_bytes(saved(options))
                with zairyu.verify(self.file, trust=self.trust) as card:
                    self.same(card, "verify", "--json", "--trust", self.trust, self.file)
                    self.same(card, "verify", "--json", "--brief", "--trust", self.trust, self.file, brief=True)
                    self.same(card, "verify", "--json", "--raw", "--trust", self.trust, self.file, raw=True)

    def test_default_trust(self) -> None:
        self.file.write_bytes(saved("type=05"))
        for _ in range(2):
            with zairyu.verify(self.file) as card:
                self.same(card, "verify", "--json", self.file)
            shutil.copytree(self.trust, self.folder / "data/zairyu/trust", dirs_exist_ok=True)
        self.assertIsNotNone(card.report)
        with zairyu.verify(self.file) as card:
            self.assertEqual(card.verification.issuer, zairyu.Result.OK)

    def test_code_names_of_the_user(self) -> None:
        place = self.folder / "data/zairyu"
        place.mkdir(parents=True)
        (place / "codes.tsv").write_text("status_of_residence\tTEST000001\t試験\tTesting\n", encoding="utf-8")
        self.file.write_bytes(saved("type=05"))
        self.assertEqual(zairyu.place_path(zairyu.Place.USER, zairyu.PLACE_CODES), str(place / "codes.tsv"))
        with zairyu.verify(self.file, trust=self.trust, context=zairyu.Context()) as card:
            self.same(card, "verify", "--json", "--trust", self.trust, self.file)
            self.assertEqual(card.fields["status_of_residence"].names.en, "Testing")
        (place / "codes.tsv").write_text("nonsense", encoding="utf-8")
        with self.assertWarnsRegex(zairyu.ZairyuWarning, "codes.tsv"):
            zairyu.Context()

    def test_several_and_where_they_are(self) -> None:
        other = self.folder / "other.zairyu"
        self.file.write_bytes(saved("type=05"))
        other.write_bytes(saved("type=1"))
        lines = [zairyu.verify(path, trust=self.trust).to_json(file=str(path)) for path in (self.file, other)]
        self.assertEqual("".join(lines), self.run_command("verify", "--json", "--trust", self.trust, self.file, other))

    def test_show_with_images(self) -> None:
        self.file.write_bytes(saved("type=05"))
        out = self.folder / "out"
        told = json.loads(self.run_command("show", "--json", "--out", out, self.file))
        with zairyu.verify(self.file) as card:
            names = {name: str(out / f"{name}.png") for name in card.images}
            own = json.loads(card.to_json(image_files=names))
            for view in ("card", "back"):
                told["images"].pop(view, None)
            self.assertEqual(own, told)
            for name, image in card.images.items():
                self.assertEqual(image.png(), (out / f"{name}.png").read_bytes())

    def test_reduced(self) -> None:
        self.file.write_bytes(saved("type=05"))
        with zairyu.verify(self.file, trust=self.trust) as card:
            card.reduce().save(self.file)
        with zairyu.verify(self.file, trust=self.trust) as card:
            self.same(card, "verify", "--json", "--trust", self.trust, self.file)

    def test_failures(self) -> None:
        self.file.write_bytes(b"not a record")
        told = self.run_command("verify", "--json", self.file)
        with self.assertRaises(zairyu.DataError) as caught:
            zairyu.load(self.file)
        self.assertEqual(json.loads(caught.exception.to_json())["error"]["code"], json.loads(told)["error"]["code"])
        number = subprocess.run([COMMAND, "read", "--json", "--reader", "virtual:type=05"], input=b"AA99999999AA\n",
                                capture_output=True, env=self.environment, check=False).stdout
        with self.assertRaises(zairyu.WrongNumber) as wrong:
            zairyu.read("virtual:type=05", number="AA99999999AA")
        self.assertEqual(wrong.exception.to_json().encode(), number)

    def test_readers(self) -> None:
        listed = zairyu.readers("virtual")
        self.assertEqual(json.loads(listed.to_json())["readers"][0]["uri"], "virtual:")

    def test_trust_list(self) -> None:
        told = json.loads(self.run_command("trust", "list", "--json", "--trust", self.trust))
        own = json.loads(zairyu.Trust(self.trust).to_json())
        self.assertEqual(own["anchors"], told["anchors"])

    def test_inquiry(self) -> None:
        told = json.loads(self.run_command("inquiry", "AA12345678BB", "--expiry", "2029-07-01", "--json"))
        own = zairyu.inquiry_json("AA12345678BB", date(2029, 7, 1), told["page"])
        self.assertEqual(json.loads(own), told)

    def test_schema(self) -> None:
        import jsonschema
        schema = json.loads(pathlib.Path(SCHEMA).read_text(encoding="utf-8"))
        for options in OPTIONS:
            for card in (zairyu.verify(saved(options), trust=trust()), zairyu.load(saved(options))):
                jsonschema.validate(json.loads(card.to_json()), schema)

    def test_findings(self) -> None:
        findings = zairyu.Findings()
        findings.add("service", "service-stopped", zairyu.FindingState.PROBLEM, "止まっています。", "It is stopped.",
                     remedy="systemctl start pcscd.socket", value=3)
        told = json.loads(findings.to_json(zairyu.ErrorCode.NO_SERVICE, 10))
        self.assertEqual((told["schema"], told["status"], told["findings"][0]["value"]), ("zairyu.doctor/1", 10, 3))


class Trusting(WithFiles):
    def test_sources(self) -> None:
        first, second = sorted(self.trust.iterdir())
        for source, count in ((self.trust, 2), (str(self.trust), 2), ([first], 1), ([first, second], 2), (first, 1), ((), 0),
                              ("default", 0), (None, 0)):
            self.assertEqual(len(zairyu.Trust(source)), count, source)
        with self.assertRaises(TypeError):
            zairyu.Trust(7)
        with self.assertRaises(FileNotFoundError):
            zairyu.Trust("/nowhere")

    def test_what_cannot_be_used_is_told(self) -> None:
        (self.trust / "broken.crt").write_bytes(b"broken")
        with self.assertWarnsRegex(zairyu.ZairyuWarning, "broken.crt"):
            store = zairyu.Trust(self.trust)
        refused, = store.refused
        self.assertEqual((refused.path, refused.error.code), (str(self.trust / "broken.crt"), zairyu.ErrorCode.CERTIFICATE))
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with self.assertRaises(zairyu.Error):
                zairyu.Trust().add_directory(self.trust, custom=True)

    def test_anchors(self) -> None:
        for anchor in zairyu.Trust(self.trust):
            self.assertEqual(anchor.kind, zairyu.AnchorKind.CUSTOM)
            self.assertLess(anchor.not_before, anchor.not_after)
            self.assertEqual(pathlib.Path(anchor.files[0]).read_bytes(), anchor.certificate)
        self.assertIn("https://", zairyu.trust_page(zairyu.Family.FIRST_GENERATION))
        self.assertTrue(zairyu.is_certificate_name("x.crt") and not zairyu.is_certificate_name("x.txt"))


class Pictures(unittest.TestCase):
    def test_pillow_sees_the_same(self) -> None:
        try:
            from PIL import Image
        except ImportError:
            self.skipTest("Pillow is not installed")
        import io
        for options, names in (("type=1", {"front", "face"}), ("type=05", {"name", "address_image", "face"})):
            with zairyu.load(saved(options)) as card:
                self.assertEqual(set(card.images), names)
                for image in card.images.values():
                    png = Image.open(io.BytesIO(image.png()))
                    own = image.pil()
                    self.assertEqual((own.mode, own.size, own.tobytes()), (png.mode, png.size, png.tobytes()))
                    self.assertEqual(len(image.pixels), image.stride * image.height)

    def test_stored(self) -> None:
        with zairyu.load(saved("type=05")) as card:
            stored = card.images.stored("face")
            self.assertEqual(stored.media_type, "image/jp2")
            with zairyu.Image.decode(stored.data) as image:
                self.assertEqual((image.width, image.height), (stored.width, stored.height))
                self.assertEqual(bytes(image.pixels), bytes(card.images["face"].pixels))
        with self.assertRaises(zairyu.DataError):
            zairyu.Image.decode(b"nothing")
        with self.assertRaisesRegex(KeyError, "front"):
            zairyu.load(saved("type=1")).images["name"]

    def test_signed_and_vouched(self) -> None:
        with zairyu.verify(saved("type=05"), trust=trust()) as card:
            told = json.loads(card.to_json())["images"]
            for name, image in card.images.items():
                self.assertEqual((image.signed, image.vouched, image.media_type),
                                 (told[name]["signed"], told[name]["vouched"], told[name]["media_type"]))

    def test_view(self) -> None:
        from zairyu.image import can_compose, can_write_japanese, front_kind
        self.assertEqual(front_kind(zairyu.load(saved("type=2")).record), zairyu.Kind.SPECIAL_PERMANENT_RESIDENT_CERTIFICATE)
        if not (can_compose() and can_write_japanese()):
            self.skipTest("no Japanese font")
        with zairyu.verify(saved("type=05"), trust=trust()) as card, card.view() as front, card.view(back=True) as back:
            self.assertEqual(front.statement("zairyu-verdict"), "unchecked")
            self.assertEqual((front.statement("zairyu-specimen"), back.statement("zairyu-side")), ("yes", "back"))
            self.assertIsNone(front.statement("zairyu-nothing"))

    def test_limits(self) -> None:
        context = zairyu.Context()
        context.set_limit(zairyu.Limit.IMAGE_PIXELS, 100)
        self.assertEqual(context.limit(zairyu.Limit.IMAGE_PIXELS), 100)
        with zairyu.load(saved("type=05"), context=context) as card, self.assertRaises(zairyu.UsageError) as caught:
            card.images["face"]
        self.assertEqual(caught.exception.code, zairyu.ErrorCode.LIMIT)
        with zairyu.load(saved("type=05"), context=context) as card:
            told = json.loads(card.to_json())["images"]["face"]
        self.assertEqual((told["media_type"], "width" in told), ("image/jp2", False))
        with self.assertRaises(zairyu.ArgumentError):
            context.set_limit(zairyu.Limit(99), 1)

    def test_log(self) -> None:
        context, lines = zairyu.Context(), []
        context.set_log(lambda *line: lines.append(line), zairyu.LogLevel.DEBUG)
        with zairyu.VirtualCard("type=05", authority=authority(), context=context) as card:
            zairyu.read(card, trust=trust(), context=context).close()
        self.assertTrue(lines)
        self.assertNotIn("AA12345678BB", str(lines))
        context.log(zairyu.LogLevel.INFO, "here", "an event", 5)
        self.assertEqual(lines[-1][:2], (zairyu.LogLevel.INFO, "here"))
        count = len(lines)
        context.set_log(None)
        context.log(zairyu.LogLevel.INFO, "here", "an event", 5)
        self.assertEqual(len(lines), count)


if __name__ == "__main__":
    virtual_card("type=1").close()
    unittest.main(argv=sys.argv[:1])
