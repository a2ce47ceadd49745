# SPDX-License-Identifier: BSD-2-Clause
"""A public header as cffi takes it: declarations without comments, macros whose values the compiler gives."""
import pathlib
import re
from dataclasses import dataclass

# Macros that are not values.
NOT_VALUES = ("ZAIRYU_API", "ZAIRYU_NODISCARD", "ZAIRYU_BEGIN_DECLS", "ZAIRYU_END_DECLS")


@dataclass(frozen=True)
class Header:
    """What one header declares."""

    name: str
    includes: tuple[str, ...]
    constants: tuple[str, ...]
    texts: tuple[str, ...]
    code: str

    @property
    def cdef(self) -> str:
        """For FFI.cdef()."""
        numbers = "".join(f"#define {name} ...\n" for name in self.constants)
        texts = "".join(f"static char *const {name};\n" for name in self.texts)
        return numbers + texts + self.code


def without_comments(text: str) -> str:
    """C without comments, each line whole."""
    return re.sub(r"/\*.*?\*/", " ", text, flags=re.S).replace("\\\n", " ")


def macros(text: str) -> dict[str, str]:
    """The macros without parameters that have a value."""
    found = re.findall(r"^#define[ \t]+(ZAIRYU_\w+)[ \t]+(\S.*?)\s*$", text, flags=re.M)
    return {name: value for name, value in found if name not in NOT_VALUES}


def declarations(text: str) -> str:
    """The code; lengths of arrays that are parameters say nothing to the compiler."""
    code = re.sub(r"^#.*$", "", text, flags=re.M)
    code = re.sub(rf"\b({'|'.join(NOT_VALUES)})\b", "", code)
    code = re.sub(r"\[ZAIRYU_\w+\]", "[]", code)
    return re.sub(r"\n\s*\n+", "\n", code).replace('extern "C" {', "")


def read(path: pathlib.Path) -> Header:
    """Reads a header."""
    text = without_comments(path.read_text(encoding="utf-8"))
    values = macros(text)
    return Header(
        name=path.stem,
        includes=tuple(re.findall(r"^#include\s+<(zairyu[\w/]*\.h)>", text, flags=re.M)),
        constants=tuple(name for name, value in values.items() if not value.startswith('"')),
        texts=tuple(name for name, value in values.items() if value.startswith('"')),
        code=declarations(text),
    )
