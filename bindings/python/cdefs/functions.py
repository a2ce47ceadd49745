# SPDX-License-Identifier: BSD-2-Clause
"""What is a function in the declarations: those that are called, and those that Python is called by.

A callback, a slot of a table and a parameter that is a function each get an `extern "Python"` function, which C can
be given: python_write_fn, python_transport_ops_connect, python_vcard_serve_vpcd_ready.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass

CALLBACK = re.compile(r"typedef\s+([\w\s*]+?)\s*\bzairyu_(\w+_fn)\s*\(([^;]*?)\);")
TABLE = re.compile(r"typedef\s+struct\s+zairyu_(\w+)\s*\{(.*?)\}", re.S)
POINTER = re.compile(r"([\w\s]+?[\s*]*)\(\*(?:const )?(\w+)\)\(([^()]*)\)")
FUNCTION = re.compile(r"(?:^|;|\})\s*((?:const\s+)?\w+(?:\s+\w+)*?[\s*]+)(zairyu_\w+)\s*"
                      r"\(((?:[^()]|\([^()]*\))*)\)\s*(?=;)", re.S)


@dataclass(frozen=True)
class Function:
    """A public function, or one that C calls."""

    name: str
    result: str
    parameters: tuple[str, ...]


def _split(parameters: str) -> tuple[str, ...]:
    parts = re.split(r",(?![^(]*\))", " ".join(parameters.split()))
    return () if parts == ["void"] else tuple(part.strip() for part in parts)


def called(code: str) -> list[Function]:
    """The functions that a header declares."""
    plain = re.sub(r"typedef\s+struct\s+\w+\s*\{.*?\}\s*\w+\s*;|typedef[^;{]*;", ";", code, flags=re.S)
    return [Function(name, " ".join(result.split()), _split(parameters))
            for result, name, parameters in FUNCTION.findall(";" + plain)]


def calling(code: str) -> Iterator[Function]:
    """The functions by which C calls Python."""
    for result, name, parameters in CALLBACK.findall(code):
        yield Function(f"python_{name}", " ".join(result.split()), _split(parameters))
    for table, body in TABLE.findall(code):
        for result, slot, parameters in POINTER.findall(body):
            yield Function(f"python_{table}_{slot}", " ".join(result.split(";")[-1].split()), _split(parameters))
    for function in called(code):
        for parameter in function.parameters:
            for result, name, parameters in POINTER.findall(parameter):
                yield Function(f"python_{function.name.removeprefix('zairyu_')}_{name}", result.strip(), _split(parameters))


def extern_python(code: str) -> str:
    """Their declarations, for FFI.cdef()."""
    lines = (f"{f.result} {f.name}({', '.join(f.parameters) or 'void'});" for f in calling(code))
    body = "\n".join(lines)
    return f'extern "Python" {{\n{body}\n}}\n' if body else ""
