#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# All tests under AddressSanitizer and UndefinedBehaviorSanitizer, built by clang with warnings as errors, in
# build-sanitize/: sh tools/sanitize.sh [ARGUMENT OF MESON TEST…]
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh

install_packages build test lint
say "Building into build-sanitize/"
[ -f build-sanitize/build.ninja ] ||
	CC=clang meson setup build-sanitize -Dwerror=true -Db_sanitize=address,undefined -Db_lundef=false
ninja -C build-sanitize

say "Running the tests"
rm -f build-sanitize/meson-logs/testlog.json
status=0
meson test -C build-sanitize --print-errorlogs --timeout-multiplier 5 "$@" || status=$?
python3 tools/test_summary.py build-sanitize/meson-logs/testlog.json || status=$?
exit "$status"
