# SPDX-License-Identifier: BSD-2-Clause
"""Walks every output of the command over every virtual card and every set of certificates.

Fails if an unsigned value stands unmarked, a headline rests on an unsigned byte, a value of a card that is not genuine
bears the mark of a proved one, or a proved contradiction leaves the verdict genuine.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import unittest

from support import SOURCE, VALIDATOR, ZAIRYU, ToolTest

CARDS = os.environ["ZAIRYU_WALK_CARDS"]
AS_IF = os.environ["ZAIRYU_AS_IF"]

# Item of each field that a signature can be over; all others are never signed.
ENTRIES = "printed-entries"
SIGNED_FIELDS = {name: ENTRIES for name in (
    "card_expiry", "birth_date", "sex", "nationality", "status_of_residence", "period_of_stay", "permission_type",
    "permission_date", "work_restriction", "period_of_stay_expiry")}
SIGNED_IMAGES = {"first-generation": {"front": "front-image", "face": "face"},
                 "second-generation": {"name": "name-and-face", "face": "name-and-face"}}
UNPROVED = {"C.UTF-8": "(nothing below is proved)", "ja_JP.UTF-8": "（次の内容はいずれも証明されていません）"}
MARK = {"C.UTF-8": "[not proved by a signature]", "ja_JP.UTF-8": "［電子署名で保証されません］"}
CONTENTS = {"C.UTF-8": "On the card", "ja_JP.UTF-8": "カードの内容"}
NOT_OF_THE_CARD = {"C.UTF-8": ("Read at", "Reader"), "ja_JP.UTF-8": ("読み取り日時", "リーダー")}
IMAGES = {"C.UTF-8": "Images", "ja_JP.UTF-8": "画像"}
# Headings that name one kind of card.
NAMES_A_KIND = {"C.UTF-8": {"Read a fully functioning residence card.": "residence-card",
                            "Read a fully functioning special permanent resident certificate.":
                            "special-permanent-resident-certificate"},
                "ja_JP.UTF-8": {"正常な在留カードを読み取りました。": "residence-card",
                                "正常な特別永住者証明書を読み取りました。": "special-permanent-resident-certificate"}}
GENUINE = {"C.UTF-8": "Read a fully functioning", "ja_JP.UTF-8": "正常な"}

# What is a forgery, a fault or a contradiction: never genuine, whatever certificates there are.
NEVER_GENUINE = ("flip-check-code", "flip-certificate", "flip-data", "flip-face", "flip-padding", "issuer-unknown",
                 "issuer-same-name", "issuer-same-key-id", "self-signed", "certificate-malformed", "certificate-trailing",
                 "under16-a", "under16-b", "unsigned-a", "unsigned-b", "number-other", "number-empty",
                 "number-malformed")


def statements(png):
    """The tEXt chunks of a PNG file."""
    data, at, out = png.read_bytes(), 8, {}
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"tEXt":
            key, value = data[at + 8:at + 8 + length].split(b"\0", 1)
            out[key.decode()] = value.decode("latin-1")
        at += 12 + length
    return out


class Walk(ToolTest):
    """One directory of records, made once."""

    @classmethod
    def setUpClass(cls):
        # The build's own search path names the folders of both libraries, in any order.
        os.environ.pop("LD_LIBRARY_PATH", None)
        cls.cards = pathlib.Path(tempfile.mkdtemp(prefix="zairyu-walk-"))
        cls.addClassCleanup(shutil.rmtree, cls.cards)
        subprocess.run([CARDS, cls.cards], stdout=subprocess.DEVNULL, check=True)
        cls.paths = sorted(cls.cards.glob("*.zairyu"))

    def setUp(self):
        super().setUp()
        certificates = sorted(self.authorities().iterdir())
        self.stores = {"both": self.authorities()}
        for name, chosen in (("none", []), ("first", certificates[:1]), ("second", certificates[1:])):
            self.stores[name] = self.dir / name
            self.stores[name].mkdir()
            for path in chosen:
                shutil.copy(path, self.stores[name])
        # All of them, and a file of which nobody knows what it was.
        self.incomplete = shutil.copytree(self.authorities(), self.dir / "incomplete")
        (self.incomplete / "stray.crt").write_bytes(b"rubbish")

    def run_as(self, production, *args, **env):
        """The command, with the test CA custom as it is or as if it were the agency's."""
        more = {"LD_LIBRARY_PATH": AS_IF} if production else {}
        return self.run_tool(*args, env={**more, **env})

    def verified(self, production, store, *more):
        """Every record as JSON, by its file's name."""
        directory = self.incomplete if store == "incomplete" else self.stores[store]
        result = self.run_as(production, "verify", "--json", *more, "--trust", directory, self.cards)
        out = {}
        for line in result.out.splitlines():
            document = json.loads(line)
            VALIDATOR.validate(document)
            out[pathlib.Path(document["file"]).name] = document
        return out

    def check_card(self, name, card):
        """What must hold of one JSON document, whatever it is about."""
        found = card["verification"]
        covers, verdict = set(found["covers"]), found["verdict"]
        genuine = verdict == "genuine"
        first = card["card"]["family"] == "first-generation"
        self.assertEqual(card["live"], name.startswith("live-"))
        if genuine:
            self.assertTrue(card["live"])
            self.assertEqual((found["falsification"], found["issuer"], found["anchor"]["kind"]), ("ok", "ok", "production"))
            self.assertFalse(any(name.removesuffix(".zairyu").endswith("-" + variant) for variant in NEVER_GENUINE))
        if covers:
            self.assertIn(verdict, ("genuine", "unchecked"))
            self.assertEqual((found["falsification"], found["issuer"]), ("ok", "ok"))
        self.assertFalse(card["number_signed"] or card["number_vouched"])
        self.assertEqual(card["card"]["kind_vouched"], bool(covers) and not first)
        self.assertFalse(first and card["card"]["kind_signed"])
        for field, value in card["fields"].items():
            item = SIGNED_FIELDS.get(field)
            self.assertEqual(value["vouched"], item in covers, field)
            self.assertFalse(item is None and value["signed"], field)
        for image, value in card["images"].items():
            item = SIGNED_IMAGES[card["card"]["family"]].get(image)
            self.assertEqual(value["vouched"], item in covers, image)
            self.assertFalse(item is None and value["signed"], image)

    def test_json(self):
        genuine = set()
        for production in (False, True):
            for store in self.stores:
                cards = self.verified(production, store)
                self.assertEqual(set(cards), {path.name for path in self.paths})
                brief = self.verified(production, store, "--brief")
                for name, card in cards.items():
                    with self.subTest(name=name, store=store, production=production):
                        self.check_card(name, card)
                        found = card["verification"]
                        for key in ("verdict", "falsification", "issuer"):
                            self.assertEqual(brief[name][key], found[key])
                        self.assertEqual(set(brief[name]),
                                         {"schema", "file", "verdict", "falsification", "issuer", "notes"})
                        if found["verdict"] == "genuine":
                            self.assertTrue(production and store != "none")
                            genuine.add(name)
                        if store == "none":
                            self.assertNotIn(found["issuer"], ("ok", "failed"))
        # The walk has seen the good end, too.
        self.assertLessEqual({f"live-{card}-plain.zairyu" for card in ("1", "2", "05", "06")}, genuine)

    def test_generations_without_certificates_are_not_condemned(self):
        for store, lacking in (("first", ("05", "06")), ("second", ("1", "2"))):
            for name, card in self.verified(True, store).items():
                if card["card"]["type"] in lacking and card["verification"]["falsification"] == "ok":
                    if "number-other" in name:
                        continue
                    self.assertEqual((card["verification"]["verdict"], card["verification"]["issuer"]),
                                     ("unchecked", "not-checked"), name)
                    self.assertIn("no-anchor-for-this-generation", card["verification"]["notes"])

    def test_a_stray_file_changes_one_thing(self):
        """Whose issuer was not found is no longer abnormal for that; everything else is as it was."""
        changed = set()
        whole, found = self.verified(True, "both", "--brief"), self.verified(True, "incomplete", "--brief")
        for name, card in whole.items():
            with self.subTest(name=name):
                now = found[name]
                if card["issuer"] != "failed":
                    self.assertEqual(now, card)
                    continue
                self.assertEqual(now["issuer"], "not-checked")
                self.assertIn("anchor-file-unusable", now["notes"])
                self.assertEqual(now["falsification"], card["falsification"])
                if now["verdict"] != card["verdict"]:
                    self.assertEqual((now["verdict"], now["falsification"]), ("unchecked", "ok"))
                    changed.add(name)
        self.assertTrue(any("issuer-unknown" in name for name in changed))
        self.assertTrue(any(card["verdict"] == "abnormal" for card in found.values()))

    def check_text(self, name, card, text, language):
        """Each line of the contents against the JSON of the same card."""
        found = card["verification"]
        heading = text.splitlines()[0]
        kind = NAMES_A_KIND[language].get(heading)
        if kind:
            self.assertTrue(card["card"]["kind_vouched"])
            self.assertEqual(card["card"]["kind"], kind)
        self.assertEqual(heading.startswith(GENUINE[language]), found["verdict"] == "genuine", heading)
        contents, _, _ = text[text.index("\n\n" + CONTENTS[language]) + 2:].rpartition("\n\n")  # hints follow
        self.assertEqual(UNPROVED[language] in contents.splitlines()[0], found["verdict"] != "genuine")
        values, _, images = contents.partition(f"\n{IMAGES[language]}\n")
        labels = [(line, line.strip().split(": ")[0]) for line in values.splitlines() if line.startswith("  ")]
        labels += [(line, line.split()[0]) for line in images.splitlines()]
        vouched = self.vouched_lines(card, language)
        for line, label in labels:
            if label not in NOT_OF_THE_CARD[language]:
                self.assertEqual(MARK[language] not in line, label in vouched, line)

    def vouched_lines(self, card, language):
        """The labels of what is proved."""
        japanese = language.startswith("ja")
        covers = set(card["verification"]["covers"])
        labels = {"世代" if japanese else "Generation"} if covers else set()
        if card["card"]["kind_vouched"]:
            labels.add("種類" if japanese else "Kind")
        for field, value in card["fields"].items():
            if value["vouched"]:
                labels.add(self.labels[field][0 if japanese else 1])
        return labels | {image for image, value in card["images"].items() if value["vouched"]}

    @property
    def labels(self):
        """Field → its labels, Japanese and English, out of the library's own table."""
        table = (SOURCE / "lib/core/record/field_table.c").read_text(encoding="utf-8")
        rows = re.findall(r'\{\s*"(\w+)",\s*((?:"[^"]*"\s*)+),\s*((?:"[^"]*"\s*)+)\}', table)
        return {name: tuple("".join(re.findall(r'"([^"]*)"', part)) for part in parts) for name, *parts in rows}

    def test_text(self):
        jobs = []
        for production, store in ((True, "both"), (False, "both"), (False, "none")):
            cards = self.verified(production, store)
            for path in self.paths:
                if path.name.startswith("live-") or not production:
                    jobs += [(production, store, path, cards[path.name], language) for language in UNPROVED]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda job: self.run_as(job[0], "verify", job[2], "--trust", self.stores[job[1]],
                                                            LC_ALL=job[4]).out, jobs))
        for (production, store, path, card, language), text in zip(jobs, results):
            with self.subTest(name=path.name, store=store, production=production, language=language):
                self.check_text(path.name, card, text, language)

    def check_view(self, card, said):
        """What the composed view says against the JSON of the same card."""
        found = card["verification"]
        self.assertEqual([said[f"zairyu-{key}"] for key in ("verdict", "falsification", "issuer")],
                         [found[key] for key in ("verdict", "falsification", "issuer")])
        self.assertEqual(said["zairyu-live"], "yes" if card["live"] else "no")
        specimen = not card["live"] or found.get("anchor", {"kind": "production"})["kind"] != "production"
        self.assertEqual(said["zairyu-specimen"], "yes" if specimen else "no")
        proved = set(said["zairyu-proved"].split()) - {"none"}
        self.assertEqual(proved, set(found["covers"]) if found["verdict"] == "genuine" else set())

    def test_views(self):
        jobs = []
        for number, path in enumerate(self.paths):
            live = path.name.startswith("live-")
            jobs.append((live, ("both", "none", "first", "second")[number // 2 % 4] if not live else "both", path))

        def show(job):
            production, store, path = job
            out = self.dir / "views" / path.stem
            result = self.run_as(production, "show", path, "--json", "--force", "--out", out, "--trust", self.stores[store])
            return json.loads(result.out), statements(out / "card.png") if (out / "card.png").exists() else None

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            results = list(pool.map(show, jobs))
        self.assertGreater(sum(said is not None for _, said in results), len(results) * 0.9)
        for (_, store, path), (card, said) in zip(jobs, results):
            if said:
                with self.subTest(name=path.name, store=store):
                    self.check_view(card, said)

    def test_examples_of_the_manual(self):
        """Those that need no real reader, as they stand there."""
        manual = (SOURCE / "doc/zairyu.1").read_text(encoding="utf-8")
        blocks = re.findall(r"\.Bd -literal -offset indent\n(.*?)\n\.Ed", manual, re.DOTALL)
        example, = [block for block in blocks if "--reader virtual:type" in block]
        script = re.sub(r"^\$ ", "", example, flags=re.MULTILINE)
        done = subprocess.run(["sh", "-c", script], cwd=self.dir, capture_output=True, text=True, check=False,
                              env=self.environment(PATH=f"{pathlib.Path(ZAIRYU).parent}:{os.environ['PATH']}"))
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn(UNPROVED["C.UTF-8"], done.stdout)
        said = statements(next(self.dir.glob("images/*/card.png")))
        self.assertEqual((said["zairyu-verdict"], said["zairyu-specimen"]), ("unchecked", "yes"))


if __name__ == "__main__":
    unittest.main()
