# SPDX-License-Identifier: BSD-2-Clause
"""zairyu trust add and remove: what they did, for whom, and what they leave alone."""
import hashlib
import os
import shlex
import ssl
import stat
import subprocess
import unittest

from support import TrustTest

JAPANESE = {"LC_ALL": "ja_JP.UTF-8"}


class Added(TrustTest):
    def test_what_happened(self):
        digest = self.sha256(self.first)[:16]
        result = self.run_tool("trust", "add", "--custom", self.first)
        self.assertEqual(result.status, 0, result.err)
        self.assertTrue(result.out.startswith(f"{self.user} (for this user):\n"))
        self.assertIn(f"  added    first       test  2049-12-31   {digest}  libzairyu Test CA\n", result.out)
        self.assertNotIn("Test CA2", result.out)
        result = self.run_tool("trust", "add", "--custom", self.second, self.first)
        self.assertIn(f"  was there already  first       test  2049-12-31   {digest}  libzairyu Test CA\n", result.out)
        self.assertRegex(result.out, "  added +second .* libzairyu Test CA2\n")
        self.assertIn("Cards of the second generation: 1 test certificate(s) only.", result.err)
        self.assertIn("追加しました", self.run_tool("trust", "add", "--custom", self.first, "--trust", "a", env=JAPANESE).out)

    def test_what_is_there_under_another_name(self):
        self.user.mkdir(parents=True)
        (self.user / "mine.crt").write_bytes(self.first.read_bytes())
        anchors = self.anchors(self.add(self.first))
        self.assertEqual([(anchor["files"], anchor.get("added")) for anchor in anchors], [([str(self.user / "mine.crt")], None)])
        self.assertEqual(self.names(self.user), ["mine.crt"])

    def test_a_damaged_one_is_mended(self):
        self.document(self.add(self.first))
        installed = self.user / self.names(self.user)[0]
        installed.write_bytes(b"damaged")
        self.assertEqual(self.anchors(self.add(self.first))[0]["added"], str(installed))
        self.assertEqual(installed.read_bytes(), self.first.read_bytes())

    def test_root_is_told_whose_it_is(self):
        for env, told in (({"SUDO_USER": "clerk", "IS_ROOT": "1"}, True), ({"IS_ROOT": "1"}, False), ({"SUDO_USER": "clerk", "NOT_ROOT": "1"}, False)):
            self.assertEqual("Installed for root alone" in self.add(self.first, env=env).err, told)
        self.assertNotIn("root alone", self.add(self.first, "--system", env={"SUDO_USER": "clerk", "IS_ROOT": "1"}).err)


class ForAll(TrustTest):
    def mode(self, path):
        return stat.S_IMODE(path.stat().st_mode)

    def test_everybody_can_read_it(self):
        mask = os.umask(0o077)
        try:
            result = self.run_tool("trust", "add", "--custom", "--system", self.first)
        finally:
            os.umask(mask)
        self.assertEqual(result.status, 0, result.err)
        self.assertIn(f"{self.system} (for all users):\n", result.out)
        self.assertEqual([self.mode(self.system), self.mode(self.system.parent), self.mode(self.system.parent.parent)], [0o755] * 3)
        self.assertEqual(self.mode(self.system / self.names(self.system)[0]), 0o644)
        self.assertFalse(self.user.exists())
        self.assertEqual(self.card(self.read("type=1", "--json"), 4)["verification"]["issuer"], "ok")
        self.assertNotIn("cannot read", result.err)

    def test_the_person_s_own_stays_their_own(self):
        self.document(self.add(self.first))
        self.assertEqual(self.mode(self.user), 0o700)

    def test_where_others_cannot_read(self):
        self.system.mkdir(parents=True)
        self.system.chmod(0o750)
        self.assertIn(f"Other users cannot read {self.system}. To let them: sudo chmod a+rx", self.add(self.first, "--system").err)
        self.system.chmod(0o755)
        self.system.parent.chmod(0o700)
        self.assertIn("Other users cannot read", self.add(self.first, "--system").err)

    def test_a_setting_is_no_hindrance(self):
        """What a configuration file says of where to look is not what was asked for now."""
        settings = self.dir / "home/.config/zairyu/zairyu.conf"
        settings.parent.mkdir(parents=True)
        settings.write_text(f"trust = {self.dir}/office\n", encoding="utf-8")
        self.assertEqual(self.anchors(self.add(self.first, "--system"))[0]["added"], str(self.system / (self.sha256(self.first) + ".crt")))
        self.assertTrue(self.anchors(self.add(self.second))[0]["added"].startswith(f"{self.dir}/office/"))
        self.fails(2, "trust", "list", "--system", "--trust", "office")

    def command_in(self, error):
        line = next(line for line in error.splitlines() if "sudo zairyu" in line)
        return shlex.split(line[line.index("sudo zairyu"):])

    def test_the_command_for_root(self):
        odd = self.dir / "it's a file.crt"
        odd.write_bytes(self.first.read_bytes())
        result = self.fails(20, "trust", "add", "--custom", "--system", odd, self.second, env={"NOT_ROOT": "1"})
        self.assertIn(f"This user may not change {self.system}. Run this instead: ", result.err)
        self.assertEqual(self.command_in(result.err),
                         ["sudo", "zairyu", "trust", "add", "--custom", "--system", str(odd), str(self.second)])
        self.assertFalse(self.system.exists())
        self.assertIn("次のコマンドを実行してください: sudo zairyu trust add",
                      self.fails(20, "trust", "add", "--custom", "--system", self.first, env=JAPANESE | {"NOT_ROOT": "1"}).err)
        self.error_object(self.run_tool("trust", "add", "--custom", "--system", "--json", self.first, env={"NOT_ROOT": "1"}))
        self.document(self.add(self.first, "--system"))
        digest = self.sha256(self.first)[:8]
        result = self.fails(20, "trust", "remove", "--system", digest, env={"NOT_ROOT": "1"})
        self.assertEqual(self.command_in(result.err), ["sudo", "zairyu", "trust", "remove", "--system", digest])
        self.assertEqual(len(self.names(self.system)), 1)
        self.assertEqual(self.run_tool("trust", "add", "--system", "--custom", self.first, env={"NOT_ROOT": "1"}).status, 0)  # there already
        long = self.fails(20, "trust", "add", "--custom", "--system", *[self.second] * 40, env={"NOT_ROOT": "1"})
        self.assertIn("sudo zairyu trust add --custom --system ...", long.err)


