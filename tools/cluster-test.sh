#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds what the example for more than one machine needs and runs its tests, on a cluster of processes on this one:
# sh tools/cluster-test.sh
set -eu
cd "$(dirname "$0")/.."
. tools/common.sh

install_packages build test python cluster
build_options=-Dpython=enabled
build all

say "Running the tests of examples/cluster"
status=0
meson test -C build --no-rebuild --print-errorlogs --suite cluster "$@" || status=$?
say "What it costs beside the command, here: ninja -C build bench-cluster"
exit "$status"
