/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads the options a virtual card is made from. */
#include "profile/profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/option.h"
#include "common/failure.h"

enum { KEY_SIZE = 40, OPTION_VALUE_SIZE = PROFILE_TWIN_SIZE };

struct option {
	char key[KEY_SIZE];
	char value[OPTION_VALUE_SIZE];
};

/* The options are read before the variants are, as variants depend on the type, wherever it stands. */
struct reading {
	struct profile *p;
	char variants[OPTION_VALUE_SIZE];
};

static int refuse(const char *key, const char *why, zairyu_error **err)
{
	char message[160];

	snprintf(message, sizeof message, "%s: %s", key, why);
	return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, message);
}

static int hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)((at - digits) % 16) : -1;
}

/* Undoes %XX. False if it does not fit, an escape is none, or stands for a NUL. */
static bool unescape(const char *in, size_t len, char *out, size_t cap)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		char c = in[i];

		if (c == '%') {
			int high = i + 2 < len ? hex_digit(in[i + 1]) : -1,
			    low = i + 2 < len ? hex_digit(in[i + 2]) : -1;

			if (high < 0 || low < 0 || high + low == 0)
				return false;
			c = (char)(high << 4 | low);
			i += 2;
		}
		if (n + 1 >= cap)
			return false;
		out[n++] = c;
	}
	out[n] = 0;
	return true;
}

/* One "key=value". Keys are echoed in messages, so they are letters and underscores or not keys at all. */
static int split(const char *text, size_t len, struct option *out, zairyu_error **err)
{
	size_t key_len = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");

	if (key_len == 0 || key_len >= len || text[key_len] != '=' || key_len >= sizeof out->key)
		return refuse("options", "not of the form key=value", err);
	memcpy(out->key, text, key_len);
	out->key[key_len] = 0;
	if (!unescape(text + key_len + 1, len - key_len - 1, out->value, sizeof out->value))
		return refuse(out->key, "too long, or % is not followed by the two digits of a byte", err);
	return ZAIRYU_OK;
}

static int set_type(struct reading *r, const char *value, zairyu_error **err)
{
	static const char *const types[TYPES] = { "1", "2", "05", "06" };

	for (size_t i = 0; i < TYPES; i++) {
		if (strcmp(value, types[i]) == 0) {
			r->p->type = (enum card_type)i;
			return ZAIRYU_OK;
		}
	}
	return refuse("type", "not one of 1, 2, 05, 06", err);
}

static int set_number(struct reading *r, const char *value, zairyu_error **err)
{
	return zairyu_number_normalize(value, strlen(value), r->p->number, err);
}

static int set_seed(struct reading *r, const char *value, zairyu_error **err)
{
	uint64_t seed = 0;

	for (const char *c = value; *c; c++) {
		uint64_t digit = (uint64_t)(*c - '0');

		if (*c < '0' || *c > '9' || seed > (UINT64_MAX - digit) / 10)
			return refuse("seed", "not a decimal number below 2^64", err);
		seed = seed * 10 + digit;
	}
	if (!*value)
		return refuse("seed", "empty", err);
	r->p->seed = seed;
	r->p->seed_given = true;
	return ZAIRYU_OK;
}

static int set_variants(struct reading *r, const char *value, zairyu_error **err)
{
	(void)err;
	memcpy(r->variants, value, strlen(value) + 1);
	return ZAIRYU_OK;
}

static int set_twin(struct reading *r, const char *value, zairyu_error **err)
{
	if (!*value)
		return refuse("twin", "the name of a file is required", err);
	memcpy(r->p->twin, value, strlen(value) + 1);
	return ZAIRYU_OK;
}

/* `fault` and `reader` are for the chip and for the reader around it. */
static int pass_over(struct reading *r, const char *value, zairyu_error **err)
{
	(void)r;
	(void)value;
	(void)err;
	return ZAIRYU_OK;
}

static const struct {
	const char *key;
	int (*set)(struct reading *r, const char *value, zairyu_error **err);
	bool describes; /* what is on the card */
} special[] = {
	{ "type", set_type, true },        { "number", set_number, true }, { "seed", set_seed, false },
	{ "variant", set_variants, true }, { "fault", pass_over, false },  { "reader", pass_over, false },
	{ "twin", set_twin, false },
};

const char *profile_special_name(size_t index)
{
	return index < sizeof special / sizeof *special ? special[index].key : NULL;
}

static int take(struct reading *r, const struct option *option, zairyu_error **err)
{
	for (size_t i = 0; i < sizeof special / sizeof *special; i++)
		if (strcmp(option->key, special[i].key) == 0) {
			r->p->described = r->p->described || special[i].describes;
			return special[i].set(r, option->value, err);
		}
	r->p->described = true;
	for (size_t i = 0; i < PROFILE_KEYS; i++) {
		if (strcmp(option->key, profile_key_name(i)) == 0) {
			const char *wrong = profile_set(r->p, (enum profile_key)i, option->value);

			return wrong ? refuse(option->key, wrong, err) : ZAIRYU_OK;
		}
	}
	return refuse(option->key, "unknown key", err);
}

static int take_all(struct reading *r, const char *options, struct option *option, zairyu_error **err)
{
	for (const char *p = options; *p;) {
		size_t len = option_length(p);

		if (len > 0 && p[0] != '#') {
			int rc = split(p, len, option, err);

			if (rc == ZAIRYU_OK)
				rc = take(r, option, err);
			if (rc != ZAIRYU_OK)
				return rc;
		}
		p += len;
		p += *p != 0;
	}
	return ZAIRYU_OK;
}

int profile_parse(const char *options, struct profile *out, zairyu_error **err)
{
	struct reading r;
	struct option *option;
	int rc;

	*out = (struct profile){ .seed = 1, .number = "AA12345678BB" };
	r = (struct reading){ .p = out };
	option = malloc(sizeof *option);
	if (!option)
		return no_memory(err);
	rc = take_all(&r, options ? options : "", option, err);
	if (rc == ZAIRYU_OK)
		rc = variant_parse(r.variants, out->type, &out->variants, err);
	if (rc == ZAIRYU_OK)
		profile_defaults(out);
	else
		zairyu_wipe(out, sizeof *out);
	zairyu_wipe(option, sizeof *option);
	free(option);
	return rc;
}

bool profile_second_generation(const struct profile *p)
{
	return p->type >= TYPE_05;
}
