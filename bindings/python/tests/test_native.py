# SPDX-License-Identifier: BSD-2-Clause
"""The package and the headers say the same, and only those libraries are loaded that are needed.

usage: test_native.py SOURCE_OF_THE_PACKAGE INCLUDE
"""
import ast
import importlib
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

SOURCE, INCLUDE = map(pathlib.Path, sys.argv[1:3])
sys.path.append(str(SOURCE))

from cdefs import functions, headers  # noqa: E402

import zairyu  # noqa: E402
from zairyu import _core  # noqa: E402

CODE = "\n".join(path.read_text(encoding="utf-8") for path in (SOURCE / "zairyu").glob("*.py"))
HEADERS = [headers.read(path) for path in sorted(INCLUDE.glob("**/*.h"))]
SATELLITES = ("verify", "image", "json", "pcsc", "nfc", "vcard")

# Functions that Python has no use for, and why.
LEFT_OUT = {
    "zairyu_error_finish": "ends functions written in C; here an exception does",
}
CONSTANTS_LEFT_OUT = {
    r"ZAIRYU_FIELD_(?!STATE_|TYPE_)\w+": "fields go by their names",
    r"ZAIRYU_\w+_LAST": "goes up with every version: count until the name is None",
    r"ZAIRYU_NUMBER_LENGTH": "a text knows its length",
    r"ZAIRYU_PLACES_ALL": "Place members are or-ed",
    r"ZAIRYU_WAIT_SLICE_MS": "Wait.slice() obeys it",
    r"ZAIRYU_JSON_PATH_(STORED_IMAGE|ITEM|TRUST|ADDED|REMOVED)": "what the command's own options write or install",
}


def is_used(name: str) -> bool:
    return bool(re.search(rf"\b{name}\b", CODE))


