/* SPDX-License-Identifier: BSD-2-Clause */
/* Where NULs that were not transferred may be said to lie. */
#include <stdlib.h>
#include <string.h>

#include "context_case.h"
#include "sample_record.h"

/* A face that ends after four bytes, and 2996 NULs behind it; a name that ends after 2167, and 333 behind that. */
#define SHORT_FACE "\xD1\x82\x0B\xB8\xFF\x4F\xFF\xD9"
enum { FACE_END = 8, FACE_FILE = 3004 };

static int add_counted(zairyu_bytes file, size_t count, zairyu_record **out)
{
	*out = sample_begin(ctx, "1");
	ck_assert_int_eq(record_add_counted(*out, ZAIRYU_ITEM_FACE, file, count, NULL), 0);
	return record_finish(*out, NULL);
}

START_TEST(test_padding_counted)
{
	static const size_t counts[] = { 1, 2000, 2996 };
	uint8_t room[8192];
	zairyu_bytes file = sample_padded(room, LITERAL(SHORT_FACE), FACE_FILE);
	zairyu_record *record;
	size_t offset, len;

	for (size_t i = 0; i < COUNT(counts); i++) {
		ck_assert_int_eq(add_counted(file, counts[i], &record), 0);
		ck_assert_uint_eq(zairyu_record_padding_assumed(record, ZAIRYU_ITEM_FACE), counts[i]);
		ck_assert_uint_eq(zairyu_record_padding_assumed(record, ZAIRYU_ITEM_FRONT_IMAGE), 0);
		ck_assert_int_eq(zairyu_record_padding(record, ZAIRYU_ITEM_FACE, 0, &offset, &len), 0);
		ck_assert_uint_eq(offset, FACE_FILE - counts[i]);
		ck_assert_uint_eq(len, counts[i]);
		ck_assert_int_eq(zairyu_record_padding(record, ZAIRYU_ITEM_FACE, 1, &offset, &len), ZAIRYU_ERR_ABSENT);
		ck_assert_uint_eq(offset + len, 0);
		zairyu_record_free(record);
	}
	ck_assert_int_eq(add_counted(file, 2997, &record), ZAIRYU_ERR_MALFORMED);
	zairyu_record_free(record);
	room[FACE_FILE - 10] =
		1; /* bytes that mean nothing, behind the end: only what comes after them can be assumed */
	ck_assert_int_eq(add_counted(file, 10, &record), ZAIRYU_ERR_MALFORMED);
	zairyu_record_free(record);
	ck_assert_int_eq(add_counted(file, 9, &record), 0);
	zairyu_record_free(record);
}
END_TEST

static const struct {
	const char *what;
	struct record_padding padding;
	int rc;
} claims[] = {
	{ "none", { .count = 0 }, 0 },
	{ "all of it", { { { FACE_END, 2996 } }, 1 }, 0 },
	{ "the rest of it", { { { 100, FACE_FILE - 100 } }, 1 }, 0 },
	{ "into the image", { { { FACE_END - 1, 2997 } }, 1 }, ZAIRYU_ERR_MALFORMED },
	{ "not up to the end", { { { FACE_END, 2995 } }, 1 }, ZAIRYU_ERR_MALFORMED },
	{ "past the end", { { { FACE_END, 2997 } }, 1 }, ZAIRYU_ERR_MALFORMED },
	{ "nothing", { { { FACE_FILE, 0 } }, 1 }, ZAIRYU_ERR_MALFORMED },
	{ "in two", { { { FACE_END, 1000 }, { 1008, 1996 } }, 2 }, ZAIRYU_ERR_MALFORMED },
	{ "twice", { { { 2000, 1004 }, { 2000, 1004 } }, 2 }, ZAIRYU_ERR_MALFORMED },
	{ "elsewhere", { { { 0, 4 } }, 1 }, ZAIRYU_ERR_MALFORMED },
	{ "past all bounds", { { { SIZE_MAX - 3, 3012 } }, 1 }, ZAIRYU_ERR_MALFORMED },
};

