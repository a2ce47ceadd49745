/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is handed on to the vendor's system: lines of text.
 *
 * The first line is an object, "zairyu.kiosk/1": "purpose" ("", "age:20" or "work"), "compared" ("same", "different"
 * or null: nobody was asked), "verdict", "live" (false for a virtual card), and then for
 *   ""        "card": the whole card, "zairyu.card/1" of zairyu-json(5)
 *   "age:20"  "answer" ("yes", "no" or "not-known") and "proved"
 *   "work"    "fields": each null, if the card does not say it, or "value" and "proved", and "name_ja" and "name_en" of a
 *             code of which these are known
 * If the record is handed on as well, it is the second line, in base64. A shell takes them apart with
 *   read -r json; read -r record; printf %s "$record" | base64 -d >FILE
 */
#ifndef HOST_HANDED_ON_H
#define HOST_HANDED_ON_H

#include "flow/flow.h"
#include "host/purpose.h"
#include "host/secret_text.h"

struct handed_on {
	zairyu_context *ctx;
	const zairyu_record *record;
	const zairyu_report *report;
	struct purpose purpose;
	struct card_day today;
	enum flow_comparison compared;
	bool with_record; /* only if the purpose is everything */
};

/* Returns 0, or a ZAIRYU_ERR_*; `out` is then empty. To be wiped by secret_text_done(). */
int handed_on_write(const struct handed_on *result, struct secret_text *out, zairyu_error **err);

#endif
