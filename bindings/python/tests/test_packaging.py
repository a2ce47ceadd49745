# SPDX-License-Identifier: BSD-2-Clause
"""The source package builds elsewhere, with pip and without a network; the wheel says what it is; both are the same twice.

usage: test_packaging.py SOURCE_OF_THE_PACKAGE INCLUDE WHEEL
"""
import email
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

import zairyu

SOURCE, INCLUDE, WHEEL = map(pathlib.Path, sys.argv[1:4])
BUILD = WHEEL.resolve().parents[2]


class Packages(unittest.TestCase):
    def setUp(self) -> None:
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.folder = pathlib.Path(made.name)
        self.environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | {
            "PKG_CONFIG_PATH": str(BUILD / "meson-uninstalled"), "CPATH": str(INCLUDE), "SOURCE_DATE_EPOCH": "1700000000",
            "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "HOME": made.name}
        self.copy = self.folder / "source"
        shutil.copytree(SOURCE, self.copy, ignore=shutil.ignore_patterns("__pycache__"))

    def run_python(self, *arguments: object, cwd: pathlib.Path | None = None, status: int = 0, **more: str) -> str:
        done = subprocess.run([sys.executable, *map(str, arguments)], cwd=cwd or self.folder, capture_output=True, text=True,
                              env=self.environment | more, check=False)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def sdist(self, **more: str) -> pathlib.Path:
        self.run_python("setup.py", "-q", "sdist", "--dist-dir", self.folder / "dist", cwd=self.copy, **more)
        made, = (self.folder / "dist").glob("*.tar.gz")
        return made

    def test_wheel(self) -> None:
        with zipfile.ZipFile(WHEEL) as wheel:
            names = wheel.namelist()
            told = email.message_from_bytes(wheel.read(next(n for n in names if n.endswith("/WHEEL"))))
            about = email.message_from_bytes(wheel.read(next(n for n in names if n.endswith("/METADATA"))))
        self.assertTrue(told["Tag"].startswith("cp311-abi3-linux_"))
        self.assertEqual((about["Name"], about["Version"]), ("zairyu", zairyu.version()))
        self.assertEqual(about["Requires-Python"], ">=3.11")
        self.assertIn("zairyu/py.typed", names)
        modules = {n.split(".")[0] for n in names if n.endswith(".abi3.so")}
        self.assertGreaterEqual(modules, {"zairyu/_core", "zairyu/_verify"})
        self.assertEqual(modules, {n.split(".")[0] for n in names if n.endswith(".pyi")} - {"zairyu/_cffi"})
        self.assertFalse([n for n in names if "cdefs" in n or "libzairyu" in n or "test" in n.split("/")[-1]])

    def test_extensions_have_no_path_and_no_library_of_another(self) -> None:
        with zipfile.ZipFile(WHEEL) as wheel:
            for name in (n for n in wheel.namelist() if n.endswith(".so")):
                wheel.extract(name, self.folder)
                said = subprocess.run(["readelf", "-d", self.folder / name], capture_output=True, text=True, check=True).stdout
                self.assertNotRegex(said, "RPATH|RUNPATH")
                library = re.findall(r"_(\w+)\.", name)[0]
                own = "libzairyu" if library == "core" else f"libzairyu-{library}"
                self.assertIn(f"{own}.so.", said)
                needed = set(re.findall(r"\[(lib\S+?)\.so", said))
                self.assertLessEqual(needed - {"libc", "libpthread"}, {own, "libzairyu", "libzairyu-verify"}, name)

    def test_source_package_with_pip(self) -> None:
        made = self.sdist()
        with tarfile.open(made) as archive:
            names = archive.getnames()
        self.assertTrue(any(name.endswith("/cdefs/headers.py") for name in names))
        self.assertFalse([name for name in names if name.endswith((".so", ".pyc"))])
        self.run_python("-m", "pip", "wheel", "-q", "--no-index", "--no-build-isolation", "--no-deps", "-w",
                        self.folder / "wheels", made)
        wheel, = (self.folder / "wheels").glob("*.whl")
        self.assertEqual(wheel.name, WHEEL.name)
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(self.folder / "installed")
        told = self.run_python("-c", "import zairyu; print(zairyu.read('virtual:type=05').type)",
                               PYTHONPATH=str(self.folder / "installed"))
        self.assertEqual(told, "05\n")

    def test_wheel_with_pip(self) -> None:
        self.run_python("-m", "pip", "install", "-q", "--no-index", "--no-deps", "--no-compile", "--target",
                        self.folder / "there", WHEEL.resolve())
        told = self.run_python("-c", "import zairyu; print(zairyu.__file__, zairyu.read('virtual:type=1').type)",
                               PYTHONPATH=str(self.folder / "there"))
        self.assertEqual(told, f"{self.folder / 'there/zairyu/__init__.py'} 1\n")

    def test_the_same_twice(self) -> None:
        made = []
        for number in range(2):
            self.run_python("setup.py", "-q", "bdist_wheel", "--dist-dir", self.folder / f"wheel{number}", cwd=self.copy)
            made.append((self.folder / f"wheel{number}" / WHEEL.name).read_bytes())
            shutil.rmtree(self.copy / "build")
        self.assertEqual(made[0], made[1])

    def test_without_headers(self) -> None:
        told = self.run_python("setup.py", "-q", "bdist_wheel", cwd=self.copy, status=1, PKG_CONFIG_LIBDIR="/nowhere",
                               PKG_CONFIG_PATH="/nowhere")
        self.assertIn("libzairyu-dev", told)
        self.assertNotIn("Traceback", told)

    def test_with_some_libraries(self) -> None:
        self.run_python("setup.py", "-q", "bdist_wheel", "--dist-dir", self.folder / "some", cwd=self.copy,
                        ZAIRYU_LIBRARIES="core verify")
        with zipfile.ZipFile(self.folder / "some" / WHEEL.name) as archive:
            archive.extractall(self.folder / "installed")
        code = ("import zairyu\nprint(zairyu.Trust('default'))\ntry: zairyu.Image\n"
                "except zairyu.UnsupportedError as error: print(error)")
        told = self.run_python("-c", code, PYTHONPATH=str(self.folder / "installed"))
        self.assertIn("libzairyu-image0", told)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
