#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds the Debian packages, for this machine's release and architecture, into build-package/debian/: sh tools/package.sh
#
# doc/packages.md says which is for what. Tests are left to tools/test.sh; DEB_BUILD_OPTIONS= runs those of the packages.
# tools/package-test.sh tries the packages on clean machines.
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh

place=build-package/debian
if [ "${DEB_BUILD_OPTIONS-nocheck}" = nocheck ]; then
	export DEB_BUILD_OPTIONS=nocheck DEB_BUILD_PROFILES="${DEB_BUILD_PROFILES:-} nocheck"
fi

# Copies what belongs to the project into the directory $1.
copy_source() {
	mkdir -p "$1"
	if [ -e .git ]; then
		git ls-files --cached --others --exclude-standard -z
	else
		find . -path './build*' -prune -o -name __pycache__ -prune -o ! -type d -print0
	fi | tar -c --null --ignore-failed-read --verbatim-files-from --no-recursion -T - -f - | tar -x -C "$1" -f -
}

# The packages of one release are older than those of the next, so that an upgrade of the machine takes the right ones.
# The date, and with it every byte of the packages, follows from that of the source.
mark_release() {
	release=$(. /etc/os-release && echo "${VERSION_ID:+~$ID$VERSION_ID}")
	[ -n "$release" ] || return 0
	date=$(LC_ALL=C date -u -R -d "$(sed -n '/^ -- .*>  /{s///p;q}' "$1") + 1 second")
	{
		sed -n "1s/)/$release)/p" "$1"
		printf '\n  * Built for %s.\n\n' "$(. /etc/os-release && echo "$PRETTY_NAME")"
		sed -n "/^ -- /{s/>  .*/>  $date/p;q}" "$1"
		echo
		cat "$1"
	} >"$1.new"
	mv "$1.new" "$1"
}

# Makes the directory one that apt takes packages from.
index() {
	(cd "$1" && dpkg-scanpackages --multiversion . >Packages 2>>log)
}

install_packages build package python
rm -rf "$place"
copy_source $place/libzairyu
mark_release $place/libzairyu/debian/changelog

say "Building in $place/"
(cd $place/libzairyu && dpkg-buildpackage --unsigned-source --unsigned-changes) >$place/log 2>&1 ||
	die "$(tail -n 40 $place/log)
This did not work. The whole of it is in $place/log."
rm -rf "$place/libzairyu"

index $place

say "Done:"
for package in "$place"/*.deb; do
	[ "${package%-dbgsym_*}" != "$package" ] ||
		printf '    %-22s %s\n' "$(dpkg-deb -f "$package" Package)" "$(dpkg-deb -f "$package" Description | head -n 1)"
done
say "To install from there what is needed of them, with what it depends on (doc/packages.md):
    echo 'deb [trusted=yes] file:$PWD/$place ./' | sudo tee /etc/apt/sources.list.d/zairyu.list
    sudo apt update && sudo apt install zairyu-tools"
