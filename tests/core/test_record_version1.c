/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Records that were saved before there was a version 2 of the format load as they always did. version1/ holds what the
 * program of that time wrote of virtual cards: trimmed is with assumed padding, whole is without.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "context_case.h"
#include "sample_record.h"
#include "util/context/context.h"

static void read_saved(const char *form, const char *type, struct buffer *out)
{
	const char *directory = getenv("ZAIRYU_VERSION1_RECORDS");
	uint8_t chunk[4096];
	char path[512];
	FILE *file;
	size_t len;

	ck_assert_ptr_nonnull(directory);
	snprintf(path, sizeof path, "%s/%s-%s.zairyu", directory, form, type);
	file = fopen(path, "rb");
	ck_assert_msg(file != NULL, "%s", path);
	buffer_init(out);
	while ((len = fread(chunk, 1, sizeof chunk, file)) > 0)
		buffer_append(out, (zairyu_bytes){ .data = chunk, .len = len });
	fclose(file);
}

static int load(const struct buffer *b, zairyu_record **out)
{
	return zairyu_record_load(ctx, (zairyu_bytes){ .data = b->data, .len = b->len }, out, NULL);
}

static zairyu_record *load_saved(const char *form, const char *type, struct buffer *b)
{
	zairyu_record *record;

	read_saved(form, type, b);
	ck_assert_int_eq(b->data[9], 1);
	ck_assert_int_eq(load(b, &record), 0);
	ck_assert_str_eq(zairyu_card_type(zairyu_record_card(record)), type);
	return record;
}

/* What is assumed of these cards, in all files together. */
static const size_t assumed[SAMPLE_TYPES] = { 4374 + 76 + 286, 5328 + 62 + 286, 2246, 2050 };

static size_t total_assumed(const zairyu_record *record)
{
	size_t total = 0, runs = 0, offset, len;

	for (uint64_t item = 1; zairyu_item_name(item); item <<= 1) {
		total += zairyu_record_padding_assumed(record, item);
		for (size_t i = 0; zairyu_record_padding(record, item, i, &offset, &len) == 0; i++)
			runs += len;
	}
	ck_assert(zairyu_record_is_reduced(record) ? runs == 0 : runs == total);
	return total;
}

static void assert_same_files(const zairyu_record *a, const zairyu_record *b)
{
	for (uint64_t item = 1; zairyu_item_name(item); item <<= 1) {
		zairyu_bytes in_a, in_b;

		ck_assert_int_eq(zairyu_record_presence(a, item), zairyu_record_presence(b, item));
		ck_assert_int_eq(zairyu_record_file(a, item, &in_a), zairyu_record_file(b, item, &in_b));
		ck_assert_uint_eq(in_a.len, in_b.len);
		if (in_a.len > 0)
			ck_assert_mem_eq(in_a.data, in_b.data, in_a.len);
		ck_assert_int_eq(zairyu_record_digest(a, item, &in_a), zairyu_record_digest(b, item, &in_b));
		if (in_a.len > 0)
			ck_assert_mem_eq(in_a.data, in_b.data, in_a.len);
	}
}

/* Saved again it is of version 2, and the same. */
static void check_saved_again(const zairyu_record *record)
{
	zairyu_record *again;
	struct buffer b;

	sample_save(record, &b);
	ck_assert_int_eq(b.data[9], 2);
	ck_assert_int_eq(load(&b, &again), 0);
	ck_assert_uint_eq(total_assumed(again), total_assumed(record));
	ck_assert_int_eq(zairyu_record_source(again), zairyu_record_source(record));
	assert_same_files(record, again);
	zairyu_record_free(again);
	buffer_done(&b);
}

START_TEST(test_whole)
{
	struct buffer b;
	zairyu_record *record = load_saved("trimmed", sample_types[_i], &b);
	zairyu_bytes salt;

	ck_assert_str_eq(zairyu_record_number(record), "AA12345678BB");
	ck_assert_int_eq(zairyu_record_source(record), ZAIRYU_SOURCE_SIMULATED);
	ck_assert_uint_eq(zairyu_record_items_read(record), zairyu_card_items(zairyu_record_card(record)));
	ck_assert_uint_eq(total_assumed(record), assumed[_i]);
	ck_assert_int_eq(zairyu_record_salt(record, &salt), 0);
	ck_assert_int_eq(zairyu_record_number_matches(record, "AA12345678BB", 12), 1);
	check_saved_again(record);
	zairyu_record_free(record);
	buffer_done(&b);
}
END_TEST

