#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds everything and runs all tests: sh tools/test.sh
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh

install_packages build test go python
build all

say "Running the tests"
rm -f build/meson-logs/testlog.json
status=0
meson test -C build --print-errorlogs "$@" || status=$?
python3 tools/test_summary.py build/meson-logs/testlog.json || status=$?
exit "$status"
