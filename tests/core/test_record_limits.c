/* SPDX-License-Identifier: BSD-2-Clause */
/* Limits on what is saved, loaded and reduced: what is as large as the limit is taken, one byte more is not. And the
 * shortest of strings. */
#include <string.h>

#include "context_case.h"
#include "sample_record.h"
#include "util/context/context.h"

enum { RECORD = ZAIRYU_LIMIT_RECORD_BYTES, FILES = ZAIRYU_LIMIT_FILE_BYTES };

static void limit(int which, uint64_t value)
{
	ck_assert_int_eq(zairyu_context_set_limit(ctx, which, value), 0);
}

static int save(const zairyu_record *record)
{
	struct buffer b;
	int rc;

	buffer_init(&b);
	rc = zairyu_record_save(record, 0, sample_append, &b, NULL);
	ck_assert_uint_eq(b.len > 0, rc == 0);
	buffer_done(&b);
	return rc;
}

static int load(const struct buffer *b)
{
	zairyu_record *record;
	int rc = zairyu_record_load(ctx, (zairyu_bytes){ b->data, b->len }, &record, NULL);

	zairyu_record_free(record);
	return rc;
}

/* The largest file of a sample. */
static size_t largest(const zairyu_record *record)
{
	size_t most = 0;

	for (uint64_t item = 1; zairyu_item_name(item); item <<= 1) {
		zairyu_bytes file;

		if (zairyu_record_file(record, item, &file) == 0 && file.len > most)
			most = file.len;
	}
	return most;
}

START_TEST(whole)
{
	zairyu_record *record = sample_record(ctx, "05");
	struct buffer b;

	sample_save(record, &b);
	limit(RECORD, b.len);
	ck_assert_int_eq(save(record), 0);
	ck_assert_int_eq(load(&b), 0);
	limit(FILES, largest(record));
	ck_assert_int_eq(load(&b), 0);
	limit(FILES, largest(record) - 1);
	ck_assert_int_eq(load(&b), ZAIRYU_ERR_LIMIT);
	limit(FILES, 32768);
	limit(RECORD, b.len - 1);
	ck_assert_int_eq(save(record), ZAIRYU_ERR_LIMIT);
	ck_assert_int_eq(load(&b), ZAIRYU_ERR_LIMIT);
	zairyu_record_free(record);
	buffer_done(&b);
}
END_TEST

START_TEST(reduced)
{
	static const uint8_t results[300];
	zairyu_record *record = sample_record(ctx, "1"), *small;
	struct buffer b;

	limit(RECORD, 299);
	ck_assert_int_eq(zairyu_record_reduce(record, (zairyu_bytes){ results, 300 }, &small, NULL), ZAIRYU_ERR_LIMIT);
	ck_assert_ptr_null(small);
	limit(RECORD, 300);
	ck_assert_int_eq(zairyu_record_reduce(record, (zairyu_bytes){ results, 300 }, &small, NULL), 0);
	ck_assert_uint_eq(zairyu_record_results(small).len, 300);
	limit(RECORD, 262144);
	sample_save(small, &b);
	limit(FILES, largest(record));
	ck_assert_int_eq(load(&b), 0);
	limit(FILES, largest(record) - 1); /* a length that no file of this context has */
	ck_assert_int_eq(load(&b), ZAIRYU_ERR_RECORD_DAMAGED);
	limit(RECORD, b.len);
	ck_assert_int_eq(save(small), 0);
	limit(RECORD, b.len - 1);
	ck_assert_int_eq(save(small), ZAIRYU_ERR_LIMIT);
	zairyu_record_free(small);
	zairyu_record_free(record);
	buffer_done(&b);
}
END_TEST

/* Strings of any length, and times, come back as they were, and nothing of another. */
START_TEST(strings)
{
	static const char *const readers[] = { "", "r", "pcsc:Reader 0", "r", "r", "r", "r" };
	static const int64_t times[] = { -1, -2, -3, 0, 1, INT64_MAX, INT64_MIN };

	for (int i = 0; i < COUNT(readers); i++) {
		zairyu_card card;
		struct record_origin origin = { .card = &card,
						.number = SAMPLE_NUMBER,
						.reader = readers[i],
						.library_version = "9",
						.read_at = times[i] };
		zairyu_record *record, *loaded;
		struct buffer b;

		ck_assert_int_eq(card_init(&card, BYTES("1"), BYTES(""), NULL), 0);
		ck_assert_int_eq(record_new(ctx, &origin, &record, NULL), 0);
		ck_assert_int_eq(record_finish(record, NULL), 0);
		sample_save(record, &b);
		ck_assert_int_eq(zairyu_record_load(ctx, (zairyu_bytes){ b.data, b.len }, &loaded, NULL), 0);
		ck_assert_str_eq(zairyu_record_reader(loaded), readers[i]);
		ck_assert_str_eq(zairyu_record_library_version(loaded), "9");
		ck_assert_str_eq(zairyu_card_spec_version(zairyu_record_card(loaded)), "");
		ck_assert(loaded->read_at == times[i]);
		buffer_done(&b);
		zairyu_record_free(record);
		zairyu_record_free(loaded);
	}
}
END_TEST

/* Without SHA-256 nothing is sealed, believed or compared. */
START_TEST(no_digest)
{
	zairyu_record *record = sample_record(ctx, "05"), *out;
	EVP_MD *kept = ctx->algorithms.sha256;
	zairyu_bytes digest;
	struct buffer b;

	sample_save(record, &b);
	ctx->algorithms.sha256 = NULL;
	ck_assert_int_eq(save(record), ZAIRYU_ERR_CRYPTO);
	ck_assert_int_eq(load(&b), ZAIRYU_ERR_CRYPTO);
	ck_assert_int_eq(zairyu_record_reduce(record, BYTES(""), &out, NULL), ZAIRYU_ERR_CRYPTO);
	ck_assert_ptr_null(out);
	ck_assert_int_eq(zairyu_record_digest(record, ZAIRYU_ITEM_CARD_TYPE, &digest), ZAIRYU_ERR_CRYPTO);
	ck_assert_uint_eq(digest.len, 0);
	ck_assert_int_eq(zairyu_record_number_matches(record, SAMPLE_NUMBER, 12), ZAIRYU_ERR_CRYPTO);
	ck_assert_int_eq(zairyu_record_number_digest(record, &digest), ZAIRYU_ERR_CRYPTO);
	ck_assert_uint_eq(digest.len, 0);
	ctx->algorithms.sha256 = kept;
	ck_assert_int_eq(save(record), 0);
	ck_assert_int_eq(zairyu_record_digest(record, ZAIRYU_ITEM_CARD_TYPE, &digest), 0);
	ck_assert_int_eq(zairyu_record_number_digest(record, &digest), 0);
	ck_assert_uint_eq(digest.len, 32);
	zairyu_record_free(record);
	buffer_done(&b);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("limits", 10);

	tcase_add_test(tcase, whole);
	tcase_add_test(tcase, reduced);
	tcase_add_test(tcase, strings);
	tcase_add_test(tcase, no_digest);
	return suite_run("record limits", tcase);
}
