/* SPDX-License-Identifier: BSD-2-Clause */
/* Until when trust anchors are valid. */
#ifndef TRUST_TRUST_ENDS_H
#define TRUST_TRUST_ENDS_H

#include <zairyu/verify.h>

#include "app.h"

enum { TRUST_DATE_SIZE = 64, TRUST_UNTIL_SIZE = 160 };

/* "2028-07-07", and with it what a person should know: that this is over, near, or still to begin. */
const char *trust_until_text(const struct app *app, const zairyu_trust *trust, size_t index,
			     char out[TRUST_UNTIL_SIZE]);
bool trust_has_ended(const zairyu_trust *trust, size_t index);
/*
 * Whether a newer anchor should be looked for: this one has ended or will in the next 90 days, and none of its kind and
 * generation lasts longer.
 */
bool trust_runs_out(const zairyu_trust *trust, size_t index);
/* Tells so on standard error, with the page to download from. */
void trust_runs_out_warn(const struct app *app, const zairyu_trust *trust, size_t index);

#endif
