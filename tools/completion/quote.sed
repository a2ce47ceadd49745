# SPDX-License-Identifier: BSD-2-Clause
# Makes every line a C string.
s/\\/\\\\/g
s/"/\\"/g
s/.*/"&\\n"/
