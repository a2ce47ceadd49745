#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds the packages on clean machines and tries them there: sudo sh tools/package-test.sh [RELEASE…]
#
# RELEASE is bookworm or trixie; without it both. Each is a root made by mmdebstrap below build-package/test/, in namespaces
# of its own. The packages are built twice, compared, looked at by lintian, installed with what they depend on and no more,
# tried by debian/tests, purged, and nothing of them may be left. Not part of the tests; it takes some ten minutes each.
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh

mirror=${MIRROR:-http://deb.debian.org/debian}
repository='deb [trusted=yes] file:/packages ./'

fail() {
	[ ! -s "$log" ] || tail -n 30 "$log"
	die "package-test.sh: $*"
}

check() {
	printf '    %s\n' "$1"
	shift
	"$@" >"$log" 2>&1 || fail "This failed: $*"
}

# A copy of the clean root that is called $1, in which the next commands run.
enter() {
	root=$place/$1
	rm -rf --one-file-system "$root"
	cp -a "$place/clean" "$root"
	mount -t proc proc "$root/proc"
	mount --rbind /dev "$root/dev"
	mount -t tmpfs tmpfs "$root/run"
	cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
	printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
	chmod 755 "$root/usr/sbin/policy-rc.d"
}

inside() {
	chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

apt() {
	inside apt-get -q -y --no-install-recommends -o APT::Sandbox::User=root "$@"
}

make_clean_root() {
	say "A clean root of $release"
	[ -e "$place/clean/etc/debian_version" ] || {
		rm -rf --one-file-system "$place/clean"
		mmdebstrap --mode=root --variant=minbase "$release" "$place/clean" "$mirror" >"$log" 2>&1 ||
			fail "The root could not be made."
		echo force-unsafe-io >"$place/clean/etc/dpkg/dpkg.cfg.d/unsafe-io" # nobody keeps it
	}
}

copy_source() {
	mkdir -p "$root$1"
	git ls-files --cached --others --exclude-standard -z | tar -c --null --ignore-failed-read -T - | tar -x -C "$root$1"
}

# Builds in the directory $1 of the root.
build_packages() {
	check "they are built in $1" inside sh "$1/tools/package.sh"
	(cd "$root$1/build-package/debian" && sha256sum ./*.deb ./*.dsc ./*.tar.xz) >"$place/sums${2:-}"
}

build_twice() {
	say "Building on $release"
	enter build
	apt update >"$log" 2>&1 || fail "The mirror does not answer."
	copy_source /source
	copy_source /a/second/time
	build_packages /source
	build_packages /a/second/time .again
	check "twice the same, byte by byte" cmp "$place/sums" "$place/sums.again"
	apt install lintian >"$log" 2>&1 || fail "There is no lintian."
	check "lintian has nothing to say" inside sh -c 'lintian --fail-on error,warning /source/build-package/debian/*.changes'
	rm -rf "$place/packages"
	cp -r "$root/source/build-package/debian" "$place/packages"
}

# The packages that are there, or of which something is left.
# shellcheck disable=SC2016 # dpkg-query's variable
installed() {
	inside dpkg-query -W -f '${Package}\n'
}

# What is there of ours: packages, and files by their names.
left() {
	installed | grep -i zairyu || true
	inside find / -xdev '(' -path /packages -o -path /source -o -path /tmp -o -path /var/lib/apt -o -path /proc ')' -prune -o \
		-iname '*zairyu*' -print
}

is_left_nothing() {
	[ -z "$(left)" ] || { left; return 1; }
}

# Removes every package of ours, and what only they needed.
purge() {
	# shellcheck disable=SC2046 # a list of words
	apt purge $(installed | grep zairyu) >"$log" 2>&1 || fail "They could not be purged."
	apt autoremove --purge >"$log" 2>&1 || fail "What they needed could not be purged."
}

# The tests of debian/tests/control, as lines: name, packages.
list_tests() {
	sed -n -e 's/^Tests: //p' -e 's/^Depends: //p' debian/tests/control | sed 'N;s/\n/ /;s/,//g'
}

run_test() {
	test=$1
	shift
	apt install "$@" >"$log" 2>&1 || fail "These could not be installed: $*"
	check "$test, with $*" inside sh -c "cd /source && rm -rf /tmp/* && AUTOPKGTEST_TMP=\$(mktemp -d) debian/tests/$test"
}

server_needs_little() {
	! installed | grep -E '^lib(pango|cairo|nfc|pcsclite|tiff|zairyu-(image|nfc|pcsc|vcard))'
}

try_packages() {
	say "Trying them on $release"
	enter try
	cp -r "$place/packages" "$root/packages"
	copy_source /source
	echo "$repository" >"$root/etc/apt/sources.list.d/local.list"
	apt update >"$log" 2>&1 || fail "apt does not take packages from the directory."
	list_tests | while read -r line; do
		# shellcheck disable=SC2086 # a list of words
		run_test $line
		[ "${line%% *}" != verify-command ] || check "a server needs neither Pango nor readers" server_needs_little
		purge
		check "nothing of them is left" is_left_nothing
	done
}

keeps_certificate() {
	[ "$(inside cat /etc/zairyu/trust/ca.crt)" = "a certificate" ]
}

# All at once, the one command in place of the other, and what is the administrator's.
try_together() {
	# shellcheck disable=SC2046 # a list of words
	check "all of them together" apt install $(cd "$root/packages" && for package in ./*.deb; do
		dpkg-deb -f "$package" Package
	done | grep -v -e -dbgsym -e verify-tools)
	check "the empty place for certificates is there" inside rmdir /etc/zairyu/trust
	inside install -d /etc/zairyu/trust
	echo "a certificate" >"$root/etc/zairyu/trust/ca.crt"
	check "the command of a server takes the place of the other" apt install zairyu-verify-tools zairyu-tools-
	check "and works" inside zairyu --version
	purge
	check "what is the administrator's is left" keeps_certificate
	inside rm -r /etc/zairyu
	check "and nothing else" is_left_nothing
}

if [ "${1:-}" = inside ]; then
	release=$2 place=$PWD/build-package/test/$2 log=$PWD/build-package/test/$2/log
	make_clean_root
	build_twice
	try_packages
	try_together
	exit
fi

[ "$(id -u)" -eq 0 ] || die "This needs root: sudo sh tools/package-test.sh"
install_packages package-test
[ $# -gt 0 ] || set -- bookworm trixie
for release; do
	mkdir -p "build-package/test/$release"
	unshare --mount --pid --fork --kill-child sh "$0" inside "$release"
done
say "The packages are in order on: $*"