class Removed(TrustTest):
    def setUp(self):
        super().setUp()
        self.document(self.add(self.first, self.second))
        self.digest = self.sha256(self.first)
        self.file = self.user / (self.digest + ".crt")

    def remove(self, *args, **more):
        return self.document(self.run_tool("trust", "remove", "--json", *args, **more))

    def refused(self, status, text, *args, **more):
        before = self.names(self.user)
        self.assertIn(text, self.fails(status, "trust", "remove", *args, **more).err)
        self.assertEqual(self.names(self.user), before)

    def test_by_digest(self):
        result = self.run_tool("trust", "remove", self.digest[:8])
        self.assertEqual(result.status, 0, result.err)
        self.assertIn(f"{self.user} (for this user):\n", result.out)
        self.assertIn(f"  removed  first       test  2049-12-31   {self.digest[:16]}  libzairyu Test CA\n", result.out)
        self.assertIn(f"  Removed: {self.file}\n", result.out)
        self.assertIn("Cards of the first generation: no certificate", result.err)
        self.assertEqual(len(self.names(self.user)), 1)
        self.refused(20, "Nothing was removed", self.digest[:8])

    def test_in_other_writing(self):
        colons = ":".join(self.digest[i:i + 2] for i in range(0, 64, 2)).upper()
        document = self.remove(colons)
        self.assertEqual([anchor["sha256"] for anchor in document["anchors"]], [self.digest])
        self.assertEqual(document["removed"], [str(self.file)])
        self.assertEqual(document["anchors"][0]["files"], [])

    def test_by_file(self):
        document = self.remove(self.dir / "ca")  # a directory of such files
        self.assertEqual((len(document["anchors"]), len(document["removed"])), (2, 2))
        self.assertEqual(self.names(self.user), [])
        self.document(self.add(self.first))
        self.remove(self.file)
        self.assertEqual(self.names(self.user), [])

    def test_none_if_one_is_not_there(self):
        other = self.made("other.crt", 100)
        self.refused(20, "Nothing was removed", self.first, other)
        self.refused(20, "Nothing was removed", self.digest, "0123456789")
        self.refused(20, "Nothing was removed", self.digest, "nofile.crt")
        self.refused(2, "too short", self.digest[:7])
        self.refused(2, "too short", self.digest, "abc")
        self.refused(17, "cannot be used as a certificate", self.digest, __file__)
        self.refused(20, "何も削除していません", "0123456789", env=JAPANESE)

    def alike(self):
        """Two CA certificates whose digests begin with the same eight digits. What issued them is not known, so anything signs them."""
        pem = self.made("other.crt", 100).read_text(encoding="utf-8")
        der, seen = bytearray(ssl.PEM_cert_to_DER_cert(pem).replace(b"other", b"uther", 1)), {}
        for n in range(1 << 24):
            der[-4:] = n.to_bytes(4, "big")
            digest = hashlib.sha256(der).hexdigest()
            if digest[:8] in seen:
                der[-4:] = seen[digest[:8]].to_bytes(4, "big")
                return digest, hashlib.sha256(der).hexdigest(), [bytes(der[:-4]) + m.to_bytes(4, "big") for m in (n, seen[digest[:8]])]
            seen[digest[:8]] = n
        return None

    def test_ambiguous(self):
        one, other, contents = self.alike()
        for content in contents:
            (self.user / (hashlib.sha256(content).hexdigest() + ".crt")).write_bytes(content)
        self.refused(2, f"Several certificates in {self.user} begin with {one[:8]}", one[:8])
        self.refused(2, "複数あります", self.digest, one[:8], env=JAPANESE)
        self.assertEqual(self.remove(one)["removed"], [str(self.user / (one + ".crt"))])
        self.assertEqual(self.remove(other[:8])["removed"], [str(self.user / (other + ".crt"))])

    def test_every_file_it_is_in(self):
        (self.user / "copy.crt").write_bytes(self.first.read_bytes())
        document = self.remove(self.digest[:12])
        self.assertEqual(sorted(document["removed"]), sorted([str(self.file), str(self.user / "copy.crt")]))
        self.assertEqual(len(self.names(self.user)), 1)

    def test_a_file_that_holds_more(self):
        other = self.made("other.crt", 100)
        (self.user / "all.pem").write_text(other.read_text(encoding="utf-8") +
                                           self.made("more.crt", 100).read_text(encoding="utf-8"), encoding="utf-8")
        self.refused(20, f"{self.user}/all.pem also holds other certificates", other)
        self.assertEqual(self.remove(other, self.dir / "more.crt")["removed"], [str(self.user / "all.pem")])

    def test_what_is_no_use(self):
        for make in (lambda path: path.write_text("x", encoding="utf-8"), lambda path: path.symlink_to("nowhere"), os.mkfifo):
            for name in ("x.crt", self.user / "x.crt"):  # as listed, and as in the warning
                make(self.user / "x.crt")
                document = self.remove(name)
                self.assertEqual((document["removed"], document["anchors"]), ([str(self.user / "x.crt")], []))
                self.assertEqual(len(self.names(self.user)), 2)
        (self.user / "x.crt").symlink_to("nowhere")
        command = next(line for line in self.run_tool("trust", "list").out.splitlines() if "To remove it:" in line)
        self.document(self.run_tool(*shlex.split(command[command.index("trust remove"):]), "--json"))
        self.assertEqual(len(self.names(self.user)), 2)
        (self.user / "d.crt").mkdir()
        self.refused(20, "Is a directory", "d.crt")

    def test_no_word_is_not_all_of_them(self):
        self.refused(20, "Nothing was removed", "")
        self.refused(20, "Nothing was removed", self.digest[:8], "")

    def test_what_is_pasted_does_nothing_else(self):
        """Whatever a file is called; of one whose name cannot be shown as it is there is nothing to paste."""
        for name, pasted in (("a'; touch pwned; '.crt", True), ("$(touch pwned).crt", True), ("`touch pwned`.crt", True),
                             ("-x; touch pwned.crt", True), ("a\x1b[31m.crt", False), ("a\ntouch pwned.crt", False)):
            (self.user / name).write_bytes(b"")
            lines = [line.partition("To remove it: ")[2] for line in self.run_tool("trust", "list").out.splitlines()
                     if "To remove it: " in line]
            self.assertEqual(len(lines), pasted, name)
            for line in lines:
                (self.dir / "zairyu").write_text("#!/bin/sh\nprintf '%s\\n' \"$3\" >said\n", encoding="utf-8")
                (self.dir / "zairyu").chmod(0o755)
                subprocess.run(["sh", "-c", line], cwd=self.dir, env={"PATH": f"{self.dir}:{os.environ['PATH']}"}, check=True)
                self.assertEqual((self.dir / "said").read_text(encoding="utf-8").rstrip("\n"), str(self.user / name))
                self.assertNotIn("pwned", self.names())
            (self.user / name).unlink()

    def test_a_link_goes_and_not_what_it_leads_to(self):
        self.file.unlink()
        (self.user / "link.crt").symlink_to(self.first)
        self.assertEqual(self.remove(self.digest)["removed"], [str(self.user / "link.crt")])
        self.assertTrue(self.first.exists())

    def test_the_directory_for_all(self):
        self.document(self.add(self.first, "--system"))
        result = self.run_tool("trust", "remove", self.digest)
        self.assertIn(f"{self.digest[:16]} is also in {self.system}", result.err)
        self.refused(20, f"sudo zairyu trust remove --system {self.digest[:10]}", self.digest[:10])
        self.assertEqual(self.remove("--system", self.digest)["removed"], [str(self.system / self.file.name)])
        self.refused(20, "Nothing was removed", "--system", self.digest)

    def test_another_directory(self):
        self.document(self.add(self.first, "--trust", "other"))
        self.assertEqual(self.remove("--trust", "other", self.digest)["removed"], [f"other/{self.file.name}"])
        self.assertEqual(len(self.names(self.user)), 2)
        self.refused(20, "none cannot be read", "--trust", "none", self.digest)


if __name__ == "__main__":
    unittest.main()
