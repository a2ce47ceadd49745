/* SPDX-License-Identifier: BSD-2-Clause */
/* Time that passes: sleeping in slices, as everything that waits must. */
#ifndef VCARD_PAUSE_H
#define VCARD_PAUSE_H

#include <zairyu.h>

/* Milliseconds on a clock that only goes forward. */
int64_t pause_now(void);

/* Sleeps `ms`; 0 sleeps until the wait ends it. @return 0 when over, or why the wait ended it. */
int pause_for(const zairyu_wait *wait, uint32_t ms, zairyu_error **err);

#endif
