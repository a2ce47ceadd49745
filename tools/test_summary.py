# SPDX-License-Identifier: BSD-2-Clause
"""Counts the results in meson's log and ends with one plain line; fails if a test failed or none ran."""
import json
import sys

PASSED = {"OK", "EXPECTEDFAIL"}
SKIPPED = {"SKIP", "IGNORED"}


def results(path):
    try:
        with open(path, encoding="utf-8") as log:
            return [json.loads(line)["result"] for line in log if line.strip()]
    except OSError:
        return []


def main(path):
    found = results(path)
    passed = sum(result in PASSED for result in found)
    skipped = sum(result in SKIPPED for result in found)
    failed = len(found) - passed - skipped
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
