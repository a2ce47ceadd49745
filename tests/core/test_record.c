/* SPDX-License-Identifier: BSD-2-Clause */
/* How files become a record, and what the getters answer. */
#include <openssl/evp.h>
#include <string.h>

#include "context_case.h"
#include "sample_record.h"

static void salted_digest(const zairyu_record *record, const char *label, size_t label_len, zairyu_bytes content,
			  uint8_t out[32])
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	zairyu_bytes salt;

	ck_assert_int_eq(zairyu_record_salt(record, &salt), 0);
	ck_assert_uint_eq(salt.len, 16);
	ck_assert_int_eq(EVP_DigestInit_ex(md, EVP_sha256(), NULL), 1);
	ck_assert_int_eq(EVP_DigestUpdate(md, salt.data, salt.len), 1);
	ck_assert_int_eq(EVP_DigestUpdate(md, label, label_len), 1);
	ck_assert_int_eq(EVP_DigestUpdate(md, content.data, content.len), 1);
	ck_assert_int_eq(EVP_DigestFinal_ex(md, out, NULL), 1);
	EVP_MD_CTX_free(md);
}

static void file_digest(const zairyu_record *record, uint64_t item, zairyu_bytes file, uint8_t out[32])
{
	char label[] = "zairyu-file\0....";

	for (int i = 0; i < 4; i++)
		label[12 + i] = (char)(item >> (24 - 8 * i));
	salted_digest(record, label, 16, file, out);
}

