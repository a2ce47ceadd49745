# SPDX-License-Identifier: BSD-2-Clause
"""The extension modules, one for each library: zairyu._core, zairyu._verify, …. setup.py names these FFI objects to cffi."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from cffi import FFI  # noqa: E402

from cdefs import functions, headers, packages  # noqa: E402


def code_of(library: str) -> list[headers.Header]:
    """The headers of a library, those first that others include."""
    found: dict[str, headers.Header] = {}

    def add(name: str) -> None:
        header = headers.read(packages.find_header(name))
        for include in header.includes:
            if library == packages.CORE and include not in found:
                add(include)
        found[name] = header

    add(packages.header(library))
    return list(found.values())


def below(library: str) -> str | None:
    """The library whose types it uses."""
    if library == packages.CORE:
        return None
    header = headers.read(packages.find_header(packages.header(library)))
    return next(lower for lower in packages.LIBRARIES if packages.header(lower) in header.includes)


def make(library: str, others: dict[str, FFI]) -> FFI:
    """The FFI object of a library."""
    ffi = FFI()
    lower = below(library)
    if lower:
        ffi.include(others[lower])
    for header in code_of(library):
        ffi.cdef(header.cdef)
        ffi.cdef(functions.extern_python(header.code))
    ffi.set_source(f"zairyu._{library}", f"#include <{packages.header(library)}>\n", **packages.flags(library))
    return ffi


ALL: dict[str, FFI] = {}
for one in packages.LIBRARIES:
    if one in packages.present():
        ALL[one] = make(one, ALL)
globals().update(ALL)
