# SPDX-License-Identifier: BSD-2-Clause
"""What is shown when things go wrong, on a terminal: in one language, and in the order in which it is needed."""
import json
import os
import re
import signal
import subprocess
import unittest

from support import FEATURES, NUMBER, SOURCE, TIMEOUT, ZAIRYU, TerminalTest, ToolTest

JAPANESE = "[ぁ-んァ-ヶ一-龥々。、「」（）［］]"
# What stays as it is in every language: names of things, and what is typed.
NAMES = {"Ctrl-C", "Debian", "Enter", "OpenSSL", "Type", "vpcd", "pcscd", "libnfc", "polkit", "pn", "usb", "port", "variant", "fault", "virtual",
         "replay", "pcsc", "nfc", "https", "fonts-noto-cjk", "xdg-utils", "xdg-open", "zairyu", "Shift", "Unicode", "Windows-31J",
         "type", "readers", "read", "verify", "show", "trust", "inquiry", "emulate", "twin", "completion", "help", "list", "add", "remove", "bash", "zsh", "fish"}
ADDRESS = r"https?://[!-~]+"
TYPED = r"\bja\|en\b|\b(?:sudo|systemctl|apt|modprobe|zairyu)(?: [!-~]+)*|--[a-z][a-z-]*|ZAIRYU_[A-Z_]+|\x1b\[[0-9;?]*[A-Za-z]|[\w./-]+\.(?:png|tif|jp2|zairyu)|[A-Z][A-Z0-9_.=-]+"
FOR_SUPPORT = r"(?m)^  詳細（サポート用、英語）: .*$|（サポート用、英語: .*?）|（英語: .*?）"
BOTH = ("ja", "en")

BROKEN = ("text-broken", "text-control", "text-ambiguous", "date-malformed", "tlv-malformed", "length-oversize", "image-length-oversize",
          "file-shorter", "type-unknown", "chip-broken", "certificate-malformed", "certificate-expired", "ca-expired", "issuer-unknown",
          "flip-data", "flip-face", "flip-check-code", "foreign", "my-number", "my-number-only", "under16-a", "infant-nothing", "number-other",
          "number-empty", "number-malformed", "date-day-unknown", "text-cesu-8", "text-cut", "text-line-break", "withdrawn")
FAULTS = ("remove@3", "remove@9", "status@6", "short@7", "long@7", "garble@8", "length@9", "empty@9", "stale@8")


class WordsTest(TerminalTest):
    def shown(self, language, *args, typed="", **env):
        """Everything that a terminal shows."""
        process, terminal = self.start(*args, LC_ALL=f"{language}_XX.UTF-8", **env)
        if typed:
            os.write(terminal, typed.encode())
        text = self.output(terminal).replace("\r\n", "\n")
        process.wait(TIMEOUT)
        return text

    def values(self, path):
        """What is on a card is in the card's language."""
        card = json.loads(self.run_tool("show", path, "--json").out)
        return [str(field["value"]) for field in card["fields"].values() if "value" in field]

    def has_one_language(self, text, language, given=()):
        """`given`: what somebody else wrote, names of files and the like."""
        text = re.sub(ADDRESS, " ", text)
        for word in sorted([str(self.dir), *map(str, given)], key=len, reverse=True):
            text = re.sub(rf"(?<![A-Za-z0-9-]){re.escape(word)}(?![A-Za-z0-9-])", " ", text)
        if language == "en":
            self.assertNotRegex(re.sub("「[^」]*」", "", text), JAPANESE) # but what is quoted
            return
        text = re.sub(FOR_SUPPORT, " ", re.sub(TYPED, " ", text))
        self.assertEqual([word for word in re.findall(r"[A-Za-z]{2,}(?:-[A-Za-z0-9]+)*", text) if word not in NAMES], [], text)

    def say(self, *args, typed="", given=(), must=None, **env):
        """Runs it in both languages; `must` is what both have to name."""
        for language in BOTH:
            text = self.shown(language, *args, typed=typed, **env)
            self.assertTrue(text.strip(), args)
            self.assertIn(must or "", text)
            self.has_one_language(text.replace(typed.strip(), " ") if typed else text, language, [*given, *args])


