/* SPDX-License-Identifier: BSD-2-Clause */
/* Time that passes. */
#ifndef BASE_PAUSE_H
#define BASE_PAUSE_H

#include <stdint.h>

/* Milliseconds on a clock that only goes forward. */
int64_t pause_now(void);

#endif
