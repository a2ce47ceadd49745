#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Makes a static library as it is installed: of one object, in which only the public functions are global. So nothing
# inside meets a name of the program's, or of another of these libraries (the backends have names in common).
# usage: archive.sh OUTPUT OBJCOPY AR ARCHIVE… -- COMPILER…
set -eu
out=$1 objcopy=$2 ar=$3
shift 3
archives=
while [ "$1" != -- ]; do
	archives="$archives $1"
	shift
done
shift
object=$out.o
# shellcheck disable=SC2086 # a list of paths below the build directory
"$@" -r -nostdlib -o "$object" -Wl,--whole-archive $archives -Wl,--no-whole-archive
"$objcopy" --localize-hidden "$object"
rm -f "$out"
"$ar" crs "$out" "$object"
rm -f "$object"
