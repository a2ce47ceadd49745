/* SPDX-License-Identifier: BSD-2-Clause */
/* From the claim to statements, and from an image to what it states. */
#include "view/statements.h"

#include <stdio.h>
#include <string.h>

static void state(struct statements *statements, const char *name, const char *value)
{
	struct statement *statement = &statements->list[statements->count++];

	statement->name = name;
	snprintf(statement->value, sizeof statement->value, "%s", value);
}

static const char *yes(bool is_so)
{
	return is_so ? "yes" : "no";
}

/* Which items the view shows unmarked. */
static void state_proved(struct statements *statements, uint64_t proved)
{
	char items[STATEMENT_SIZE] = "";
	size_t len = 0;

	for (uint64_t item = 1; item; item <<= 1)
		if (proved & item && zairyu_item_name(item) && len < sizeof items)
			len += (size_t)snprintf(items + len, sizeof items - len, "%s%s", len ? " " : "",
						zairyu_item_name(item));
	state(statements, "zairyu-proved", len ? items : "none");
}

static const char *form_of(const struct claim *claim)
{
	return claim->fit == FRONT_BOUND || claim->fit == FRONT_FITS ? zairyu_kind_name(claim->kind) : "plain";
}

void statements_make(struct statements *statements, const struct claim *claim)
{
	*statements = (struct statements){ 0 };
	state(statements, "zairyu-verified", yes(claim->verified));
	state(statements, "zairyu-verdict", zairyu_verdict_name(claim->verdict));
	state(statements, "zairyu-falsification", zairyu_result_name(claim->falsification));
	state(statements, "zairyu-issuer", zairyu_result_name(claim->issuer));
	state(statements, "zairyu-live", yes(claim->live));
	state(statements, "zairyu-specimen", yes(claim->specimen));
	state(statements, "zairyu-form", form_of(claim));
	state_proved(statements, claim->proved);
}

const char *zairyu_image_statement(const zairyu_image *image, const char *name)
{
	for (size_t i = 0; image && name && i < image->statements.count; i++)
		if (strcmp(image->statements.list[i].name, name) == 0)
			return image->statements.list[i].value;
	return NULL;
}
