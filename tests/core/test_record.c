/* SPDX-License-Identifier: BSD-2-Clause */
/* How files become a record: structure, presence, values, and what the getters answer. */
#include <openssl/evp.h>
#include <string.h>

#include "context_case.h"
#include "sample_record.h"

/* A head, then NULs: what stands in a file of `size`. */
static zairyu_bytes padded(uint8_t room[8192], const char *head, size_t len, size_t size)
{
	memset(room, 0, 8192);
	memcpy(room, head, len);
	return (zairyu_bytes){ .data = room, .len = size };
}

#define HEAD(literal) (literal), sizeof(literal) - 1
static const struct {
	const char *type;
	uint32_t item;
	const char *head;
	size_t len, size;
	int presence;
} presences[] = {
	/* withdrawn permissions [G1 3.3] */
	{ "1", ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION, HEAD(""), 122, ZAIRYU_PRESENCE_EMPTY },
	{ "1", ZAIRYU_ITEM_INDIVIDUAL_PERMISSION, HEAD(""), 122, ZAIRYU_PRESENCE_EMPTY },
	{ "1", ZAIRYU_ITEM_INDIVIDUAL_PERMISSION, HEAD("\xD6\x78x"), 122, ZAIRYU_PRESENCE_PRESENT },
	{ "1", ZAIRYU_ITEM_RENEWAL, HEAD("\xD7\x01\x30"), 3, ZAIRYU_PRESENCE_PRESENT },
	{ "05", ZAIRYU_ITEM_PERMISSIONS, HEAD(""), 22, ZAIRYU_PRESENCE_EMPTY },
	/* an address file whose values are NULs, and one without objects */
	{ "1", ZAIRYU_ITEM_ADDRESS, HEAD("\xD2\x08\0\0\0\0\0\0\0\0\xD3\x06\0\0\0\0\0\0\xD4\x82\x01\x40"), 342,
	  ZAIRYU_PRESENCE_PRESENT },
	{ "1", ZAIRYU_ITEM_ADDRESS, HEAD(""), 342, ZAIRYU_PRESENCE_EMPTY },
	/* the forms of a missing face [G1 3.3.5] */
	{ "1", ZAIRYU_ITEM_FACE, HEAD("\xD1\x82\x0B\xB8\xFF"), 3004, ZAIRYU_PRESENCE_PRESENT },
	{ "1", ZAIRYU_ITEM_FACE, HEAD("\xD1\x82\x0B\xB8"), 3004, ZAIRYU_PRESENCE_ABSENT },
	{ "1", ZAIRYU_ITEM_FACE, HEAD("\xD1\x00"), 3004, ZAIRYU_PRESENCE_ABSENT },
	{ "2", ZAIRYU_ITEM_FACE, HEAD(""), 3004, ZAIRYU_PRESENCE_ABSENT },
	{ "2", ZAIRYU_ITEM_FACE, HEAD(""), 0, ZAIRYU_PRESENCE_ABSENT },
	{ "05", ZAIRYU_ITEM_NAME_AND_FACE, HEAD("\xD0\x03II*\xD1\x00"), 5508, ZAIRYU_PRESENCE_PRESENT },
	{ "06", ZAIRYU_ITEM_NAME_AND_FACE, HEAD("\xD0\x03II*\xD1\x82\x0B\xB8"), 5508, ZAIRYU_PRESENCE_PRESENT },
	{ "06", ZAIRYU_ITEM_NAME_AND_FACE, HEAD("\xD0\x00\xD1\x00"), 5508, ZAIRYU_PRESENCE_ABSENT },
	{ "05", ZAIRYU_ITEM_ADDRESS_IMAGE, HEAD("\xDF\xD1\x82\x09\xC4"), 2505, ZAIRYU_PRESENCE_ABSENT },
	/* the forms of a missing signature [G1 3.3.5] */
	{ "1", ZAIRYU_ITEM_SIGNATURE, HEAD("\xDA\x00\xDB\x00"), 1464, ZAIRYU_PRESENCE_ABSENT },
	{ "1", ZAIRYU_ITEM_SIGNATURE, HEAD("\xDA\x00"), 1464, ZAIRYU_PRESENCE_ABSENT },
	{ "2", ZAIRYU_ITEM_SIGNATURE, HEAD(""), 1464, ZAIRYU_PRESENCE_ABSENT },
	{ "2", ZAIRYU_ITEM_SIGNATURE, HEAD("\xDA\x00\xDB\x02\x30\x00"), 1464, ZAIRYU_PRESENCE_ABSENT },
	{ "1", ZAIRYU_ITEM_SIGNATURE, HEAD("\xDA\x01\x01\xDB\x02\x30\x00"), 1464, ZAIRYU_PRESENCE_PRESENT },
	{ "05", ZAIRYU_ITEM_SIGNATURE, HEAD("\xDC\x00\xDD\x00"), 704, ZAIRYU_PRESENCE_ABSENT },
	{ "06", ZAIRYU_ITEM_SIGNATURE, HEAD("\xDC\x01\x01"), 704, ZAIRYU_PRESENCE_PRESENT },
};

