/* SPDX-License-Identifier: BSD-2-Clause */
/* Texts as data objects: UTF-8 as the specification says, or Shift_JIS-2004 as one may fear [G1 3.3.4]. */
#include <string.h>

#include "base/shift_jis_codes.h"
#include "issuer/issuer_files.h"

/* A length of the reserved text takes three bytes although two would do [G2 3.3]. */
static void put_text(struct put *put, unsigned tag, size_t size, const char *text, size_t len, uint8_t padding)
{
	if (tag != 0xDE) {
		put_object(put, tag, size, text, len, padding);
		return;
	}
	put_bytes(put, (uint8_t[]){ 0xDE, 0x82, (uint8_t)(size >> 8), (uint8_t)size }, 4);
	put_bytes(put, text, len);
	for (; len < size; len++)
		put_bytes(put, &padding, 1);
}

int text_put(const struct profile *p, struct put *put, enum profile_key key, unsigned tag, size_t size,
	     zairyu_error **err)
{
	char converted[PROFILE_VALUE_SIZE];
	const char *text = p->value[key];
	size_t len = strlen(text);

	if (profile_has(p, VARIANT_SJIS)) {
		if (!shift_jis_write(text, converted, sizeof converted, &len))
			return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0,
						"variant: sjis, but a text has characters outside Shift_JIS-2004");
		text = converted;
	}
	if (key == PROFILE_ADDRESS && text_is_odd(p)) {
		len = text_odd(p, converted, size);
		text = converted;
	}
	if (len > size)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "a text is too long for the card");
	put_text(put, tag, size, text, len, profile_has(p, VARIANT_TEXT_SPACES) ? ' ' : 0);
	zairyu_wipe(converted, sizeof converted);
	return ZAIRYU_OK;
}
