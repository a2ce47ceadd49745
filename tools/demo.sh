#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds everything and reads two virtual cards: sh tools/demo.sh
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh

install_packages build
build tools/zairyu

zairyu=build/tools/zairyu
demo=build/demo
number=AA12345678BB
rm -rf "$demo"
mkdir -p "$demo"

say "The virtual cards have a fictional holder and are signed by a CA made on the spot: it is written to $demo/ca"
"$zairyu" emulate --trust-out "$demo/ca" --ca-only

# Reads a card of type $1 into the directory $2. 4 is the exit status of a card signed by a CA that is not the agency's.
read_card() {
	say "Reading $3. Its number, $number, is piped in; on a terminal it would be asked for."
	status=0
	printf '%s\n' "$number" | "$zairyu" read --reader "virtual:type=$1,number=$number" --trust "$demo/ca" \
		--out "$demo/$2" --save "$demo/$2.zairyu" || status=$?
	[ "$status" -eq 4 ] || die "The read ended with exit status $status instead of 4."
}

read_card 1 first-generation "a residence card of the first generation"
read_card 05 second-generation "a residence card of the second generation"

say "The saved records give the same again, without a card (zairyu verify):"
status=0
"$zairyu" verify --trust "$demo/ca" "$demo/first-generation.zairyu" "$demo/second-generation.zairyu" || status=$?
[ "$status" -eq 4 ] || die "Verifying ended with exit status $status instead of 4."

say "Done. Verdict: unchecked, with both results ok.
    The signatures are in order, but only a certificate of the Immigration Services Agency makes a card \"genuine\"
    (zairyu trust add), and a demonstration card has none. The images are here:"
for image in "$demo"/*/*.png; do
	printf '%s/%s\n' "$PWD" "$image"
done
