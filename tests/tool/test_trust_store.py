# SPDX-License-Identifier: BSD-2-Clause
"""What is in the directories of certificates: listed, left out, and running out."""
import datetime
import os
import re
import shutil
import subprocess
import unittest

from support import NUMBER, TrustTest

JAPANESE = {"LC_ALL": "ja_JP.UTF-8"}


class Listed(TrustTest):
    def test_each_directory_has_its_rows(self):
        self.document(self.add(self.first, "--system"))
        self.document(self.add(self.first, self.second))
        out = self.run_tool("trust", "list").out
        system, user = out.index(f"{self.system} (for all users):\n"), out.index(f"{self.user} (for this user):\n")
        self.assertLess(system, user)
        self.assertEqual([out[system:user].count("test  2049"), out[user:].count("test  2049")], [1, 2])
        self.assertLess(out[user:].index("\n  first "), out[user:].index("\n  second "))
        self.assertEqual(out.count("  GENERATION  KIND  VALID UNTIL  SHA-256 BEGINS    NAME\n"), 2)
        listed = self.document(self.run_tool("trust", "list", "--json"))
        self.assertEqual(listed["directories"], [{"place": "system", "path": str(self.system)}, {"place": "user", "path": str(self.user)}])
        places = {anchor["sha256"]: anchor["files"] for anchor in listed["anchors"]}
        self.assertEqual(len(places[self.sha256(self.first)]), 2)
        self.assertEqual(places[self.sha256(self.second)], [str(self.user / (self.sha256(self.second) + ".crt"))])
        only = self.run_tool("trust", "list", "--system")
        self.assertIn(str(self.system), only.out)
        self.assertNotIn(str(self.user), only.out)
        given = self.run_tool("trust", "list", "--trust", "ca")
        self.assertTrue(given.out.startswith("ca:\n  GENERATION"))
        self.assertNotIn(str(self.user), given.out)
        slash = self.run_tool("trust", "list", "--trust", "ca/")
        self.assertEqual(slash.out, given.out.replace("ca:", "ca/:", 1))

    def test_columns_are_aligned_in_both_languages(self):
        directory = self.dir / "many"
        for name, days, key in (("short", 400, "rsa:2048"), ("soon", 3, "ec"), ("名前が長い認証局", 80, "rsa:2048")):
            self.made(f"many/{name}.crt", days, key)

        def width(text):
            return sum(2 if ord(c) > 0x2E7F else 1 for c in text)

        for env, gap in (({}, "SHA-256"), (JAPANESE, "要約値の先頭")):
            lines = self.run_tool("trust", "list", "--trust", directory, env=env).out.splitlines()[1:5]
            at = width(lines[0][:lines[0].index(gap)])
            for line in lines[1:]:
                digest = re.search(r"\b[0-9a-f]{16}\b", line)
                self.assertEqual(width(line[:digest.start()]), at, lines)

    def test_names_are_short_and_harmless(self):
        path = self.dir / "odd" / "x.crt"
        path.parent.mkdir()
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", self.dir / "key.pem", "-out", path,
                        "-subj", "/O=A\x1b[31m/CN=" + "長い\\,名前" * 12, "-utf8", "-config", "/dev/stdin",
                        "-addext", "basicConstraints=critical,CA:TRUE"],
                       input=b"[req]\ndistinguished_name=dn\n[dn]\n", check=True, capture_output=True)
        out = self.run_tool("trust", "list", "--trust", "odd").out
        self.assertNotIn("\x1b", out)
        self.assertRegex(out, r"長い.*\.\.\.\n")
        self.assertNotIn("O=A", out)

    def test_what_is_not_looked_at(self):
        self.document(self.add(self.first))
        for name in ("README", "ca.zip", ".hidden"):
            (self.user / name).write_text("x", encoding="utf-8")
        result = self.run_tool("trust", "list")
        self.assertIn("Not looked at, because of the name: README, ca.zip (", result.out)
        self.assertEqual(self.document(self.run_tool("trust", "list", "--json"))["refused"], [])
        for i in range(20):
            (self.user / f"{i}.txt").touch()
        self.assertIn("name: 0.txt, 1.txt, 10.txt, 11.txt, 12.txt, ... (", self.run_tool("trust", "list").out)


