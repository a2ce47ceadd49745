/* SPDX-License-Identifier: BSD-2-Clause */
/* What programs read, by libzairyu-json. A build without it has output_json_none.c instead, and no --json. */
#ifndef OUTPUT_OUTPUT_JSON_H
#define OUTPUT_OUTPUT_JSON_H

#include <zairyu/json.h>

#include "card/card_outcome.h"
#include "files/content.h"
#include "output/output_paths.h"

/* Fails where there is no JSON. */
int output_json_try(const struct app *app, zairyu_error **err);

int output_json_card(const struct app *app, const struct card_outcome *outcome, zairyu_error **err);
/* The same line, not printed but appended. Any thread. */
int output_json_card_line(const struct app *app, const struct card_outcome *outcome, struct content *out,
			  zairyu_error **err);
/* The error object; `file` is the record's where several were given, else NULL. */
int output_json_error(const struct app *app, int code, const zairyu_error *error, const char *file, zairyu_error **err);
/* The same line, not printed but appended. */
int output_json_error_line(int code, const zairyu_error *error, const char *file, struct content *out,
			   zairyu_error **err);
int output_json_readers(const struct app *app, const zairyu_readers *const *lists, size_t count, zairyu_error **err);
/* The anchors of `trust`, what the whole of `store` has for each generation, and where things are. */
int output_json_trust(const struct app *app, const zairyu_trust *trust, const zairyu_trust *store,
		      const struct output_paths *paths, zairyu_error **err);
/* What to enter in the revocation inquiry, with the parts of the card's expiry. */
int output_json_inquiry(const struct app *app, const char *number, const int expiry[3], const char *page,
			zairyu_error **err);
/* What an examination found; `code` and `status` as zairyu_json_write_findings() has them. Only where there is JSON. */
int output_json_findings(const struct app *app, const zairyu_json_findings *findings, int code, int status,
			 zairyu_error **err);

#endif
