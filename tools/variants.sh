#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds the libraries in every way in which they are offered, in build-variants/: sh tools/variants.sh [VARIANT…]
#   both    shared and static; a program outside the project, in C and in C++, against each; uninstalling leaves nothing
#   static  only static libraries
#   lto     optimised at link time, without a warning
#   NAME    for each feature of meson_options.txt, without it
#   none    without all features
#   dist    from the tarball of "meson dist", without git
#   install by tools/install.sh into a directory of its own, and undone again
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh

features=$(sed -n "s/^option('\([a-z]*\)', type: 'feature'.*/\1/p" meson_options.txt)
root=$PWD/build-variants

# Configures $1 with the other arguments, and with the tests, which are not built: they have to be described for every variant.
configure() {
	variant=$1
	shift
	say "Variant $variant"
	rm -rf "${root:?}/$variant"
	meson setup "$root/$variant" -Dwerror=true -Dbuildtype=plain -Doptimization=0 "$@" >"$root/$variant.log" 2>&1 ||
		die "$(tail -n 5 "$root/$variant.log")"
	meson configure "$root/$variant" -Dtests=false
}

compile() {
	ninja -C "$root/$1" >"$root/$1.log" 2>&1 || die "$(tail -n 40 "$root/$1.log")"
	if grep 'warning: ' "$root/$1.log"; then
		die "Variant $1 has warnings."
	fi
}

# Installs $1 below a folder of its own, for which pkg-config is then set up.
install_variant() {
	place=$root/$1.installed
	rm -rf "$place"
	DESTDIR=$place ninja -C "$root/$1" install >"$root/$1.log" 2>&1 || die "$(tail -n 5 "$root/$1.log")"
	PKG_CONFIG_PATH=$(dirname "$(find "$place" -name libzairyu.pc)")
	PKG_CONFIG_SYSROOT_DIR=$place
	export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
	libraries=$(dirname "$PKG_CONFIG_PATH")
	packages=$(find "$PKG_CONFIG_PATH" -name '*.pc' -exec basename {} .pc ';')
	defines=$(printf '%s\n' "$packages" | sed -n 's/^libzairyu-//p' | tr '[:lower:]' '[:upper:]' | sed 's/^/-DWITH_/')
}

uninstall_variant() {
	DESTDIR=$root/$1.installed ninja -C "$root/$1" uninstall >"$root/$1.log" 2>&1
	# Of an installation below a folder of its own, that folder goes too.
	[ ! -e "$root/$1.installed" ] || die "Left behind: $(find "$root/$1.installed")"
}

# Builds and runs the program outside: the language, what to link with, what it is called.
# shellcheck disable=SC2046,SC2086 # lists of words
outside() {
	say "A program in $1, $3"
	compiler=${CC:-cc} standard=c11
	[ "$1" = c ] || compiler=${CXX:-c++} standard=c++11
	$compiler -x "$1" -std=$standard -Wall -Wextra -Wpedantic -Werror $defines tests/system/outside.c -x none \
		-o "$root/outside" $(pkg-config --cflags $packages) $2
	LD_LIBRARY_PATH=$libraries "$root/outside"
}

# shellcheck disable=SC2086 # a list of words
variant_both() {
	configure both -Ddefault_library=both
	compile both
	install_variant both
	for language in c c++; do
		outside $language "$(pkg-config --libs $packages)" shared
		outside $language "$(pkg-config --static --libs $packages | sed 's/-l\(zairyu[a-z-]*\)/-l:lib\1.a/g')" static
		if ldd "$root/outside" | grep zairyu; then
			die "The static program wants a shared library."
		fi
	done
	uninstall_variant both
}

# shellcheck disable=SC2086 # a list of words
variant_static() {
	configure static -Ddefault_library=static
	compile static
	install_variant static
	[ -z "$(find "$place" -name '*.so*')" ] || die "A shared library is installed."
	for archive in "$libraries"/*.a; do
		if nm -g --defined-only "$archive" 2>/dev/null | awk 'NF == 3 && $3 !~ /^zairyu_/ { print; found = 1 } END { exit !found }'; then
			die "$archive: names that are not public."
		fi
	done
	outside c "$(pkg-config --static --libs $packages)" static
	uninstall_variant static
}

variant_lto() {
	configure lto -Db_lto=true -Dbuildtype=release
	compile lto
	# 4: in order, but signed by a CA that is not the agency's.
	printf 'AA12345678BB\n' | "$root/lto/tools/zairyu" read --reader virtual:number=AA12345678BB >/dev/null || [ $? -eq 4 ]
}

variant_none() {
	options=
	for feature in $features; do
		options="$options -D$feature=disabled"
	done
	# shellcheck disable=SC2086 # a list of words
	configure none $options
	compile none
	install_variant none
	outside c "$(pkg-config --libs libzairyu)" shared
	uninstall_variant none
}

variant_dist() {
	configure dist
	meson dist -C "$root/dist" --allow-dirty --no-tests --formats gztar >"$root/dist.log" 2>&1 || die "$(tail -n 5 "$root/dist.log")"
	rm -rf "$root/unpacked" "$root/from-tarball"
	mkdir -p "$root/unpacked"
	tar -xzf "$root"/dist/meson-dist/*.tar.gz -C "$root/unpacked" --strip-components 1
	(cd "$root/unpacked" && GIT_DIR=/nonexistent meson setup "$root/from-tarball" -Dwerror=true -Dtests=false) \
		>"$root/from-tarball.log" 2>&1 || die "$(tail -n 5 "$root/from-tarball.log")"
	compile from-tarball
}

variant_install() {
	say "Variant install"
	place=$root/install.d
	sh tools/install.sh --prefix "$place" >"$root/install.log" 2>&1 || die "$(tail -n 5 "$root/install.log")"
	eval "$(sed -n '/^ *export /p' "$root/install.log")"
	zairyu --version
	# shellcheck disable=SC2046 # a list of words
	${CC:-cc} -std=c11 examples/custom_transport.c -o "$root/outside" $(pkg-config --cflags --libs libzairyu)
	eval "$(sed -n '/undo/,$p' "$root/install.log" | sed 1d)" >"$root/uninstall.log"
	[ ! -e "$place" ] || die "Left behind: $(find "$place")"
}

install_packages build test
mkdir -p "$root"
# shellcheck disable=SC2086 # a list of words
[ $# -gt 0 ] || set -- both static lto $features none dist install
for wanted; do
	case $wanted in
	both | static | lto | none | dist | install) ("variant_$wanted") ;; # what it sets up for pkg-config ends with it
	*)
		configure "without-$wanted" "-D$wanted=disabled"
		compile "without-$wanted"
		;;
	esac
done
say "Every variant is in order."
