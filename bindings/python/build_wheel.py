# SPDX-License-Identifier: BSD-2-Clause
"""Builds the wheel for the build in which it is run: in a copy, so that nothing is written among the sources.

usage: build_wheel.py SOURCE WHEEL UNPACKED PKG_CONFIG_PATH INCLUDE LIBRARY…
"""
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile

source, wheel, unpacked = map(pathlib.Path, sys.argv[1:4])
packages, include, *libraries = sys.argv[4:]
work = wheel.parent / "work"
shutil.rmtree(work, ignore_errors=True)
shutil.copytree(source, work, ignore=shutil.ignore_patterns("__pycache__", "tests", "examples", "meson.build"))

environment = {**os.environ, "PKG_CONFIG_PATH": packages, "CPATH": include, "ZAIRYU_LIBRARIES": " ".join(libraries),
               "PYTHONDONTWRITEBYTECODE": "1"}
log = wheel.parent / "wheel.log"
with open(log, "w", encoding="utf-8") as output:
    done = subprocess.run([sys.executable, "setup.py", "bdist_wheel", "--dist-dir", "dist"], cwd=work, env=environment,
                          stdout=output, stderr=subprocess.STDOUT, check=False)
if done.returncode:
    sys.exit(log.read_text(encoding="utf-8"))
made, = (work / "dist").glob("*.whl")
if made.name != wheel.name:
    sys.exit(f"the wheel is called {made.name}, not {wheel.name}")
shutil.rmtree(unpacked, ignore_errors=True)
with zipfile.ZipFile(made) as archive:
    archive.extractall(unpacked)
os.replace(made, wheel)
shutil.rmtree(work)
