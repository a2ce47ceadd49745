#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Makes the certificates that the machines of a cluster know one another by.
#
# usage: certificates.sh DIRECTORY [HOST[,NAME|ADDRESS…]…]
#
# DIRECTORY/HOST is for the machine HOST (scheduler or worker): ca.pem, certificate.pem, key.pem. Name everything that others
# reach it by, its IP address above all. Without a HOST it is made for this machine alone, as localhost.
# DIRECTORY/client is for those who hand in work. With it alone nobody can pose as a scheduler or a worker.
# DIRECTORY/ca makes more: run this again with more hosts. Keep it where it is, and copy it to no machine of the cluster.
set -eu
umask 077

ca_days=3650
days=365

die() {
	printf 'certificates.sh: %s\n' "$*" >&2
	exit 2
}

# What openssl says is shown only if it fails.
openssl_quietly() {
	openssl "$@" 2>"$work/log" || {
		cat "$work/log" >&2
		die "openssl failed; nothing was made. See above."
	}
}

make_key() {
	openssl_quietly genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"
}

make_ca() {
	mkdir "$work/ca"
	make_key "$work/ca/key.pem"
	openssl_quietly req -x509 -new -key "$work/ca/key.pem" -sha256 -days $ca_days -subj "/CN=zairyu cluster CA" \
		-addext "keyUsage=critical,keyCertSign,cRLSign" -out "$work/ca/ca.pem"
	mv "$work/ca" "$directory/ca"
}

# The names and addresses as openssl has them: DNS:a,IP:b.
alternatives() {
	list=
	for name in $(printf '%s' "$1" | tr , ' '); do
		case $name in
		*:*) kind=IP ;;
		*[!0-9.]*) kind=DNS ;;
		*) kind=IP ;;
		esac
		list="$list${list:+,}$kind:$name"
	done
	printf '%s' "$list"
}

# make_certificate NAME USAGE [ALTERNATIVES]: nothing is left half made.
make_certificate() {
	[ ! -e "$directory/$1" ] || {
		printf '%s is there already; remove it to make it again.\n' "$directory/$1"
		return
	}
	mkdir "$work/$1"
	make_key "$work/$1/key.pem"
	{
		printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=%s\n' "$2"
		printf 'subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n'
		[ -z "${3-}" ] || printf 'subjectAltName=%s\n' "$3"
	} >"$work/extensions"
	openssl_quietly req -new -key "$work/$1/key.pem" -subj "/CN=$1" -out "$work/request"
	openssl_quietly x509 -req -in "$work/request" -CA "$directory/ca/ca.pem" -CAkey "$directory/ca/key.pem" -sha256 \
		-days $days -extfile "$work/extensions" -out "$work/$1/certificate.pem"
	cp "$directory/ca/ca.pem" "$work/$1/ca.pem"
	mv "$work/$1" "$directory/$1"
	printf '%s: good for %d days\n' "$directory/$1" "$days"
}

case ${1-} in
'' | -*) die "Name a directory: certificates.sh DIRECTORY [HOST[,NAME|ADDRESS…]…]" ;;
esac
command -v openssl >/dev/null || die "openssl is not installed: sudo apt install openssl"
directory=$1
shift
[ $# -gt 0 ] || set -- localhost,127.0.0.1,::1
for host; do
	case $host in
	*[!A-Za-z0-9.:,-]* | ,* | -* | .* | '') die "\"$host\" is not a host: give names and addresses, separated by commas." ;;
	ca | client | ca,* | client,*) die "A host cannot be called ${host%%,*} here: its directory is for something else." ;;
	esac
done
mkdir -p "$directory"
work=$(mktemp -d "$directory/.work.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
[ -e "$directory/ca/key.pem" ] || make_ca
for host; do
	make_certificate "${host%%,*}" serverAuth,clientAuth "$(alternatives "$host")"
done
make_certificate client clientAuth
