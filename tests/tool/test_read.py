# SPDX-License-Identifier: BSD-2-Clause
"""zairyu read, on the virtual card."""
import datetime
import json
import os
import signal
import stat
import subprocess
import unittest

from support import FIRST, NUMBER, PNG, TIMEOUT, TYPES, ZAIRYU, ToolTest, without

IMAGES = {True: {"front", "face"}, False: {"name", "address_image", "face"}}


class Read(ToolTest):
    def test_every_type(self):
        for card_type in TYPES:
            with self.subTest(type=card_type):
                first = card_type in FIRST
                card = self.read_card(f"type={card_type}")
                self.assertEqual(card["number"], NUMBER)
                self.assertTrue(card["reader"].startswith("virtual:"))
                self.assertEqual(card["card"]["type"], card_type)
                self.assertEqual(card["card"]["family"], "first-generation" if first else "second-generation")
                self.assertEqual(card["card"]["kind"], "residence-card" if card_type in ("1", "05")
                                 else "special-permanent-resident-certificate")
                found = card["verification"]
                self.assertEqual([found[k] for k in ("verdict", "falsification", "issuer")], ["unchecked", "ok", "ok"])
                self.assertEqual(found["anchor"]["kind"], "custom")
                self.assertIn("not-a-production-anchor", found["notes"])
                self.assertEqual(set(found["covers"]),
                                 {"front-image", "face"} if first else {"printed-entries", "name-and-face"})
                self.assertEqual(set(card["images"]), IMAGES[first])
                for name, image in card["images"].items():
                    self.assertEqual(image["signed"], name != "address_image")
                    self.assertNotIn("file", image)
                    self.assertIn("width", image)

    def test_the_time_is_now(self):
        now = datetime.datetime.now(datetime.timezone.utc)
        read_at = datetime.datetime.fromisoformat(self.read_card("type=05")["read_at"].replace("Z", "+00:00"))
        self.assertLess(abs((read_at - now).total_seconds()), 60)

    def test_fields_of_the_first_generation(self):
        fields = self.read_card("type=1,address=見本県見本市%2C１番地,address_date=20240229")["fields"]
        self.assertEqual(fields["address"], {"value": "見本県見本市,１番地", "signed": False, "vouched": False})
        self.assertEqual(fields["address_date"], {"value": "2024-02-29", "signed": False, "vouched": False})
        self.assertEqual(fields["municipality"]["code"], fields["municipality"]["value"])
        self.assertNotIn("birth_date", fields)
        self.assertNotIn("card_number", fields)

    def test_fields_of_the_second_generation(self):
        fields = self.read_card("type=05,birth_date=19990131,sex=2,status_of_residence=TEST000001")["fields"]
        self.assertEqual(fields["birth_date"], {"value": "1999-01-31", "signed": True, "vouched": True})
        self.assertEqual(without(fields["sex"], "name_ja", "name_en"), {"value": "2", "code": "2", "signed": True, "vouched": True})
        self.assertTrue(fields["sex"]["name_ja"] and fields["sex"]["name_en"])
        # No public table tells what it means, so nothing is said.
        self.assertEqual(fields["status_of_residence"], {"value": "TEST000001", "code": "TEST000001", "signed": True, "vouched": True})
        self.assertNotIn("card_number", fields)

    def test_certificates_have_no_permissions(self):
        for card_type in ("2", "06"):
            fields = self.read_card(f"type={card_type}")["fields"]
            self.assertFalse([name for name in fields if "permission" in name], fields)

    def test_without_anchors(self):
        card = self.card(self.read("type=1", "--json"), 4)
        found = card["verification"]
        self.assertEqual([found[k] for k in ("verdict", "falsification", "issuer")], ["unchecked", "ok", "not-checked"])
        self.assertIn("no-anchor", found["notes"])
        self.assertEqual(found["covers"], [])
        self.assertNotIn("anchor", found)

    def test_no_verify(self):
        found = self.read_card("type=05", "--no-verify")["verification"]
        self.assertEqual(found, {"verdict": "unchecked", "falsification": "not-checked", "issuer": "not-checked",
                                 "covers": [], "notes": []})

    def test_verdicts(self):
        for options, status, verdict, falsification, issuer in (
                ("type=1,variant=under16-a", 3, "unsigned", "absent", "absent"),
                ("type=05,variant=under16-a", 3, "unsigned", "absent", "absent"),
                ("type=1,variant=flip-data", 1, "abnormal", "failed", None),
                ("type=05,variant=flip-data", 1, "abnormal", "failed", None),
                ("type=1,variant=issuer-unknown", 1, "abnormal", "ok", "failed"),
                ("type=05,variant=issuer-unknown", 1, "abnormal", "ok", "failed")):
            with self.subTest(options=options):
                found = self.read_card(options, status=status)["verification"]
                self.assertEqual((found["verdict"], found["falsification"]), (verdict, falsification))
                if issuer:
                    self.assertEqual(found["issuer"], issuer)
                self.assertEqual(found["covers"], [])

    def test_an_unsigned_card_has_no_signed_values(self):
        card = self.read_card("type=05,variant=under16-a", status=3)
        self.assertFalse(any(value["signed"] for value in [*card["fields"].values(), *card["images"].values()]))

    def test_abnormal_cards_are_shown_all_the_same(self):
        result = self.read("type=1,variant=flip-data", "--trust", self.authorities())
        self.assertEqual(result.status, 1)
        self.assertIn("Read an abnormal card.", result.out)
        self.assertIn("https://www.moj.go.jp/isa/about/region/index.html", result.out)
        self.assertIn("東京都", result.out)
        japanese = self.read("type=1,variant=flip-data", "--trust", self.authorities(), env={"LC_ALL": "ja_JP.UTF-8"})
        self.assertIn("異常なカードを読み取りました", japanese.out)
        self.assertIn("在留カード等の故障や偽造の可能性があります", japanese.out)

    def test_text_for_people(self):
        result = self.read("type=05", "--trust", self.authorities())
        self.assertEqual(result.status, 4)
        for expected in ("not proved to be issued", "Falsification: ok", "Issuer: ok", "Permission to engage in activity",
                         "[not proved by a signature]", "zairyu inquiry"):
            self.assertIn(expected, result.out)
        self.assertNotIn("\033", result.out + result.err)
        certificate = self.read("type=06", env={"LC_ALL": "ja_JP.UTF-8"})
        self.assertIn("特別永住者証明書", certificate.out)
        self.assertNotIn("資格外活動許可", certificate.out)

    def test_what_is_over_is_said_beside_the_date(self):
        text = self.read("type=05,card_expiry=20200101", "--trust", self.authorities()).out
        self.assertIn("Valid until: 2020-01-01 (over)\n", text)
        self.assertNotIn("(over)", text.replace("2020-01-01 (over)", ""))
        self.assertNotIn("(over)", self.read("type=05").out)
        self.assertIn("2021-01-31（期限が過ぎています）", self.read("type=05,period_of_stay_expiry=20210131", "--lang", "ja").out)

    def test_where_the_first_generation_has_the_rest(self):
        self.assertIn("in the image of the front only", self.read("type=1").out)
        self.assertNotIn("in the image of the front only", self.read("type=05").out)

    def test_a_permission_that_is_not_there_has_no_block(self):
        for variant, shown in (("tiff-be", True), ("withdrawn-individual", True), ("withdrawn", False)):
            text = self.read(f"type=1,variant={variant}", env={"LC_ALL": "ja_JP.UTF-8"}).out
            self.assertEqual("\n資格外活動許可\n" in text, shown, text)

    def test_without_anchors_what_to_do(self):
        self.assertIn("zairyu trust add FILE", self.read("type=1").out)
        self.assertNotIn("zairyu trust add", self.read("type=1", "--trust", self.authorities()).out)
        self.assertNotIn("zairyu trust add", self.read("type=1", "--no-verify").out)

    def test_periods_that_are_over_are_a_hint_only(self):
        result = self.read("type=05,card_expiry=20200101", "--trust", self.authorities())
        self.assertEqual(result.status, 4)
        self.assertIn("A period stored on the card is over", result.out)
        self.assertNotIn("A period stored", self.read("type=05,card_expiry=20990101,period_of_stay_expiry=20990101").out)

    def test_text_cannot_repaint_the_terminal(self):
        out = self.read("type=1,address=%E2%80%AE%E2%80%A8abc").out
        self.assertIn("(not readable)", out)
        self.assertNotIn("\u202e", out)


