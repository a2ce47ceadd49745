/* SPDX-License-Identifier: BSD-2-Clause */
/* A file taken apart without a record: the same objects that a record would have of it, or the same refusal. */
#include <string.h>

#include "context_case.h"
#include "sample_record.h"

static void check_value(const zairyu_record *record, const zairyu_card *card, uint64_t item, zairyu_bytes file,
			uint32_t tag)
{
	zairyu_bytes mine, theirs;

	ck_assert_int_eq(zairyu_item_value(card, item, file, tag, &mine), zairyu_record_value(record, tag, &theirs));
	ck_assert_uint_eq(mine.len, theirs.len);
	if (mine.len > 0)
		ck_assert_mem_eq(mine.data, theirs.data, mine.len);
	ck_assert(mine.len == 0 || (mine.data >= file.data && mine.data + mine.len <= file.data + file.len));
}

/* Everything a record has of a file; `record` was made of it alone. */
static void check_same(const zairyu_record *record, uint64_t item, zairyu_bytes file)
{
	const zairyu_card *card = zairyu_record_card(record);
	int rc = 0;

	for (size_t i = 0; rc == 0; i++) {
		uint32_t mine, theirs;
		zairyu_bytes a, b;

		rc = zairyu_record_object(record, item, i, &theirs, &b);
		ck_assert_int_eq(zairyu_item_object(card, item, file, i, &mine, &a), rc);
		ck_assert_uint_eq(mine, theirs);
		ck_assert_uint_eq(a.len, b.len);
		if (a.len > 0)
			ck_assert_mem_eq(a.data, b.data, a.len);
		if (rc == 0)
			check_value(record, card, item, file, mine);
	}
	ck_assert_int_eq(rc, ZAIRYU_ERR_ABSENT);
}

START_TEST(every_file_of_every_type)
{
	zairyu_record *whole = sample_record(ctx, sample_types[_i]);
	const struct card_family *family = whole->card.type->family;

	for (size_t i = 0; i < family->file_count; i++) {
		const struct card_file *table = &family->files[i];
		zairyu_bytes file, value;
		uint32_t tag = 7;

		if (zairyu_record_file(whole, table->item, &file) != 0) {
			value = file;
			ck_assert_int_eq(
				zairyu_item_object(&whole->card, table->item, (zairyu_bytes){ 0 }, 0, &tag, &value),
				ZAIRYU_ERR_ARGUMENT);
			ck_assert_uint_eq(tag, 0);
			continue;
		}
		check_same(whole, table->item, file);
		for (size_t k = 0; k < table->object_count; k++)
			check_value(whole, &whole->card, table->item, file, table->objects[k].tag);
		ck_assert_int_eq(zairyu_item_value(&whole->card, table->item, file, 0xE5, &value), ZAIRYU_ERR_ABSENT);
	}
	zairyu_record_free(whole);
}
END_TEST

static const struct {
	const char *type;
	uint64_t item;
	const char *head;
	size_t len, size;
	int rc;
} rows[] = {
	{ "05", ZAIRYU_ITEM_OTHER,
	  LITERAL("\xD9\x82\x00\x01\x31\xE5\x02hi\xDE\x81\x03"
		  "abc\xDF\x20\x00\x00\x00"),
	  22, 0 },
	{ "05", ZAIRYU_ITEM_OTHER, LITERAL("\xE5\x01x\xE5\x01y"), 9, 0 }, /* what nobody knows may come twice */
	{ "05", ZAIRYU_ITEM_OTHER, LITERAL("\xD9\x01\0"), 9, 0 },
	{ "05", ZAIRYU_ITEM_OTHER, LITERAL("\xD0\x01x"), 9, 0 }, /* another file's */
	{ "05", ZAIRYU_ITEM_OTHER, LITERAL(""), 0, 0 },
	{ "05", ZAIRYU_ITEM_OTHER, LITERAL(""), 207, 0 },
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7"), 1, ZAIRYU_ERR_MALFORMED },
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x02\x30"), 3, ZAIRYU_ERR_MALFORMED },
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x84\xFF\xFF\xFF\xFF\x30"), 7, ZAIRYU_ERR_MALFORMED },
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x01\x30\xD7\x01\x31"), 6, ZAIRYU_ERR_MALFORMED },
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x01\x30\0\x01"), 5, ZAIRYU_ERR_MALFORMED },
	{ "1", ZAIRYU_ITEM_FACE, LITERAL("\xD1\x82\x0B\xB9\xFF"), 3005, ZAIRYU_ERR_MALFORMED },
	{ "1", ZAIRYU_ITEM_SIGNATURE, LITERAL("\xDA\x82\x01\x01"), 1464, ZAIRYU_ERR_MALFORMED },
	{ "1", ZAIRYU_ITEM_SIGNATURE, LITERAL("\xDB\x82\x04\xB1"), 1464, 0 }, /* a longer certificate */
	{ "05", ZAIRYU_ITEM_ADDRESS_IMAGE, LITERAL("\xDF"), 1, ZAIRYU_ERR_MALFORMED },
	{ "05", ZAIRYU_ITEM_PRINTED_ENTRIES, LITERAL("\xC5\x02hi\xC7\x01\x31\xC7\x01\x32"), 73, ZAIRYU_ERR_MALFORMED },
};

