/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether a point, in its whole or short form, is on P-384, computed apart from libcrypto's import of keys. */
#ifndef KEY_P384_POINT_H
#define KEY_P384_POINT_H

#include <stdbool.h>
#include <zairyu/base.h>

/* Whether this is certainly not a point of the curve; false if that could not be computed. */
bool p384_is_no_point(zairyu_bytes point);

#endif
