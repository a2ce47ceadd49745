/* SPDX-License-Identifier: BSD-2-Clause */
/* Items beyond the first 32 bits, on an invented card: nothing of them is lost in a record, saved, reduced or digested.
 */
#include <openssl/evp.h>
#include <string.h>

#include "../support/suite.h"
#include "record/saved/format.h"
#include "record/saved/load.h"
#include "sample_record.h"

#define ITEM_40 (UINT64_C(1) << 40)
#define ITEM_62 (UINT64_C(1) << 62)

static const struct card_object forty[] = { { .tag = 0xD5, .capacity = 4 } };
static const struct card_object last[] = { { .tag = 0xD6, .capacity = 2 } };
static const struct card_file files[] = {
	{ .item = ITEM_40,
	  .df = 1,
	  .sfi = 1,
	  .is_signed = true,
	  .kinds = CARD_KINDS_ALL,
	  .size = { 6, 6 },
	  CARD_OBJECTS(forty) },
	{ .item = ITEM_62, .df = 1, .sfi = 2, .kinds = CARD_KINDS_ALL, .size = { 4, 4 }, CARD_OBJECTS(last) },
};
static const struct card_family family = {
	.family = 9, .edition = "0009", .name = "wide", .files = files, .file_count = 2
};
static const struct card_type type = { "99", ZAIRYU_KIND_RESIDENCE_CARD, &family };
static const zairyu_card card = { .type = &type, .spec_version = "0009" };

static zairyu_record *invented_record(zairyu_context *ctx)
{
	const struct record_origin origin = { .card = &card,
					      .number = SAMPLE_NUMBER,
					      .reader = SAMPLE_READER,
					      .library_version = "0",
					      .read_at = SAMPLE_READ_AT };
	zairyu_record *record;

	ck_assert_int_eq(record_new(ctx, &origin, &record, NULL), 0);
	ck_assert_int_eq(record_add_file(record, ITEM_62, BYTES("\xD6\2ab"), NULL, NULL), 0);
	ck_assert_int_eq(record_add_file(record, ITEM_40, BYTES("\xD5\4wxyz"), NULL, NULL), 0);
	/* That it is not a card of the library's is found last, when everything is there. */
	ck_assert_int_eq(record_finish(record, NULL), ZAIRYU_ERR_MALFORMED);
	ck_assert_int_eq(record_decode_fields(record), 0);
	return record;
}

static zairyu_context *new_context(void)
{
	zairyu_context *ctx;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	return ctx;
}

START_TEST(a_record_holds_them)
{
	zairyu_context *ctx = new_context();
	zairyu_record *record = invented_record(ctx);
	zairyu_bytes bytes;
	uint32_t tag;

	ck_assert(zairyu_card_items(&card) == (ITEM_40 | ITEM_62));
	ck_assert(zairyu_card_signed_items(&card) == ITEM_40);
	ck_assert(zairyu_record_items_read(record) == (ITEM_40 | ITEM_62));
	for (uint64_t item = 1; item != 0; item <<= 1) {
		const bool there = item == ITEM_40 || item == ITEM_62;
		const int rc = there ? 0 : item > ZAIRYU_ITEMS_ALL ? ZAIRYU_ERR_ARGUMENT : ZAIRYU_ERR_ABSENT;

		ck_assert_int_eq(zairyu_record_presence(record, item),
				 there ? ZAIRYU_PRESENCE_PRESENT : ZAIRYU_PRESENCE_NOT_READ);
		ck_assert_int_eq(zairyu_record_file(record, item, &bytes), rc);
		ck_assert_int_eq(zairyu_record_digest(record, item, &bytes), rc);
		ck_assert_int_eq(zairyu_record_object(record, item, 0, &tag, &bytes), rc);
	}
	ck_assert_int_eq(zairyu_record_file(record, ITEM_40 | ITEM_62, &bytes), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_file(record, 0, &bytes), ZAIRYU_ERR_ARGUMENT);
	zairyu_record_free(record);
	zairyu_context_free(ctx);
}
END_TEST

/* Salt, label, four NULs, the item in eight bytes, the file (zairyu-record(5)). */
START_TEST(digests_tell_them_apart)
{
	enum { LABEL = sizeof "zairyu-file" };
	zairyu_context *ctx = new_context();
	zairyu_record *record = invented_record(ctx);
	zairyu_bytes salt, digest;
	uint8_t content[16 + LABEL + 12 + 6], expected[32];

	ck_assert_int_eq(zairyu_record_salt(record, &salt), 0);
	ck_assert_uint_eq(salt.len, 16);
	memcpy(content, salt.data, 16);
	memcpy(content + 16, "zairyu-file", LABEL);
	memset(content + 16 + LABEL, 0, 12);
	content[16 + LABEL + 4 + 2] = 1; /* bit 40 */
	memcpy(content + 16 + LABEL + 12, "\xD5\4wxyz", 6);
	ck_assert_int_eq(EVP_Digest(content, sizeof content, expected, NULL, EVP_sha256(), NULL), 1);
	ck_assert_int_eq(zairyu_record_digest(record, ITEM_40, &digest), 0);
	ck_assert_mem_eq(digest.data, expected, sizeof expected);
	zairyu_record_free(record);
	zairyu_context_free(ctx);
}
END_TEST