def in_child(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(done.stderr)
    return done.stdout


class Headers(unittest.TestCase):
    def test_every_function_is_used(self) -> None:
        declared = [f.name for header in HEADERS for f in functions.called(header.code)]
        self.assertGreater(len(declared), 250)
        unused = {name for name in declared if not is_used(name)}
        self.assertEqual(unused, set(LEFT_OUT))

    def test_every_callback_is_defined(self) -> None:
        names = [f.name for header in HEADERS for f in functions.calling(header.code)]
        self.assertGreater(len(names), 15)
        self.assertEqual([name for name in names if f"def {name}(" not in CODE], [])

    def test_every_constant_has_a_name(self) -> None:
        for header in HEADERS:
            for name in header.constants + header.texts:
                left_out = any(re.fullmatch(pattern, name) for pattern in CONSTANTS_LEFT_OUT)
                self.assertNotEqual(is_used(name), left_out, name)

    def test_nothing_is_left_out_that_is_not_there(self) -> None:
        names = [name for header in HEADERS for name in header.constants]
        for pattern in CONSTANTS_LEFT_OUT:
            self.assertTrue(any(re.fullmatch(pattern, name) for name in names), pattern)

    def test_the_declarations_are_found(self) -> None:
        """Against another way of reading them: what begins with ZAIRYU_API."""
        for header, path in zip(HEADERS, sorted(INCLUDE.glob("**/*.h")), strict=True):
            text = headers.without_comments(path.read_text(encoding="utf-8"))
            listed = re.findall(r"ZAIRYU_API\b[^;(]*?\b(zairyu_\w+)\s*\(", text)
            self.assertEqual([f.name for f in functions.called(header.code)], listed, path.name)

    def test_enumerations_agree_with_the_headers(self) -> None:
        text = "\n".join(path.read_text(encoding="utf-8") for path in INCLUDE.glob("**/*.h"))
        for cls, prefix in ((zairyu.ErrorCode, "ERR"), (zairyu.Verdict, "VERDICT"), (zairyu.Result, "RESULT"),
                            (zairyu.FieldState, "FIELD_STATE"), (zairyu.Presence, "PRESENCE"), (zairyu.Kind, "KIND"),
                            (zairyu.AnchorKind, "ANCHOR"), (zairyu.Fault, "FAULT"), (zairyu.PixelFormat, "PIXEL")):
            listed = dict(re.findall(rf"^#define ZAIRYU_{prefix}_(\w+)\s+\(?(-?\d+)", text, flags=re.M))
            listed.pop("LAST", None)
            self.assertEqual({member.name: int(member) for member in cls}, {key: int(value) for key, value in listed.items()})


class Stubs(unittest.TestCase):
    def test_each_says_what_its_module_has(self) -> None:
        for library in ("core", *SATELLITES):
            module = importlib.import_module(f"zairyu._{library}")
            stub = ast.parse(pathlib.Path(module.__file__).with_name(f"_{library}.pyi").read_text(encoding="utf-8"))
            cls, = (node for node in stub.body if isinstance(node, ast.ClassDef))
            methods = {node.name: node for node in cls.body if isinstance(node, ast.FunctionDef)}
            values = {node.target.id: node.annotation.id for node in cls.body if isinstance(node, ast.AnnAssign)}
            self.assertEqual(set(methods) | set(values), set(dir(module.lib)), library)
            for name, node in methods.items():
                self.compare(module.ffi.typeof(getattr(module.lib, name)), node)
            for name, kind in values.items():
                self.assertEqual(isinstance(getattr(module.lib, name), int), kind == "int", name)

    def compare(self, real: object, node: ast.FunctionDef) -> None:
        """Numbers are numbers, everything else is an object of C."""
        told = [ast.unparse(argument.annotation) for argument in node.args.posonlyargs[1:]]
        self.assertEqual(len(told), len(real.args), node.name)
        for kind, argument in zip(told, real.args, strict=True):
            self.assertEqual(kind == "int", argument.kind == "primitive", f"{node.name}: {argument.cname}")
        result = {"primitive": "int", "void": "None"}.get(real.result.kind, "CData")
        self.assertEqual(ast.unparse(node.returns), result, node.name)


class Loading(unittest.TestCase):
    def loaded(self, code: str) -> set[str]:
        maps = in_child(f"import zairyu\n{code}\nprint(open('/proc/self/maps').read())")
        return set(re.findall(r"/lib(zairyu-?\w*|pcsclite|nfc|pango-1\.0|openjp2|tiff|jansson)\.so", maps))

    def test_verifying_needs_no_more_than_it_says(self) -> None:
        with tempfile.NamedTemporaryFile() as file, zairyu.read("virtual:type=05") as card:
            card.save(file)
            file.flush()
            code = f"card = zairyu.verify({file.name!r}); card.fields['sex'].value; card.close()"
            self.assertEqual(self.loaded(code), {"zairyu", "zairyu-verify"})

    def test_libraries_come_when_they_are_needed(self) -> None:
        loaded = self.loaded("zairyu.read('virtual:type=05')")
        self.assertIn("zairyu-vcard", loaded)
        self.assertFalse({"zairyu-image", "zairyu-json", "pcsclite", "nfc"} & loaded)
        self.assertIn("pcsclite", self.loaded("zairyu.Context(['pcsc'])"))
        self.assertIn("zairyu-image", self.loaded("zairyu.Image"))

    def test_a_library_that_is_not_there(self) -> None:
        code = ("import sys; sys.modules['zairyu._pcsc'] = None\nimport zairyu\n"
                "try: zairyu.read('pcsc:', number='AA12345678BB')\nexcept zairyu.UnsupportedError as error: print(error)")
        self.assertIn("libzairyu-pcsc0", in_child(code))

    def test_a_library_that_is_too_old(self) -> None:
        code = ("import types, sys, zairyu._core as core\n"
                "class Old:\n"
                "    def __getattr__(self, name): return getattr(core.lib, name)\n"
                "    def zairyu_version_number(self): return 0x000001\n"
                "core_old = types.SimpleNamespace(ffi=core.ffi, lib=Old())\n"
                "sys.modules['zairyu._core'] = core_old\n"
                "loaded = [name for name in sys.modules if name.startswith('zairyu') and name != 'zairyu._core']\n"
                "for name in loaded: del sys.modules[name]\n"
                "try: import zairyu\nexcept ImportError as error: print(error)")
        self.assertIn("found the older libzairyu", in_child(code))

    def test_no_library_at_all(self) -> None:
        code = ("import sys; sys.modules['zairyu._core'] = None\n"
                "try: import zairyu\nexcept ImportError as error: print(error)")
        self.assertIn("Install libzairyu", in_child(code))

    def test_every_public_name_is_there(self) -> None:
        for name in zairyu.__all__ + list(zairyu._LATER):
            self.assertTrue(hasattr(zairyu, name), name)
            self.assertIn(name, dir(zairyu))
        with self.assertRaises(AttributeError):
            zairyu.nothing
        self.assertEqual(zairyu.__version__, zairyu.version())
        self.assertEqual(zairyu.__version__, _core.ffi.string(_core.lib.ZAIRYU_VERSION).decode())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
