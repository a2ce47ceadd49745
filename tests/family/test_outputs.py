# SPDX-License-Identifier: BSD-2-Clause
"""The command, as it is built, on a card of a family that neither it nor the libraries above the core ever heard of.

Only the core is another: the same but for its list of families, which has one more.
"""
import json
import os
import subprocess
import unittest

import jsonschema

from support import NUMBER, PNG, SCHEMA, TIMEOUT, ZAIRYU, Result, ToolTest, strict, without

FAMILY = os.environ["ZAIRYU_FAMILY"]
READER = os.environ["ZAIRYU_INVENTED_READER"]
ITEMS = {"common-data", "card-type", "card-number", "printed-entries", "names", "portrait", "address-image", "permissions",
         "renewal", "history", "signature"}
RESIDENCE_ONLY = {"permissions", "renewal"}
SIGNED = ["printed-entries", "names", "portrait"]


def open_ended(schema):
    """The schema without its lists of types, families and signed items, which a new family adds to."""
    text = json.dumps(strict(schema))
    for known in (["1", "2", "05", "06"], ["first-generation", "second-generation"],
                  ["front-image", "face", "printed-entries", "name-and-face"]):
        assert json.dumps({"enum": known}) in text, known
        text = text.replace(json.dumps({"enum": known}), '{"type": "string"}')
    return json.loads(text)


VALIDATOR = jsonschema.Draft202012Validator(open_ended(SCHEMA))