START_TEST(test_presence)
{
	uint8_t room[8192];
	zairyu_bytes file = padded(room, presences[_i].head, presences[_i].len, presences[_i].size), kept;
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
	uint32_t item;
	const char *head;
	size_t len, size;
} malformed[] = {
	{ "1", ZAIRYU_ITEM_RENEWAL, HEAD("\xD7"), 1 },               /* no length */
	{ "1", ZAIRYU_ITEM_RENEWAL, HEAD("\xD7\x02\x30"), 3 },       /* longer than the file */
	{ "1", ZAIRYU_ITEM_RENEWAL, HEAD("\xD7\x80\x30"), 3 },       /* indefinite length */
	{ "1", ZAIRYU_ITEM_RENEWAL, HEAD("\xD7\x83\0\0\1\x30"), 6 }, /* a length form no card has */
	{ "1", ZAIRYU_ITEM_RENEWAL, HEAD("\xD7\x81"), 2 },
	{ "1", ZAIRYU_ITEM_RENEWAL, HEAD("\xD7\x82\0"), 3 },
	{ "1", ZAIRYU_ITEM_RENEWAL, HEAD("\xD7\x02\x30\x30"), 4 },         /* longer than its capacity */
	{ "1", ZAIRYU_ITEM_RENEWAL, HEAD("\xD7\x01\x30\xD7\x01\x31"), 6 }, /* twice */
	{ "1", ZAIRYU_ITEM_RENEWAL, HEAD("\xE0\0\xE0\0"), 4 },             /* an unknown one twice */
	{ "1", ZAIRYU_ITEM_RENEWAL, HEAD("\0\xD7\x01"), 3 },               /* something after the end */
	{ "1", ZAIRYU_ITEM_RENEWAL, HEAD("\xD7\x01\x30\0\x01"), 5 },
	{ "1", ZAIRYU_ITEM_ADDRESS, HEAD("\xD4\x82\x01\x41"), 325 },
	{ "1", ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION, HEAD("\0\0\0x"), 122 },
	{ "1", ZAIRYU_ITEM_SIGNATURE, HEAD("\xDA\x82\x01\x01"), 1464 },
	{ "05", ZAIRYU_ITEM_ADDRESS_IMAGE, HEAD("\xDF"), 1 }, /* half a tag */
	{ "05", ZAIRYU_ITEM_ADDRESS_IMAGE, HEAD("\xDF\xD1\x82\x09\xC5"), 2506 },
	{ "05", ZAIRYU_ITEM_PRINTED_ENTRIES, HEAD("\xC7\x01\x31\xC7\x01\x32"), 73 },
	{ "1", ZAIRYU_ITEM_CARD_TYPE, HEAD("\xC1\x01\x32"), 3 }, /* not the card it was read as */
	{ "1", ZAIRYU_ITEM_CARD_TYPE, HEAD("\xC1\x01\x39"), 3 },
	{ "1", ZAIRYU_ITEM_CARD_TYPE, HEAD(""), 3 },
	{ "05", ZAIRYU_ITEM_CARD_TYPE, HEAD("\xC1\x02\x30\x36"), 4 },
	{ "05", ZAIRYU_ITEM_CARD_TYPE, HEAD("\xC1\x02\x30\x37"), 4 },
	{ "1", ZAIRYU_ITEM_COMMON_DATA,
	  HEAD("\xC0\x04"
	       "0002"),
	  6 }, /* another version than it was read as */
	{ "1", ZAIRYU_ITEM_COMMON_DATA, HEAD(""), 6 },
};

