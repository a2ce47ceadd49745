#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The package of the kiosk on a clean machine: installed, started, looked at, purged. Not part of the default suite:
#
#	sudo sh tests/kiosk/package.sh PACKAGE PICTURES [ROOT]
#
# PACKAGE is what tools/kiosk-package.sh built, PICTURES a directory for pictures of the screen. ROOT is a root made by
# debootstrap, which is copied; without it one is made. It needs root, debootstrap and Debian's mirror, and ends with 77
# where it has no such thing. Nothing outside a temporary directory is touched; where the kernel lets it, systemd runs in a
# namespace, and the kiosk as its service (package_boot.sh).
set -eu

if [ "${1:-}" != inside ]; then
	[ $# -ge 2 ] || { sed -n '3,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
	[ "$(id -u)" -eq 0 ] || { echo "This needs root." >&2; exit 77; }
	[ -n "${3:-}" ] || command -v debootstrap >/dev/null || { echo "There is no debootstrap." >&2; exit 77; }
	unshare --mount --pid --fork true 2>/dev/null || { echo "This needs namespaces." >&2; exit 77; }
	work=$(mktemp -d)
	# Mounts and processes of it end with the namespace.
	status=0
	unshare --mount --pid --fork --kill-child sh "$0" inside "$work" "$@" || status=$?
	rm -rf --one-file-system "$work"
	exit "$status"
fi

root=$2/root
package=$3
pictures=$4
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=${KIOSK_MIRROR:-http://deb.debian.org/debian}

fail() {
	printf 'package.sh: %s\n' "$*" >&2
	exit 1
}

check() {
	printf '    %s\n' "$1"
	shift
	"$@" || fail "This failed: $*"
}

inside() {
	chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

# As the service does it: its user, its groups, no privileges, and the environment of the unit.
as_kiosk() {
	# shellcheck disable=SC2046 # words
	inside setpriv --reuid zairyu-kiosk --regid zairyu-kiosk --groups video,audio --no-new-privs --bounding-set -all \
		--inh-caps -all env $(sed -n 's/^Environment=//p' "$root/usr/lib/systemd/system/zairyu-kiosk.service") \
		WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 "$@"
}

# Whatever the kiosk's user runs in this namespace, as a service would be stopped before it is removed.
stop_all() {
	as_kiosk sh -c 'kill -9 -1' 2>/dev/null || true
	wait_for nothing_runs
}

nothing_runs() {
	! inside sh -c 'stat -c %U /proc/[0-9]*' 2>/dev/null | grep -qx zairyu-kiosk
}

# Waits until the command tells so; half a second between two looks.
wait_for() {
	looks=0
	until "$@"; do
		looks=$((looks + 1))
		[ "$looks" -lt 240 ] || fail "This did not happen: $*"
		sleep 0.5
	done
}

# Whether standard input, a picture as PPM, has more than a background.
is_painted() {
	[ "$(tail -c +20 | od -An -v -tx1 -w3 | sort -u | head -n 30 | wc -l)" -ge 20 ]
}

finds_libraries() {
	! inside ldd "/usr/bin/$1" | grep "not found"
}

# It finds that no service runs here.
doctor_runs() {
	inside zairyu doctor --json | grep -q zairyu.doctor/1
}

# But for /tmp, which is the service's own.
owns_nothing() {
	! inside find / -xdev -path /tmp -prune -o -user zairyu-kiosk -print | grep .
}

user_is_gone() {
	! inside getent passwd zairyu-kiosk && ! inside getent group zairyu-kiosk
}

say() {
	printf '==> %s\n' "$*"
}

say "A clean root of $release"
if [ -n "${5:-}" ]; then
	cp -a "$5" "$root"
else
	debootstrap --variant=minbase --include=ca-certificates "$release" "$root" "$mirror" >"$2/log" 2>&1 || {
		tail -n 3 "$2/log" >&2
		exit 77
	}
fi
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/run"
[ ! -d /etc/apt/apt.conf.d ] || cp /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"

say "Installing"
cp "$package" "$root/package.deb"
inside apt-get -q update >"$2/log" 2>&1 || { tail -n 3 "$2/log" >&2; exit 77; }
inside apt-get -q install -y --no-install-recommends /package.deb >"$2/log" 2>&1 || {
	tail -n 20 "$2/log" >&2
	fail "It could not be installed."
}
check "the user has no password, no shell and no home" \
	test "$(inside getent passwd zairyu-kiosk | cut -d: -f1,6,7)" = zairyu-kiosk:/nonexistent:/usr/sbin/nologin
check "only the kiosk reads its configuration" \
	test "$(inside stat -c '%a %U:%G' /etc/zairyu/kiosk.conf)" = "640 root:zairyu-kiosk"
check "it is not started by itself" test ! -e "$root/etc/systemd/system/multi-user.target.wants/zairyu-kiosk.service"
check "the unit is in order" inside systemd-analyze verify --man=no zairyu-kiosk.service
for program in zairyu zairyu-kiosk; do
	check "$program finds its libraries" finds_libraries "$program"
	check "$program tells its version" inside "$program" --version
done
check "the doctor runs" doctor_runs
check "the configuration has every key" inside sh -c "zairyu-kiosk --print-config | cmp - /etc/zairyu/kiosk.conf"

say "Looking at the first screen"
inside apt-get -q install -y --no-install-recommends grim xvfb x11-apps >"$2/log" 2>&1 || fail "There are no tools to look at it."
mkdir -p "$pictures"
inside install -d -o zairyu-kiosk -g zairyu-kiosk -m 700 /run/zairyu-kiosk
as_kiosk cage -d -- zairyu-kiosk --reader virtual:type=05 >"$2/cage" 2>&1 &
cage=$!
in_cage() {
	as_kiosk env WAYLAND_DISPLAY=wayland-0 grim -t ppm - 2>/dev/null | is_painted
}
# What is painted first may be small, and the machine not examined yet.
is_settled() {
	in_cage || return 1
	as_kiosk env WAYLAND_DISPLAY=wayland-0 grim -t ppm - | cksum >"$2"
	cmp -s "$1" "$2" && return
	cp "$2" "$1"
	return 1
}
wait_for is_settled "$2/seen" "$2/sees"
as_kiosk env WAYLAND_DISPLAY=wayland-0 grim - >"$pictures/cage.png"
check "in cage, which still runs" kill -0 "$cage"
check "it wrote nothing outside its place in memory" owns_nothing
stop_all

inside Xvfb :77 -screen 0 1024x768x24 -nolisten tcp >/dev/null 2>&1 &
in_xvfb() {
	inside env DISPLAY=:77 xwd -root -silent 2>/dev/null | tail -c +4000 | od -An -v -tx1 -w4 | sort -u | head -n 30 | wc -l |
		{ read -r colours && [ "$colours" -ge 20 ]; }
}
as_kiosk env GDK_BACKEND=x11 DISPLAY=:77 zairyu-kiosk --reader virtual:type=05 --window 1024x768 >"$2/xvfb" 2>&1 &
wait_for in_xvfb
inside env DISPLAY=:77 xwd -root -silent >"$pictures/xvfb.xwd"
if command -v convert >/dev/null; then
	convert "xwd:$pictures/xvfb.xwd" "$pictures/xvfb.png"
	rm "$pictures/xvfb.xwd"
fi

stop_all

say "As a service"
# With a control group of its own, as the one we are in is not systemd's to arrange.
in_own_group() {
	mkdir -p "$2" && mount -t cgroup2 cgroup2 "$2" 2>/dev/null || return 77
	mkdir "$2/zairyu-kiosk-test-$$" || return 77
	(
		echo 0 >"$2/zairyu-kiosk-test-$$/cgroup.procs"
		exec unshare --mount --pid --fork --net --uts --ipc --cgroup --kill-child sh "$1" "$root" "$3"
	)
	status=$?
	find "$2/zairyu-kiosk-test-$$" -depth -type d -exec rmdir {} + 2>/dev/null || true
	umount "$2"
	return "$status"
}
status=0
in_own_group "$(dirname "$0")/package_boot.sh" "$2/group" "$2/boot" || status=$?
if [ "$status" -eq 77 ]; then
	echo "    left out: systemd cannot run here"
else
	sed 's/^/    /' "$root/probe.log"
	[ -e "$root/done" ] || fail "systemd did not come to its end: $(tail -n 3 "$2/boot")"
	! grep -qv '^ok: ' "$root/probe.log" || fail "The service does not do what it is to do."
fi
cp "$root/boot.png" "$pictures/service.png" 2>/dev/null || true

say "Purging"
inside install -d /etc/zairyu/trust
echo "a certificate" >"$root/etc/zairyu/trust/ca.crt"
cp -a "$root/usr/share/zairyu-kiosk/locked-down/etc/." "$root/etc/"
inside apt-get -q purge -y zairyu-kiosk grim xvfb x11-apps >"$2/log" 2>&1 || { tail "$2/log" >&2; fail "It could not be purged."; }
check "the user is gone" user_is_gone
left=$(inside find / -xdev -name '*zairyu*' -not -path '/proc/*' 2>/dev/null)
check "nothing of it is left: $left" test -z "$left"
say "Done. What was seen is in $pictures."
