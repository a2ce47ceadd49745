# SPDX-License-Identifier: BSD-2-Clause
"""What an office sets once, in a file, is as if it had been typed; what is typed comes first, and nothing is guessed."""
import unittest

from support import NUMBER, ToolTest


class Configuration(ToolTest):
    def configure(self, text, directory=None):
        path = (directory or self.dir / "home/.config") / "zairyu/zairyu.conf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def refused(self, text, words, *args):
        path = self.configure(text)
        result = self.fails(2, "trust", "list", *args)
        self.assertIn(f"{path}{words}", result.err)
        return result

    def test_what_is_set_counts(self):
        self.configure(f"# the office's\n\n  reader = virtual:type=05 \r\ntrust={self.authorities()}\n\tlang = ja\n")
        path = self.dir / "home/.config/zairyu/zairyu.conf"
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())  # as other systems' editors have it
        result = self.run_tool("read", stdin=NUMBER + "\n")
        self.assertEqual(result.status, 4, result.err)
        self.assertIn("改ざん検証: 正常", result.out)
        self.assertIn("第2世代", result.out)

    def test_what_is_typed_comes_first(self):
        self.configure("lang = ja\nreader = virtual:type=05")
        result = self.run_tool("read", "--lang", "en", "--reader", "virtual:type=1", stdin=NUMBER + "\n")
        self.assertEqual(result.status, 4, result.err)
        self.assertIn("Generation: first", result.out)

    def test_sections(self):
        """A command's own comes before what is for all, wherever it stands; other commands' are theirs."""
        self.configure("[read]\nsave = own.zairyu\nquiet = no\n[verify]\njobs = 1\n[read]\nlang = en\n"
                       "[show]\nout = images/\n")
        self.assertEqual(self.read("type=1").status, 4)
        self.assertEqual(self.run_tool("verify", "own.zairyu").status, 4)
        self.assertIn("own.zairyu", self.names())
        self.assertNotIn("images", self.names())
        self.assertEqual(self.run_tool("show", "own.zairyu").status, 4)
        self.assertEqual(len(self.names(self.dir / "images")), 1)

    def test_a_section_decides_over_the_general(self):
        self.configure("quiet = yes\ntrace = x\n")
        self.refused("trace = x\n", ":1")
        self.configure("quiet = yes\n")
        self.assertEqual(self.read("type=1", "--trace", "a.trace").err, "")
        self.configure("quiet = yes\n[read]\nquiet = no\n")
        self.assertIn("b.trace", self.read("type=1", "--trace", "b.trace").err)

    def test_the_users_own_directory(self):
        own = self.dir / "own"
        self.configure("lang = ja\n", own)
        result = self.run_tool("trust", "list", env={"XDG_CONFIG_HOME": str(own)})
        self.assertIn("第1世代", result.err)
        self.assertNotIn("第1世代", self.run_tool("trust", "list").err)
        for nowhere in ("relative", ""):
            self.assertNotIn("第1世代", self.run_tool("trust", "list", env={"XDG_CONFIG_HOME": nowhere}).err)

    def test_without_it(self):
        self.configure("lang = ja\n[")
        self.assertEqual(self.run_tool("trust", "list", "--no-config").status, 0)
        self.assertEqual(self.run_tool("help").status, 0)
        self.assertEqual(self.run_tool("trust", "--help").status, 0)
        self.configure("")
        self.assertEqual(self.run_tool("trust", "list").status, 0)

    def test_what_is_wrong_is_named_with_its_line(self):
        """And nothing is done: half of a configuration would be another one."""
        for text, words in (("lang = ja\nraeder = x\n", ":2: there is no such setting. Did you mean reader?"),
                            ("quux=1", ":1: there is no setting quux."),
                            ("lang", ":1: this is neither a setting"),
                            ("[read\nlang=ja", ":1: this is neither a setting"),
                            ("\n\n[raed]", ":3: there is no such command. Did you mean read?"),
                            ("[]", ":1: there is no command ."), ("[quux]", ":1: there is no command quux."),
                            ("[help]\nreader=x", ":2: this command has no setting reader."),
                            ("lang=ja\nlang=en", ":2: lang is set twice."),
                            ("reader=\n", ":1: reader has no value."),
                            ("=x\n", ":1: there is no setting ."),
                            ("quiet = maybe", ":1: quiet is yes or no."),
                            (b"lang=ja\0\n", " is not a text file.")):
            with self.subTest(text):
                self.refused(text, words)
        self.assertIn(":1: there is no setting", self.error_object(self.refused("quux=1", ":1", "--json"))["detail"])

    def test_what_is_not_settable(self):
        """What is about one card, and what would leave out in silence what a person relies on."""
        for name in ("number", "number-file", "no-verify", "force", "json", "custom", "option", "no-config", "trace"):
            with self.subTest(name):
                self.refused(f"{name} = x", ":1")

    def test_values_are_looked_at_as_if_they_were_typed(self):
        for text, word in (("lang = de", "--lang (ja|en)"), ("wait = x", "--wait"), ("reader = bogus:", "bogus")):
            self.configure(text)
            self.assertIn(word, self.read_nothing().err)

    def read_nothing(self):
        return self.fails(2, "read", stdin=NUMBER + "\n")

    def test_a_file_that_cannot_be_read(self):
        (self.dir / "home/.config/zairyu/zairyu.conf").mkdir(parents=True)
        self.assertIn("zairyu.conf", self.fails(20, "trust", "list").err)

    def test_one_that_nobody_gets_at(self):
        """What it sets would be missing in silence."""
        (self.dir / "home/.config/zairyu").mkdir(parents=True)
        (self.dir / "home/.config/zairyu/zairyu.conf").symlink_to("zairyu.conf")
        self.assertIn("zairyu.conf", self.fails(20, "trust", "list").err)

    def test_one_that_is_too_large(self):
        self.configure("#" * 65537)
        self.assertNotEqual(self.run_tool("trust", "list").status, 0)
        self.configure("#" * 65536)
        self.assertEqual(self.run_tool("trust", "list").status, 0)


if __name__ == "__main__":
    unittest.main()
