# SPDX-License-Identifier: BSD-2-Clause
"""Stubs of the extension modules, so that type checkers know what C takes and returns."""
import re

from cdefs import functions, headers

WHOLE_NUMBERS = {"int", "unsigned", "size_t", "long", "char"}
TOP = '''# SPDX-License-Identifier: BSD-2-Clause
# Made from the public headers when the package was built.
from zairyu._cffi import FFI, CData

class Lib:
'''
BOTTOM = '''
ffi: FFI
lib: Lib
'''


def python_type(declared: str, name_follows: bool) -> str:
    """What stands for a C type in Python: a number, nothing, or a C object."""
    if re.search(r"[*\[(]", declared) or "zairyu_" in declared:
        return "CData"
    words = [word for word in declared.split() if word != "const"]
    kind = words[0]
    if kind == "void":
        return "None"
    if kind in WHOLE_NUMBERS or re.fullmatch(r"u?int\d+_t", kind):
        return "int"
    raise SystemExit(f"a type that the stubs do not know: {declared}{' …' if name_follows else ''}")


def parameter(declared: str) -> str:
    """The type of a parameter: bytes do for a text that is only read."""
    kind = python_type(declared, True)
    if kind == "CData" and re.match(r"const (?:char|uint8_t|void) \*", declared):
        return "CData | bytes"
    return kind


def signature(function: functions.Function) -> str:
    """A method of Lib: parameters have no names, as cffi takes none."""
    parameters = "".join(f", _{i}: {parameter(p)}" for i, p in enumerate(function.parameters))
    return f"    def {function.name}(self{parameters}, /) -> {python_type(function.result, False)}: ..."


def stub(listed: list[headers.Header]) -> str:
    """The .pyi of a module that was made of these headers."""
    lines = []
    for header in listed:
        lines += [f"    {name}: int" for name in header.constants]
        lines += [f"    {name}: CData" for name in header.texts]
        lines += [signature(function) for function in functions.called(header.code)]
        lines += [f"    {function.name}: CData" for function in functions.calling(header.code)]
    return TOP + "\n".join(lines) + "\n" + BOTTOM
