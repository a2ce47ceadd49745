/* SPDX-License-Identifier: BSD-2-Clause */
/* What the bytes of a file say: which objects there are, which are empty or absent, and what is malformed. */
#include <string.h>

#include "context_case.h"
#include "sample_record.h"

static const struct {
	const char *type;
	uint64_t item;
	const char *head;
	size_t len, size;
	int presence;
} presences[] = {
	/* withdrawn permissions [G1 3.3] */
	{ "1", ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION, LITERAL(""), 122, ZAIRYU_PRESENCE_EMPTY },
	{ "1", ZAIRYU_ITEM_INDIVIDUAL_PERMISSION, LITERAL(""), 122, ZAIRYU_PRESENCE_EMPTY },
	{ "1", ZAIRYU_ITEM_INDIVIDUAL_PERMISSION, LITERAL("\xD6\x78x"), 122, ZAIRYU_PRESENCE_PRESENT },
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x01\x30"), 3, ZAIRYU_PRESENCE_PRESENT },
	{ "05", ZAIRYU_ITEM_PERMISSIONS, LITERAL(""), 22, ZAIRYU_PRESENCE_EMPTY },
	/* an address file whose values are NULs, and one without objects */
	{ "1", ZAIRYU_ITEM_ADDRESS, LITERAL("\xD2\x08\0\0\0\0\0\0\0\0\xD3\x06\0\0\0\0\0\0\xD4\x82\x01\x40"), 342,
	  ZAIRYU_PRESENCE_PRESENT },
	{ "1", ZAIRYU_ITEM_ADDRESS, LITERAL(""), 342, ZAIRYU_PRESENCE_EMPTY },
	/* the forms of a missing face [G1 3.3.5] */
	{ "1", ZAIRYU_ITEM_FACE, LITERAL("\xD1\x82\x0B\xB8\xFF"), 3004, ZAIRYU_PRESENCE_PRESENT },
	{ "1", ZAIRYU_ITEM_FACE, LITERAL("\xD1\x82\x0B\xB8"), 3004, ZAIRYU_PRESENCE_ABSENT },
	{ "1", ZAIRYU_ITEM_FACE, LITERAL("\xD1\x00"), 3004, ZAIRYU_PRESENCE_ABSENT },
	{ "2", ZAIRYU_ITEM_FACE, LITERAL(""), 3004, ZAIRYU_PRESENCE_ABSENT },
	{ "2", ZAIRYU_ITEM_FACE, LITERAL(""), 0, ZAIRYU_PRESENCE_ABSENT },
	{ "05", ZAIRYU_ITEM_NAME_AND_FACE, LITERAL("\xD0\x03II*\xD1\x00"), 5508, ZAIRYU_PRESENCE_PRESENT },
	{ "06", ZAIRYU_ITEM_NAME_AND_FACE, LITERAL("\xD0\x03II*\xD1\x82\x0B\xB8"), 5508, ZAIRYU_PRESENCE_PRESENT },
	{ "06", ZAIRYU_ITEM_NAME_AND_FACE, LITERAL("\xD0\x00\xD1\x00"), 5508, ZAIRYU_PRESENCE_ABSENT },
	{ "05", ZAIRYU_ITEM_ADDRESS_IMAGE, LITERAL("\xDF\xD1\x82\x09\xC4"), 2505, ZAIRYU_PRESENCE_ABSENT },
	/* the forms of a missing signature [G1 3.3.5] */
	{ "1", ZAIRYU_ITEM_SIGNATURE, LITERAL("\xDA\x00\xDB\x00"), 1464, ZAIRYU_PRESENCE_ABSENT },
	{ "1", ZAIRYU_ITEM_SIGNATURE, LITERAL("\xDA\x00"), 1464, ZAIRYU_PRESENCE_ABSENT },
	{ "2", ZAIRYU_ITEM_SIGNATURE, LITERAL(""), 1464, ZAIRYU_PRESENCE_ABSENT },
	{ "2", ZAIRYU_ITEM_SIGNATURE, LITERAL("\xDA\x00\xDB\x02\x30\x00"), 1464, ZAIRYU_PRESENCE_ABSENT },
	{ "1", ZAIRYU_ITEM_SIGNATURE, LITERAL("\xDA\x01\x01\xDB\x02\x30\x00"), 1464, ZAIRYU_PRESENCE_PRESENT },
	{ "05", ZAIRYU_ITEM_SIGNATURE, LITERAL("\xDC\x00\xDD\x00"), 704, ZAIRYU_PRESENCE_ABSENT },
	{ "06", ZAIRYU_ITEM_SIGNATURE, LITERAL("\xDC\x01\x01"), 704, ZAIRYU_PRESENCE_PRESENT },
};