START_TEST(test_whole)
{
	zairyu_record *record = sample_record(ctx, sample_types[_i]);
	const zairyu_card *card = zairyu_record_card(record);
	zairyu_bytes file, digest;
	uint8_t expected[32];
	uint64_t items = 0;

	ck_assert_str_eq(zairyu_card_type(card), sample_types[_i]);
	ck_assert_str_eq(zairyu_card_spec_version(card), "0001");
	ck_assert_str_eq(zairyu_record_number(record), SAMPLE_NUMBER);
	ck_assert_str_eq(zairyu_record_reader(record), SAMPLE_READER);
	ck_assert_str_eq(zairyu_record_library_version(record), "9.8.7");
	ck_assert(zairyu_record_read_at(record) == SAMPLE_READ_AT);
	ck_assert_int_eq(zairyu_record_is_reduced(record), 0);
	ck_assert_uint_eq(zairyu_record_results(record).len, 0);
	ck_assert_int_eq(zairyu_record_number_digest(record, &digest), 0);
	salted_digest(record, LITERAL("zairyu-number\0"), BYTES(SAMPLE_NUMBER), expected);
	ck_assert_mem_eq(digest.data, expected, 32);
	for (uint64_t item = 1; zairyu_item_name(item); item <<= 1) {
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
		file_digest(record, item, file, expected);
		ck_assert_mem_eq(digest.data, expected, 32);
		ck_assert_uint_eq(zairyu_record_padding_assumed(record, item), 0);
		items |= item;
	}
	ck_assert_uint_eq(zairyu_record_items_read(record), items);
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
	size_t offset, len;
	uint32_t tag;

	ck_assert_ptr_null(zairyu_record_card(NULL));
	ck_assert_str_eq(zairyu_record_number(NULL), "");
	ck_assert_str_eq(zairyu_record_reader(NULL), "");
	ck_assert_str_eq(zairyu_record_library_version(NULL), "");
	ck_assert(zairyu_record_read_at(NULL) == 0);
	ck_assert_int_eq(zairyu_record_source(NULL), 0);
	ck_assert_int_eq(zairyu_record_is_live(NULL), 0);
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
	ck_assert_int_eq(zairyu_record_digest(record, 1u << 30, &out), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_record_value(NULL, 0xD0, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_value(record, 0xD0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_value(record, 0, &out), ZAIRYU_ERR_ABSENT);
	out = BYTES("left over");
	ck_assert_int_eq(zairyu_record_object(record, 1, 0, NULL, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(out.len, 0);
	ck_assert_int_eq(zairyu_record_object(record, 1, 0, &tag, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_object(NULL, 1, 0, &tag, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_object(record, 1, SIZE_MAX, &tag, &out), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_record_number_digest(NULL, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_number_digest(record, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_salt(NULL, &out), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_salt(record, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(zairyu_record_items_read(NULL), 0);
	ck_assert_int_eq(zairyu_record_padding(NULL, 1, 0, &offset, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_padding(record, 3, 0, &offset, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_padding(record, 1, 0, NULL, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_padding(record, 1, 0, &offset, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_padding(record, 1, 0, &offset, &len), ZAIRYU_ERR_ABSENT);
	zairyu_record_free(NULL);
	zairyu_record_free(record);
}
END_TEST

static int give_object(const zairyu_record *record, uint64_t item, zairyu_bytes *out)
{
	uint32_t tag = 7;
	int rc = zairyu_record_object(record, item, 0, &tag, out);

	ck_assert_uint_eq(tag, rc == ZAIRYU_OK ? 0xC1 : 0);
	return rc;
}

static int give_item_value(const zairyu_record *record, uint64_t item, zairyu_bytes *out)
{
	return zairyu_record_item_value(record, item, 0xC1, out);
}

static int (*const getters[])(const zairyu_record *record, uint64_t item,
			      zairyu_bytes *out) = { zairyu_record_file, zairyu_record_digest, give_object,
						     give_item_value };

/* Every getter of an item's bytes: what it says of what is no item, was not read, or is of a later version. */
START_TEST(test_getters_of_bytes)
{
	static const struct {
		uint64_t item;
		int rc;
	} rows[] = {
		{ 0, ZAIRYU_ERR_ARGUMENT },
		{ 3, ZAIRYU_ERR_ARGUMENT },
		{ UINT64_C(1) << 63, ZAIRYU_ERR_ARGUMENT },
		{ ZAIRYU_ITEMS_ALL, ZAIRYU_ERR_ARGUMENT },
		{ UINT64_C(1) << 62, ZAIRYU_ERR_ABSENT },
		{ ZAIRYU_ITEM_FACE, ZAIRYU_ERR_ABSENT },
		{ ZAIRYU_ITEM_CARD_TYPE, ZAIRYU_OK },
	};
	zairyu_record *record;

	ck_assert_int_eq(sample_one(ctx, "1", ZAIRYU_ITEM_CARD_TYPE, BYTES("\xC1\x01\x31"), &record), 0);
	for (int i = 0; i < COUNT(rows); i++) {
		zairyu_bytes out = { (const uint8_t *)"x", 9 };

		ck_assert_int_eq(getters[_i](record, rows[i].item, &out), rows[i].rc);
		ck_assert_int_eq(out.len > 0, rows[i].rc == ZAIRYU_OK);
		out = BYTES("x");
		ck_assert_int_eq(getters[_i](NULL, rows[i].item, &out), ZAIRYU_ERR_ARGUMENT);
		ck_assert_uint_eq(out.len, 0);
		ck_assert_int_eq(getters[_i](record, rows[i].item, NULL), ZAIRYU_ERR_ARGUMENT);
	}
	zairyu_record_free(record);
}
END_TEST

/* By its tag, in the file of the item alone. */
START_TEST(test_item_values)
{
	zairyu_record *record = sample_record(ctx, "1");
	zairyu_bytes out;

	ck_assert_int_eq(zairyu_record_item_value(record, ZAIRYU_ITEM_CARD_TYPE, 0xC1, &out), 0);
	ck_assert_uint_eq(out.len, 1);
	ck_assert_int_eq(zairyu_record_item_value(record, ZAIRYU_ITEM_CARD_TYPE, 0xC0, &out), ZAIRYU_ERR_ABSENT);
	ck_assert_uint_eq(out.len, 0);
	ck_assert_int_eq(zairyu_record_item_value(record, ZAIRYU_ITEM_COMMON_DATA, 0xC1, &out), ZAIRYU_ERR_ABSENT);
	zairyu_record_free(record);
}
END_TEST

/* The getters that answer for NULL. */
START_TEST(test_no_record)
{
	ck_assert_ptr_null(zairyu_record_card(NULL));
	ck_assert_str_eq(zairyu_record_number(NULL), "");
	ck_assert_str_eq(zairyu_record_reader(NULL), "");
	ck_assert_str_eq(zairyu_record_library_version(NULL), "");
	ck_assert_int_eq(zairyu_record_source(NULL), 0);
	ck_assert_int_eq(zairyu_record_is_live(NULL), 0);
	ck_assert(zairyu_record_read_at(NULL) == 0);
	ck_assert_uint_eq(zairyu_record_items_read(NULL), 0);
	ck_assert_int_eq(zairyu_record_is_reduced(NULL), 0);
	ck_assert_uint_eq(zairyu_record_results(NULL).len, 0);
	ck_assert_int_eq(zairyu_record_presence(NULL, ZAIRYU_ITEM_FACE), ZAIRYU_PRESENCE_NOT_READ);
	ck_assert_uint_eq(zairyu_record_padding_assumed(NULL, ZAIRYU_ITEM_FACE), 0);
	ck_assert_int_eq(zairyu_record_field_type(NULL, ZAIRYU_FIELD_ADDRESS), 0);
	ck_assert_uint_eq(zairyu_record_field_item(NULL, ZAIRYU_FIELD_ADDRESS), 0);
	ck_assert_int_eq(zairyu_record_field_converted(NULL, ZAIRYU_FIELD_ADDRESS), 0);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("record", 10);

	tcase_add_loop_test(tcase, test_whole, 0, COUNT(sample_types));
	tcase_add_test(tcase, test_adding);
	tcase_add_test(tcase, test_outlives_context);
	tcase_add_test(tcase, test_arguments);
	tcase_add_loop_test(tcase, test_getters_of_bytes, 0, COUNT(getters));
	tcase_add_test(tcase, test_item_values);
	tcase_add_test(tcase, test_no_record);
	return suite_run("record", tcase);
}
