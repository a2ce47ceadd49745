/* SPDX-License-Identifier: BSD-2-Clause */
/* Looks up a key of the options string, and reads the small syntax of its values. */
#include "base/option.h"

#include <string.h>

size_t option_length(const char *options)
{
	return options[0] == '#' ? strcspn(options, "\n") : strcspn(options, ",\r\n");
}

bool option_find(const char *options, const char *key, struct option_value *out)
{
	size_t key_len = strlen(key);

	*out = (struct option_value){ NULL, 0 };
	for (const char *item = options; *item;) {
		size_t len = option_length(item);

		if (len >= key_len && memcmp(item, key, key_len) == 0 && (len == key_len || item[key_len] == '=')) {
			if (out->text || len <= key_len + 1)
				return false;
			*out = (struct option_value){ item + key_len + 1, len - key_len - 1 };
		}
		item += len;
		item += *item != '\0';
	}
	return true;
}

bool option_is(struct option_value value, const char *word)
{
	return value.text && value.len == strlen(word) && memcmp(value.text, word, value.len) == 0;
}

void option_split(struct option_value *value, char at, struct option_value *rest)
{
	const char *cut = value->text ? memchr(value->text, at, value->len) : NULL;

	*rest = (struct option_value){ NULL, 0 };
	if (!cut)
		return;
	rest->text = cut + 1;
	rest->len = value->len - (size_t)(cut - value->text) - 1;
	value->len = (size_t)(cut - value->text);
}

/* The value of a digit, or 16. */
static uint32_t digit(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (uint32_t)((at - digits) % 16) : 16;
}

bool option_number(struct option_value value, uint32_t *out)
{
	bool hex = value.len > 2 && value.text[0] == '0' && (value.text[1] == 'x' || value.text[1] == 'X');
	uint32_t base = hex ? 16 : 10;
	uint64_t sum = 0;

	if (!value.text || value.len == 0)
		return false;
	for (size_t i = hex ? 2 : 0; i < value.len; i++) {
		if (digit(value.text[i]) >= base)
			return false;
		sum = sum * base + digit(value.text[i]);
		if (sum > UINT32_MAX)
			return false;
	}
	*out = (uint32_t)sum;
	return true;
}
