/* SPDX-License-Identifier: BSD-2-Clause */
/* What the codes on a card mean, as far as it is published. */
#ifndef CODES_CODE_NAMES_H
#define CODES_CODE_NAMES_H

#include <stdbool.h>
#include <zairyu/record.h>

struct code_name {
	const char *code;
	const char *ja;
	const char *en;
};

/* The codes of one field, sorted. */
struct code_list {
	int field; /* ZAIRYU_FIELD_* */
	const struct code_name *names;
	size_t count;
};

/* Made from lib/data/codes.tsv. */
extern const struct code_list code_lists[];
extern const size_t code_list_count;

/* Whether a value can be a code of that field: printable ASCII; of a nationality, what travel documents have there. */
bool code_is_well_formed(int field, zairyu_bytes value);

/* The names of a field's code, or NULL if none is published. */
const struct code_name *code_name_find(int field, const char *code);

/* The period of stay, `YYMM` or `DDD` [G2 3.3], in words. False if the code is neither. */
bool code_period_names(const char *code, char *ja, char *en, size_t size);

#endif