START_TEST(test_malformed)
{
	uint8_t room[8192];
	zairyu_bytes file = padded(room, malformed[_i].head, malformed[_i].len, malformed[_i].size);
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
				    padded(room, HEAD("\xD0\x03II*\xD1\x82\x0B\xB8"), 3009), &record),
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

START_TEST(test_many_objects)
{
	struct buffer b;
	zairyu_record *record;

	buffer_init(&b);
	for (unsigned i = 0; i < RECORD_OBJECTS_MAX; i++)
		put_object(&b, 0xDF00 | i, BYTES("x"), 1);
	ck_assert_int_eq(
		sample_one(ctx, "1", ZAIRYU_ITEM_RENEWAL, (zairyu_bytes){ .data = b.data, .len = b.len }, &record), 0);
	zairyu_record_free(record);
	put_object(&b, 0xDF7E, BYTES("x"), 1);
	ck_assert_int_eq(
		sample_one(ctx, "1", ZAIRYU_ITEM_RENEWAL, (zairyu_bytes){ .data = b.data, .len = b.len }, &record),
		ZAIRYU_ERR_MALFORMED);
	zairyu_record_free(record);
	buffer_done(&b);
}
END_TEST

START_TEST(test_whole)
{
	zairyu_record *record = sample_record(ctx, sample_types[_i]);
	const zairyu_card *card = zairyu_record_card(record);
	zairyu_bytes file, digest;
	uint8_t expected[32];

	ck_assert_str_eq(zairyu_card_type(card), sample_types[_i]);
	ck_assert_str_eq(zairyu_card_spec_version(card), "0001");
	ck_assert_str_eq(zairyu_record_number(record), SAMPLE_NUMBER);
	ck_assert_str_eq(zairyu_record_reader(record), SAMPLE_READER);
	ck_assert_str_eq(zairyu_record_library_version(record), "0.1.0");
	ck_assert(zairyu_record_read_at(record) == SAMPLE_READ_AT);
	ck_assert_int_eq(zairyu_record_is_reduced(record), 0);
	ck_assert_uint_eq(zairyu_record_results(record).len, 0);
	ck_assert_int_eq(zairyu_record_number_digest(record, &digest), 0);
	ck_assert_int_eq(EVP_Digest(SAMPLE_NUMBER, 12, expected, NULL, EVP_sha256(), NULL), 1);
	ck_assert_mem_eq(digest.data, expected, 32);
	for (uint32_t item = 1; zairyu_item_name(item); item <<= 1) {
		if (!(zairyu_card_items(card) & item)) {
			ck_assert_int_eq(zairyu_record_presence(record, item), ZAIRYU_PRESENCE_NOT_READ);
			ck_assert_int_eq(zairyu_record_file(record, item, &file), ZAIRYU_ERR_ABSENT);
			ck_assert_int_eq(zairyu_record_digest(record, item, &digest), ZAIRYU_ERR_ABSENT);
			continue;
		}
		ck_assert_int_eq(zairyu_record_presence(record, item), ZAIRYU_PRESENCE_PRESENT);
		ck_assert_int_eq(zairyu_record_file(record, item, &file), 0);
		ck_assert_uint_eq(file.len, card_file_size(card, card_file_of(card, item)));
		ck_assert_int_eq(zairyu_record_digest(record, item, &digest), 0);
		ck_assert_uint_eq(digest.len, 32);
		ck_assert_int_eq(EVP_Digest(file.data, file.len, expected, NULL, EVP_sha256(), NULL), 1);
		ck_assert_mem_eq(digest.data, expected, 32);
		ck_assert_uint_eq(zairyu_record_padding_assumed(record, item), 0);
	}
	zairyu_record_free(record);
}
END_TEST

