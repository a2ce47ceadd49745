# SPDX-License-Identifier: BSD-2-Clause
"""What needs no card: options, help, languages, failures."""
import json
import re
import unittest

from support import FEATURES, SOURCE, ToolTest

COMMANDS = ["readers", "read", "verify", "show", "doctor", "inquiry", "completion", "help"]
COMMANDS += ["trust"] * ("verify" in FEATURES) + ["emulate", "twin"] * ("vcard" in FEATURES)
MANUALS = ("doc/zairyu.1", "doc/man/ja/zairyu.1")


class Usage(ToolTest):
    def test_version(self):
        for option in ("--version", "-V"):
            result = self.run_tool(option)
            self.assertEqual(result.status, 0)
            self.assertRegex(result.out, r"^zairyu \d+\.\d+\.\d+\n$")

    def test_help_in_both_languages(self):
        english, japanese = self.run_tool("help"), self.run_tool("help", env={"LC_ALL": "ja_JP.UTF-8"})
        for result in (english, japanese):
            self.assertEqual((result.status, result.err), (0, ""))
            for command in COMMANDS:
                self.assertIn(f"zairyu {command}", result.out)
            self.assertIn("zairyu --version", result.out)
            self.assertNotIn("\ufffd", result.out)
            self.assertGreater(result.out.count("\n"), 2 * len(COMMANDS))
        self.assertNotEqual(english.out, japanese.out)
        self.assertIn("在留カード", japanese.out)
        self.assertEqual(self.run_tool("--help").out, english.out)
        self.assertEqual(self.run_tool("-h").out, english.out)

    def test_help_of_each_command_names_its_options(self):
        manual, japanese = ((SOURCE / name).read_text(encoding="utf-8") for name in MANUALS)
        for command in COMMANDS:
            result = self.run_tool("help", command)
            self.assertEqual(result.status, 0)
            self.assertEqual(self.run_tool(command, "--help").out, result.out)
            for page in (manual, japanese):
                self.assertIn(f".Cm {command}", page)
                for line in result.out.splitlines():
                    if line.startswith("  --"):
                        self.assertRegex(page, rf"(?m)^\.It Fl -{line.split()[0][2:]}\b(?!-)")

    def options_in_help(self, command):
        return set(re.findall(r"^  --([a-z0-9-]+)", self.run_tool("help", command).out, re.M))

    def test_the_manual_gives_each_command_its_options(self):
        for name in MANUALS:
            manual = (SOURCE / name).read_text(encoding="utf-8")
            synopsis = re.search(r"^\.Sh (?:SYNOPSIS|書式)\n(.*?)^\.Sh", manual, re.M | re.S)[1]
            found = {}
            for usage in re.split(r"^\.(?:It )?Nm zairyu\n", synopsis, flags=re.M):
                command = re.match(r"\.Cm (\w+)", usage)
                if command:
                    found.setdefault(command[1], set()).update(re.findall(r"Fl -([a-z0-9-]+)", usage))
            self.assertLessEqual(set(COMMANDS), set(found))
            for command in COMMANDS:
                self.assertEqual(found[command], self.options_in_help(command), (name, command))

    def test_the_exit_statuses_are_everywhere_the_same(self):
        header = (SOURCE / "tools/zairyu/output/exit_status.h").read_text(encoding="utf-8")
        statuses = re.findall(r"STATUS_\w+ = (\d+)", header)
        for name, heading in zip(MANUALS, ("EXIT STATUS", "終了ステータス")):
            manual = (SOURCE / name).read_text(encoding="utf-8").split(f".Sh {heading}\n")[1].split(".Sh")[0]
            self.assertEqual(re.findall(r"^\.It (\d+)$", manual, re.M), statuses)
        for language in ("C", "ja"):
            text = self.run_tool("help", env={"LC_ALL": language}).out
            text = text[text.rindex("0 genuine" if language == "C" else "0 正常"):]
            self.assertEqual(re.findall(r"(?<![\w-])(\d+) ", text), statuses)

    def test_what_the_readmes_type_exists(self):
        for name in ("README.md", "README.ja.md"):
            lines = re.findall(r"^\$ zairyu (\w+)([^#\n]*)", (SOURCE / name).read_text(encoding="utf-8"), re.M)
            self.assertEqual([command for command, _ in lines], ["read", "watch", "verify", "verify", "trust"])
            for command, rest in lines:
                if command in COMMANDS:
                    self.assertLessEqual(set(re.findall(r"--([a-z-]+)", rest)), self.options_in_help(command))

    def test_wrong_usage(self):
        for args in (["nothing"], ["help", "nothing"], ["read", "extra"], ["read", "--nothing"], ["read", "-x"],
                     ["read", "--wait"], ["read", "--json=1"], ["verify"], ["show"], ["show", "a", "b"],
                     ["readers", "extra"], ["inquiry"], ["readers", "--out", "x"]):
            self.fails(2, *args)

    def test_what_is_wrong_and_where_to_look(self):
        for args, words, command in (
                (["read", "AA12345678BB"], "zairyu read takes options only.", "help read"),
                (["show"], "Usage: zairyu show FILE", "help show"),
                (["read", "--nothing"], "option --nothing cannot be used here", "help read"),
                (["read", "--json=1"], "--json takes no value", "help read"),
                (["verify", "--jobs"], "--jobs needs a value", "help verify"),
                (["show", "--out", "", "x"], "--out needs a value", "help show"),
                (["read", "--save="], "--save needs a value", "help read"),
                (["help", "nothing"], "no command nothing", "help"), (["raed"], "command raed. Did you mean read?", "help"),
                (["help", "shwo"], "command shwo. Did you mean show?", "help"), (["v"], "There is no command v.", "help"),
                (["read", "--jsno"], "--jsno cannot be used here. Did you mean --json?", "help read"),
                (["read", "--num"], "Did you mean --number?", "help read"), (["read", "--num=AA12345678BB"], "Did you mean --number?", "help read"),
                (["watch", "--number", "AA12345678BB"], "Did you mean --number-from?", "help watch"),
                (["show", "--forc", "x"], "Did you mean --force?", "help show"), (["read", "--no-v"], "Did you mean --no-verify?", "help read"),
                (["--lang", "en"], "--lang has to stand after the command", "help"),
                (["show", "--number", "x"], "--number cannot be used here.\n", "help show"),
                (["read", "--wait", "86401"], "86401 is not a valid value for --wait (0-86400).", "help read"),
                (["verify", "--jobs", "0", "x"], "0 is not a valid value for --jobs (1-256).", "help verify"),
                (["inquiry", "AA12345678BB", "--expiry", "2029/01/32"], "for --expiry (YYYY-MM-DD).", "help inquiry")):
            err = self.fails(2, *args).err
            self.assertIn(words, err)
            self.assertIn(f"For help, run: zairyu {command}\n", err)
            self.assertNotIn("AA12345678BB", err)

    def test_wrong_usage_in_json(self):
        for args in (["read", "--json", "--nothing"], ["read", "--nothing", "--json"], ["verify", "--json"],
                     ["nothing", "--json"]):
            error = self.error_object(self.fails(2, *args))
            self.assertEqual((error["code"], error["name"]), (-101, "ZAIRYU_ERR_ARGUMENT"))

    def test_a_mistyped_option_does_not_show_the_number(self):
        result = self.fails(2, "read", "--nunber=LD64185190AA")
        self.assertNotIn("LD64185190AA", result.err)

    def test_language_follows_posix(self):
        for env, japanese in (({"LC_ALL": "ja_JP.UTF-8"}, True), ({"LC_ALL": "", "LC_MESSAGES": "ja", "LANG": "C"}, True),
                              ({"LC_ALL": "", "LANG": "ja_JP"}, True), ({"LC_ALL": "C", "LANG": "ja_JP"}, False),
                              ({"LC_ALL": "jam_CA", "LANG": "ja_JP"}, False), ({"LC_ALL": ""}, False)):
            err = self.fails(2, "nothing", env=env).err
            self.assertEqual("コマンド" in err, japanese, env)

    def test_language_by_option(self):
        for env in ({"LC_ALL": "C.UTF-8"}, {"LC_ALL": "ja_JP.UTF-8"}):
            for args in (["help", "--lang", "ja"], ["help", "--lang=ja", "read"], ["readers", "--lang", "ja", "--help"],
                         ["help", "--lang", "ja"], ["readers", "--lang=ja", "--help"]):
                self.assertRegex(self.run_tool(*args, env=env).out, "[ぁ-ん]", args)
            self.assertNotRegex(self.run_tool("help", "--lang", "en", env=env).out, "[ぁ-ん]")
            for args in (["nothing", "--lang", "ja"], ["read", "--lang=ja", "--nothing"]):
                self.assertRegex(self.fails(2, *args, env=env).err, "[ぁ-ん]", args)
            self.assertNotRegex(self.fails(2, "read", "--nothing", "--lang", "en", env=env).err, "[ぁ-ん]")
        for value in ("fr", "JA", "jp", ""):
            self.fails(2, "help", "--lang", value)
        self.assertIn("--lang (ja|en)", self.fails(2, "readers", "--lang", "fr").err)

    def test_both_languages_in_the_error_object(self):
        plain = self.error_object(self.fails(2, "read", "--json", "extra"))
        japanese = self.error_object(self.fails(2, "read", "--json", "extra", env={"LANG": "ja"}))
        self.assertEqual(plain, japanese)
        self.assertNotEqual(plain["message_ja"], plain["message_en"])

    def test_texts_are_written_once_in_the_table(self):
        """A sentence outside the table would have one language only; a text that nothing says is no text."""
        tool = SOURCE / "tools/zairyu"
        table = (tool / "person/messages.def").read_text(encoding="utf-8")
        code = "\n".join(p.read_text(encoding="utf-8") for p in tool.glob("**/*.[ch]"))
        code = re.sub(r'("(?:\\.|[^"\\])*")|/\*.*?\*/', lambda m: m[1] or "", code, flags=re.S)
        literals = re.findall(r'"((?:\\.|[^"\\])*)"', code)
        self.assertIn("xdg-open", literals)
        self.assertEqual([text for text in literals if re.search(r"[a-z]{2}[,.:]? [a-z]{2}|[^\x00-\x7f]", text)], [])
        names = re.findall(r"^M\((\w+),", table, re.M)
        self.assertGreater(len(names), 100)
        self.assertEqual(set(names) - set(re.findall(r"\bMSG_(\w+)", code)), set())
        texts = re.findall(r'^M\(\w+,\s*((?:"(?:\\.|[^"\\])*",?\s*)+)\)', table, re.M)
        self.assertEqual(len(texts), len(names))
        self.assertEqual(len(set(texts)), len(texts))

    def test_wait_takes_seconds(self):
        for value in ("-1", "1.5", "soon", "", "86401", "99999999999999999999", " 1"):
            self.fails(2, "read", "--wait", value)

    def test_unknown_reader(self):
        self.fails(2, "read", "--reader", "", stdin="AA12345678BB\n")
        for uri in ("nothing:x", "nothing", "pcs:", "ACS ACR122U"):
            err = self.fails(2, "read", "--reader", uri, stdin="AA12345678BB\n").err
            self.assertIn(f"no kind of reader {uri.split(':')[0]}. Use one of: ", err)
            self.assertIn(" replay:", err.replace(",", ""))

    def test_nothing_is_a_question(self):
        self.assertEqual((self.run_tool().status, self.run_tool().out), (0, self.run_tool("help").out))

    def test_files_that_are_not_there(self):
        for args in (["verify", "none"], ["show", "none"], ["inquiry", "./none"], ["verify", "."]):
            self.fails(20, *args)
        self.fails(20, "verify", "--json", "none")

    def test_what_is_no_record(self):
        for content in (b"", b"x", b"\0" * 5000, b"{}"):
            (self.dir / "record").write_bytes(content)
            self.assertIn("record: This is not a saved record", self.fails(17, "verify", "record").err)
            self.assertEqual(json.loads(self.fails(17, "show", "--json", "record").out)["file"], "record")
            self.fails(17, "inquiry", "./record", "--expiry", "2030-01-01")

    def test_what_is_too_large_for_a_record(self):
        (self.dir / "record").write_bytes(b"\0" * 1000000)
        self.fails(17, "verify", "record")

    def test_a_trust_directory_that_is_not_there(self):
        (self.dir / "record").write_bytes(b"x")
        for args in (["verify", "record"], ["show", "record"], ["read"]):
            self.fails(20 if "verify" in FEATURES else 2, *args, "--trust", "none")


if __name__ == "__main__":
    unittest.main()
