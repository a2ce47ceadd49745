/* SPDX-License-Identifier: BSD-2-Clause */
/* Garbage on both ways into a record: from a card, and from a saved record whose digest fits. */
#include <string.h>

#include "context_case.h"
#include "record/saved/format.h"
#include "sample_record.h"

/* What loads is what saves: there is no second way to write the same record down, but for optional sections left out.
 */
static void check_canonical(const zairyu_record *record, const struct buffer *saved)
{
	struct buffer again;

	sample_save(record, &again);
	if (again.len == saved->len)
		ck_assert_mem_eq(again.data, saved->data, saved->len);
	else
		ck_assert_uint_lt(again.len, saved->len);
	buffer_done(&again);
}

static void mutate(struct buffer *b, uint64_t *state)
{
	static const uint8_t telling[] = { 0, 1, 2, 0x7F, 0x80, 0x81, 0x82, 0xFF };
	uint32_t count = 1 + sample_random(state) % 4;

	b->len -= 32;
	while (count-- > 0) {
		/* Mostly near the beginning, where the structure is. */
		size_t at = sample_random(state) % (sample_random(state) % 2 ? b->len : 160);

		b->data[at] = sample_random(state) % 2 ? telling[sample_random(state) % sizeof telling]
						       : (uint8_t)sample_random(state);
	}
	if (sample_random(state) % 8 == 0)
		b->len = FORMAT_HEADER_LENGTH + sample_random(state) % (b->len - FORMAT_HEADER_LENGTH);
	sample_seal(b);
}

START_TEST(test_mutated)
{
	zairyu_record *whole = sample_record(ctx, sample_types[_i]), *sample = NULL;
	uint64_t state = (uint64_t)_i + 1;
	unsigned outcomes[2] = { 0 };

	for (int round = 0; round < 4000; round++) {
		zairyu_record *record = NULL;
		struct buffer b;
		int rc;

		if (round % 2000 == 0) { /* the whole one first, then the reduced one */
			zairyu_record_free(sample);
			sample = NULL;
			if (round > 0)
				ck_assert_int_eq(zairyu_record_reduce(whole, BYTES("results"), &sample, NULL), 0);
		}
		sample_save(sample ? sample : whole, &b);
		mutate(&b, &state);
		rc = zairyu_record_load(ctx, (zairyu_bytes){ .data = b.data, .len = b.len }, &record, NULL);
		ck_assert(rc == 0 || rc == ZAIRYU_ERR_RECORD_DAMAGED || rc == ZAIRYU_ERR_RECORD_VERSION ||
			  rc == ZAIRYU_ERR_LIMIT);
		outcomes[rc == 0]++;
		if (record)
			check_canonical(record, &b);
		zairyu_record_free(record);
		buffer_done(&b);
	}
	/* Both happen, or the mutations would prove nothing. */
	ck_assert_uint_gt(outcomes[0], 100);
	ck_assert_uint_gt(outcomes[1], 100);
	zairyu_record_free(sample);
	zairyu_record_free(whole);
}
END_TEST

/* Garbage that begins like data objects of the file it is put in. */
static void garbage(struct buffer *b, const struct card_file *file, uint64_t *state)
{
	size_t objects = sample_random(state) % 5;

	buffer_init(b);
	while (objects-- > 0) {
		uint32_t tag = file->objects[sample_random(state) % file->object_count].tag;
		size_t len = sample_random(state) % 12;

		if (sample_random(state) % 8 == 0)
			tag = sample_random(state) & 0xFF;
		if (tag > 0xFF)
			buffer_u8(b, (uint8_t)(tag >> 8));
		buffer_u8(b, (uint8_t)tag);
		if (sample_random(state) % 4 == 0)
			buffer_u8(b, 0x81);
		buffer_u8(b, (uint8_t)(len + (sample_random(state) % 16 == 0)));
		for (size_t i = 0; i < len; i++)
			buffer_u8(b, (uint8_t)(sample_random(state) % 3 ? '0' + sample_random(state) % 10
									: sample_random(state)));
	}
	buffer_extend(b, sample_random(state) % 4);
}

static void check_getters(const zairyu_record *record)
{
	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		const char *text, *name;
		int rc = zairyu_record_text(record, field, &text);

		ck_assert(rc == 0 || rc == ZAIRYU_ERR_ABSENT || rc == ZAIRYU_ERR_MALFORMED);
		ck_assert_int_eq(rc == 0, text != NULL);
		if (text)
			ck_assert_uint_gt(strlen(text), 0);
		if (zairyu_record_code_name(record, field, ZAIRYU_LANGUAGE_JA, &name) == 0)
			ck_assert_int_eq(rc, 0);
	}
}

START_TEST(test_garbage)
{
	uint64_t state = 77 + (uint64_t)_i;
	unsigned outcomes[2] = { 0 };

	for (int round = 0; round < 4000; round++) {
		zairyu_record *record = sample_begin(ctx, sample_types[_i]), *loaded = NULL;
		const struct card_family *family = record->card.type->family;
		const struct card_file *file = &family->files[sample_random(&state) % family->file_count];
		struct buffer b, saved;
		int rc;

		garbage(&b, file, &state);
		rc = record_add_file(record, file->item, (zairyu_bytes){ .data = b.data, .len = b.len }, 0, NULL);
		ck_assert_int_eq(rc, card_file_applies(&record->card, file) ? 0 : ZAIRYU_ERR_ARGUMENT);
		rc = record_finish(record, NULL);
		ck_assert(rc == 0 || rc == ZAIRYU_ERR_MALFORMED);
		outcomes[rc == 0]++;
		if (rc == 0) {
			check_getters(record);
			sample_save(record, &saved);
			ck_assert_int_eq(zairyu_record_load(ctx, (zairyu_bytes){ .data = saved.data, .len = saved.len },
							    &loaded, NULL),
					 0);
			check_canonical(loaded, &saved);
			buffer_done(&saved);
		}
		zairyu_record_free(loaded);
		zairyu_record_free(record);
		buffer_done(&b);
	}
	ck_assert_uint_gt(outcomes[0], 100);
	ck_assert_uint_gt(outcomes[1], 100);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("hostile", 120);

	tcase_add_loop_test(tcase, test_mutated, 0, SAMPLE_TYPES);
	tcase_add_loop_test(tcase, test_garbage, 0, SAMPLE_TYPES);
	return suite_run("hostile records", tcase);
}