static struct loaded parsed(const struct buffer *saved)
{
	struct loaded in;

	ck_assert_int_eq(load_parse((zairyu_bytes){ saved->data, saved->len - 32 }, saved->len, &in), 0);
	return in;
}

START_TEST(saved_and_reduced_they_take_eight_bytes)
{
	zairyu_context *ctx = new_context();
	zairyu_record *record = invented_record(ctx), *reduced, *loaded;
	struct buffer saved;

	ck_assert_int_eq(zairyu_record_reduce(record, (zairyu_bytes){ 0 }, &reduced, NULL), 0);
	for (int i = 0; i < 2; i++) {
		struct loaded in;

		sample_save(i == 0 ? record : reduced, &saved);
		ck_assert_uint_eq(saved.data[9], FORMAT_WIDE_VERSION);
		in = parsed(&saved);
		ck_assert(in.items == (ITEM_40 | ITEM_62));
		ck_assert_uint_eq(in.file_count, 2);
		ck_assert(in.files[0].item == ITEM_40);
		ck_assert(in.files[1].item == ITEM_62);
		/* The card is not one of ours. */
		ck_assert_int_eq(zairyu_record_load(ctx, (zairyu_bytes){ saved.data, saved.len }, &loaded, NULL),
				 ZAIRYU_ERR_RECORD_VERSION);
		buffer_done(&saved);
	}
	zairyu_record_free(reduced);
	zairyu_record_free(record);
	zairyu_context_free(ctx);
}
END_TEST

/* There is one way to write a record: the wide form only where it is needed. */
START_TEST(the_wide_form_only_where_it_is_needed)
{
	zairyu_context *ctx = new_context();
	zairyu_record *record = sample_record(ctx, sample_types[_i]);
	struct buffer saved;
	struct loaded in;

	sample_save(record, &saved);
	ck_assert_uint_eq(saved.data[9], FORMAT_VERSION);
	in = parsed(&saved);
	ck_assert(in.items == zairyu_card_items(zairyu_record_card(record)));
	for (unsigned version = FORMAT_WIDE_VERSION; version < FORMAT_WIDE_VERSION + 2; version++) {
		saved.data[9] = (uint8_t)version;
		ck_assert_int_eq(load_parse((zairyu_bytes){ saved.data, saved.len - 32 }, saved.len, &in),
				 version == FORMAT_WIDE_VERSION ? ZAIRYU_ERR_RECORD_DAMAGED
								: ZAIRYU_ERR_RECORD_VERSION);
	}
	buffer_done(&saved);
	zairyu_record_free(record);
	zairyu_context_free(ctx);
}
END_TEST

/* The items of a small wide record without a bit beyond 32: each of its sections is right, and it is refused. */
START_TEST(a_wide_record_without_wide_items)
{
	zairyu_context *ctx = new_context();
	zairyu_record *record = invented_record(ctx);
	struct buffer saved;
	struct loaded in;

	sample_save(record, &saved);
	in = parsed(&saved);
	for (size_t at = 0; at + 8 <= saved.len; at++) {
		uint8_t *eight = saved.data + at;

		if (memcmp(eight, "\x40\0\1\0\0\0\0\0", 8) == 0)
			memcpy(eight, "\0\0\0\0\0\0\0\3", 8);
		else if (memcmp(eight, "\0\0\1\0\0\0\0\0", 8) == 0)
			memcpy(eight, "\0\0\0\0\0\0\0\1", 8);
		else if (memcmp(eight, "\x40\0\0\0\0\0\0\0", 8) == 0)
			memcpy(eight, "\0\0\0\0\0\0\0\2", 8);
	}
	ck_assert_int_eq(load_parse((zairyu_bytes){ saved.data, saved.len - 32 }, saved.len, &in),
			 ZAIRYU_ERR_RECORD_DAMAGED);
	ck_assert_uint_eq(in.file_count, 2);
	ck_assert(in.items == 3 && in.files[0].item == 1 && in.files[1].item == 2);
	buffer_done(&saved);
	zairyu_record_free(record);
	zairyu_context_free(ctx);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("wide items", 60);

	suite_add(tcase, (const TTest *const[]){ a_record_holds_them, digests_tell_them_apart,
						 saved_and_reduced_they_take_eight_bytes,
						 a_wide_record_without_wide_items, NULL });
	tcase_add_loop_test(tcase, the_wide_form_only_where_it_is_needed, 0, SAMPLE_TYPES);
	return suite_run("wide items", tcase);
}
