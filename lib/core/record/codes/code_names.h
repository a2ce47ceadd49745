/* SPDX-License-Identifier: BSD-2-Clause */
/* What the codes on a card mean, as far as it is published. */
#ifndef CODES_CODE_NAMES_H
#define CODES_CODE_NAMES_H

#include <stdbool.h>
#include <zairyu/base.h>

struct code_name {
	const char *code;
	const char *ja;
	const char *en;
};

/* ISO 3166-1 alpha-3 and the further codes of ICAO Doc 9303-3 section 5, sorted. */
extern const struct code_name code_nationalities[];
extern const size_t code_nationality_count;

/* Whether a value can be a code of that field: printable ASCII; of a nationality, what travel documents have there. */
bool code_is_well_formed(int field, zairyu_bytes value);

/* The names of a field's code, or NULL if none is published. */
const struct code_name *code_name_find(int field, const char *code);

/* The period of stay, `YYMM` or `DDD` [G2 3.3], in words. False if the code is neither. */
bool code_period_names(const char *code, char *ja, char *en, size_t size);

#endif
