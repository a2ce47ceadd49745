#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# format.sh GO: every Go file of this folder is as gofmt has it, and no line is longer than 120 columns.
set -eu
gofmt=$("$1" env GOROOT)/bin/gofmt
[ -x "$gofmt" ] || gofmt=$(dirname "$1")/gofmt
wrong=$("$gofmt" -l .)
[ -z "$wrong" ] || { echo "gofmt -w is needed: $wrong"; exit 1; }
expand -t 4 -- *.go bench/*/*.go | awk 'length > 120 { print "longer than 120 columns: " $0; long = 1 } END { exit long }'