START_TEST(test_presence)
{
	uint8_t room[8192];
	zairyu_bytes file = sample_padded(room, presences[_i].head, presences[_i].len, presences[_i].size), kept;
	zairyu_record *record;

	ck_assert_int_eq(sample_one(ctx, presences[_i].type, presences[_i].item, file, &record), 0);
	ck_assert_int_eq(zairyu_record_presence(record, presences[_i].item), presences[_i].presence);
	ck_assert_int_eq(zairyu_record_file(record, presences[_i].item, &kept), 0);
	ck_assert_uint_eq(kept.len, file.len);
	if (file.len > 0)
		ck_assert_mem_eq(kept.data, file.data, file.len);
	zairyu_record_free(record);
}
END_TEST

static const struct {
	const char *type;
	uint64_t item;
	const char *head;
	size_t len, size;
} malformed[] = {
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7"), 1 },                   /* no length */
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x02\x30"), 3 },           /* longer than the file */
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x80\x30"), 3 },           /* indefinite length */
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x85\0\0\0\0\1\x30"), 8 }, /* a length no file can have */
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x84\xFF\xFF\xFF\xFF\x30"), 7 },
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x84\0\0\0\x30"), 6 },
	{ "1", ZAIRYU_ITEM_FACE, LITERAL("\xD1\x82\x0B\xB9\xFF"), 3005 }, /* what is signed, longer than it ever was */
	{ "2", ZAIRYU_ITEM_FRONT_IMAGE, LITERAL("\xD0\x82\x1B\x59\xFF"), 7005 },
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x81"), 2 },
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x82\0"), 3 },
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x01\x30\xD7\x01\x31"), 6 }, /* twice */
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\0\xD7\x01"), 3 },               /* something after the end */
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x01\x30\0\x01"), 5 },
	{ "1", ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION, LITERAL("\0\0\0x"), 122 },
	{ "1", ZAIRYU_ITEM_SIGNATURE, LITERAL("\xDA\x82\x01\x01"), 1464 },
	{ "05", ZAIRYU_ITEM_ADDRESS_IMAGE, LITERAL("\xDF"), 1 }, /* half a tag */
	{ "05", ZAIRYU_ITEM_PRINTED_ENTRIES, LITERAL("\xC7\x01\x31\xC7\x01\x32"), 73 },
	{ "1", ZAIRYU_ITEM_CARD_TYPE, LITERAL("\xC1\x01\x32"), 3 }, /* not the card it was read as */
	{ "1", ZAIRYU_ITEM_CARD_TYPE, LITERAL("\xC1\x01\x39"), 3 },
	{ "1", ZAIRYU_ITEM_CARD_TYPE, LITERAL(""), 3 },
	{ "05", ZAIRYU_ITEM_CARD_TYPE, LITERAL("\xC1\x02\x30\x36"), 4 },
	{ "05", ZAIRYU_ITEM_CARD_TYPE, LITERAL("\xC1\x02\x30\x37"), 4 },
	{ "1", ZAIRYU_ITEM_COMMON_DATA,
	  LITERAL("\xC0\x04"
		  "0002"),
	  6 }, /* another version than it was read as */
	{ "1", ZAIRYU_ITEM_COMMON_DATA, LITERAL(""), 6 },
};

