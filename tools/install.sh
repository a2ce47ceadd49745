#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds without tests and installs: sh tools/install.sh [--prefix PREFIX] [-DOPTION=VALUE…]
#
# PREFIX is /usr/local, or a directory of your own. What else is given goes to meson, such as -Dnfc=disabled. On Debian
# packages are the better way (doc/packages.md). DESTDIR is obeyed.
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh
PATH=$PATH:/usr/sbin:/sbin

prefix=/usr/local
while [ $# -gt 0 ]; do
	case $1 in
	--prefix)
		[ $# -ge 2 ] || die "--prefix needs a directory: sh tools/install.sh --prefix \"\$HOME/zairyu\""
		prefix=$2
		shift
		;;
	--prefix=*) prefix=${1#--prefix=} ;;
	-D?*) break ;;
	*) die "$1 is not known. Try: sh tools/install.sh [--prefix PREFIX] [-DOPTION=VALUE…]" ;;
	esac
	shift
done
case $prefix in
/*) ;;
*) die "The prefix has to begin with a slash, and is: $prefix" ;;
esac
# One for each place: it knows what was installed there, and so how to undo it.
tree=build-install/$(printf %s "${DESTDIR:-}${prefix#/}" | tr -c '[:alnum:]_.' -)
log=$tree.log
mkdir -p build-install

# Whether we may write in the nearest directory of $1 that is there.
can_write() {
	place=$1
	while [ ! -e "$place" ]; do
		place=$(dirname "$place")
	done
	[ -w "$place" ]
}

# As whoever calls if that will do below the prefix, else as root.
can_write "${DESTDIR:-}$prefix" && rights= || rights=as_root
missing="(none is missing; only root may write in $prefix)"

installed_files() {
	grep -v '^#' "$tree/meson-logs/install-log.txt" 2>/dev/null | LC_ALL=C sort
}

build_tree() {
	say "Building into $tree/"
	installed_files >"$tree.before" || true
	rm -rf "$tree"
	meson setup "$tree" --prefix "$prefix" -Dbuildtype=release -Dtests=false "$@" >"$log" 2>&1 || die "$(tail -n 5 "$log")"
	ninja -C "$tree" >>"$log" 2>&1 || die "$(tail -n 20 "$log")"
	sed -n '/^ *Features$/,/^$/p' "$log"
}

# What an earlier version had and this one has not goes.
install_tree() {
	say "Installing into ${DESTDIR:-}$prefix"
	$rights env ${DESTDIR:+"DESTDIR=$DESTDIR"} meson install -C "$tree" --no-rebuild --quiet
	installed_files | LC_ALL=C comm -13 - "$tree.before" | while read -r file; do
		$rights rm -f "$file"
	done
	rm -f "$tree.before"
}

# The loader's list is the machine's, so only root can renew it, and it has only the directories that it is told of.
refresh_loader() {
	if [ -z "${DESTDIR:-}" ] && { [ -n "$rights" ] || [ "$(id -u)" -eq 0 ]; }; then
		$rights ldconfig
	fi
	libraries=$(dirname "$(installed_files | grep '/libzairyu\.so$')")
	ldconfig -p 2>/dev/null | grep -qF "=> $libraries/libzairyu.so"
}

# What there is now, where, and how it goes away again.
tell() {
	say "Installed $(installed_files | wc -l) files:"
	for what in bin/zairyu bin/zairyu-kiosk include/zairyu.h share/zairyu share/doc/libzairyu share/man; do
		[ ! -e "${DESTDIR:-}$prefix/$what" ] || printf '    %s\n' "${DESTDIR:-}$prefix/$what"
	done
	printf '    %s\n' "$libraries"
	[ -n "$is_found" ] || say "The loader does not look there by itself. In the shell, or in your profile:
    export LD_LIBRARY_PATH=\"$libraries\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}\"
    export PKG_CONFIG_PATH=\"$libraries/pkgconfig\${PKG_CONFIG_PATH:+:\$PKG_CONFIG_PATH}\""
	[ -z "${PATH##*"$prefix/bin:"*}" ] || say "And for the command:
    export PATH=\"$prefix/bin:\$PATH\""
	say "To undo it:
    ${rights:+sudo }ninja -C \"$PWD/$tree\" uninstall${is_found:+ && ${rights:+sudo }ldconfig}"
}

if command -v dpkg-query >/dev/null; then
	missing_before=$missing
	install_packages build
	missing=$missing_before
fi
build_tree "$@"
install_tree
is_found=
! refresh_loader || is_found=yes
tell