class Failures(WordsTest):
    def test_wrong_usage(self):
        for args in (["nothing"], ["raed"], ["help", "shwo"], ["read", "extra"], ["read", "--nothing"], ["read", "--jsno"], ["read", "-x"],
                     ["read", "--wait"], ["read", "--json=1"], ["show"], ["show", "a", "b"], ["readers", "--out", "x"],
                     ["read", "--wait", "-1"], ["verify", "--jobs", "0", "x"], ["read", "--lang", "fr"], ["read", "--reader", "bogus:"],
                     ["read", "--reader", "bogus"], ["read", "--raw"], ["read", "--number", "x", "--number-file", "y"], ["trust", "ad"],
                     ["inquiry", NUMBER, "--expiry", "2029/01/01"], ["inquiry", "AA1234567"], ["completion", "tcsh"],
                     ["inquiry", NUMBER, "--expiry", "2029-01-01", "--url", "http://x"], ["read", "--save", "x", "--trace", "x"],
                     ["emulate", "--ca-only"], ["emulate", "--pn532", "--vpcd", "x:1"], ["emulate", "--option", "nothing"],
                     ["emulate", "--type", "7"], ["emulate", "--option", "variant=undr16"], ["twin", "x"]):
            self.say(*args, given=["bogus"])

    def test_help(self):
        for args in (["help"], *(["help", command] for command in re.findall(r"^  zairyu ([a-z]+)", self.run_tool("help").out, re.M))):
            self.say(*args, given=["05", "list | add FILE", "bash|zsh|fish", "ja|en"])

    def test_files_that_the_system_refuses(self):
        (self.dir / "folder").mkdir()
        (self.dir / "plain").write_text("x")
        (self.dir / "loop").symlink_to("loop")
        long_name = "n" * 300
        for name in ("none", "folder", "plain/x", "loop", "loop/x", long_name, "/dev/null/x"):
            self.say("show", name, must=name)
            self.say("twin", name, "--out", "t", must=name)
            self.say("inquiry", f"./{name}", "--expiry", "2030-01-01", must=name)
            self.say("read", "--reader", "virtual:", "--number-file", name, must=name)
            self.say("emulate", "--profile", name, must=name)
        for name in ("none/x", "plain/x", "/proc/x", "/dev/null", "folder", long_name, "loop/x"):
            for option in ("--save", "--save-reduced", "--trace", "--log"):
                self.say("read", "--reader", "virtual:type=05", "--number", NUMBER, option, name)
            self.say("read", "--reader", "virtual:type=05", "--number", NUMBER, "--out", name + "/y")
        for name in ("none", "plain", "loop", "folder/none"):
            self.say("show", "plain", "--trust", name)

    def test_standard_streams(self):
        with open("/dev/full", "wb") as full:
            for language in BOTH:
                done = subprocess.run([ZAIRYU, "help", "--lang", language], stdout=full, stderr=subprocess.PIPE, env=self.environment(), check=False)
                self.has_one_language(done.stderr.decode(), language)
        for language in BOTH:
            done = subprocess.run(f'"{ZAIRYU}" read --reader virtual: --lang {language} <&-', shell=True, capture_output=True,
                                  env=self.environment(), check=False)
            self.has_one_language(done.stderr.decode(), language)
            self.assertNotEqual(done.returncode, 0)

    def test_what_is_no_record_certificate_or_table(self):
        (self.dir / "junk").write_bytes(b"PK\3\4 not a zip")
        (self.dir / "line").write_text("type=05\n\nnothing\n")
        (self.dir / "zairyu.trace").write_text("zairyu-trace 1\nnothing\n")
        (self.dir / "zairyu.twin").write_text("zairyu-twin 1\nnothing\n")
        (self.dir / "ca").mkdir()
        (self.dir / "ca/a.crt").write_bytes(b"x")
        for args in (["show", "junk"], ["verify", "junk"], ["verify", "junk", "none"], ["inquiry", "./junk"], ["trust", "add", "junk"],
                     ["trust", "add", "line"], ["show", "junk", "--trust", "ca"], ["trust", "list", "--trust", "ca"], ["verify", "ca"],
                     ["twin", "junk", "--show"], ["twin", "zairyu.twin", "--show"], ["twin", "zairyu.trace", "--show", "--number", NUMBER]):
            self.say(*args, given=["ca/a.crt", "a.crt", ".zairyu"])
        self.say("emulate", "--profile", "line", must="line:3")
        self.say("read", "--reader", "replay:zairyu.trace", "--number", NUMBER, given=["zairyu.trace"])
        for args in (["twin", "zairyu.twin", "--show"], ["twin", "zairyu.trace", "--show", "--number", NUMBER],
                     ["read", "--reader", "replay:zairyu.trace", "--number", NUMBER]):
            self.assertIn("2行目に誤りがあります。", self.shown("ja", *args), args)

    def test_the_line_of_a_table(self):
        codes = self.dir / "home/.local/share/zairyu/codes.tsv"
        codes.parent.mkdir(parents=True)
        codes.write_text("# a comment\nnothing\n", encoding="utf-8")
        self.say("help", "help", given=[codes], must=str(codes))
        self.assertIn("2行目に誤りがあります。", self.shown("ja", "help", "help"))
        self.assertIn("Line 2 is the first wrong one.", self.shown("en", "help", "help"))

    def test_what_is_there_already(self):
        (self.dir / "x").write_text("x")
        (self.dir / "out").mkdir()
        (self.dir / "out/card.png").write_text("x")
        for args in (["--save", "x"], ["--trace", "x"], ["--out", "out"]):
            self.say("read", "--reader", "virtual:type=05", "--number", NUMBER, *args, given=["out/card.png"])

    def test_readers(self):
        found = json.loads(self.run_tool("readers", "--json").out)["readers"]
        names = [reader[key] for reader in found for key in ("uri", "label")] # of whatever is plugged in here
        self.say("readers", given=names)
        for uri in ("virtual:type=9", "virtual:variant=undr16", "virtual:number=x", "replay:none", "nfc:nothing", "virtual:fault=x"):
            self.say("read", "--reader", uri, "--number", NUMBER, given=[*uri.split(":"), *names])
        self.say("emulate", "--vpcd", "127.0.0.1:1", "--number", NUMBER, given=["127.0.0.1:1"])

    def test_inquiry(self):
        self.say("inquiry", NUMBER, "--expiry", "2030-01-01", "--open", PATH="/nonexistent")


