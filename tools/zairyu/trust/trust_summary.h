/* SPDX-License-Identifier: BSD-2-Clause */
/* What a trust store has for each generation of cards: an office that installed one lacks the other. */
#ifndef TRUST_TRUST_SUMMARY_H
#define TRUST_TRUST_SUMMARY_H

#include <zairyu/verify.h>

#include "app.h"

/* Tells it on standard error, with the page to download from where something is missing. */
void trust_summary_show(const struct app *app, const zairyu_trust *trust);

#endif
