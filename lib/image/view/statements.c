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

static void list_add(char list[STATEMENT_SIZE], const char *word)
{
	size_t len = strlen(list);

	if (word)
		snprintf(list + len, STATEMENT_SIZE - len, "%s%s", len ? " " : "", word);
}

static void state_list(struct statements *statements, const char *name, const char *list)
{
	state(statements, name, list[0] ? list : "none");
}

/* Which items the view shows unmarked. */
static void state_proved(struct statements *statements, uint64_t proved)
{
	char items[STATEMENT_SIZE] = "";

	for (uint64_t item = 1; item; item <<= 1)
		if (proved & item)
			list_add(items, zairyu_item_name(item));
	state_list(statements, "zairyu-proved", items);
}

/* Which fields have characters that could not be written. */
static void state_unwritten(struct statements *statements, uint64_t unwritten)
{
	char fields[STATEMENT_SIZE] = "";

	for (int field = 1; zairyu_field_name(field); field++)
		if (unwritten >> field & 1)
			list_add(fields, zairyu_field_name(field));
	state_list(statements, "zairyu-unwritten", fields);
}

static const char *form_of(const struct claim *claim)
{
	return claim_names_kind(claim) ? zairyu_kind_name(claim->kind) : "plain";
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
	state_proved(statements, claim_shown_proved(claim));
	state(statements, "zairyu-side", claim->side == SIDE_BACK ? "back" : "front");
	state_unwritten(statements, claim->unwritten);
}

const char *zairyu_image_statement(const zairyu_image *image, const char *name)
{
	for (size_t i = 0; image && name && i < image->statements.count; i++)
		if (strcmp(image->statements.list[i].name, name) == 0)
			return image->statements.list[i].value;
	return NULL;
}
