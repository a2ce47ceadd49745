/* SPDX-License-Identifier: BSD-2-Clause */
/* Why a file of the trust store is not used, in the person's words. */
#ifndef TRUST_REFUSAL_TEXT_H
#define TRUST_REFUSAL_TEXT_H

#include "app.h"

enum { REFUSAL_TEXT_SIZE = 512 };
/* Writes it to `out`, and returns that. */
const char *refusal_text(const struct app *app, const zairyu_error *why, char out[REFUSAL_TEXT_SIZE]);

#endif