class Outputs(ToolTest):
    @classmethod
    def setUpClass(cls):
        os.environ.pop("LD_LIBRARY_PATH", None)  # the build's own names the folders of both cores

    def setUp(self):
        super().setUp()
        (self.dir / "trust").mkdir()
        subprocess.run([os.environ["ZAIRYU_MAKE_CA"], self.dir / "ca", self.dir / "trust/ca.crt"], check=True)

    def environment(self, family=True, **more):
        return super().environment(LD_PRELOAD=READER, **({"LD_LIBRARY_PATH": FAMILY} if family else {}), **more)

    def invented(self, *args, card="91", env=None):
        return self.run_tool("read", "--reader", f"virtual:{self.dir}/ca,{card}", "--trust", self.dir / "trust", *args,
                             stdin=NUMBER + "\n", env=env)

    def document(self, result, status=4):
        self.assertEqual(result.status, status, result.err)
        document = json.loads(result.out)
        VALIDATOR.validate(document)
        return document

    def test_text_in_both_languages(self):
        for language, words in (("C.UTF-8", ["Falsification: ok", "Issuer: ok", "Generation: invented", "Sex: ",
                                             "Valid until: 20", "name 400x40\n", "photo 150x200\n"]),
                                ("ja_JP.UTF-8", ["改ざん検証: 正常", "発行元検証: 正常", "世代: invented", "性別: ",
                                                 "有効期間の満了日: 20", "氏名 400x40\n", "顔写真 150x200\n"])):
            for card in ("91", "92"):
                result = self.invented("--verbose", card=card, env={"LC_ALL": language})
                self.assertEqual(result.status, 4, result.err)
                said = [line for line in result.err.splitlines() if "symbolizer" not in line]  # of a sanitizer: it cannot be preloaded
                self.assertEqual(said, [])
                for word in words:
                    self.assertIn(word, result.out)
                self.assertNotIn("(null)", result.out)

    def test_json(self):
        for card, left_out in (("91", set()), ("92", RESIDENCE_ONLY)):
            document = self.document(self.invented("--json", card=card))
            self.assertEqual((document["card"]["type"], document["card"]["family"]), (card, "invented"))
            self.assertTrue(document["card"]["kind_signed"] and document["card"]["kind_vouched"])
            self.assertEqual(set(document["items"]), ITEMS - left_out)
            self.assertEqual(set(document["items"].values()), {"present"})
            self.assertEqual(document["verification"]["covers"], SIGNED)
            self.assertEqual(set(document["images"]), {"name", "face", "address_image"})
            self.assertEqual({name for name, image in document["images"].items() if image["vouched"]}, {"name", "face"})
            self.assertTrue(document["fields"]["birth_date"]["vouched"])
            self.assertEqual("renewal_pending" in document["fields"], card == "91")

    def test_all_files_and_values_raw(self):
        out = self.dir / "out"
        document = self.document(self.invented("--json", "--raw", "--out", out))
        self.assertEqual(set(document["files"]), ITEMS)
        names = set(self.names(out))
        self.assertEqual({f"{item}.bin" for item in ITEMS} - names, set())
        self.assertEqual({"name.png", "face.png", "address_image.png", "name.tif", "face.jp2"} - names, set())
        for item, file in document["files"].items():
            self.assertEqual((self.dir / file["file"]).stat().st_size, file["length"], item)
        objects = {one["tag"]: bytes.fromhex(one["raw"]) for one in document["files"]["history"]["objects"]}
        self.assertEqual(objects, {"e1": b"20240401", "e2": b"9XYZ"})
        self.assertEqual(document["files"]["portrait"]["objects"][0]["tag"], "d9")
        for image in document["images"].values():
            self.assertTrue((self.dir / image["file"]).read_bytes().startswith(PNG))
        self.assertNotEqual((out / "name.png").read_bytes(), (out / "address_image.png").read_bytes())
        self.assertEqual("card" in document["images"], "card.png" in names)

    def test_brief(self):
        path = self.dir / "record"
        self.document(self.invented("--json", "--save", path))
        document = json.loads(self.run_tool("verify", path, "--json", "--brief", "--trust", self.dir / "trust").out)
        self.assertEqual((document["verdict"], document["falsification"], document["issuer"]), ("unchecked", "ok", "ok"))

    def test_saved(self):
        path = self.dir / "record"
        read = without(self.document(self.invented("--json", "--save", path)), "file")
        for command in ("show", "verify"):
            self.assertEqual(self.document(self.run_tool(command, path, "--json", "--trust", self.dir / "trust")), read)
        shown = self.run_tool("show", path, "--trust", self.dir / "trust")
        self.assertEqual(shown.status, 4)
        self.assertIn("Generation: invented", shown.out)
        self.assertEqual(self.run_tool("inquiry", path).status, 0)

    def test_reduced(self):
        path = self.dir / "reduced"
        read = self.document(self.invented("--json", "--save-reduced", path))
        reduced = self.document(self.run_tool("show", path, "--json", "--trust", self.dir / "trust"))
        self.assertEqual(reduced["recorded"]["covers"], SIGNED)
        self.assertEqual(reduced["items"], read["items"])
        shown = self.run_tool("show", path, "--trust", self.dir / "trust")
        self.assertEqual(shown.status, 4)
        self.assertIn("Generation: invented", shown.out)

    def test_many_at_once(self):
        for name in ("a", "b"):
            self.document(self.invented("--json", "--save", self.dir / name))
        result = self.run_tool("verify", self.dir / "a", self.dir / "b", "--trust", self.dir / "trust", "--json")
        self.assertEqual([json.loads(line)["card"]["family"] for line in result.out.splitlines()][:2], ["invented"] * 2)

    def test_a_reader_that_carries_too_little(self):
        for language, word in (("C.UTF-8", "Use another reader that supports extended APDUs"),
                               ("ja_JP.UTF-8", "拡張 APDU に対応した別のリーダーを使ってください")):
            result = self.invented(card="91,short", env={"LC_ALL": language})
            self.assertEqual((result.status, result.out), (15, ""))
            self.assertIn(word, result.err)
            self.assertIn("cannot carry the command of 263 bytes that such a card needs", result.err)

    def test_a_trace_is_not_repeated(self):
        trace = self.dir / "trace"
        self.assertEqual(self.invented("--trace", trace).status, 4)
        result = self.run_tool("read", "--reader", f"replay:{trace}", stdin=NUMBER + "\n")
        self.assertEqual(result.out, "")
        self.assertIn("cannot be repeated", result.err)

    def test_the_product_has_no_such_family(self):
        """With the core as it is the card is not a residence card, and a record of one is of a newer version."""
        path = self.dir / "record"
        self.document(self.invented("--json", "--save", path))
        for status, args in ((12, ("read", "--reader", f"virtual:{self.dir}/ca,91")), (17, ("show", path))):
            done = subprocess.run([ZAIRYU, *map(str, args)], input=(NUMBER + "\n").encode(), capture_output=True,
                                  timeout=TIMEOUT, env=self.environment(family=False), cwd=self.dir, check=False)
            result = Result(done)
            self.assertEqual((result.out, result.status), ("", status), result.err)
        self.assertIn("newer version", result.err)


if __name__ == "__main__":
    unittest.main()