class Number(ToolTest):
    def test_forms(self):
        for text in (NUMBER, NUMBER.lower(), "ＡＡ１２３４５６７８ＢＢ", "AA 1234-5678 BB", "\ufeff" + NUMBER, NUMBER + "\r",
                     NUMBER + "\nAA00000000BB"):
            self.card(self.read("type=1", "--json", number=text), 4)

    def test_file(self):
        path = self.dir / "number"
        path.write_text(NUMBER, encoding="utf-8")
        self.card(self.run_tool("read", "--reader", "virtual:", "--json", "--number-file", path), 4)
        self.fails(20, "read", "--reader", "virtual:", "--number-file", "none")
        self.fails(20, "read", "--reader", "virtual:", "--number-file", ".")

    def test_argument(self):
        self.card(self.run_tool("read", "--reader", "virtual:", "--json", "--number", NUMBER), 4)
        self.fails(2, "read", "--reader", "virtual:", "--number", NUMBER, "--number-file", "none")

    def test_wrong_number(self):
        result = self.fails(14, "read", "--reader", "virtual:type=05", "--json", "--number", "AA12345678BC")
        self.assertEqual(self.error_object(result)["name"], "ZAIRYU_ERR_WRONG_NUMBER")
        self.assertIn("在留カード等番号が間違っています。", self.error_object(result)["message_ja"])
        for card_type in TYPES:
            self.fails(14, "read", "--reader", f"virtual:type={card_type}", stdin="AA12345678BC\n")

    def test_no_number(self):
        for text, position in (("A", 2), ("AA1234567xBB", 10), (NUMBER + "C", 13), ("x" * 1000, 3)):
            result = self.fails(2, "read", "--reader", "virtual:", stdin=text)
            self.assertIn(f"Character {position} ", result.err)
            self.assertNotIn("1234567", result.err)
        for options in ([], ["--number-file", "/dev/null"]):
            result = self.fails(2, "read", "--reader", "virtual:", *options)
            self.assertIn("There is no card number.", result.err)
            self.assertIn("Z109", result.err)
        closed = self.fails(20, "read", "--reader", "virtual:", preexec_fn=lambda: os.close(0))
        self.assertIn("Standard input cannot be read", closed.err)