START_TEST(test_malformed)
{
	uint8_t room[8192];
	zairyu_bytes file = sample_padded(room, malformed[_i].head, malformed[_i].len, malformed[_i].size);
	zairyu_record *record = sample_begin(ctx, malformed[_i].type);
	zairyu_error *err = NULL;

	ck_assert_int_eq(record_add_file(record, malformed[_i].item, file, 0, NULL), 0);
	ck_assert_int_eq(record_finish(record, &err), ZAIRYU_ERR_MALFORMED);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_MALFORMED);
	zairyu_error_free(err);
	zairyu_record_free(record);
}
END_TEST

/* Non-minimal lengths [G2 3.3], short values, and objects nobody knows yet. */
START_TEST(test_lenient)
{
	static const char file[] = "\xD9\x82\x00\x01\x31\xE5\x02hi\xDE\x81\x03"
				   "abc\xDF\x20\x00\x00\x00";
	zairyu_record *record;
	zairyu_bytes value;
	const char *text;
	uint32_t tag;

	ck_assert_int_eq(sample_one(ctx, "05", ZAIRYU_ITEM_OTHER, BYTES(file), &record), 0);
	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_COMMISSIONER_ENTRY, &text), 0);
	ck_assert_str_eq(text, "1");
	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_RESERVED, &text), 0);
	ck_assert_str_eq(text, "abc");
	ck_assert_int_eq(zairyu_record_object(record, ZAIRYU_ITEM_OTHER, 1, &tag, &value), 0);
	ck_assert_uint_eq(tag, 0xE5);
	ck_assert_mem_eq(value.data, "hi", 2);
	ck_assert_int_eq(zairyu_record_object(record, ZAIRYU_ITEM_OTHER, 3, &tag, &value), 0);
	ck_assert_uint_eq(tag, 0xDF20);
	ck_assert_uint_eq(value.len, 0);
	ck_assert_int_eq(zairyu_record_object(record, ZAIRYU_ITEM_OTHER, 4, &tag, &value), ZAIRYU_ERR_ABSENT);
	ck_assert_uint_eq(tag, 0);
	ck_assert_int_eq(zairyu_record_value(record, 0xE5, &value), ZAIRYU_ERR_ABSENT);
	zairyu_record_free(record);
}
END_TEST

/* A signed object's tag inside an unsigned file is not that object. */
START_TEST(test_value_only_from_its_file)
{
	static const char file[] = "\xD4\x03"
				   "abc\xD1\x04"
				   "fake";
	zairyu_record *record;
	zairyu_bytes value;
	uint32_t tag;

	ck_assert_int_eq(sample_one(ctx, "1", ZAIRYU_ITEM_ADDRESS, BYTES(file), &record), 0);
	ck_assert_int_eq(zairyu_record_value(record, 0xD1, &value), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_record_object(record, ZAIRYU_ITEM_ADDRESS, 1, &tag, &value), 0);
	ck_assert_uint_eq(tag, 0xD1);
	ck_assert_int_eq(zairyu_record_presence(record, ZAIRYU_ITEM_FACE), ZAIRYU_PRESENCE_NOT_READ);
	zairyu_record_free(record);
}
END_TEST

/* value() answers what is there; object() what is stored, NULs too. */
START_TEST(test_value_of_nuls)
{
	uint8_t room[8192];
	zairyu_record *record;
	zairyu_bytes value;
	uint32_t tag;

	ck_assert_int_eq(sample_one(ctx, "06", ZAIRYU_ITEM_NAME_AND_FACE,
				    sample_padded(room, LITERAL("\xD0\x03II*\xD1\x82\x0B\xB8"), 3009), &record),
			 0);
	ck_assert_int_eq(zairyu_record_value(record, 0xD0, &value), 0);
	ck_assert_uint_eq(value.len, 3);
	ck_assert_int_eq(zairyu_record_value(record, 0xD1, &value), ZAIRYU_ERR_ABSENT);
	ck_assert_ptr_null(value.data);
	ck_assert_int_eq(zairyu_record_object(record, ZAIRYU_ITEM_NAME_AND_FACE, 1, &tag, &value), 0);
	ck_assert_uint_eq(tag, 0xD1);
	ck_assert_uint_eq(value.len, 3000);
	zairyu_record_free(record);
}
END_TEST

