#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# outside.sh GO DIR: a program outside builds with the package in both ways of doc/go.md, and runs: as a module with a
# replacement, and from a GOPATH, as Debian has it. DIR is written to.
set -eu
go=$1 package=$PWD place=$2/outside
rm -rf "$place"
mkdir -p "$place/program" "$place/gocode/src"
cat >"$place/program/main.go" <<'EOF'
package main

import (
	"context"
	"fmt"

	"zairyu"
)

func main() {
	card, err := zairyu.Read(context.Background(), "virtual:type=06")
	if err != nil {
		panic(err)
	}
	defer card.Close()
	fmt.Println(card.Kind(), card.Verification().Falsification)
}
EOF
cd "$place/program"

check() {
	said=$(./program)
	[ "$said" = "special-permanent-resident-certificate ok" ] || { echo "$1: $said"; exit 1; }
	rm program
}

export GOFLAGS=-mod=mod
"$go" mod init program
"$go" mod edit -require=zairyu@v0.0.0 -replace=zairyu="$package"
"$go" build -o program .
check module

rm go.mod
ln -s "$package" "$place/gocode/src/zairyu"
GOFLAGS='' GO111MODULE=off GOPATH=$place/gocode "$go" build -o program .
check GOPATH
