/* SPDX-License-Identifier: BSD-2-Clause */
/* Records made by hand. */
#include "records.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "record/record.h"

const char *record_reader = "pcsc:Reader";

zairyu_bytes text(const char *s)
{
	return (zairyu_bytes){ (const uint8_t *)s, strlen(s) };
}

static void put_object(struct made *made, const struct object *object)
{
	size_t len = object->capacity ? object->capacity : object->value.len;
	uint8_t head[5] = { (uint8_t)(object->tag >> 8), (uint8_t)object->tag, 0x82, (uint8_t)(len >> 8),
			    (uint8_t)len };
	uint8_t *nuls = calloc(1, len + 1);

	ck_assert_uint_ge(len, object->value.len);
	made_append(made, object->tag > 0xFF ? head : head + 1, object->tag > 0xFF ? 5 : 4);
	if (object->value.len)
		made_append(made, object->value.data, object->value.len);
	made_append(made, nuls, len - object->value.len);
	free(nuls);
}

zairyu_record *make_record(zairyu_context *ctx, const char *type, const struct file *files)
{
	zairyu_card card;
	struct record_origin origin = { &card, "AB12345678CD", record_reader, zairyu_version(), 1767225600 };
	zairyu_record *record;

	ck_assert_int_eq(card_init(&card, text(type), text("0001"), NULL), ZAIRYU_OK);
	ck_assert_int_eq(record_new(ctx, &origin, &record, NULL), ZAIRYU_OK);
	for (; files->item; files++) {
		struct made made = { 0 };

		for (const struct object *object = files->objects; object->tag; object++)
			put_object(&made, object);
		ck_assert_int_eq(record_add_file(record, files->item, made_bytes(&made), 0, NULL), ZAIRYU_OK);
		made_free(&made);
	}
	ck_assert_int_eq(record_finish(record, NULL), ZAIRYU_OK);
	return record;
}
