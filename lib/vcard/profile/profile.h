/* SPDX-License-Identifier: BSD-2-Clause */
/* What a virtual card is to be: type, number, variants, and what is on it about its fictional holder. */
#ifndef PROFILE_PROFILE_H
#define PROFILE_PROFILE_H

#include <zairyu.h>

#include "profile/variant.h"

enum profile_key {
	PROFILE_SPEC_VERSION,
	PROFILE_NAME,
	PROFILE_BIRTH_DATE,
	PROFILE_SEX,
	PROFILE_NATIONALITY,
	PROFILE_NATIONALITY_TEXT,
	PROFILE_ADDRESS,
	PROFILE_ADDRESS_DATE,
	PROFILE_MUNICIPALITY,
	PROFILE_STATUS,
	PROFILE_STATUS_TEXT,
	PROFILE_WORK,
	PROFILE_PERIOD,
	PROFILE_PERIOD_EXPIRY,
	PROFILE_PERMISSION_TYPE,
	PROFILE_PERMISSION_TEXT,
	PROFILE_PERMISSION_DATE,
	PROFILE_ISSUE_DATE,
	PROFILE_CARD_EXPIRY,
	PROFILE_COMPREHENSIVE,
	PROFILE_COMPREHENSIVE_CODE,
	PROFILE_COMPREHENSIVE_EXPIRY,
	PROFILE_INDIVIDUAL,
	PROFILE_INDIVIDUAL_CODE,
	PROFILE_RENEWAL,
	PROFILE_COMMISSIONER,
	PROFILE_RESERVED,
	PROFILE_KEYS
};

enum { PROFILE_VALUE_SIZE = 321, PROFILE_TWIN_SIZE = 1024 };

struct profile {
	enum card_type type;
	char number[ZAIRYU_NUMBER_SIZE];
	bool seed_given;
	uint64_t seed;
	struct variant_set variants;
	bool described;                               /* any key but twin, seed, fault and reader was given */
	char twin[PROFILE_TWIN_SIZE];                 /* the file of the twin to play; "" if none */
	uint32_t given;                               /* bits of the keys the options set */
	char value[PROFILE_KEYS][PROFILE_VALUE_SIZE]; /* UTF-8; dates as YYYYMMDD; "" is nothing */
};

/*
 * Reads "key=value" pairs, separated by commas or line ends; blank lines and lines that begin with # are passed over. A
 * later pair overrides an earlier one. %XX in a value stands for a byte. `options` may be NULL.
 */
int profile_parse(const char *options, struct profile *out, zairyu_error **err);
static inline bool profile_has(const struct profile *p, enum variant variant)
{
	return variant_on(&p->variants, variant);
}
bool profile_second_generation(const struct profile *p);

/* profile_table.c: checks a value and stores it in the form the card has it. Returns NULL or what is wrong with it. */
const char *profile_set(struct profile *p, enum profile_key key, const char *value);
/* Fills what was not given. */
void profile_defaults(struct profile *p);
/* NULL past the end. */
const char *profile_key_name(size_t key);
/* The keys that say something else than what is on the card: type, number, … NULL past the end. */
const char *profile_special_name(size_t index);

#endif
