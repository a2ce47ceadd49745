#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# clang-tidy and cppcheck over the sources: sh tools/lint.sh [FILE…]
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh

install_packages build test lint
build all

if [ $# -eq 0 ]; then
	# shellcheck disable=SC2046 # names of ours, without spaces
	set -- $(git ls-files 'lib/*.c' 'backends/*.c' 'tools/*.c' 'examples/*.c')
fi
say "cppcheck"
# Two libraries have rooms of the same name: each is looked at with the headers of its own.
roots=$(printf '%s\n' "$@" | sed -E 's#^((lib|backends|tools)/[^/]+|[^/]+)/.*#\1#' | sort -u)
for root in $roots; do
	printf '%s\n' "$@" | grep "^$root/" | cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability \
		--inline-suppr -Iinclude -I"$root" -Ilib -Ibackends/common --suppress=missingIncludeSystem --file-list=-
done
say "clang-tidy"
status=0
for file; do
	clang-tidy --quiet -p build "$file" 2>/dev/null || status=1
done
[ "$status" -eq 0 ] && say "Nothing found."
exit "$status"
