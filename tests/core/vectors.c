/* SPDX-License-Identifier: BSD-2-Clause */
#include "vectors.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS_MAX = 64, KEY_SIZE = 48, VALUE_SIZE = 128 };

struct vectors {
	struct {
		char key[KEY_SIZE];
		uint8_t value[VALUE_SIZE];
		size_t len;
	} rows[KEYS_MAX];
	size_t count;
};

static size_t from_hex(const char *hex, uint8_t *out, size_t cap)
{
	size_t len = 0;
	unsigned byte;

	while (len < cap && sscanf(hex + 2 * len, "%2x", &byte) == 1)
		out[len++] = (uint8_t)byte;
	ck_assert_uint_eq(2 * len, strlen(hex));
	return len;
}

struct vectors *vectors_load(const char *name)
{
	struct vectors *v = calloc(1, sizeof *v);
	char path[512], line[512], hex[2 * VALUE_SIZE + 1];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", getenv("ZAIRYU_TEST_VECTORS"), name);
	file = fopen(path, "r");
	ck_assert_msg(file != NULL, "%s", path);
	while (fgets(line, sizeof line, file)) {
		if (line[0] == '#' || sscanf(line, "%47s = %256s", v->rows[v->count].key, hex) != 2)
			continue;
		v->rows[v->count].len = from_hex(hex, v->rows[v->count].value, VALUE_SIZE);
		ck_assert_uint_lt(++v->count, KEYS_MAX);
	}
	fclose(file);
	ck_assert_uint_gt(v->count, 15);
	return v;
}

void vectors_free(struct vectors *v)
{
	free(v);
}

zairyu_bytes vectors_get(const struct vectors *v, const char *key)
{
	for (size_t i = 0; i < v->count; i++)
		if (strcmp(v->rows[i].key, key) == 0)
			return (zairyu_bytes){ v->rows[i].value, v->rows[i].len };
	ck_abort_msg("no key %s", key);
}