class Cards(WordsTest):
    def read_in_both(self, options, *args, given=()):
        for language in BOTH:
            text = self.shown(language, "read", "--reader", f"virtual:{options}", "--number", NUMBER, "--trust", self.authorities(), "--force",
                              "--save", "card.zairyu", *args)
            values = self.values("card.zairyu") if (self.dir / "card.zairyu").exists() else []
            self.has_one_language(text, language, [options, "card.zairyu", *values, *given])
            (self.dir / "card.zairyu").unlink(missing_ok=True)

    def test_odd_cards(self):
        for variant in BROKEN:
            for card_type in ("1", "05"):
                self.read_in_both(f"type={card_type},variant={variant}")

    def test_what_is_for_those_who_help(self):
        subject = r"(?:CN|OU|O|C)=[^,\n]*,?"
        for card_type in ("1", "06"):
            for language in BOTH:
                text = self.shown(language, "read", "--reader", f"virtual:type={card_type}", "--number", NUMBER, "--trust", self.authorities(),
                                  "--verbose", "--save", "card.zairyu", "--out", "photos", "--force")
                digest = re.search(r"\b[0-9a-f]{64}\b", text)[0]
                names = [f"photos/{path.name}" for path in (self.dir / "photos").iterdir()]
                self.has_one_language(re.sub(subject, " ", text), language,
                                      [f"virtual:type={card_type}", digest, "card.zairyu", *names, *self.values("card.zairyu")])

    def test_conversations_that_fail(self):
        for fault in FAULTS:
            for language in BOTH:
                text = self.shown(language, "read", "--reader", f"virtual:type=05,fault={fault}", "--number", NUMBER)
                self.has_one_language(text, language, [f"virtual:type=05,fault={fault}"])

    def test_at_the_counter(self):
        """Questions, a number that is none, a wrong one, a slip: what a person at a terminal meets."""
        questions = {"en": ("of the card): ", "(Ctrl-C ends): "), "ja": ("英数字12桁）: ", "（Ctrl-C で終了）: ")}
        for language, (number, again) in questions.items():
            process, terminal = self.start("read", "--reader", "virtual:type=05,fault=remove@9", LC_ALL=f"{language}_XX.UTF-8")
            text = self.output(terminal, until=number)
            for typed, question in (("AA1234567\n", number), ("AA12345678BC\n", number), (NUMBER + "\n", again), ("\x04", None)):
                os.write(terminal, typed.encode())
                text += self.output(terminal, until=question)
            process.wait(TIMEOUT)
            for typed in ("AA1234567", "AA12345678BC", NUMBER, "virtual:type=05,fault=remove@9"):
                text = text.replace(typed, " ")
            self.has_one_language(text.replace("\r\n", "\n"), language)


    def test_card_after_card(self):
        for language, number, end in (("en", "of the card): ", "give it back."), ("ja", "英数字12桁）: ", "お返しください。")):
            process, terminal = self.start("watch", "--reader", "virtual:type=05", LC_ALL=f"{language}_XX.UTF-8")
            text = self.output(terminal, until=number)
            for typed, until in (("AA1234567\n", number), ("AA12345678BC\n", number), (NUMBER + "\n", end)):
                os.write(terminal, typed.encode())
                text += self.output(terminal, until=until)
            process.send_signal(signal.SIGINT)
            text += self.output(terminal)
            process.wait(TIMEOUT)
            self.has_one_language(text.replace("\r\n", "\n"), language, ["AA1234567", "AA12345678BC", NUMBER, "virtual:type=05"])


