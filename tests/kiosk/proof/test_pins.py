# SPDX-License-Identifier: BSD-2-Clause
"""Writes the digests of the virtual card's CA certificates as a list in C: test_pins.py ZAIRYU OUTPUT"""
import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile


def main(command, output):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([command, "emulate", "--no-config", "--trust-out", f"{folder}/ca", "--ca-only"], check=True, capture_output=True,
                       env=os.environ | {"ASAN_OPTIONS": "detect_leaks=0"})  # of the command they are looked for in its own tests
        digests = sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in pathlib.Path(folder, "ca").glob("*.crt"))
    if not digests:
        sys.exit("the command wrote no certificate")
    pathlib.Path(output).write_text("".join(f'"{digest}",\n' for digest in digests), encoding="ascii")


main(*sys.argv[1:])
