# SPDX-License-Identifier: BSD-2-Clause
# What the scripts that build share: installing what is missing, and building. Sourced, with the repository as directory.
# shellcheck shell=sh

reconfigure=
build_options= # of meson, for build()

say() {
	printf '\n==> %s\n' "$*"
}

die() {
	printf '%s\n' "$*" >&2
	exit 1
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		die "Please install these packages as root, then try again: $missing"
	fi
}

is_installed() {
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Installs what is missing of the packages for the given purposes (see tools/packages.txt).
install_packages() {
	missing=
	for purpose; do
		while read -r for_what package; do
			if [ "$for_what" = "$purpose" ] && ! is_installed "$package"; then
				missing="$missing $package"
			fi
		done <tools/packages.txt
	done
	if [ -z "$missing" ]; then
		say "All packages are installed."
		return
	fi
	command -v apt-get >/dev/null || die "Not a Debian system. Please install what corresponds to:$missing"
	say "Installing:$missing"
	as_root apt-get update
	# shellcheck disable=SC2086 # a list of words
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
	reconfigure=yes
}

# Builds into build/: the given targets, or everything.
build() {
	say "Building into build/"
	# shellcheck disable=SC2086 # a list of words
	if [ ! -f build/build.ninja ]; then
		meson setup $build_options build
	elif [ -n "$reconfigure$build_options" ]; then
		meson setup --reconfigure $build_options build # what was just installed is found only so
	fi
	ninja -C build "$@"
}
