#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The kiosk as the service that it is, under a systemd of its own: package_boot.sh ROOT LOG, from package.sh, in namespaces.
# What is not there is a screen: the compositor has none (headless), and the reader is a virtual one.
set -eu
root=$1
log=$2

# Each line that is not "ok" is a complaint.
write_probe() {
	cat >"$root/probe.sh" <<'END'
#!/bin/sh
unit=zairyu-kiosk
service() { systemctl show -p "$1" --value $unit; }
tell() { if "$@"; then echo "ok: $*"; else echo "FAILED: $*"; fi; }
began_again() {
	for second in $(seq 90); do
		[ "$(service NRestarts)" -ge "$1" ] && [ "$(service ActiveState)" = active ] && return
		sleep 1
	done
	return 1
}
processes() { grep -vx 0 /sys/fs/cgroup/system.slice/$unit.service/cgroup.procs; }
process_of() {
	for one in $(processes); do
		[ "$(cat "/proc/$one/comm")" = "$1" ] && echo "$one"
	done
}
confined() {
	for one in $(processes); do
		for line in 'Seccomp:	2' 'NoNewPrivs:	1' 'CapBnd:	0000000000000000' 'CapEff:	0000000000000000'; do
			grep -qx "$line" "/proc/$one/status" || return 1
		done
		[ "$(cat "/proc/$one/coredump_filter")" = 00000010 ] || return 1
	done
}
both_are_in_the_unit() { [ -n "$(process_of cage)" ] && [ -n "$(process_of zairyu-kiosk)" ]; }
inspected() { [ -r "/proc/$(process_of zairyu-kiosk)/environ" ] && [ "$(stat -c %U "/proc/$(process_of zairyu-kiosk)/environ")" = root ]; }
as() { user=$1; shift; setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups env LC_ALL=C.UTF-8 "$@"; }
may_use_readers() { as "$1" zairyu doctor --json | grep -q '"check": "permission", "finding": "permission", "state": "ok"'; }
may_not_use_readers() { ! may_use_readers "$1"; }
seen() {
	nsenter -t "$(process_of cage)" -m setpriv --reuid $unit --regid $unit --clear-groups env XDG_RUNTIME_DIR=/run/$unit \
		WAYLAND_DISPLAY=wayland-0 grim /run/$unit/seen.png && mv /run/$unit/seen.png /boot.png
}
tell systemctl start $unit
tell both_are_in_the_unit
tell confined
tell inspected
for look in 1 2 3 4 5 6; do sleep 1; seen >/dev/null 2>&1; done # without a screen, only looking makes the next frame
tell seen
kill -STOP "$(process_of zairyu-kiosk)"; tell began_again 1
kill -STOP "$(process_of cage)"; tell began_again 2
kill -KILL "$(process_of zairyu-kiosk)"; tell began_again 3
sleep 5; touch /etc/zairyu/trust/new.crt; tell began_again 4
rm /etc/zairyu/trust/new.crt
tell may_use_readers zairyu-kiosk
tell may_not_use_readers nobody
journalctl --no-pager -b -t $unit | grep -v 'output test failed\|drmGetDevices' >/journal
tell grep -q ' started' /journal
systemctl stop $unit
tell test ! -e /run/$unit
touch /done
END
	chmod 755 "$root/probe.sh"
}

write_units() {
	mkdir -p "$root/etc/systemd/system/zairyu-kiosk.service.d" "$root/etc/systemd/system/multi-user.target.wants"
	cat >"$root/etc/systemd/system/zairyu-kiosk.service.d/no-screen.conf" <<'END'
[Unit]
ConditionPathExists=
[Service]
Environment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1
ExecStart=
ExecStart=/usr/bin/cage -d -- /usr/bin/zairyu-kiosk --reader virtual:type=05
END
	cat >"$root/etc/systemd/system/probe.service" <<'END'
[Unit]
After=multi-user.target
[Service]
Type=oneshot
ExecStart=/probe.sh
StandardOutput=file:/probe.log
StandardError=inherit
END
	ln -s ../probe.service "$root/etc/systemd/system/multi-user.target.wants/"
}

mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys" && mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup" || exit 77
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for node in null zero full random urandom tty; do
	touch "$root/dev/$node"
	mount --bind "/dev/$node" "$root/dev/$node"
done
mkdir "$root/dev/shm" "$root/dev/pts"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
write_probe
write_units

# systemd is to be the first process of the namespace: this one. What waits for it ends it.
{
	tries=0
	until [ -e "$root/done" ] || [ "$tries" -ge 600 ]; do
		sleep 1
		tries=$((tries + 1))
	done
	kill -s RTMIN+4 1 # poweroff
	sleep 20
	kill -KILL -1
} &
cd "$root"
mount --move "$root" /
exec chroot . /usr/bin/env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --log-target=console \
	systemd.unit=multi-user.target </dev/null >"$log" 2>&1