class LeftOut(TrustTest):
    def setUp(self):
        super().setUp()
        self.document(self.add(self.first, self.second))

    def stray(self, name="x.crt", content="x"):
        path = self.user / name
        path.write_text(content, encoding="utf-8")
        return path

    def test_cards_are_read_all_the_same(self):
        path = self.stray()
        for env, words in (({}, (f"Continuing without {path}: not a certificate", "unchecked")),
                           (JAPANESE, (f"{path} を使わずに続けます（カードの検証に使える認証局の証明書ではありません）",))):
            result = self.read("type=05", "--json", env=env)
            found = self.card(result, 4)["verification"]
            self.assertEqual((found["falsification"], found["issuer"]), ("ok", "ok"))
            self.assertNotIn("anchor-file-unusable", found["notes"])
            for word in words:
                self.assertEqual(result.err.count(word), 1, result.err)
        self.assertNotIn(str(path), self.read("type=05", "--json", "--quiet").err)

    def test_told_once_whatever_is_read(self):
        path = self.stray()
        (self.dir / "records").mkdir()
        for name in ("a.zairyu", "b.zairyu"):
            self.card(self.read("type=05", "--save", f"records/{name}", "--json", "--quiet"), 4)
        for command in (["verify", "records"], ["verify", "records/a.zairyu"], ["show", "records/a.zairyu"]):
            result = self.run_tool(*command)
            self.assertEqual((result.status, result.err.count(str(path))), (4, 1), result.err)

    def test_the_missing_one_condemns_nobody(self):
        """The card's own CA is what cannot be read, and another of its generation is there."""
        name = next(name for name in self.names(self.user) if name.startswith(self.sha256(self.second)))
        other = self.made("other.crt", 400, "ec")
        self.document(self.add(other))
        (self.user / name).write_bytes(self.second.read_bytes()[:-1])
        result = self.read("type=05", "--save", "card.zairyu")
        self.assertEqual(result.status, 4, result.err)
        self.assertIn("A file of CA certificates cannot be used. It may be the one that this card needs", result.out)
        (self.user / name).unlink()
        self.assertIn("issuer-unknown", self.card(self.run_tool("verify", "card.zairyu", "--json"), 1)["verification"]["notes"])

    def test_what_may_lie_there(self):
        kinds = {"c.crt": "not a certificate", "d.crt": "not a regular file", "e.crt": "a link to nothing", "f.crt": "not a regular file"}
        self.stray("c.crt", "0" * 100000)
        (self.user / "d.crt").mkdir()
        (self.user / "e.crt").symlink_to("nowhere")
        os.mkfifo(self.user / "f.crt")
        result = self.read("type=1", "--json")
        self.card(result, 4)
        self.assertEqual(result.err.count("Continuing without"), 3)
        self.assertIn("1 more files of certificates cannot be used", result.err)
        listed = self.run_tool("trust", "list")
        for name, reason in kinds.items():
            self.assertRegex(listed.out, re.escape(f"{self.user}/{name}: {reason}"))
        refused = self.document(self.run_tool("trust", "list", "--json"))["refused"]
        self.assertEqual({os.path.basename(one["file"]): one["error"]["name"] for one in refused},
                         {"c.crt": "ZAIRYU_ERR_CERTIFICATE", "d.crt": "ZAIRYU_ERR_FILE", "e.crt": "ZAIRYU_ERR_FILE", "f.crt": "ZAIRYU_ERR_FILE"})

    def test_directories_that_are_none(self):
        shutil.rmtree(self.user)
        self.user.write_text("x", encoding="utf-8")
        result = self.read("type=05", "--json")
        self.assertIn("anchor-file-unusable", self.card(result, 4)["verification"]["notes"])
        self.assertIn(f"Continuing without {self.user}: not a directory", result.err)
        self.assertIn(f"Cannot be used: {self.user}: not a directory", self.run_tool("trust", "list").out)
        for command in (["list"], ["remove", "01234567"]):  # what was named has to be there
            self.assertIn("none cannot be read", self.fails(20, "trust", *command, "--trust", "none").err)
        self.fails(20, "verify", "x.zairyu", "--trust", "none")

    def test_hundreds_of_files(self):
        for i in range(300):
            self.stray(f"{i}.crt")
        result = self.read("type=1", "--json")
        self.card(result, 4)
        self.assertIn("297 more files", result.err)
        self.assertLess(len(result.err.splitlines()), 6)

    def test_twins_need_all_of_them(self):
        path = self.dir / "card.zairyu"
        self.read("type=05", "--save", path)
        self.stray()
        self.assertIn("x.crt", self.fails(17, "twin", path, "--out", "card.twin").err)
        self.assertFalse((self.dir / "card.twin").exists())


