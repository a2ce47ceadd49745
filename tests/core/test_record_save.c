/* SPDX-License-Identifier: BSD-2-Clause */
/* Saving and loading: the same record again, the same bytes again, and no damaged byte accepted. */
#include <string.h>

#include "context_case.h"
#include "sample_record.h"

static zairyu_bytes content(const struct buffer *b)
{
	return (zairyu_bytes){ .data = b->data, .len = b->len };
}

static int load(zairyu_bytes saved, zairyu_record **out)
{
	zairyu_error *err = NULL;
	int rc = zairyu_record_load(ctx, saved, out, &err);

	ck_assert_int_eq(zairyu_error_code(err), rc);
	ck_assert_int_eq(rc == 0, *out != NULL);
	zairyu_error_free(err);
	return rc;
}

static void assert_same_bytes(zairyu_bytes a, zairyu_bytes b)
{
	ck_assert_uint_eq(a.len, b.len);
	if (a.len > 0)
		ck_assert_mem_eq(a.data, b.data, a.len);
}

static void assert_same_item(const zairyu_record *a, const zairyu_record *b, uint64_t item)
{
	zairyu_bytes in_a, in_b;

	ck_assert_int_eq(zairyu_record_presence(a, item), zairyu_record_presence(b, item));
	ck_assert_uint_eq(zairyu_record_padding_assumed(a, item), zairyu_record_padding_assumed(b, item));
	for (size_t i = 0; i < 3; i++) {
		size_t at_a, at_b, len_a, len_b;

		ck_assert_int_eq(zairyu_record_padding(a, item, i, &at_a, &len_a),
				 zairyu_record_padding(b, item, i, &at_b, &len_b));
		ck_assert_uint_eq(at_a, at_b);
		ck_assert_uint_eq(len_a, len_b);
	}
	ck_assert_int_eq(zairyu_record_file(a, item, &in_a), zairyu_record_file(b, item, &in_b));
	assert_same_bytes(in_a, in_b);
	ck_assert_int_eq(zairyu_record_digest(a, item, &in_a), zairyu_record_digest(b, item, &in_b));
	assert_same_bytes(in_a, in_b);
}

static void assert_same_record(const zairyu_record *a, const zairyu_record *b)
{
	zairyu_bytes in_a, in_b;

	ck_assert_str_eq(zairyu_card_type(zairyu_record_card(a)), zairyu_card_type(zairyu_record_card(b)));
	ck_assert_str_eq(zairyu_card_spec_version(zairyu_record_card(a)),
			 zairyu_card_spec_version(zairyu_record_card(b)));
	ck_assert_str_eq(zairyu_record_number(a), zairyu_record_number(b));
	ck_assert_str_eq(zairyu_record_reader(a), zairyu_record_reader(b));
	ck_assert_str_eq(zairyu_record_library_version(a), zairyu_record_library_version(b));
	ck_assert(zairyu_record_read_at(a) == zairyu_record_read_at(b));
	ck_assert_int_eq(zairyu_record_source(a), zairyu_record_source(b));
	ck_assert_uint_eq(zairyu_record_items_read(a), zairyu_record_items_read(b));
	ck_assert_int_eq(zairyu_record_salt(a, &in_a), zairyu_record_salt(b, &in_b));
	assert_same_bytes(in_a, in_b);
	ck_assert_int_eq(zairyu_record_number_digest(a, &in_a), zairyu_record_number_digest(b, &in_b));
	assert_same_bytes(in_a, in_b);
	for (uint64_t item = 1; zairyu_item_name(item); item <<= 1)
		assert_same_item(a, b, item);
	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		const char *text_a, *text_b;

		ck_assert_int_eq(zairyu_record_text(a, field, &text_a), zairyu_record_text(b, field, &text_b));
		ck_assert_pstr_eq(text_a, text_b);
	}
}

START_TEST(test_round_trip)
{
	zairyu_record *record = sample_record(ctx, sample_types[_i]), *loaded;
	struct buffer first, second;

	sample_save(record, &first);
	ck_assert_int_eq(load(content(&first), &loaded), 0);
	assert_same_record(record, loaded);
	sample_save(loaded, &second);
	assert_same_bytes(content(&first), content(&second));
	buffer_done(&first);
	buffer_done(&second);
	zairyu_record_free(record);
	zairyu_record_free(loaded);
}
END_TEST

