/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Codes with a published meaning [G2 3.3], which lib/data/codes.tsv has. Status of residence (C9) and type of permission
 * (CA) have no published table, so they have no names there: whoever has the agency's table looks the raw code up in it.
 */
#include "record/codes/code_names.h"

#include <stdio.h>
#include <string.h>

/* Three capital letters; Germany has one in travel documents, with or without fillers [ICAO Doc 9303-3 5]. */
static bool is_nationality(zairyu_bytes value)
{
	size_t letters = 0;

	while (letters < value.len && value.data[letters] >= 'A' && value.data[letters] <= 'Z')
		letters++;
	if (letters == 1 && value.data[0] == 'D')
		return value.len == 1 || (value.len == 3 && memcmp(value.data + 1, "<<", 2) == 0);
	return letters == 3 && value.len == 3;
}

bool code_is_well_formed(int field, zairyu_bytes value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.data[i] <= ' ' || value.data[i] > '~')
			return false;
	return field != ZAIRYU_FIELD_NATIONALITY || is_nationality(value);
}

static const struct code_name *code_search(const struct code_name *names, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i].code, code) == 0)
			return &names[i];
	return NULL;
}

const struct code_name *code_name_find(int field, const char *code)
{
	for (size_t i = 0; i < code_list_count; i++)
		if (code_lists[i].field == field)
			return code_search(code_lists[i].names, code_lists[i].count, code);
	return NULL;
}

/* "1年3月", "1 year 3 months": a part that is 0 is left out. */
static void code_period_write(unsigned years, unsigned months, char *ja, char *en, size_t size)
{
	const char *of_years = years == 1 ? "" : "s", *of_months = months == 1 ? "" : "s";

	if (months == 0) {
		snprintf(ja, size, "%u年", years);
		snprintf(en, size, "%u year%s", years, of_years);
	} else if (years == 0) {
		snprintf(ja, size, "%u月", months);
		snprintf(en, size, "%u month%s", months, of_months);
	} else {
		snprintf(ja, size, "%u年%u月", years, months);
		snprintf(en, size, "%u year%s %u month%s", years, of_years, months, of_months);
	}
}

bool code_period_names(const char *code, char *ja, char *en, size_t size)
{
	size_t len = strlen(code);
	unsigned value = 0;

	if (len < 3 || len > 4 || strspn(code, "0123456789") != len)
		return false;
	for (size_t i = 0; i < len; i++)
		value = value * 10 + (unsigned)(code[i] - '0');
	if (len == 3) {
		snprintf(ja, size, "%u日", value);
		snprintf(en, size, "%u day%s", value, value == 1 ? "" : "s");
		return value > 0;
	}
	if (value == 0) {
		snprintf(ja, size, "無期限");
		snprintf(en, size, "Indefinite");
		return true;
	}
	code_period_write(value / 100, value % 100, ja, en, size);
	return value % 100 < 12;
}
