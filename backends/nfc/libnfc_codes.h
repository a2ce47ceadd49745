/* SPDX-License-Identifier: BSD-2-Clause */
/* What libnfc's return values mean here. */
#ifndef NFC_LIBNFC_CODES_H
#define NFC_LIBNFC_CODES_H

#include "outcome.h"

/* Of a negative return value of a libnfc function, by the table of what was measured with libnfc 1.8.0. */
struct outcome outcome_libnfc(int rc);

/* Whether the device is better closed and opened again after this return value. */
int outcome_needs_reopen(int rc);

#endif
