#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# All tests built by clang with warnings as errors, in build-sanitize/ under AddressSanitizer and
# UndefinedBehaviorSanitizer, or in build-threads/ under ThreadSanitizer:
# sh tools/sanitize.sh [--threads] [ARGUMENT OF MESON TEST…]
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh

sanitizer=address,undefined
where=build-sanitize
if [ "${1-}" = --threads ]; then
	sanitizer=thread
	where=build-threads
	shift
fi

install_packages build test lint
say "Building into $where/"
[ -f "$where/build.ninja" ] ||
	CC=clang meson setup "$where" -Dwerror=true -Db_sanitize="$sanitizer" -Db_lundef=false
ninja -C "$where"

say "Running the tests"
# What a sanitizer finds goes to files: a test may not look at the standard error or the exit status of what it runs.
reports=$PWD/$where/reports
rm -rf "$reports" "$where/meson-logs/testlog.json"
mkdir "$reports"
# Sanitized programs are slow: the test programs' own timeouts grow as meson's do.
export CK_TIMEOUT_MULTIPLIER=5
export ASAN_OPTIONS="log_path=$reports/report:detect_stack_use_after_return=1"
export TSAN_OPTIONS="log_path=$reports/report"
export UBSAN_OPTIONS=print_stacktrace=1
status=0
meson test -C "$where" --print-errorlogs --timeout-multiplier 5 "$@" || status=$?
python3 tools/test_summary.py "$where/meson-logs/testlog.json" || status=$?
found=$(grep -lE 'ERROR: |WARNING: ThreadSanitizer|runtime error: ' -r "$reports") || true
if [ -n "$found" ]; then
	# shellcheck disable=SC2086 # a list of files, whose names are ours
	cat $found
	say "The sanitizers found something: see $where/reports/"
	status=1
fi
exit "$status"
