#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# run.sh MAKE-SEEDS HARNESS NAME: makes the seeds afresh and runs the harness over those that are its own.
set -eu
seeds=$(mktemp -d)
trap 'rm -rf "$seeds"' EXIT
"$1" "$seeds"
"$2" "$seeds/$3"
