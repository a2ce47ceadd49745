#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# format.sh FORMATTER ROOT: every C file is as the formatter has it (.clang-format). "FORMATTER -i FILE" puts one right.
set -eu
cd "$2"
find include lib backends bindings tools examples tests -name '*.[ch]' -print0 | xargs -0 -n 50 -P 2 "$1" --dry-run -Werror
