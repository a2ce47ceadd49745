# SPDX-License-Identifier: BSD-2-Clause
"""Which of the libraries are there, as pkg-config says, and where their headers are."""
import os
import pathlib
import shlex
import subprocess

CORE = "core"
REQUIRED = (CORE, "verify")
LIBRARIES = (*REQUIRED, "image", "json", "pcsc", "nfc", "vcard")


def package(library: str) -> str:
    """Its name in pkg-config."""
    return "libzairyu" if library == CORE else f"libzairyu-{library}"


def header(library: str) -> str:
    """What a program includes."""
    return "zairyu.h" if library == CORE else f"zairyu/{library}.h"


def _ask(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*shlex.split(os.environ.get("PKG_CONFIG", "pkg-config")), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise SystemExit(f"{command[0]} is not there: install it (Debian: pkg-config)") from None


def present() -> list[str]:
    """Those to build for: all that are installed, or what ZAIRYU_LIBRARIES names."""
    named = os.environ.get("ZAIRYU_LIBRARIES")
    if named is not None:
        return [library for library in LIBRARIES if library in named.split()]
    return [library for library in LIBRARIES if _ask("--exists", package(library)).returncode == 0]


def flags(library: str) -> dict[str, list[str]]:
    """Arguments of FFI.set_source()."""
    done = _ask("--cflags", "--libs", package(library))
    if done.returncode != 0:
        raise SystemExit(f"{done.stderr.strip()}\nInstall {package(library)} with its headers (Debian: libzairyu-dev), "
                         "or set PKG_CONFIG_PATH.")
    words = shlex.split(done.stdout)
    return {
        "include_dirs": [word[2:] for word in words if word.startswith("-I")],
        "library_dirs": [word[2:] for word in words if word.startswith("-L")],
        "libraries": [word[2:] for word in words if word.startswith("-l")],
    }


def find_header(name: str) -> pathlib.Path:
    """A public header, where the compiler will find it."""
    searched = os.environ.get("CPATH", "").split(os.pathsep)
    for directory in [*filter(None, searched), *flags(CORE)["include_dirs"], "/usr/local/include", "/usr/include"]:
        path = pathlib.Path(directory) / name
        if path.is_file():
            return path
    raise SystemExit(f"{name} was not found: install the headers of libzairyu (Debian: libzairyu-dev)")
