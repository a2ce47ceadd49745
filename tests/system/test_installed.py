# SPDX-License-Identifier: BSD-2-Clause
"""An outside project: installs the libraries somewhere, builds the example by pkg-config alone, and runs it on a card."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["ZAIRYU_SOURCE"])
sys.path.insert(0, str(SOURCE / "tests/tool"))
from support import NUMBER, TIMEOUT, ZAIRYU, ToolTest  # noqa: E402

BUILD = os.environ["ZAIRYU_BUILD"]
MESON = os.environ["ZAIRYU_MESON"].split()
EXAMPLE = SOURCE / "examples/read_and_verify.c"


class Installed(ToolTest):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory(prefix="zairyu-installed-")
        cls.root = pathlib.Path(cls.place.name)
        cls.addClassCleanup(cls.place.cleanup)
        subprocess.run([*MESON, "install", "--no-rebuild", "--quiet", "-C", BUILD, "--destdir", str(cls.root)], check=True,
                       stdout=subprocess.DEVNULL)
        directories = {p.parent for p in cls.root.rglob("*.pc")}
        assert len(directories) == 1, directories
        cls.pkgconfig = {"PKG_CONFIG_PATH": str(directories.pop()), "PKG_CONFIG_SYSROOT_DIR": str(cls.root)}
        cls.libraries = {str(p.parent) for p in cls.root.rglob("libzairyu.so")}

    def pkg_config(self, *args):
        done = subprocess.run(["pkg-config", *args], check=True, capture_output=True, text=True,
                              env=os.environ | self.pkgconfig)
        return done.stdout.split()

    def build(self, source, *packages, compiler=(*os.environ["ZAIRYU_CC"].split(), "-std=c11")):
        program = self.dir / "program"
        flags = os.environ.get("ZAIRYU_LINK_FLAGS", "").split()
        subprocess.run([*compiler, "-Wall", "-Wextra", "-Werror", *flags, str(source), "-o", str(program),
                        *self.pkg_config("--cflags", "--libs", *packages)], check=True)
        return program

    def run_program(self, program, *args):
        env = self.environment(LD_LIBRARY_PATH=":".join(self.libraries))
        return subprocess.run([program, *map(str, args)], capture_output=True, text=True, timeout=TIMEOUT, env=env,
                              check=False)

    def test_data_files(self):
        """They are where pkg-config says, and are those that were built in."""
        place, = self.pkg_config("--variable=shareddir", "libzairyu")
        place = pathlib.Path(place if place.startswith(str(self.root)) else f"{self.root}{place}")
        for source in sorted((SOURCE / "lib/data").glob("*.tsv")):
            self.assertEqual((place / source.name).read_bytes(), source.read_bytes())

    def test_example_is_short(self):
        self.assertLessEqual(len(EXAMPLE.read_text(encoding="utf-8").splitlines()), 30)

    def test_examples_are_built_by_their_makefile(self):
        place = self.dir / "examples"
        shutil.copytree(next(self.root.rglob("doc/libzairyu/examples")), place)
        env = os.environ | self.pkgconfig
        subprocess.run(["make", "CFLAGS=-Wall -Wextra -Werror", f"CC={os.environ['ZAIRYU_CC']}",
                        f"LDFLAGS={os.environ.get('ZAIRYU_LINK_FLAGS', '')}"], cwd=place, env=env, check=True, stdout=subprocess.DEVNULL)
        programs = (place / "Makefile").read_text(encoding="utf-8").split("\nall: ")[1].splitlines()[0].split()
        self.assertGreaterEqual(set(programs), {source.stem for source in place.glob("*.c")})
        for program in programs:
            self.assertTrue(os.access(place / program, os.X_OK), program)
        done = self.run_program(place / "virtual_card_test")
        self.assertEqual((done.returncode, len(done.stdout.splitlines())), (0, 7), done.stderr)
        subprocess.run(["make", "clean"], cwd=place, check=True, stdout=subprocess.DEVNULL)
        self.assertFalse([program for program in programs if (place / program).exists()])

    def test_docdir_is_told(self):
        docdir, = self.pkg_config("--variable=docdir", "libzairyu")
        if not docdir.startswith(str(self.root)):  # some pkg-configs put the root before a variable, some do not
            docdir = f"{self.root}{docdir}"
        self.assertTrue((pathlib.Path(docdir) / "integrating.md").exists(), docdir)

    def test_the_text_renderer_is_told(self):
        if not list(self.root.rglob("libzairyu-image.pc")):
            self.skipTest("libzairyu-image is not built")
        source = self.dir / "text.c"
        source.write_text("#include <stdio.h>\n#include <zairyu/image.h>\n"
                          'int main(void) { return puts(zairyu_image_has_text() ? "yes" : "no") < 0; }\n')
        done = self.run_program(self.build(source, "libzairyu-image"))
        self.assertEqual(done.stdout.split(), self.pkg_config("--variable=have_text", "libzairyu-image"))

    def test_example_reads_a_card(self):
        program = self.build(EXAMPLE, "libzairyu-pcsc", "libzairyu-verify")
        emulate = subprocess.Popen([ZAIRYU, "emulate", "--type", "05", "--trust-out", self.dir / "ca"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment())
        self.addCleanup(emulate.communicate, timeout=TIMEOUT)
        self.addCleanup(emulate.send_signal, signal.SIGTERM)
        # The card shows up at the reader when it does: wait by way of the command.
        self.assertEqual(self.run_tool("read", "--reader", "pcsc:", "--wait", "20", stdin=NUMBER + "\n").status, 4)
        done = self.run_program(program, self.dir / "ca", NUMBER)
        self.assertEqual(done.stdout, "unchecked\n", done.stderr)
        self.assertEqual(done.returncode, 1)
        wrong = self.run_program(program, self.dir / "ca", "AB12345678CD")
        self.assertEqual(wrong.stdout, "The residence card number is wrong.\n")

    def test_a_program_in_cxx(self):
        compiler = os.environ.get("CXX", "c++")
        if not shutil.which(compiler) or os.environ.get("ZAIRYU_LINK_FLAGS"):
            self.skipTest("there is no C++ compiler that links with this build")
        packages = sorted(p.stem for p in self.root.rglob("*.pc"))
        defines = [f"-DWITH_{name.removeprefix('libzairyu-').upper()}" for name in packages]
        source = self.dir / "outside.cpp"
        source.write_text((SOURCE / "tests/system/outside.c").read_text(encoding="utf-8"), encoding="utf-8")
        done = self.run_program(self.build(source, *packages, compiler=(compiler, "-std=c++11", "-Wpedantic", *defines)))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("unchecked\n", done.stdout)

    def test_every_library_links_by_itself(self):
        calls = {"": "(void)zairyu_version();", "-verify": "zairyu_trust_free(NULL);", "-image": "zairyu_image_free(NULL);",
                 "-json": "zairyu_json_extra_free(NULL);",
                 "-vcard": "zairyu_vcard_free(NULL);", "-pcsc": "(void)zairyu_pcsc_backend();",
                 "-nfc": "(void)zairyu_nfc_backend();"}
        for package in sorted(p.stem for p in self.root.rglob("*.pc")):
            with self.subTest(package):
                suffix = package.removeprefix("libzairyu")
                header = "zairyu" + suffix.replace("-", "/") + ".h"
                source = self.dir / "one.c"
                source.write_text(f"#include <{header}>\nint main(void) {{ {calls[suffix]} return 0; }}\n")
                self.assertEqual(self.run_program(self.build(source, package)).returncode, 0)


if __name__ == "__main__":
    unittest.main()