START_TEST(test_reduced)
{
	zairyu_record *record = sample_record(ctx, sample_types[_i]), *reduced, *loaded;
	zairyu_bytes out, whole_digest;
	struct buffer first, second;
	const char *text;

	ck_assert_int_eq(zairyu_record_reduce(record, BYTES("any\0result"), &reduced, NULL), 0);
	ck_assert_int_eq(zairyu_record_is_reduced(reduced), 1);
	sample_save(reduced, &first);
	ck_assert_int_eq(load(content(&first), &loaded), 0);
	assert_same_record(reduced, loaded);
	sample_save(loaded, &second);
	assert_same_bytes(content(&first), content(&second));

	ck_assert_int_eq(zairyu_record_is_reduced(loaded), 1);
	ck_assert_str_eq(zairyu_record_number(loaded), "");
	assert_same_bytes(zairyu_record_results(loaded), BYTES("any\0result"));
	ck_assert_int_eq(zairyu_record_number_digest(loaded, &out), 0);
	ck_assert_int_eq(zairyu_record_number_digest(record, &whole_digest), 0);
	assert_same_bytes(out, whole_digest);
	ck_assert_str_eq(zairyu_card_type(zairyu_record_card(loaded)), sample_types[_i]);
	ck_assert(zairyu_record_read_at(loaded) == SAMPLE_READ_AT);
	for (uint64_t item = 1; zairyu_item_name(item); item <<= 1) {
		ck_assert_int_eq(zairyu_record_presence(loaded, item), zairyu_record_presence(record, item));
		ck_assert_int_eq(zairyu_record_file(loaded, item, &out), ZAIRYU_ERR_ABSENT);
		ck_assert_int_eq(zairyu_record_digest(loaded, item, &out),
				 zairyu_record_digest(record, item, &whole_digest));
		assert_same_bytes(out, whole_digest);
	}
	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		ck_assert_int_eq(zairyu_record_text(loaded, field, &text), ZAIRYU_ERR_ABSENT);
		ck_assert_int_eq(zairyu_record_field_type(loaded, field), zairyu_record_field_type(record, field));
	}
	ck_assert_int_eq(zairyu_record_value(loaded, 0xD1, &out), ZAIRYU_ERR_ABSENT);
	buffer_done(&first);
	buffer_done(&second);
	zairyu_record_free(record);
	zairyu_record_free(reduced);
	zairyu_record_free(loaded);
}
END_TEST

static bool holds(const struct buffer *b, const char *text)
{
	size_t len = strlen(text);

	for (size_t i = 0; i + len <= b->len; i++)
		if (memcmp(b->data + i, text, len) == 0)
			return true;
	return false;
}

/* What the reduced form is for: nothing of the holder is in it. */
START_TEST(test_reduced_holds_nothing)
{
	static const char *const personal[] = { SAMPLE_NUMBER, SAMPLE_ADDRESS, "131016",
						"20280229",    "UTO",          "\xA5\xA4\xA7\xA6" };
	zairyu_record *record = sample_record(ctx, sample_types[_i]), *reduced;
	struct buffer b, whole;
	unsigned found = 0;

	sample_save(record, &whole);
	ck_assert_int_eq(zairyu_record_reduce(record, BYTES(""), &reduced, NULL), 0);
	sample_save(reduced, &b);
	for (size_t i = 0; i < sizeof personal / sizeof *personal; i++) {
		ck_assert(!holds(&b, personal[i]));
		found += holds(&whole, personal[i]);
	}
	ck_assert_uint_ge(found, 4);
	ck_assert_uint_eq(zairyu_record_results(reduced).len, 0);
	buffer_done(&b);
	buffer_done(&whole);
	zairyu_record_free(record);
	zairyu_record_free(reduced);
}
END_TEST

START_TEST(test_details_kept)
{
	static const int64_t times[] = { 0, 1, -1, INT64_MAX, INT64_MIN };
	static const int sources[] = { 0, ZAIRYU_SOURCE_LIVE, ZAIRYU_SOURCE_SIMULATED, ZAIRYU_SOURCE_REPLAYED, 0 };
	uint8_t face[3004] = { 0xD1, 0x82, 0x0B, 0xB8, 0xFF, 0x4F, 0xFF, 0xD9 };
	zairyu_card card;
	zairyu_record *record, *loaded;
	struct record_origin origin = { .card = &card,
					.number = SAMPLE_NUMBER,
					.reader = "nfc:読取機",
					.library_version = "",
					.read_at = times[_i],
					.source = sources[_i] };
	struct buffer b;

	ck_assert_int_eq(card_init(&card, BYTES("2"), BYTES(""), NULL), 0);
	ck_assert_int_eq(record_new(ctx, &origin, &record, NULL), 0);
	ck_assert_int_eq(record_add_counted(record, ZAIRYU_ITEM_FACE,
					    (zairyu_bytes){ .data = face, .len = sizeof face }, 2000, NULL),
			 0);
	ck_assert_int_eq(record_finish(record, NULL), 0);
	sample_save(record, &b);
	ck_assert_int_eq(load(content(&b), &loaded), 0);
	assert_same_record(record, loaded);
	ck_assert(loaded->read_at == times[_i]);
	ck_assert(zairyu_record_read_at(loaded) == (_i < 3 ? times[_i] : 0)); /* the others are no times */
	ck_assert_uint_eq(zairyu_record_padding_assumed(loaded, ZAIRYU_ITEM_FACE), 2000);
	buffer_done(&b);
	zairyu_record_free(loaded);
	ck_assert_int_eq(zairyu_record_reduce(record, BYTES("r"), &loaded, NULL), 0);
	ck_assert_uint_eq(zairyu_record_padding_assumed(loaded, ZAIRYU_ITEM_FACE), 2000);
	ck_assert_int_eq(zairyu_record_source(loaded), zairyu_record_source(record));
	zairyu_record_free(loaded);
	zairyu_record_free(record);
}
END_TEST

