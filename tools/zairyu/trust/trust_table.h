/* SPDX-License-Identifier: BSD-2-Clause */
/* Trust anchors in words: one row for each. */
#ifndef TRUST_TRUST_TABLE_H
#define TRUST_TRUST_TABLE_H

#include <zairyu/verify.h>

#include "trust/trust_places.h"

struct columns;

/* "/etc/zairyu/trust (for all users)", without an end of the line. */
void trust_place_print(const struct app *app, const struct trust_place *place);

/* Begins a table with its header; `outcome` is whether its rows begin with what was done. */
void trust_table_begin(struct columns *table, const struct app *app, bool outcome);
/* The row of an anchor, behind the cell for what was done if the table has one. */
void trust_table_row(struct columns *table, const struct app *app, const zairyu_trust *trust, size_t index);

/* The first digits of an anchor's digest, which are enough to name it. */
enum { TRUST_DIGEST_SHOWN = 16, TRUST_DIGEST_SIZE = TRUST_DIGEST_SHOWN + 1 };

#endif
