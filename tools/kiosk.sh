#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds the kiosk and starts it on the virtual card, in a window: sh tools/kiosk.sh [OPTION OF zairyu-kiosk…]
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh

install_packages build kiosk
build_options=-Dkiosk=enabled
build tools/zairyu examples/kiosk/gtk/zairyu-kiosk

demo=build/kiosk-demo
rm -rf "$demo"
umask 022 # a configuration that others could change is refused
mkdir -p "$demo"
build/tools/zairyu emulate --trust-out "$demo/ca" --ca-only
cat >"$demo/kiosk.conf" <<END
[kiosk]
reader = virtual:type=1
trust = $PWD/$demo/ca
full-screen = no
END

[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || die "The kiosk is built, but there is no display to show it on: neither DISPLAY nor WAYLAND_DISPLAY is set.
Run this in a desktop session, or over ssh -X. Without any display, sh tools/kiosk-test.sh runs its tests."
say "The number of the virtual card is AA12345678BB. Its holder is fictional; its signatures are those of a test CA."
exec build/examples/kiosk/gtk/zairyu-kiosk --config "$demo/kiosk.conf" "$@"