/* As many as there are: a file that is cut short is no better than one that was refused. */
START_TEST(test_many_objects)
{
	struct buffer b;
	zairyu_record *record;
	zairyu_bytes value;
	uint32_t tag;

	buffer_init(&b);
	for (unsigned i = 0; i < 5000; i++)
		put_object(&b, 0xDF00 | (i & 0x7F), BYTES("x"), 1);
	put_object(&b, 0xD7, BYTES("1"), 1);
	ck_assert_int_eq(
		sample_one(ctx, "1", ZAIRYU_ITEM_RENEWAL, (zairyu_bytes){ .data = b.data, .len = b.len }, &record), 0);
	ck_assert_int_eq(zairyu_record_object(record, ZAIRYU_ITEM_RENEWAL, 4999, &tag, &value), 0);
	ck_assert_uint_eq(tag, 0xDF00 | (4999 & 0x7F));
	ck_assert_int_eq(zairyu_record_value(record, 0xD7, &value), 0);
	ck_assert_int_eq(zairyu_record_object(record, ZAIRYU_ITEM_RENEWAL, 5001, &tag, &value), ZAIRYU_ERR_ABSENT);
	zairyu_record_free(record);
	buffer_done(&b);
}
END_TEST

/* What a later edition may make longer, or add, in what nobody signed; and all the ways to write a length. */
static const struct {
	const char *type;
	uint64_t item;
	const char *head;
	size_t len, size;
	uint32_t tag;
	size_t value_len;
} longer[] = {
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x02\x30\x31"), 4, 0xD7, 2 },
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x01\x30\xE0\x01x\xE0\x01y"), 9, 0xD7, 1 }, /* an unknown one twice */
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xE0\x01x\xD7\x01\x30\xE1\0"), 9, 0xD7, 1 },
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x83\0\0\1\x30"), 6, 0xD7, 1 },
	{ "1", ZAIRYU_ITEM_RENEWAL, LITERAL("\xD7\x84\0\0\0\1\x30"), 7, 0xD7, 1 },
	{ "1", ZAIRYU_ITEM_ADDRESS, LITERAL("\xD4\x82\x02\x80x"), 700, 0xD4, 640 },
	{ "1", ZAIRYU_ITEM_FACE, LITERAL("\xD1\x84\0\0\x0B\xB8\xFF"), 3006, 0xD1, 3000 },
	{ "1", ZAIRYU_ITEM_SIGNATURE, LITERAL("\xDA\x01x\xDB\x82\x06\x00\x30"), 1543, 0xDB, 1536 },
	{ "05", ZAIRYU_ITEM_ADDRESS_IMAGE, LITERAL("\xDF\xD1\x82\x09\xC5x"), 2506, 0xDFD1, 2501 },
	{ "05", ZAIRYU_ITEM_OTHER, LITERAL("\xDE\x81\xFFx"), 258, 0xDE, 255 },
};

START_TEST(test_longer)
{
	uint8_t room[8192];
	zairyu_bytes file = sample_padded(room, longer[_i].head, longer[_i].len, longer[_i].size), value, kept;
	zairyu_record *record;

	ck_assert_int_eq(sample_one(ctx, longer[_i].type, longer[_i].item, file, &record), 0);
	ck_assert_int_eq(zairyu_record_value(record, longer[_i].tag, &value), 0);
	ck_assert_uint_eq(value.len, longer[_i].value_len);
	ck_assert_int_eq(zairyu_record_file(record, longer[_i].item, &kept), 0);
	ck_assert_uint_eq(kept.len, file.len);
	ck_assert_mem_eq(kept.data, file.data, file.len);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("objects", 10);

	tcase_add_loop_test(tcase, test_presence, 0, COUNT(presences));
	tcase_add_loop_test(tcase, test_malformed, 0, COUNT(malformed));
	tcase_add_test(tcase, test_lenient);
	tcase_add_test(tcase, test_value_only_from_its_file);
	tcase_add_test(tcase, test_value_of_nuls);
	tcase_add_test(tcase, test_many_objects);
	tcase_add_loop_test(tcase, test_longer, 0, COUNT(longer));
	return suite_run("record objects", tcase);
}
