#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Compares a built library with the committed baseline of its ABI; no suppressions (doc/abi.md).
# usage: abi.sh LIBRARY BASELINE INCLUDE_DIR [--update]
set -eu
command -v abidiff >/dev/null || exit 77
# Without debug information there is nothing to compare.
readelf -S "$1" | grep -q '\.debug_info' || exit 77
if [ "${4-}" = --update ]; then
	abidw --headers-dir "$3" --no-show-locs --no-corpus-path --no-comp-dir-path --drop-private-types --out-file "$2" "$1"
	# Where it was built is nobody's business.
	sed -i -E "s#='(\.\.)?/[^']*/(lib|backends|include)/#='\2/#" "$2"
	exit 0
fi
exec abidiff --headers-dir2 "$3" --drop-private-types --no-show-locs "$2" "$1"
