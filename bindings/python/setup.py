# SPDX-License-Identifier: BSD-2-Clause
"""Builds the package: one extension module for each library of libzairyu that pkg-config finds."""
import pathlib
import re
import sys
import sysconfig

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from cdefs import packages  # noqa: E402

OLDEST = "cp311"
PLANNED = {"sdist", "egg_info", "clean", "--version"}


def version() -> str:
    """The version of a source package, or else of the headers."""
    made = HERE / "PKG-INFO"
    if made.is_file():
        text = made.read_text(encoding="utf-8")
        return re.findall(r"^Version: (\S+)$", text, flags=re.M)[0]
    text = packages.find_header("zairyu/base.h").read_text(encoding="utf-8")
    return re.findall(r'^#define ZAIRYU_VERSION\s+"([^"]+)"', text, flags=re.M)[0]


def libraries() -> list[str]:
    """Those to build for. A source package needs none."""
    found = packages.present()
    missing = [library for library in packages.REQUIRED if library not in found]
    if missing and not PLANNED.intersection(sys.argv[1:]):
        names = ", ".join(packages.package(library) for library in missing)
        raise SystemExit(f"pkg-config does not find {names}: install the headers of libzairyu (Debian: libzairyu-dev), "
                         "or set PKG_CONFIG_PATH to where their .pc files are.")
    return [] if missing else found


class BuildWithStubs(build_py):
    """Adds the stubs of the extension modules."""

    def run(self) -> None:
        super().run()
        from cdefs import modules, stubs
        for library in modules.ALL:
            path = pathlib.Path(self.build_lib) / "zairyu" / f"_{library}.pyi"
            path.write_text(stubs.stub(modules.code_of(library)), encoding="utf-8")


# One wheel for this and later versions; free-threaded Python has no such stable interface.
limited = {} if sysconfig.get_config_var("Py_GIL_DISABLED") else {"bdist_wheel": {"py_limited_api": OLDEST}}
setup(
    version=version(),
    packages=["zairyu"],
    package_data={"zairyu": ["py.typed", "*.pyi"]},
    cffi_modules=[f"cdefs/modules.py:{library}" for library in libraries()],
    cmdclass={"build_py": BuildWithStubs},
    options=limited,
    zip_safe=False,
)