START_TEST(test_padding_assumed)
{
	uint8_t room[8192];
	zairyu_bytes file = padded(room, HEAD("\xD1\x82\x0B\xB8\xFF"), 3004);
	zairyu_record *record = sample_begin(ctx, "1");

	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_FACE, file, 3005, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_FACE, file, 3000, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_FACE, file, 2999, NULL), 0);
	ck_assert_int_eq(record_finish(record, NULL), 0);
	ck_assert_uint_eq(zairyu_record_padding_assumed(record, ZAIRYU_ITEM_FACE), 2999);
	ck_assert_uint_eq(zairyu_record_padding_assumed(record, ZAIRYU_ITEM_FRONT_IMAGE), 0);
	zairyu_record_free(record);
}
END_TEST

START_TEST(test_adding)
{
	zairyu_record *record = sample_begin(ctx, "2");
	zairyu_error *err = NULL;
	uint8_t big[4097] = { 0 };

	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_CARD_TYPE,
					 BYTES("\xC1\x01"
					       "2"),
					 0, NULL),
			 0);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_CARD_TYPE,
					 BYTES("\xC1\x01"
					       "2"),
					 0, &err),
			 ZAIRYU_ERR_ARGUMENT);
	zairyu_error_free(err);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_RENEWAL, BYTES(""), 0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_OTHER, BYTES(""), 0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(record_add_file(record, 3, BYTES(""), 0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_FILE_BYTES, 4096), 0);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_FACE, (zairyu_bytes){ .data = big, .len = 4097 }, 0, NULL),
			 ZAIRYU_ERR_LIMIT);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_FACE, (zairyu_bytes){ .data = big, .len = 4096 }, 0, NULL),
			 0);
	ck_assert_int_eq(record_finish(record, NULL), 0);
	zairyu_record_free(record);
}
END_TEST

static const struct {
	const char *number, *reader, *kept_reader;
	int rc;
} origins[] = {
	{ SAMPLE_NUMBER, "pcsc:Reader 0", "pcsc:Reader 0", 0 },    { SAMPLE_NUMBER, NULL, "", 0 },
	{ SAMPLE_NUMBER, "pcsc:\xFF\x1B[2J\n", "pcsc:??[2J?", 0 }, /* nothing that moves a cursor gets to a terminal */
	{ SAMPLE_NUMBER, "nfc:読取機", "nfc:読取機", 0 },          { "zz00112233qq", "", "", ZAIRYU_ERR_ARGUMENT },
	{ "ZZ0011 2233QQ", "", "", ZAIRYU_ERR_ARGUMENT },          { "ZZ0011", "", "", ZAIRYU_ERR_ARGUMENT },
};

START_TEST(test_origin)
{
	zairyu_card card;
	struct record_origin origin = {
		.card = &card, .number = origins[_i].number, .reader = origins[_i].reader, .library_version = "9"
	};
	zairyu_record *record = NULL;

	ck_assert_int_eq(card_init(&card, BYTES("1"), BYTES(""), NULL), 0);
	ck_assert_int_eq(record_new(ctx, &origin, &record, NULL), origins[_i].rc);
	if (origins[_i].rc == 0)
		ck_assert_str_eq(zairyu_record_reader(record), origins[_i].kept_reader);
	else
		ck_assert_ptr_null(record);
	zairyu_record_free(record);
}
END_TEST

