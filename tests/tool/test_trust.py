# SPDX-License-Identifier: BSD-2-Clause
"""zairyu trust add: which certificates are taken, out of which files."""
import base64
import hashlib
import io
import re
import stat
import subprocess
import unittest
import zipfile

from support import TrustTest, without


class Trust(TrustTest):
    def zip(self, entries, name="download.zip"):
        path = self.dir / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, content in entries.items():
                archive.writestr(entry, content)
        return path

    def test_unknown_certificates_are_refused(self):
        result = self.fails(2, "trust", "add", self.first)
        self.assertIn("--custom", result.err)
        self.assertIn(str(self.first), result.err)
        self.assertFalse(self.user.exists())

    def test_custom_ones_are_installed_and_used(self):
        sha256 = hashlib.sha256(self.first.read_bytes()).hexdigest()
        anchors = self.anchors(self.add(self.first))
        installed = str(self.user / (sha256 + ".crt"))
        self.assertEqual([(anchor["sha256"], anchor["kind"], anchor["family"], anchor["files"], anchor["added"]) for anchor in anchors],
                         [(sha256, "custom", "first-generation", [installed], installed)])
        anchors = [without(anchor, "added") for anchor in anchors]
        self.assertEqual(self.names(self.user), [sha256 + ".crt"])
        self.assertEqual((self.user / self.names(self.user)[0]).read_bytes(), self.first.read_bytes())
        self.assertEqual(stat.S_IMODE((self.user / self.names(self.user)[0]).stat().st_mode), 0o644)
        self.assertEqual(self.anchors(self.run_tool("trust", "list", "--json")), anchors)
        self.assertIn(f"  {sha256[:16]}  libzairyu Test CA\n", self.run_tool("trust", "list").out)
        found = self.card(self.read("type=1", "--json"), 4)["verification"]
        self.assertEqual((found["issuer"], found["anchor"]["sha256"]), ("ok", sha256))
        self.assertEqual(self.anchors(self.add(self.first)), anchors)
        self.assertEqual(len(self.names(self.user)), 1)

    def test_directories(self):
        data, other = self.dir / "data", self.dir / "other"
        self.anchors(self.add(self.first, env={"XDG_DATA_HOME": str(data)}))
        self.assertEqual(len(self.names(data / "zairyu/trust")), 1)
        self.anchors(self.add(self.second, "--trust", other))
        self.assertEqual(len(self.names(other)), 1)
        self.assertEqual(self.anchors(self.run_tool("trust", "list", "--json")), [])
        self.assertIn("none cannot be read: No such file", self.fails(20, "trust", "list", "--trust", "none").err)
        (self.dir / "junk").mkdir()
        (self.dir / "junk/x.crt").write_text("x", encoding="utf-8")
        self.assertIn("junk: This cannot be used as a certificate.", self.fails(17, "trust", "add", "junk").err)
        nothing = self.run_tool("trust", "list")
        self.assertEqual(nothing.status, 0)
        self.assertIn(f"{self.user} (for this user): not there yet\n", nothing.out)
        self.assertIn("zairyu trust add FILE", nothing.err)
        self.fails(20, "trust", "add", "--custom", self.first, env={"HOME": ""})

    def test_pem_and_zip(self):
        pem = self.dir / "ca.pem"
        pem.write_bytes(b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(self.first.read_bytes()) +
                        b"-----END CERTIFICATE-----\n")
        alone = self.added_to("a", self.first)
        self.assertEqual(self.added_to("b", pem), alone)
        archive = self.zip({"readme.txt": b"x", "sub/CA.CRT": self.first.read_bytes()})
        self.assertEqual(self.added_to("c", archive), alone)
        self.fails(2, "trust", "add", archive)

    def added_to(self, directory, *operands):
        """What was added, but for where it is."""
        return [without(anchor, "files", "added") for anchor in self.anchors(self.add(*operands, "--trust", directory))]

    def pem(self, *paths):
        return b"".join(b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(path.read_bytes()) +
                        b"-----END CERTIFICATE-----\n" for path in paths)

    def test_several_in_one_file(self):
        bundle = self.dir / "bundle.pem"
        bundle.write_bytes(self.pem(self.first, self.second))
        apart = self.added_to("a", self.first, self.second)
        self.assertEqual(self.added_to("b", bundle), apart)
        self.assertEqual(len(self.names(self.dir / "b")), 2)
        self.assertEqual(self.added_to("c", self.zip({"all.pem": bundle.read_bytes()})), apart)
        (self.dir / "d").mkdir()
        (self.dir / "d/all.pem").write_bytes(bundle.read_bytes())
        self.assertEqual(len(self.anchors(self.run_tool("trust", "list", "--json", "--trust", "d"))), 2)
        bundle.write_bytes(self.pem(self.first, self.second)[:-30])
        self.fails(17, "trust", "add", "--custom", bundle)
        self.assertFalse(self.user.exists())

    def test_all_or_none(self):
        broken = self.dir / "broken.crt"
        broken.write_bytes(b"no certificate")
        self.fails(17, "trust", "add", "--custom", self.first, broken)
        self.fails(20, "trust", "add", "--custom", self.first, "none")
        self.assertFalse(self.user.exists())

    def openssl(self, name, *arguments, key="rsa:2048"):
        """A self-signed certificate with no extension but those given."""
        path = self.dir / name
        path.parent.mkdir(exist_ok=True)
        subprocess.run(["openssl", "req", "-x509", "-newkey", key, "-nodes", "-keyout", self.dir / "key.pem", "-out", path,
                        "-subj", "/CN=Fictional", "-config", "/dev/stdin",
                        *(part for extension in arguments for part in ("-addext", extension))],
                       input=b"[req]\ndistinguished_name=dn\n[dn]\n", check=True, capture_output=True)
        return path

    def unusable(self):
        """Certificates that are no CA's, and the reason of each."""
        ca = "basicConstraints=critical,CA:TRUE"
        return [(self.openssl("leaf.crt", "basicConstraints=CA:FALSE"), "does not say that it is a CA's"),
                (self.openssl("small.crt", ca, key="rsa:1024"), "neither RSA of 2048 to 4096 bits nor ECDSA P-384"),
                (self.openssl("usage.crt", ca, "keyUsage=digitalSignature"), "may not sign certificates (key usage)")]

    def test_the_reason_is_told(self):
        general = {"C.UTF-8": "This cannot be used as a certificate.", "ja_JP.UTF-8": "証明書として使えません。"}
        for path, reason in self.unusable():
            content = path.read_bytes()
            archive = self.zip({"good.crt": self.first.read_bytes(), "bad.crt": content}, path.stem + ".zip")
            directory = self.dir / path.stem
            directory.mkdir()
            (directory / "bad.crt").write_bytes(content)
            (directory / "good.crt").write_bytes(self.first.read_bytes())
            for operand, file, tail in [(path, path, ""), (archive, f"{archive}: bad.crt", ""),
                                        (directory, directory, ": bad.crt")]:
                for locale, text in general.items():
                    result = self.fails(17, "trust", "add", "--custom", operand, env={"LC_ALL": locale, "LANG": locale})
                    self.assertIn(f"{file}: {text}", result.err)
                    self.assertRegex(result.err.splitlines()[-1], re.escape(reason) + ".*" + re.escape(tail) + "$")
                    self.assertEqual(result.err.count(reason), 1)
                error = self.error_object(self.add(operand), file)
                self.assertIn(reason, error["detail"])
                self.assertTrue(error["detail"].endswith(tail))
            self.assertFalse(self.user.exists() and self.names(self.user))  # nothing of it was installed
            listed = self.run_tool("trust", "list", "--trust", directory)
            self.assertIn(f"Cannot be used: {directory}/bad.crt: not a certificate of a CA", listed.out)
            self.assertIn(reason, listed.out)

    def test_a_directory_is_added(self):
        directory = self.dir / "more"
        directory.mkdir()
        (directory / "a.crt").write_bytes(self.first.read_bytes())
        (directory / "b.pem").write_bytes(self.pem(self.second))
        self.assertEqual(len(self.anchors(self.add(directory))), 2)
        (directory / "c.crt").symlink_to("nowhere")
        error = self.fails(20, "trust", "add", "--custom", directory).err
        self.assertIn(f"{directory} cannot be read: No such file or directory", error)
        self.assertIn("c.crt", error)

    def test_hostile_archives(self):
        self.fails(17, "trust", "add", "--custom", self.zip({"readme.txt": b"x"}))
        self.fails(17, "trust", "add", "--custom", self.zip({"bomb.crt": b"\0" * (64 << 20)}))
        self.fails(17, "trust", "add", "--custom", self.zip({f"{i}.crt": b"" for i in range(300)}))
        self.fails(17, "trust", "add", "--custom", self.zip({"a.crt": b"no certificate"}))
        whole = self.zip({"a.crt": self.first.read_bytes()}).read_bytes()
        cut = self.dir / "cut.zip"
        for length in (4, 30, len(whole) // 2, len(whole) - 1):
            cut.write_bytes(whole[:length])
            self.fails(17, "trust", "add", "--custom", cut)
        for at in range(0, len(whole), 7):
            cut.write_bytes(whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1:])
            self.assertIn(self.add(cut, "--trust", "fuzz").status, (0, 17))

    def test_sizes(self):
        large = self.dir / "large.crt"
        large.write_bytes(b"0" * 100000)
        self.fails(17, "trust", "add", "--custom", large)
        large.write_bytes(io.BytesIO(b"0" * (5 << 20)).read())
        self.fails(17, "trust", "add", "--custom", large)

    def test_usage(self):
        for args in ([], ["add"], ["remove"], ["list", "x"], ["list", "--custom"], ["remove", "--custom", "x"], ["update", "x"],
                     ["list", "--system", "--trust", "x"]):
            self.fails(2, "trust", *args)

    def test_only_plain_files_are_replaced(self):
        self.user.mkdir(parents=True)
        name = hashlib.sha256(self.first.read_bytes()).hexdigest() + ".crt"
        (self.user / name).symlink_to(self.second)
        before = self.second.read_bytes()
        self.fails(20, "trust", "add", "--custom", self.first)
        self.assertEqual(self.second.read_bytes(), before)


if __name__ == "__main__":
    unittest.main()
