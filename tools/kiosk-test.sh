#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds the kiosk and runs its tests on displays of their own; none is needed: sh tools/kiosk-test.sh
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh

install_packages build test kiosk kiosk-test
build_options=-Dkiosk=enabled
build all

say "Running the kiosk's tests; the pictures of its screens are put into build/screens"
status=0
meson test -C build --no-rebuild --print-errorlogs --suite kiosk "$@" || status=$?
exit "$status"