START_TEST(test_without_padding)
{
	struct buffer b;
	zairyu_record *record = load_saved("whole", "05", &b);

	ck_assert_uint_eq(total_assumed(record), 0);
	check_saved_again(record);
	zairyu_record_free(record);
	buffer_done(&b);
}
END_TEST

/* Its digests are plain, and stay what they are. */
START_TEST(test_reduced)
{
	struct buffer b, whole;
	zairyu_record *record = load_saved("reduced", sample_types[_i], &b);
	zairyu_record *of = load_saved("trimmed", sample_types[_i], &whole);
	zairyu_bytes out, file;
	uint8_t expected[32];

	ck_assert_int_eq(zairyu_record_is_reduced(record), 1);
	ck_assert_int_eq(zairyu_record_salt(record, &out), ZAIRYU_ERR_ABSENT);
	ck_assert_uint_eq(out.len, 0);
	ck_assert_uint_eq(total_assumed(record), assumed[_i]);
	ck_assert_uint_eq(zairyu_record_items_read(record), zairyu_record_items_read(of));
	ck_assert_int_eq(zairyu_record_number_matches(record, "AA12345678BB", 12), 1);
	ck_assert_int_eq(zairyu_record_number_matches(record, "AA12345678BC", 12), 0);
	for (uint64_t item = 1; zairyu_item_name(item); item <<= 1) {
		if (zairyu_record_file(of, item, &file) != 0)
			continue;
		ck_assert_int_eq(zairyu_record_digest(record, item, &out), 0);
		ck_assert_int_eq(digest_sha256(&ctx->algorithms, file, expected), 0);
		ck_assert_mem_eq(out.data, expected, 32);
	}
	check_saved_again(record);
	zairyu_record_free(of);
	zairyu_record_free(record);
	buffer_done(&whole);
	buffer_done(&b);
}
END_TEST

/* A count can be had no higher than there are NULs behind the ends. */
START_TEST(test_more_padding)
{
	struct buffer b;
	zairyu_record *record = load_saved("whole", "05", &b), *changed;
	static const uint8_t name_and_face[] = { 0, 0, 4, 0, 0, 0, 0, 0 };
	unsigned loaded = 0;
	size_t at = 0;

	while (memcmp(b.data + at, name_and_face, sizeof name_and_face) != 0)
		at++;
	zairyu_record_free(record);
	b.len -= 32;
	for (size_t count = 0; count <= 5508; count++) {
		b.data[at + 6] = (uint8_t)(count >> 8);
		b.data[at + 7] = (uint8_t)count;
		sample_seal(&b);
		if (load(&b, &changed) == 0) {
			ck_assert_uint_eq(zairyu_record_padding_assumed(changed, ZAIRYU_ITEM_NAME_AND_FACE), count);
			loaded++;
		}
		zairyu_record_free(changed);
		b.len -= 32;
	}
	ck_assert_uint_ge(loaded, 2000);
	ck_assert_uint_le(loaded, 2500); /* of 5508; the file has more NULs than that */
	buffer_done(&b);
}
END_TEST

/* The reader's URI is all that tells where it is from. */
START_TEST(test_source)
{
	struct buffer b;
	zairyu_record *record = load_saved("trimmed", "1", &b);
	size_t at = 0;

	while (memcmp(b.data + at, "virtual:", 8) != 0)
		at++;
	zairyu_record_free(record);
	memcpy(b.data + at, "pcsc:ABC", 8);
	b.len -= 32;
	sample_seal(&b);
	ck_assert_int_eq(load(&b, &record), 0);
	ck_assert_int_eq(zairyu_record_is_live(record), 1);
	zairyu_record_free(record);
	buffer_done(&b);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("version 1", 60);

	tcase_add_loop_test(tcase, test_whole, 0, SAMPLE_TYPES);
	tcase_add_test(tcase, test_without_padding);
	tcase_add_loop_test(tcase, test_reduced, 0, SAMPLE_TYPES);
	tcase_add_test(tcase, test_more_padding);
	tcase_add_test(tcase, test_source);
	return suite_run("records of version 1", tcase);
}
