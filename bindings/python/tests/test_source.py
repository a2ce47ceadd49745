# SPDX-License-Identifier: BSD-2-Clause
"""The sizes of doc/conventions.md, and a sentence for every public name.

usage: test_source.py SOURCE_OF_THE_PACKAGE FOLDER…
"""
import ast
import pathlib
import sys
import unittest

PACKAGE, *OTHERS = map(pathlib.Path, sys.argv[1:])
FUNCTION_MAX, FILE_MAX, LINE_MAX = 50, 350, 128
# Slots by their names: transport.h says what each does.
SLOTS = "python_"


def sources() -> list[pathlib.Path]:
    return sorted(path for folder in (PACKAGE, *OTHERS) for path in folder.rglob("*.py*")
                  if path.suffix in (".py", ".pyi") and "__pycache__" not in path.parts)


def functions(tree: ast.AST) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


class Source(unittest.TestCase):
    def test_there_is_some(self) -> None:
        self.assertGreater(len(sources()), 40)

    def test_sizes(self) -> None:
        for path in sources():
            text = path.read_text(encoding="utf-8")
            lines = text.splitlines()
            self.assertTrue(lines[0].startswith("# SPDX-License-Identifier: BSD-2-Clause"), path)
            self.assertLessEqual(len(lines), FILE_MAX, path)
            wrong = [number for number, line in enumerate(lines, 1) if len(line) > LINE_MAX or line != line.rstrip()]
            self.assertEqual(wrong, [], path)
            self.assertTrue(text.endswith("\n") and not text.endswith("\n\n"), path)
            for function in functions(ast.parse(text)):
                self.assertLessEqual(function.end_lineno - function.lineno + 1, FUNCTION_MAX, f"{path}: {function.name}")

    def test_every_public_name_is_described(self) -> None:
        for path in (PACKAGE / "zairyu").glob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            self.assertIsNotNone(ast.get_docstring(tree), path)
            if path.name.startswith("_") and path.name != "__init__.py":
                continue
            for node in tree.body:
                self.described(path, node)

    def described(self, path: pathlib.Path, node: ast.AST) -> None:
        if not isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            return
        if node.name.startswith(("_", SLOTS)):
            return
        self.assertIsNotNone(ast.get_docstring(node), f"{path.name}: {node.name}")
        for inner in getattr(node, "body", []) if isinstance(node, ast.ClassDef) else []:
            self.described(path, inner)

    def test_everything_is_typed(self) -> None:
        for path in (PACKAGE / "zairyu").glob("*.py"):
            for function in functions(ast.parse(path.read_text(encoding="utf-8"))):
                if function.name != "__getitem__":
                    self.assertIsNotNone(function.returns, f"{path.name}: {function.name}")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