class Files(ToolTest):
    def mode(self, path):
        return stat.S_IMODE(os.stat(path).st_mode)

    def test_images(self):
        for card_type, names in (("1", ["back", "card", "face", "front"]), ("05", ["address_image", "back", "card", "face", "name"])):
            out = self.dir / "new" / card_type
            card = self.read_card(f"type={card_type}", "--out", out)
            self.assertEqual(self.names(out), [name + ".png" for name in names])
            self.assertEqual(self.mode(out), 0o700)
            self.assertEqual(sorted(card["images"]), names)
            for name in names:
                content = (out / f"{name}.png").read_bytes()
                image = card["images"][name]
                self.assertEqual(image["file"], str(out / f"{name}.png"))
                self.assertTrue(content.startswith(PNG))
                self.assertEqual((image["width"], image["height"]),
                                 (int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")))
                self.assertEqual(self.mode(out / f"{name}.png"), 0o600)
            self.assertEqual(card["images"]["card"]["media_type"], "image/png")
            self.assertFalse(card["images"]["card"]["signed"] or card["images"]["back"]["signed"])

    def test_a_failure_leaves_nothing(self):
        out, save = self.dir / "out", self.dir / "saved"
        self.fails(14, "read", "--reader", "virtual:", "--out", out, "--save", save, "--number", "AA12345678BC")
        self.fails(20, "read", "--reader", "virtual:", "--out", out, "--save", "none/saved", "--number", NUMBER)
        self.fails(20, "read", "--reader", "virtual:", "--out", out, "--save", ".", "--number", NUMBER)
        self.assertEqual(self.names(), ["home"])
        self.fails(20, "read", "--reader", "virtual:", "--out", "a/b//c/", "--save", "none/saved", "--number", NUMBER)
        self.fails(20, "read", "--reader", "virtual:", "--out", "home/a/b", "--save", "none/saved", "--number", NUMBER)
        self.assertEqual((self.names(), self.names(self.dir / "home")), (["home"], []))
        out.mkdir()
        (out / "front.png").write_text("before", encoding="utf-8")
        self.fails(20, "read", "--reader", "virtual:", "--out", out, "--save", "none/saved", "--number", NUMBER)
        self.assertEqual(self.names(out), ["front.png"])
        self.assertEqual((out / "front.png").read_text(encoding="utf-8"), "before")

    def test_places_are_tried_before_a_number_is_asked_for(self):
        """Nothing comes from standard input, and what touches the card would leave a trace."""
        out = self.dir / "out"
        out.mkdir()
        (out / "face.png").symlink_to("elsewhere")
        (self.dir / "there").write_text("before", encoding="utf-8")
        (self.dir / "traced").write_text("before", encoding="utf-8")
        before = self.names()
        for args in (["--save", "none/x"], ["--save-reduced", "none/x"], ["--save", "/proc/x"], ["--out", "/proc/x"],
                     ["--out", "/proc"], ["--out", out], ["--save", "."], ["--save", "out/face.png"],
                     ["--out", "new/a", "--save-reduced", "none/x"], ["--save", "there", "--save-reduced", "none/x"]):
            for trace in ([], ["--trace", "trace"]):
                self.fails(20, "read", "--reader", "virtual:", *args, *trace)
                self.assertEqual((self.names(), self.names(out)), (before, ["face.png"]))
        for trace in ("traced", "none/trace", "out/face.png", "."):
            self.fails(20, "read", "--reader", "virtual:", "--trace", trace, "--save", "there", "--out", "new/a")
            self.assertEqual((self.names(), self.names(out)), (before, ["face.png"]))
        for name in ("there", "traced"):
            self.assertEqual((self.dir / name).read_text(encoding="utf-8"), "before")

    def test_places_in_a_new_directory(self):
        self.read_card("type=1", "--out", "new/a", "--save", "new/a/saved", "--save-reduced", "new/reduced",
                       "--trace", "new/trace")
        self.assertEqual(self.names(self.dir / "new"), ["a", "reduced", "trace"])
        self.assertIn("saved", self.names(self.dir / "new/a"))

    def test_again_into_the_same_place(self):
        out, save = self.dir / "out", self.dir / "out/saved"
        self.read_card("type=05", "--out", out, "--save", save)
        before = {name: (out / name).stat().st_ino for name in self.names(out)}
        kept = {name: open(out / name, "rb") for name in before}  # so that no number is used again
        for name in before:
            self.addCleanup(kept[name].close)
            (out / name).chmod(0o644)
        old = save.read_bytes()
        self.read_card("type=05,address=%E8%A6%8B%E6%9C%AC", "--out", out, "--save", save)
        self.assertEqual(self.names(out), sorted(before))
        for name in before:
            self.assertEqual(self.mode(out / name), 0o600)
            self.assertNotEqual((out / name).stat().st_ino, before[name])
        self.assertEqual(kept["saved"].read(), old)
        self.assertNotEqual(save.read_bytes(), old)

    def test_an_image_that_does_not_decode(self):
        """The rest is shown and written, and nobody is told a size that is not known."""
        out = self.dir / "out"
        result = self.read("type=1,variant=flip-data", "--json", "--out", out, "--trust", self.authorities())
        images = self.card(result, 1)["images"]
        stored = out / "front.tif"
        self.assertEqual(images["front"], {"media_type": "image/tiff", "readable": False, "signed": True, "vouched": False,
                                           "stored_file": str(stored)})
        self.assertEqual(stored.read_bytes()[:4], b"II*\0")
        self.assertEqual(self.mode(stored), 0o600)
        self.assertIn("The image \"front\" cannot be shown", result.err)
        self.assertEqual(self.names(out), sorted(["front.tif", *(name + ".png" for name in images if name != "front")]))
        self.assertIn("face.png", self.names(out))
        self.assertIn("front (not readable)", self.read("type=1,variant=flip-data").out)

    def test_places_that_cannot_be_written(self):
        (self.dir / "file").write_text("x", encoding="utf-8")
        for args in (["--out", "file"], ["--out", "file/x"], ["--save", "file/x"]):
            self.fails(20, "read", "--reader", "virtual:", "--number", NUMBER, *args)

    def test_only_plain_files_are_replaced(self):
        target = self.dir / "target"
        target.write_text("untouched", encoding="utf-8")
        (self.dir / "link").symlink_to(target)
        os.mkfifo(self.dir / "pipe")
        for name in ("link", "pipe", "/dev/null"):
            self.fails(20, "read", "--reader", "virtual:", "--number", NUMBER, "--save", name)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))
        self.assertEqual(target.read_text(encoding="utf-8"), "untouched")

    def test_records_are_private(self):
        saved, reduced = self.dir / "saved", self.dir / "reduced"
        saved.write_text("before", encoding="utf-8")
        saved.chmod(0o644)
        self.read_card("type=05", "--save", saved, "--save-reduced", reduced)
        for path in (saved, reduced):
            self.assertEqual(self.mode(path), 0o600)
        self.assertIn(NUMBER.encode(), saved.read_bytes())
        self.assertNotIn(NUMBER.encode(), reduced.read_bytes())
        self.assertEqual(self.names(), ["ca", "home", "reduced", "saved"])

    def test_no_file_is_written_twice(self):
        """The last would be left, and what the others held would be lost."""
        files = ("--save", "--save-reduced", "--trace")
        for one, two in ((a, b) for a in files for b in files if a < b):
            for a, b in (("x", "x"), ("x", "./x"), (self.dir / "x", "home/../x"), ("new/x", "new//x")):
                result = self.fails(2, "read", "--reader", "virtual:", "--out", "new", one, a, two, b)
                self.assertRegex(result.err, f"({one} and {two}|{two} and {one}) cannot be the same file")
                self.assertEqual(self.names(), ["home"])

    def test_closed_descriptors(self):
        """What is printed must not end in a file that was given the place of a closed standard descriptor."""
        for closed, status in ((0, 4), (1, 20), (2, 4)):
            trace, save = self.dir / f"trace{closed}", self.dir / f"saved{closed}"
            pipes = {name: subprocess.PIPE for n, name in enumerate(("stdin", "stdout", "stderr")) if n != closed}
            done = subprocess.run([ZAIRYU, "read", "--reader", "virtual:", "--number", NUMBER, "--trace", trace,
                                   "--save", save], env=self.environment(), timeout=TIMEOUT,
                                  preexec_fn=lambda fd=closed: os.close(fd), check=False, **pipes)
            self.assertEqual(done.returncode, status, done.stderr)
            text = trace.read_text(encoding="ascii")
            self.assertNotIn("zairyu: ", text)
            self.assertNotIn("Number", text)
            self.assertEqual(self.run_tool("read", "--reader", f"replay:{trace}", "--number", NUMBER).status, 4)
            self.assertEqual(self.run_tool("verify", save).status, 4)

    def test_standard_output_that_is_full(self):
        for args in ([], ["--json"]):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([ZAIRYU, "read", "--reader", "virtual:", "--number", NUMBER, *args], stdout=full,
                                      stderr=subprocess.PIPE, env=self.environment(), timeout=TIMEOUT, check=False)
            self.assertEqual(done.returncode, 20, done.stderr)

    def test_trace_and_replay(self):
        trace = self.dir / "trace"
        result = self.read("type=05", "--json", "--trace", trace, "--trust", self.authorities())
        card = self.card(result, 4)
        self.assertIn("personal data", result.err)
        self.assertEqual(self.mode(trace), 0o600)
        again = self.card(self.run_tool("read", "--reader", f"replay:{trace}", "--json", "--trust", self.authorities(),
                                        stdin=NUMBER + "\n"), 4)
        self.assertEqual(without(card, "reader", "read_at"), without(again, "reader", "read_at"))
        for path, reason in ((trace, "File exists"), ("none/trace", "No such file or directory")):
            result = self.fails(20, "read", "--reader", "virtual:", "--number", NUMBER, "--trace", path)
            self.assertIn(f"{path} cannot be written: {reason}", result.err)