START_TEST(test_padding_claimed)
{
	uint8_t room[8192];
	zairyu_bytes file = sample_padded(room, LITERAL(SHORT_FACE), FACE_FILE);
	zairyu_record *record = sample_begin(ctx, "1");

	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_FACE, file, &claims[_i].padding, NULL), 0);
	ck_assert_msg(record_finish(record, NULL) == claims[_i].rc, "%s", claims[_i].what);
	zairyu_record_free(record);
}
END_TEST

static int finish_taken(zairyu_bytes file, const struct record_padding *padding)
{
	zairyu_record *record = sample_begin(ctx, "1");
	uint8_t *data = malloc(file.len);
	int rc;

	ck_assert_ptr_nonnull(data);
	memcpy(data, file.data, file.len);
	ck_assert_int_eq(record_take_file(record, ZAIRYU_ITEM_FACE, data, file.len, padding, NULL), 0);
	ck_assert_uint_eq(zairyu_record_padding_assumed(record, ZAIRYU_ITEM_FACE), padding_length(padding));
	rc = record_finish(record, NULL);
	zairyu_record_free(record);
	return rc;
}

/* What a session left out it knows; a claim is only of others. */
START_TEST(test_padding_left_out)
{
	static const struct record_padding padding = { { { FACE_END + 1, 1 } }, 1 };
	uint8_t room[8192];
	zairyu_bytes file = sample_padded(room, LITERAL(SHORT_FACE), FACE_FILE);
	zairyu_record *record = sample_begin(ctx, "1");

	ck_assert_int_eq(finish_taken(file, &padding), 0);
	ck_assert_int_eq(record_add_file(record, ZAIRYU_ITEM_FACE, file, &padding, NULL), 0);
	ck_assert_int_eq(record_finish(record, NULL), ZAIRYU_ERR_MALFORMED);
	zairyu_record_free(record);
}
END_TEST

/* NULs that a certificate ends with are its own: five are behind it, and ten in it. */
START_TEST(test_padding_behind_nuls)
{
	static const char file[] = "\xDA\x01\x01\xDB\x13\x30\x82\0\x0A\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

	for (size_t count = 5; count <= 6; count++) {
		zairyu_record *record = sample_begin(ctx, "1");

		ck_assert_int_eq(record_add_counted(record, ZAIRYU_ITEM_SIGNATURE,
						    (zairyu_bytes){ .data = (const uint8_t *)file, .len = sizeof file },
						    count, NULL),
				 0);
		ck_assert_int_eq(record_finish(record, NULL), count == 5 ? 0 : ZAIRYU_ERR_MALFORMED);
		zairyu_record_free(record);
	}
}
END_TEST

/* A file with two images: a count is laid out from the last backwards. */
START_TEST(test_padding_of_two)
{
	static const struct {
		size_t count, first, second;
	} rows[] = { { 1, 0, 1 }, { 333, 0, 333 }, { 334, 1, 333 }, { 666, 333, 333 } };
	zairyu_record *sample = sample_record(ctx, "05"), *record;
	zairyu_bytes file;
	size_t offset, len;

	ck_assert_int_eq(zairyu_record_file(sample, ZAIRYU_ITEM_NAME_AND_FACE, &file), 0);
	for (size_t i = 0; i < COUNT(rows); i++) {
		record = sample_begin(ctx, "05");
		ck_assert_int_eq(record_add_counted(record, ZAIRYU_ITEM_NAME_AND_FACE, file, rows[i].count, NULL), 0);
		ck_assert_msg(record_finish(record, NULL) == 0, "row %zu", i);
		ck_assert_int_eq(zairyu_record_padding(record, ZAIRYU_ITEM_NAME_AND_FACE, 0, &offset, &len), 0);
		ck_assert_uint_eq(len, rows[i].first > 0 ? rows[i].first : rows[i].second);
		if (rows[i].first > 0) {
			ck_assert_uint_lt(offset, file.len / 2 + 1000);
			ck_assert_int_eq(zairyu_record_padding(record, ZAIRYU_ITEM_NAME_AND_FACE, 1, &offset, &len), 0);
			ck_assert_uint_eq(len, rows[i].second);
		}
		ck_assert_uint_eq(offset + len, file.len);
		zairyu_record_free(record);
	}
	record = sample_begin(ctx, "05");
	ck_assert_int_eq(record_add_counted(record, ZAIRYU_ITEM_NAME_AND_FACE, file, 667, NULL), 0);
	ck_assert_int_eq(record_finish(record, NULL), ZAIRYU_ERR_MALFORMED);
	zairyu_record_free(record);
	zairyu_record_free(sample);
}
END_TEST

