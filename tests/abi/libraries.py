# SPDX-License-Identifier: BSD-2-Clause
"""The libraries of this tree as their version maps and public headers have them; what the gates of the ABI share."""
import dataclasses
import os
import pathlib
import re
import shlex
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
CC = shlex.split(os.environ.get("CC", "cc"))


@dataclasses.dataclass
class Library:
    """`include` may be another folder than the tree's: the gates are tried on planted copies of the headers."""
    name: str
    map: pathlib.Path
    include: pathlib.Path
    headers: list[str]

    @property
    def soname(self):
        return f"{self.map.stem}.so.{soversion()}"

    @property
    def baseline(self):
        return ROOT / "tests/abi" / f"{self.name}.abi"

    @property
    def constants(self):
        return ROOT / "tests/abi" / f"{self.name}.constants"

    def prototypes(self):
        """Every public function as it is declared, without what only compilers read."""
        found, declared = [], 0
        for header in self.headers:
            text = without_comments((self.include / header).read_text(encoding="utf-8"))
            text = re.sub(r"^\s*#.*$", "", text, flags=re.M)
            declared += len(re.findall(r"\bZAIRYU_API\b", text))
            found += re.findall(r"\bZAIRYU_API\s+(?:ZAIRYU_NODISCARD\s+)?([^;{}]*\))\s*;", text)
        assert declared == len(found), f"{self.name}: {declared} functions are declared, {len(found)} understood"
        return found

    def build_stub(self, out):
        """A shared library that has every public function and does nothing: what the headers promise, and no more."""
        lines = [f"#include <{header}>" for header in self.headers]
        lines += [f"{prototype} {{ __builtin_trap(); }}" for prototype in self.prototypes()]
        compile_c("\n".join(lines), "-g", "-O0", "-shared", "-fPIC", f"-I{self.include}", f"-Wl,-soname,{self.soname}",
                  f"-Wl,--version-script={self.map}", "-o", str(out))


def libraries(include=ROOT / "include"):
    """The core's headers are those that zairyu.h gathers; each other library has the one of its folder's name."""
    gathered = re.findall("#include <(zairyu/.*)>", (include / "zairyu.h").read_text(encoding="utf-8"))
    maps = {path.parent.name: path for path in [*ROOT.glob("lib/*/*.map"), *ROOT.glob("backends/*/*.map")]}
    return [Library(name, path, include, gathered if name == "core" else [f"zairyu/{name}.h"])
            for name, path in sorted(maps.items())]


def compile_c(source, *args):
    """Compiles C from memory; returns what the compiler printed."""
    done = subprocess.run([*CC, "-std=c11", "-x", "c", "-", "-x", "none", *args], input=source, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def without_comments(text):
    return re.sub(r"/\*.*?\*/", " ", text, flags=re.S)


def soversion():
    return re.search(r"^soversion = '(\d+)'", (ROOT / "meson.build").read_text(encoding="utf-8"), flags=re.M)[1]