/* A saved record of each type, then the reduced one of each type. */
static void save_form(int form, struct buffer *b)
{
	zairyu_record *record = sample_record(ctx, sample_types[form % SAMPLE_TYPES]), *reduced;

	if (form >= SAMPLE_TYPES) {
		ck_assert_int_eq(zairyu_record_reduce(record, BYTES("results"), &reduced, NULL), 0);
		zairyu_record_free(record);
		record = reduced;
	}
	sample_save(record, b);
	zairyu_record_free(record);
}

START_TEST(test_every_byte_changed)
{
	zairyu_record *loaded;
	struct buffer b;

	save_form(_i, &b);
	for (size_t at = 0; at < b.len; at++) {
		uint8_t bit = (uint8_t)(1u << at % 8);

		b.data[at] ^= bit;
		ck_assert_int_eq(zairyu_record_load(ctx, content(&b), &loaded, NULL), ZAIRYU_ERR_RECORD_DAMAGED);
		b.data[at] ^= bit;
	}
	for (size_t bit = 0; bit < 64 * 8; bit++) { /* every bit of what is looked at first */
		b.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
		ck_assert_int_eq(zairyu_record_load(ctx, content(&b), &loaded, NULL), ZAIRYU_ERR_RECORD_DAMAGED);
		b.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
	}
	ck_assert_int_eq(zairyu_record_load(ctx, content(&b), &loaded, NULL), 0);
	zairyu_record_free(loaded);
	buffer_done(&b);
}
END_TEST

START_TEST(test_every_length)
{
	zairyu_record *loaded;
	struct buffer b;
	size_t len;

	save_form(_i, &b);
	len = b.len;
	for (size_t cut = 0; cut < len; cut++)
		ck_assert_int_eq(zairyu_record_load(ctx, (zairyu_bytes){ .data = b.data, .len = cut }, &loaded, NULL),
				 ZAIRYU_ERR_RECORD_DAMAGED);
	buffer_u8(&b, 0);
	ck_assert_int_eq(load(content(&b), &loaded), ZAIRYU_ERR_RECORD_DAMAGED);
	buffer_done(&b);
}
END_TEST

START_TEST(test_text_mode_damage)
{
	zairyu_record *loaded;
	struct buffer b, mangled;

	save_form(0, &b);
	buffer_init(&mangled);
	for (size_t i = 0; i < b.len; i++)
		if (b.data[i] != '\r')
			buffer_u8(&mangled, b.data[i]);
	ck_assert_int_eq(load(content(&mangled), &loaded), ZAIRYU_ERR_RECORD_DAMAGED);
	buffer_done(&mangled);
	buffer_done(&b);
}
END_TEST

START_TEST(test_limits)
{
	zairyu_record *record = sample_record(ctx, "1"), *loaded;
	zairyu_error *err = NULL;
	struct buffer b, other;

	sample_save(record, &b);
	buffer_init(&other);
	ck_assert_int_eq(zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_RECORD_BYTES, b.len), 0);
	ck_assert_int_eq(load(content(&b), &loaded), 0);
	zairyu_record_free(loaded);
	ck_assert_int_eq(zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_RECORD_BYTES, b.len - 1), 0);
	ck_assert_int_eq(load(content(&b), &loaded), ZAIRYU_ERR_LIMIT);
	ck_assert_int_eq(zairyu_record_save(record, 0, NULL, &other, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_reduce(record, content(&b), &loaded, &err), ZAIRYU_ERR_LIMIT);
	ck_assert_ptr_null(loaded);
	zairyu_error_free(err);
	ck_assert_int_eq(zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_RECORD_BYTES, b.len), 0);
	ck_assert_int_eq(zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_FILE_BYTES, 7003), 0);
	ck_assert_int_eq(load(content(&b), &loaded), ZAIRYU_ERR_LIMIT);
	buffer_done(&b);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("save and load", 120); /* for sanitizers and valgrind */

	tcase_add_loop_test(tcase, test_round_trip, 0, SAMPLE_TYPES);
	tcase_add_loop_test(tcase, test_reduced, 0, SAMPLE_TYPES);
	tcase_add_loop_test(tcase, test_reduced_holds_nothing, 0, SAMPLE_TYPES);
	tcase_add_loop_test(tcase, test_details_kept, 0, 5);
	tcase_add_loop_test(tcase, test_every_byte_changed, 0, 2 * SAMPLE_TYPES);
	tcase_add_loop_test(tcase, test_every_length, 0, 2 * SAMPLE_TYPES);
	tcase_add_test(tcase, test_text_mode_damage);
	tcase_add_test(tcase, test_limits);
	return suite_run("record save", tcase);
}