/* NULs behind the first of two images, the last of which ends where its value does. */
START_TEST(test_padding_of_the_first)
{
	static const char file[] =
		"\xD0\x29II*\0\x08\0\0\0\2\0\x11\1\4\0\1\0\0\0\x26\0\0\0\x17\1\4\0\1\0\0\0\1\0\0\0\0\0\0\0"
		"x\0\0\xD1\x04\xFF\x4F\xFF\xD9";
	zairyu_record *record = sample_begin(ctx, "05");
	size_t offset, len;

	ck_assert_int_eq(record_add_counted(record, ZAIRYU_ITEM_NAME_AND_FACE,
					    (zairyu_bytes){ (const uint8_t *)file, sizeof file - 1 }, 2, NULL),
			 0);
	ck_assert_int_eq(record_finish(record, NULL), 0);
	ck_assert_int_eq(zairyu_record_padding(record, ZAIRYU_ITEM_NAME_AND_FACE, 0, &offset, &len), 0);
	ck_assert(offset == 41 && len == 2);
	ck_assert_int_eq(zairyu_record_padding(record, ZAIRYU_ITEM_NAME_AND_FACE, 1, &offset, &len), ZAIRYU_ERR_ABSENT);
	zairyu_record_free(record);
}
END_TEST

/* Runs are kept in their order, as many as there is room for. */
START_TEST(test_padding_added)
{
	struct record_padding padding = { .count = 0 };

	for (size_t i = 0; i < RECORD_RUNS_MAX; i++)
		ck_assert(padding_add(&padding, 10 * i, i + 1));
	ck_assert_uint_eq(padding_length(&padding), RECORD_RUNS_MAX * (RECORD_RUNS_MAX + 1) / 2);
	ck_assert(!padding_add(&padding, 99, 9));
	ck_assert_uint_eq(padding.count, RECORD_RUNS_MAX);
	ck_assert_uint_eq(padding.runs[RECORD_RUNS_MAX - 1].offset, 10 * (RECORD_RUNS_MAX - 1));
}
END_TEST

enum { FLAGS_AT = 11, REDUCED = 1, SETTLED = 2, SEAL = 32 };

static void set_flags(struct buffer *saved, uint8_t flags)
{
	saved->data[FLAGS_AT] = flags;
	saved->len -= SEAL;
	sample_seal(saved);
}

static int load(const struct buffer *saved, zairyu_record **out)
{
	return zairyu_record_load(ctx, (zairyu_bytes){ saved->data, saved->len }, out, NULL);
}

static int is_settled_when_selected(const zairyu_record *record, uint64_t items)
{
	zairyu_record *chosen;
	int settled;

	ck_assert_int_eq(zairyu_record_select(record, items, 0, &chosen, NULL), 0);
	settled = zairyu_record_padding_is_settled(chosen);
	zairyu_record_free(chosen);
	return settled;
}

/* What was assumed and proved says so when it is saved and loaded; where nothing was assumed there is nothing to say.
 */
