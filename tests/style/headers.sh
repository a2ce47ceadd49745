#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Every public header compiles by itself as C11 and C++11. Where clang is installed, comments name parameters that exist.
# usage: headers.sh INCLUDE_DIR
set -eu
status=0
for header in "$1"/zairyu.h "$1"/zairyu/*.h; do
	"${CC:-cc}" -std=c11 -Wall -Wextra -Wpedantic -Werror -I "$1" -fsyntax-only -x c "$header" || status=1
	"${CXX:-c++}" -std=c++11 -Wall -Wextra -Wpedantic -Werror -I "$1" -fsyntax-only -x c++ "$header" || status=1
	! command -v clang >/dev/null || clang -std=c11 -Wdocumentation -Werror -I "$1" -fsyntax-only -x c "$header" || status=1
done
exit $status
