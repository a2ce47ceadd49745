#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# tags.sh GO some|all: the package compiles whatever is left out, tests too, and links to nothing that is left out.
# "some" takes each library away alone, and all of them; "all" takes every subset.
set -eu
go=$1
names='verify image json pcsc nfc vcard'

# Every subset, a line each: numbers from 0 to 63, a bit for each library.
subsets() {
	number=0
	while [ "$number" -lt 64 ]; do
		line='' bit=1 count=0
		for name in $names; do
			[ $((number / bit % 2)) -eq 0 ] || { line="$line,zairyu_no$name"; count=$((count + 1)); }
			bit=$((bit * 2))
		done
		case $1.$count in
		all.* | some.1 | some.6) echo "${line#,}" ;;
		esac
		number=$((number + 1))
	done
}

# library_unless TAGS NAME TAG…: prints the library, unless one of these tags is among them.
library_unless() {
	tags=,$1, name=$2
	shift 2
	for tag; do
		case $tags in *",zairyu_no$tag,"*) return ;; esac
	done
	echo "libzairyu-$name"
}

wanted() {
	echo libzairyu
	library_unless "$1" image image verify
	library_unless "$1" json json verify
	library_unless "$1" nfc nfc
	library_unless "$1" pcsc pcsc
	library_unless "$1" vcard vcard
	library_unless "$1" verify verify
}

linked() {
	"$go" list -tags "$1" -f '{{range .CgoPkgConfig}}{{println .}}{{end}}' . | grep . | sort
}

subsets "$2" | while read -r tags; do
	echo "${tags:-nothing is left out}"
	GOFLAGS=-mod=mod "$go" vet -tags "$tags" .
	[ "$(GOFLAGS=-mod=mod linked "$tags")" = "$(wanted "$tags" | sort)" ] || { echo "links to $(linked "$tags")"; exit 1; }
done