START_TEST(test_padding_settled)
{
	uint8_t room[8192];
	const size_t assumed = _i == 2 ? 2996 : (size_t)_i;
	zairyu_record *record, *loaded;
	struct buffer plain, settled;

	ck_assert_int_eq(add_counted(sample_padded(room, LITERAL(SHORT_FACE), FACE_FILE), assumed, &record), 0);
	ck_assert_int_eq(zairyu_record_padding_is_settled(record), 0);
	ck_assert_int_eq(is_settled_when_selected(record, ZAIRYU_ITEM_FACE), 0);
	sample_save(record, &plain);
	zairyu_record_settle_padding(record);
	ck_assert_int_eq(zairyu_record_padding_is_settled(record), assumed > 0);
	ck_assert_uint_eq(zairyu_record_padding_assumed(record, ZAIRYU_ITEM_FACE), assumed);
	ck_assert_int_eq(is_settled_when_selected(record, ZAIRYU_ITEM_FACE), assumed > 0);
	ck_assert_int_eq(is_settled_when_selected(record, ZAIRYU_ITEM_ADDRESS), 0);
	sample_save(record, &settled);
	ck_assert_uint_eq(plain.len, settled.len);
	ck_assert_uint_eq(plain.data[FLAGS_AT], 0);
	ck_assert_uint_eq(settled.data[FLAGS_AT], assumed > 0 ? SETTLED : 0);
	ck_assert_int_eq(load(&plain, &loaded), 0);
	ck_assert_int_eq(zairyu_record_padding_is_settled(loaded), 0);
	zairyu_record_free(loaded);
	ck_assert_int_eq(load(&settled, &loaded), 0);
	ck_assert_int_eq(zairyu_record_padding_is_settled(loaded), assumed > 0);
	zairyu_record_free(loaded);
	set_flags(&settled, SETTLED); /* of a record that assumed nothing it is said by nobody */
	ck_assert_int_eq(load(&settled, &loaded), assumed > 0 ? 0 : ZAIRYU_ERR_RECORD_DAMAGED);
	zairyu_record_free(loaded);
	buffer_done(&plain);
	buffer_done(&settled);
	zairyu_record_free(record);
}
END_TEST

/* A reduced record has nothing that could be verified again. */
START_TEST(test_reduced_is_not_settled)
{
	uint8_t room[8192];
	zairyu_record *record, *reduced, *loaded;
	struct buffer saved;

	ck_assert_int_eq(add_counted(sample_padded(room, LITERAL(SHORT_FACE), FACE_FILE), 2996, &record), 0);
	zairyu_record_settle_padding(record);
	ck_assert_int_eq(zairyu_record_reduce(record, (zairyu_bytes){ NULL, 0 }, &reduced, NULL), 0);
	zairyu_record_settle_padding(reduced);
	ck_assert_int_eq(zairyu_record_padding_is_settled(reduced), 0);
	sample_save(reduced, &saved);
	ck_assert_uint_eq(saved.data[FLAGS_AT], REDUCED);
	set_flags(&saved, REDUCED | SETTLED);
	ck_assert_int_eq(load(&saved, &loaded), ZAIRYU_ERR_RECORD_DAMAGED);
	buffer_done(&saved);
	zairyu_record_free(reduced);
	zairyu_record_free(record);
	zairyu_record_settle_padding(NULL);
	ck_assert_int_eq(zairyu_record_padding_is_settled(NULL), 0);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("padding", 10);

	tcase_add_test(tcase, test_padding_counted);
	tcase_add_loop_test(tcase, test_padding_claimed, 0, COUNT(claims));
	tcase_add_test(tcase, test_padding_left_out);
	tcase_add_test(tcase, test_padding_behind_nuls);
	tcase_add_test(tcase, test_padding_of_two);
	tcase_add_test(tcase, test_padding_of_the_first);
	tcase_add_test(tcase, test_padding_added);
	tcase_add_loop_test(tcase, test_padding_settled, 0, 3);
	tcase_add_test(tcase, test_reduced_is_not_settled);
	return suite_run("record padding", tcase);
}
