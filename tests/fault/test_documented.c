/* SPDX-License-Identifier: BSD-2-Clause */
/* doc/virtual-card.md names exactly the variants the library has, each with the types of cards that have it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "profile/variant.h"

static const struct {
	const char *words;
	unsigned types;
} type_words[] = {
	{ " all ", ON_ALL }, { " first ", ON_FIRST }, { " second ", ON_SECOND }, { " 1 ", ON_1 }, { " 05 ", ON_05 }
};

static unsigned types_of(const char *cell)
{
	for (size_t i = 0; i < sizeof type_words / sizeof *type_words; i++)
		if (strncmp(cell, type_words[i].words, strlen(type_words[i].words)) == 0)
			return type_words[i].types;
	ck_abort_msg("unknown types: %.20s", cell);
	return 0;
}

static size_t variant_index(const char *name, size_t len)
{
	size_t i = 0;

	while (variant_name(i) && !(strlen(variant_name(i)) == len && memcmp(variant_name(i), name, len) == 0))
		i++;
	ck_assert_msg(variant_name(i) != NULL, "documented, but not there: %.*s", (int)len, name);
	return i;
}

/* A row of a table: | `name`, `name` | types | what |. */
static void take_row(const char *line, unsigned documented[VARIANTS])
{
	const char *types = strchr(line + 1, '|');
	const char *name = strchr(line, '`');

	ck_assert_ptr_nonnull(types);
	while (name && name < types) {
		size_t len = strcspn(name + 1, "`"), i = variant_index(name + 1, len);

		ck_assert_msg(documented[i] == 0, "documented twice: %s", variant_name(i));
		documented[i] = types_of(types + 1);
		name = strchr(name + len + 2, '`');
	}
}

START_TEST(documentation_and_library_agree)
{
	unsigned documented[VARIANTS] = { 0 };
	char line[1024];
	bool inside = false;
	FILE *file = fopen(VIRTUAL_CARD_MD, "r");

	ck_assert_ptr_nonnull(file);
	while (fgets(line, sizeof line, file)) {
		if (strncmp(line, "## ", 3) == 0)
			inside = strncmp(line, "## Variants", 11) == 0;
		if (inside && strncmp(line, "| `", 3) == 0)
			take_row(line, documented);
	}
	fclose(file);
	for (size_t i = 0; i < VARIANTS; i++)
		ck_assert_msg(documented[i] == variant_types(i), "%s: documented %x, has %x", variant_name(i),
			      documented[i], variant_types(i));
}
END_TEST

SUITE_MAIN("documented variants", 10, documentation_and_library_agree)