/* What is not as it should be has no objects, not even those before the fault. */
START_TEST(odd_files)
{
	uint8_t room[8192];
	zairyu_bytes file = sample_padded(room, rows[_i].head, rows[_i].len, rows[_i].size), value;
	zairyu_record *record;
	uint32_t tag;

	ck_assert_int_eq(sample_one(ctx, rows[_i].type, rows[_i].item, file, &record), rows[_i].rc);
	if (rows[_i].rc == 0) {
		check_same(record, rows[_i].item, file);
	} else {
		const zairyu_card *card = zairyu_record_card(record);

		for (size_t i = 0; i < 3; i++)
			ck_assert_int_eq(zairyu_item_object(card, rows[_i].item, file, i, &tag, &value),
					 ZAIRYU_ERR_MALFORMED);
		ck_assert_int_eq(zairyu_item_value(card, rows[_i].item, file, 0xC5, &value), ZAIRYU_ERR_MALFORMED);
		ck_assert_uint_eq(tag, 0);
		ck_assert_uint_eq(value.len, 0);
	}
	zairyu_record_free(record);
}
END_TEST

/* Bytes at random: never anything outside the file, and always what the record says. */
START_TEST(random_files)
{
	uint64_t state = 1;

	for (int round = 0; round < 4000; round++) {
		uint8_t bytes[40];
		const size_t len = sample_random(&state) % sizeof bytes;
		zairyu_record *record;
		zairyu_bytes file = { bytes, len }, value;
		uint32_t tag;
		int rc;

		for (size_t i = 0; i < len; i++)
			bytes[i] = (uint8_t)(sample_random(&state) % 3 ? sample_random(&state) % 6
								       : 0xD5 + sample_random(&state) % 3);
		rc = sample_one(ctx, "05", ZAIRYU_ITEM_PERMISSIONS, file, &record);
		if (rc == 0)
			check_same(record, ZAIRYU_ITEM_PERMISSIONS, file);
		else
			ck_assert_int_eq(zairyu_item_object(zairyu_record_card(record), ZAIRYU_ITEM_PERMISSIONS, file,
							    0, &tag, &value),
					 rc);
		zairyu_record_free(record);
	}
}
END_TEST

START_TEST(arguments)
{
	zairyu_record *record = sample_record(ctx, "1");
	const zairyu_card *card = zairyu_record_card(record);
	zairyu_bytes file = BYTES("\xD7\x01\x30"), value = file;
	uint32_t tag = 7;

	ck_assert_int_eq(zairyu_item_object(NULL, ZAIRYU_ITEM_RENEWAL, file, 0, &tag, &value), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(tag, 0);
	ck_assert_ptr_null(value.data);
	ck_assert_int_eq(zairyu_item_object(card, ZAIRYU_ITEM_RENEWAL, file, 0, NULL, &value), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_item_object(card, ZAIRYU_ITEM_RENEWAL, file, 0, &tag, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_item_object(card, ZAIRYU_ITEM_RENEWAL, (zairyu_bytes){ NULL, 3 }, 0, &tag, &value),
			 ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_item_object(card, ZAIRYU_ITEM_OTHER, file, 0, &tag, &value), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_item_object(card, 0, file, 0, &tag, &value), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_item_object(card, ZAIRYU_ITEM_RENEWAL << 32, file, 0, &tag, &value),
			 ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_item_value(NULL, ZAIRYU_ITEM_RENEWAL, file, 0xD7, &value), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_item_value(card, ZAIRYU_ITEM_RENEWAL, file, 0xD7, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_item_value(card, ZAIRYU_ITEM_RENEWAL, file, 0xD7, &value), 0);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("item_object", 30);

	tcase_add_loop_test(tcase, every_file_of_every_type, 0, SAMPLE_TYPES);
	tcase_add_loop_test(tcase, odd_files, 0, COUNT(rows));
	tcase_add_test(tcase, random_files);
	tcase_add_test(tcase, arguments);
	return suite_run("core item_object", tcase);
}