START_TEST(test_long_reader)
{
	char name[400];
	zairyu_card card;
	struct record_origin origin = { .card = &card, .number = "", .reader = name, .library_version = "9" };
	zairyu_record *record;

	memset(name, 'r', sizeof name);
	memcpy(name + 254, "読", 3); /* would end past the limit: left out, not cut in two */
	name[399] = '\0';
	ck_assert_int_eq(card_init(&card, BYTES("1"), BYTES(""), NULL), 0);
	ck_assert_int_eq(record_new(ctx, &origin, &record, NULL), 0);
	ck_assert_uint_eq(strlen(zairyu_record_reader(record)), 254);
	/* A whole record without the card's number is none. */
	ck_assert_int_eq(record_finish(record, NULL), ZAIRYU_ERR_ARGUMENT);
	zairyu_record_free(record);
}
END_TEST

/* A record outlives the context it was made in. */
START_TEST(test_outlives_context)
{
	zairyu_context *own;
	zairyu_record *record;
	struct buffer b;

	ck_assert_int_eq(zairyu_context_new(&own, NULL), 0);
	record = sample_record(own, "05");
	zairyu_context_free(own);
	sample_save(record, &b);
	ck_assert_uint_gt(b.len, 0);
	buffer_done(&b);
	zairyu_record_free(record);
}
END_TEST

START_TEST(test_arguments)
{
	zairyu_record *record = sample_record(ctx, "1");
	zairyu_bytes out = BYTES("x");
	uint32_t tag;

	ck_assert_ptr_null(zairyu_record_card(NULL));
	ck_assert_str_eq(zairyu_record_number(NULL), "");
	ck_assert_str_eq(zairyu_record_reader(NULL), "");
	ck_assert_str_eq(zairyu_record_library_version(NULL), "");
	ck_assert(zairyu_record_read_at(NULL) == 0);
	ck_assert_int_eq(zairyu_record_is_reduced(NULL), 0);
	ck_assert_uint_eq(zairyu_record_results(NULL).len, 0);
	ck_assert_int_eq(zairyu_record_presence(NULL, 1), ZAIRYU_PRESENCE_NOT_READ);
	ck_assert_int_eq(zairyu_record_presence(record, 0), ZAIRYU_PRESENCE_NOT_READ);
	ck_assert_int_eq(zairyu_record_presence(record, 3), ZAIRYU_PRESENCE_NOT_READ);
	ck_assert_uint_eq(zairyu_record_padding_assumed(NULL, 1), 0);
	ck_assert_int_eq(zairyu_record_file(NULL, 1, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(out.len, 0);
	ck_assert_int_eq(zairyu_record_file(record, 0, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_file(record, 3, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_file(record, 1, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_digest(record, 1u << 30, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_value(NULL, 0xD0, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_value(record, 0xD0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_value(record, 0, &out), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_record_object(record, 1, 0, NULL, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_object(record, 1, 0, &tag, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_object(NULL, 1, 0, &tag, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_object(record, 1, SIZE_MAX, &tag, &out), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_record_number_digest(NULL, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_number_digest(record, NULL), ZAIRYU_ERR_ARGUMENT);
	zairyu_record_free(NULL);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("record", 10);

	tcase_add_loop_test(tcase, test_presence, 0, COUNT(presences));
	tcase_add_loop_test(tcase, test_malformed, 0, COUNT(malformed));
	tcase_add_test(tcase, test_lenient);
	tcase_add_test(tcase, test_value_only_from_its_file);
	tcase_add_test(tcase, test_value_of_nuls);
	tcase_add_test(tcase, test_many_objects);
	tcase_add_loop_test(tcase, test_whole, 0, COUNT(sample_types));
	tcase_add_test(tcase, test_padding_assumed);
	tcase_add_test(tcase, test_adding);
	tcase_add_loop_test(tcase, test_origin, 0, COUNT(origins));
	tcase_add_test(tcase, test_long_reader);
	tcase_add_test(tcase, test_outlives_context);
	tcase_add_test(tcase, test_arguments);
	return suite_run("record", tcase);
}