class Order(ToolTest):
    def text(self, options, *args, language="en"):
        return self.read(options, "--trust", self.authorities(), "--lang", language, *args).out

    def labels(self, options, *args):
        return re.findall(r"(?m)^  ([^:\n-][^:\n]*):", self.text(options, *args))

    def test_what_a_counter_asks_for_comes_first(self):
        labels = self.labels("type=05")
        self.assertEqual(labels[:7], ["Falsification", "Issuer", "Number", "Kind", "Valid until", "Work restriction", "Generation"])
        self.assertEqual([label.split(" (")[0].split(",")[0] for label in labels[7:10]],
                         ["Permission for other activities", "Comprehensive permission", "Permission for other activities"])
        self.assertEqual(labels[-2:], ["Read at", "Reader"])

    def test_a_number_in_the_chip_that_is_another_is_beside_it(self):
        labels = self.labels("type=05,variant=number-other")
        self.assertEqual(labels[2:5], ["Number that was typed", "Kind", "No."])

    def test_no_field_is_lost(self):
        """Everything that JSON has has a line, in text of both kinds."""
        table = (SOURCE / "lib/core/record/field_table.c").read_text(encoding="utf-8")
        labels = dict(re.findall(r'\] = \{\s*"(\w+)",\s*"[^"]+",\s*"([^"]+)" \}', table))
        for card_type in ("1", "2", "05", "06"):
            path = self.saved(f"type={card_type}")
            card = json.loads(self.run_tool("show", path, "--json").out)
            shown = {name for name, field in card["fields"].items() if "empty" not in field} - {"card_number"} # which is above them
            self.assertGreater(len(shown), 1)
            for args in ([], ["--verbose"]):
                text = self.run_tool("show", path, *args).out
                for name in shown:
                    self.assertEqual(text.count(f"\n  {labels[name]}: "), 1, name)

    def test_without_permissions_there_is_one_block(self):
        text = self.text("type=06")
        self.assertNotIn("Permission to engage", text)
        self.assertNotIn("Other entries", text)
        self.assertIn("Date of birth", text)
        self.assertIn("Other entries", self.text("type=05"))

    def test_verbose(self):
        rest = ("Card's certificate", "SHA-256", "Issued by", "virtual:type=05", "150x200")
        short, long = self.text("type=05"), self.text("type=05", "--verbose")
        for words in rest:
            self.assertNotIn(words, short)
            self.assertIn(words, long)
        for line in short.splitlines():
            self.assertIn(line.split(" 20")[0], long)
        path = self.saved("type=05")
        self.assertEqual(self.run_tool("show", path, "--json").out, self.run_tool("show", path, "--json", "--verbose").out)
        self.assertEqual(self.run_tool("show", path, "--verbose", "--quiet").out, self.run_tool("show", path, "--verbose").out)
        self.fails(2, "readers", "--verbose")

    def test_verbose_of_many(self):
        one, two = self.saved("type=05"), self.saved("type=1", "two.zairyu")
        short = self.run_tool("verify", one, two, "--trust", self.authorities()).out
        self.assertEqual(short.count("\n"), 2)
        long = self.run_tool("verify", one, two, "--trust", self.authorities(), "--verbose").out
        self.assertEqual(len(re.findall(r"(?m)^\S", long)), 2)
        self.assertEqual(long.count("  Card's certificate: "), 2)
        self.assertEqual(long.count("  - The signature leads to a test CA"), 2)
        self.assertEqual(re.findall(r"(?m)^\S.*$", long), short.splitlines())

    def test_notes(self):
        for options, note in (("type=1,variant=certificate-issuer-case", "names its issuer differently"),
                              ("type=1,variant=certificate-aki-other", "a different identifier"),
                              ("type=05,variant=certificate-indefinite", "encoded as BER"),
                              ("type=1,variant=text-cesu-8", "read as CESU-8"), ("type=1,variant=sjis", "read as Shift_JIS")):
            self.assertNotIn(note, self.text(options), options)
            self.assertIn(note, self.text(options, "--verbose"), options)
        for options, note in (("type=1", "is not signed"), ("type=05,variant=certificate-expired", "had expired when the card was read"),
                              ("type=05,variant=number-empty", "is missing"), ("type=05,variant=flip-data", "does not match"),
                              ("type=05,variant=issuer-unknown", "was not issued by"), ("type=1,variant=text-cut", "the last character is cut off"),
                              ("type=1,variant=text-line-break", "shown as spaces"), ("type=05", "not read from a card")):
            self.assertIn(note, self.text(options), options)

    def test_a_ca_that_has_ended_is_for_those_who_help(self):
        made = self.run_tool("emulate", "--option", "variant=ca-expired", "--type", "05", "--trust-out", "old", "--ca-only")
        self.assertEqual(made.status, 0, made.err)
        for args, told in (([], False), (["--verbose"], True)):
            text = self.read("type=05,variant=ca-expired", "--trust", "old", *args).out
            self.assertIn("Issuer: ok", text)
            self.assertEqual("The CA's certificate had expired" in text, told)

    def test_every_note_has_its_audience(self):
        """None that the libraries know was overlooked, and only those of which nothing follows are for helpers."""
        table = (SOURCE / "tools/zairyu/output/note_audience.c").read_text(encoding="utf-8")
        audience = dict(re.findall(r'\{ "([a-z0-9-]+)", (EVERYONE|HELPERS) \}', table))
        known = re.findall(r'\] = \{\s*"([a-z0-9-]+)",', (SOURCE / "lib/verify/report/note.c").read_text(encoding="utf-8"))
        known += re.findall(r'\{ NOTE_\w+, "([a-z0-9-]+)",', (SOURCE / "lib/core/record/text/field_note.c").read_text(encoding="utf-8"))
        self.assertGreater(len(known), 45)
        self.assertEqual(set(audience), set(known))
        source = (SOURCE / "lib/verify/report/note.c").read_text(encoding="utf-8")
        for word, texts in re.findall(r'\] = \{\s*"([a-z0-9-]+)",(.*?)\n\t\}', source, re.S):
            if re.search(r"NOTE_(IS|LEAVES)_|cannot|could not|not checked|not signed|not read|missing|malformed|did not|does not match", texts):
                self.assertEqual(audience[word], "EVERYONE", word)

    def test_images(self):
        """Named for people, and only those that can be opened unless more is asked for."""
        self.assertNotIn("Images", self.text("type=05"))
        text = self.text("type=05", "--out", "photos", language="ja")
        for label, name in (("顔写真", "face"), ("氏名", "name"), ("住居地", "address_image"), ("カードの表示", "card")):
            self.assertRegex(text, f"(?m)^  {label} photos/{name}.png")
        labels = (SOURCE / "tools/zairyu/card/image_label.c").read_text(encoding="utf-8")
        for name in re.findall(r'\{ "([a-z_]+)",', (SOURCE / "lib/image/stored_image.c").read_text(encoding="utf-8")):
            self.assertIn(f'"{name}"', labels)


if __name__ == "__main__":
    unittest.main()