class Cards(ToolTest):
    def test_other_cards(self):
        for options, status in (("variant=foreign", 12), ("variant=my-number-only", 12), ("variant=my-number", 13)):
            self.fails(status, "read", "--reader", f"virtual:{options}", "--number", NUMBER, "--json")

    def test_faults(self):
        for fault, status in (("remove@6", 15), ("remove@12", 15), ("empty@5", 15), ("status@6:0x6A82", 15)):
            with self.subTest(fault=fault):
                self.fails(status, "read", "--reader", f"virtual:type=1,fault={fault}", "--number", NUMBER, "--json",
                           "--out", "out", "--save", "saved")
                self.assertEqual(self.names(), ["home"])

    def test_a_broken_chip_is_one_that_says_so_twice(self):
        for card_type in TYPES:
            self.fails(16, "read", "--reader", f"virtual:type={card_type},variant=chip-broken", "--number", NUMBER)
        for fault in ("status@4:0x6F00", "status@6:0x6581", "status@9:0x6400"):
            self.read_card(f"type=1,fault={fault}")

    def test_malformed_data(self):
        self.fails(17, "read", "--reader", "virtual:type=1,variant=tlv-malformed", "--number", NUMBER)

    def test_wrong_options(self):
        for options in ("type=3", "nothing=1", "variant=nothing"):
            self.fails(2, "read", "--reader", f"virtual:{options}", "--number", NUMBER)

    def test_readers(self):
        result = self.run_tool("readers", "--json")
        self.assertEqual(result.status, 0, result.err)
        readers = json.loads(result.out)["readers"]
        virtual = [reader for reader in readers if reader["uri"].startswith("virtual:")]
        self.assertTrue(virtual)
        self.assertTrue(all(reader["simulated"] for reader in virtual))
        self.assertTrue(all(reader["card"] in ("unknown", "none", "present") for reader in readers))
        self.assertIn(virtual[0]["uri"] + "\t", self.run_tool("readers").out)

    def test_a_trace_that_is_not_there_is_named(self):
        self.assertIn("replay:none.trace cannot be read", self.fails(20, "read", "--reader", "replay:none.trace").err)

    def test_readers_watched(self):
        for args in ([], ["--json"]):
            process = subprocess.Popen([ZAIRYU, "readers", "--watch", *args], cwd=self.dir, env=self.environment(),
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            with process:
                self.assertTrue(any(b"virtual:" in line for line in process.stdout))
                process.send_signal(signal.SIGINT)
                self.assertEqual(process.wait(timeout=TIMEOUT), 0)

    def test_log(self):
        log = self.dir / "log"
        result = self.run_tool("read", "--reader", "virtual:type=05", "--number", NUMBER, "--json", "--log", log)
        self.assertEqual(result.status, 4, result.err)
        text = log.read_text(encoding="utf-8")
        lines = text.splitlines()
        for line in lines:
            self.assertRegex(line, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (error|warning|info|debug) [a-z]+: "
                                   r"[ -~]+: -?\d+ \(0x[0-9A-F]+\)$")
        self.assertTrue(any("debug session: get-challenge: 36864 (0x9000)" in line for line in lines), text)
        # A number is a status word or a code: nothing that is on a card fits in.
        numbers = [int(line.split(": ")[-1].split(" ")[0]) for line in lines]
        self.assertTrue(all(-1000 < number <= 0xFFFF for number in numbers), text)
        words = " ".join(line.partition("Z ")[2] for line in lines)
        for value in [NUMBER, *(str(field.get("value")) for field in json.loads(result.out)["fields"].values())]:
            if len(value) > 4:
                self.assertNotIn(value, words)
        self.fails(14, "read", "--reader", "virtual:type=1", "--number", "ZZ99999999ZZ", "--log", log)
        again = log.read_text(encoding="utf-8")
        self.assertTrue(again.startswith(text) and len(again) > len(text))
        self.assertIn("debug session: mutual-authenticate: 25344 (0x6300)", again)
        self.assertNotIn("ZZ99999999ZZ", again)

    def test_log_elsewhere(self):
        self.fails(20, "read", "--reader", "virtual:", "--number", NUMBER, "--log", self.dir)
        self.fails(2, "read", "--reader", "virtual:", "--number", NUMBER, "--log", "x", "--save", "x")
        self.assertFalse((self.dir / "x").exists())


if __name__ == "__main__":
    unittest.main()