def at(year, month, day, hour=12):
    return {"NOW": str(int(datetime.datetime(year, month, day, hour, tzinfo=datetime.timezone.utc).timestamp()))}


class RunsOut(TrustTest):
    """The virtual card's CA ends with the year 2049."""

    def setUp(self):
        super().setUp()
        self.document(self.add(self.first, self.second))
        (self.dir / "records").mkdir()
        for kind in ("1", "05"):
            self.card(self.read(f"type={kind}", "--json", "--save", f"records/{kind}.zairyu"), 4)

    def test_in_the_list(self):
        for env, text in ((at(2049, 10, 2, 23), "(ends in 91 days)"), (at(2049, 10, 4), "2049-12-31 (ends in 89 days)"),
                          (at(2049, 12, 31), "(ends in 1 days)"), (at(2050, 1, 1), "2049-12-31 (expired)"),
                          (at(2019, 1, 1), "2049-12-31 (valid from 2020-01-01)")):
            out = self.run_tool("trust", "list", env=env).out
            self.assertEqual(out.count(text), 0 if "91" in text else 2, out)
            self.assertEqual("Keep it." in out, "expired" in text)
        out = self.run_tool("trust", "list", env=at(2049, 12, 1) | JAPANESE).out
        self.assertIn("2049-12-31（あと31日）", out)
        out = self.run_tool("trust", "list", env=at(2051, 12, 1) | JAPANESE).out
        self.assertIn("2049-12-31（期限切れ）", out)
        self.assertIn("削除しないでください", out)

    def warned(self, *command, env, status=4):
        result = self.run_tool(*command, env=env)
        self.assertEqual(result.status, status, result.err)
        return [line for line in result.err.splitlines() if "newer" in line or "新しい" in line]

    def test_who_needs_it_is_told(self):
        soon, over, page = at(2049, 12, 1), at(2050, 2, 1), "https://www.moj.go.jp/isa/publications/resources/120424_01_00003.html"
        line = "zairyu: The certificate that checks cards of the second generation ends on 2049-12-31, in 31 days. Look for a newer one: "
        for command in ("show", "verify"):
            self.assertEqual(self.warned(command, "records/05.zairyu", env=soon), [line + page])
            self.assertEqual(self.warned(command, "records/05.zairyu", env=at(2049, 9, 30)), [])
            self.assertEqual(self.warned(command, "records/05.zairyu", "--quiet", env=soon), [])
        self.assertIn("ended on 2049-12-31", self.warned("show", "records/05.zairyu", env=over)[0])
        self.assertIn("2049-12-31 に終わりました。新しい証明書", self.warned("show", "records/05.zairyu", env=over | JAPANESE)[0])
        self.assertIn("2049-12-31 に終わります（あと31日）", self.warned("show", "records/1.zairyu", env=soon | JAPANESE)[0])
        self.assertEqual(len(self.warned("verify", "records", env=soon)), 2)  # one for each generation
        self.assertEqual(len(self.warned("verify", "records/1.zairyu", "records/1.zairyu", env=soon)), 1)
        result = self.read("type=05", "--json", env=soon)
        self.card(result, 4)
        self.assertEqual(result.err.count(line + page), 1)
        self.assertNotIn("newer", self.read("type=05", "--json", "--no-verify", env=soon).err)
        watched = self.run_tool("watch", "--reader", "virtual:type=05", "--json", stdin=NUMBER + "\n", env=soon)
        self.assertEqual((watched.status, watched.err.count(line + page)), (0, 1), watched.err)

    def test_a_newer_one_is_there(self):
        self.document(self.add(self.made("first.crt", 12000)))
        self.assertEqual(self.warned("show", "records/1.zairyu", env=at(2049, 12, 1)), [])
        self.assertEqual(len(self.warned("show", "records/05.zairyu", env=at(2049, 12, 1))), 1)  # but not of this generation


if __name__ == "__main__":
    unittest.main()
