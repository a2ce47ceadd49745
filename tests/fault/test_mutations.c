/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A saved record that somebody changes, and seals again, never says more than it did: nothing forged becomes unchecked
 * or better, nothing unchecked genuine, nothing simulated live; and with an item taken out, doubled or exchanged it
 * does not load. Over every variant of the virtual card.
 */
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "judge.h"
#include "profile/variant.h"
#include "resave.h"

enum { CONTENT_STEP = 997, STRIDE = 7, RUN = 8, CLAIMS = 3 };

/* Those of certificates come without variants: they differ from those of residence cards in nothing that matters here.
 */
static const char *const types[] = { "1", "2", "05", "06" };

static struct scene scene;
static zairyu_trust *production;

/* What is said of a record. */
struct saying {
	int verdict, falsification, issuer, live;
};

static void open_scene(void)
{
	scene_open(&scene);
}

static void close_scene(void)
{
	scene_close(&scene);
}

static zairyu_record *read_card(uint32_t flags)
{
	const char *number = zairyu_vcard_number(scene.card);
	zairyu_session *session;
	zairyu_record *record = NULL;

	ck_assert_int_eq(zairyu_session_new(scene.transport, &session, NULL), 0);
	if (zairyu_session_authenticate(session, number, strlen(number), NULL) == 0)
		(void)!zairyu_session_read(session, ZAIRYU_ITEMS_ALL, flags, &record, NULL);
	zairyu_session_free(session);
	return record;
}

/* False if no card can be read that way. */
static bool put_variant(size_t index)
{
	const char *name = index / TYPES > 0 ? variant_name(index / TYPES - 1) : NULL;
	char options[128];

	if (name && !(variant_types(index / TYPES - 1) & (ON_1 | ON_05) & 1u << index % TYPES))
		return false;
	snprintf(options, sizeof options, "type=%s%s%s", types[index % TYPES], name ? ",variant=" : "",
		 name ? name : "");
	scene_set_card(&scene, options, 0);
	production = judge_production_trust(&scene);
	scene.expected = read_card(ZAIRYU_READ_WHOLE);
	return true;
}

static void take_variant(void)
{
	zairyu_trust_free(production);
	production = NULL;
	zairyu_record_free(scene.expected);
	scene.expected = NULL;
}

static struct saying say(const zairyu_record *record)
{
	struct saying said;
	zairyu_report *report = NULL;

	(void)!zairyu_verify(production, record, 0, &report, NULL);
	ck_assert_ptr_nonnull(report);
	said = (struct saying){ zairyu_report_verdict(report), zairyu_report_falsification(report),
				zairyu_report_issuer(report), zairyu_record_is_live(record) };
	zairyu_report_free(report);
	return said;
}

static int verdict_rank(int verdict)
{
	return verdict == ZAIRYU_VERDICT_ABNORMAL    ? 0
	       : verdict == ZAIRYU_VERDICT_UNCHECKED ? 1
	       : verdict == ZAIRYU_VERDICT_UNSIGNED  ? 2
						     : 3;
}

static int result_rank(int result)
{
	return result == ZAIRYU_RESULT_FAILED ? 0 : result == ZAIRYU_RESULT_OK ? 2 : 1;
}

static bool is_no_better(struct saying now, struct saying before)
{
	return verdict_rank(now.verdict) <= verdict_rank(before.verdict) &&
	       result_rank(now.falsification) <= result_rank(before.falsification) &&
	       result_rank(now.issuer) <= result_rank(before.issuer) && now.live <= before.live;
}

/* Loads what was changed; if it loads, it says no more than before. */
static void check(struct resave *changed, struct saying before, const char *what, size_t at)
{
	zairyu_record *record;

	if (resave_load(changed, scene.ctx, &record) != ZAIRYU_OK) {
		ck_assert_ptr_null(record);
		return;
	}
	ck_assert_msg(is_no_better(say(record), before), "%s, %zu", what, at);
	zairyu_record_free(record);
}

static void refuse(struct resave *changed, const char *what, size_t at)
{
	zairyu_record *record;
	int rc = resave_load(changed, scene.ctx, &record);

	zairyu_record_free(record);
	ck_assert_msg(rc == ZAIRYU_ERR_RECORD_DAMAGED, "%s, %zu: %d", what, at, rc);
}

static void flip(const struct resave *original, struct saying before, size_t at)
{
	static struct resave changed;

	for (unsigned mask = 0x80; mask > 0; mask >>= 4) {
		changed = *original;
		changed.data[at] ^= (uint8_t)(mask >> at % 4);
		check(&changed, before, "flipped", at);
	}
}

/* Every `step`-th byte of the structure, and some of the contents. */
static void flip_bytes(const struct resave *original, struct saying before, size_t first, size_t step)
{
	for (size_t at = first; at < RESAVE_HEADER; at += step)
		flip(original, before, at);
	for (size_t i = 0; i < original->count; i++) {
		const struct resave_section *section = &original->sections[i];
		size_t structure =
			section->type == RESAVE_FILE ? RESAVE_SECTION + RESAVE_SALT + 4 + 2 + 6 : section->len;

		for (size_t at = first; at < section->len; at += at < structure ? step : CONTENT_STEP)
			flip(original, before, section->at + at);
	}
}

/* Each border one to the left and one to the right. */
static void move_borders(const struct resave *original, struct saying before)
{
	static struct resave changed;

	for (size_t i = 0; i + 1 < original->count; i++)
		for (int by = -1; by <= 1; by += 2) {
			changed = *original;
			changed.data[changed.sections[i].at + 7] =
				(uint8_t)(changed.data[changed.sections[i].at + 7] + by);
			check(&changed, before, "border moved", i);
		}
}

static void take_out_and_double(const struct resave *original, const struct resave *other)
{
	static struct resave changed;

	for (size_t i = 0; i < original->count; i++) {
		changed = *original;
		resave_remove(&changed, i);
		refuse(&changed, "taken out", i);
		changed = *original;
		resave_insert(&changed, i, original, i);
		refuse(&changed, "doubled", i);
		if (original->sections[i].type == RESAVE_ORIGIN)
			continue;
		changed = *original;
		resave_insert(&changed, i, other, i);
		resave_remove(&changed, i + 1);
		refuse(&changed, "exchanged for that of another reading", i);
	}
}

static void claim(const struct resave *original, size_t section, size_t offset, size_t len, struct saying before)
{
	static struct resave changed;
	const size_t count_at = original->sections[section].at + RESAVE_SECTION + RESAVE_SALT + 4;
	uint8_t table[2 + RUN] = { 0, 1 };

	for (int i = 0; i < 4; i++) {
		table[2 + i] = (uint8_t)(offset >> (24 - 8 * i));
		table[6 + i] = (uint8_t)(len >> (24 - 8 * i));
	}
	changed = *original;
	resave_splice(&changed, section, count_at, 2, table, sizeof table);
	check(&changed, before, "claimed", offset);
}

/* Whether a trimmed reading would leave this out as well: then it is what such a reading gives, and not for us. */
static bool is_left_out(const zairyu_record *trimmed, uint64_t item, size_t offset, size_t len)
{
	size_t at, run;

	for (size_t i = 0; zairyu_record_padding(trimmed, item, i, &at, &run) == ZAIRYU_OK; i++)
		if (offset + len == at + run)
			return true;
	return false;
}

/* Every run of NULs that a file has, whole and in parts, is claimed not to have been transferred. */
static void claim_padding(const struct resave *original, const zairyu_record *trimmed, struct saying before)
{
	for (size_t i = 0; i < original->count; i++) {
		const size_t files_at = original->sections[i].at + RESAVE_SECTION + RESAVE_SALT + 4 + 2;
		const size_t end = original->sections[i].at + original->sections[i].len;
		const uint8_t *file = original->data + files_at;
		size_t run = 0;

		if (original->sections[i].type != RESAVE_FILE)
			continue;
		for (size_t at = 0; at <= end - files_at; at++) {
			if (at < end - files_at && file[at] == 0) {
				run++;
				continue;
			}
			for (size_t len = run, parts = 0; len > 0 && parts < CLAIMS; len /= 2, parts++)
				if (!is_left_out(trimmed, resave_item(original, i), at - len, len))
					claim(original, i, at - len, len, before);
			run = 0;
		}
	}
}

START_TEST(no_change_says_more)
{
	static struct resave original, other;
	zairyu_record *again, *trimmed;
	struct saying before;

	if (!put_variant((size_t)_i) || !scene.expected) { /* not that type's, or a card that cannot be read */
		take_variant();
		return;
	}
	before = say(scene.expected);
	again = read_card(ZAIRYU_READ_WHOLE);
	trimmed = read_card(0);
	resave_open(scene.expected, &original);
	resave_open(again, &other);
	/*
	 * The structure is the same for all: all of it once for each type, a part each time for the variants. Of two numbers
	 * that contradict each other nobody signed either: changed until they agree, they are another record.
	 */
	if (_i / TYPES != VARIANT_NUMBER_OTHER + 1)
		flip_bytes(&original, before, (size_t)_i / TYPES % STRIDE, _i < TYPES ? 1 : STRIDE);
	move_borders(&original, before);
	take_out_and_double(&original, &other);
	claim_padding(&original, trimmed, before);
	zairyu_record_free(trimmed);
	zairyu_record_free(again);
	take_variant();
}
END_TEST

/* Written anew by somebody who knows the format, without an item: that is a reading that did not ask for it, and shows.
 */
START_TEST(without_an_item_it_is_not_whole)
{
	static struct resave changed;
	zairyu_record *record;
	uint64_t all;

	ck_assert(put_variant((size_t)_i));
	all = zairyu_record_items_read(scene.expected);
	ck_assert_uint_eq(all, zairyu_card_items(zairyu_record_card(scene.expected)));
	for (size_t i = 0; resave_open(scene.expected, &changed), i < changed.count; i++) {
		const size_t items_at = changed.sections[0].at + changed.sections[0].len - 4;
		uint64_t item = resave_item(&changed, i);

		if (changed.sections[i].type != RESAVE_FILE)
			continue;
		for (size_t byte = 0; byte < 4; byte++)
			changed.data[items_at + byte] &= (uint8_t) ~(item >> (24 - 8 * byte));
		resave_remove(&changed, i);
		ck_assert_int_eq(resave_load(&changed, scene.ctx, &record), ZAIRYU_OK);
		ck_assert_uint_eq(zairyu_record_items_read(record), all & ~item);
		ck_assert_int_eq(zairyu_record_presence(record, item), ZAIRYU_PRESENCE_NOT_READ);
		zairyu_record_free(record);
	}
	take_variant();
}
END_TEST

static int variants(void)
{
	int count = 0;

	while (variant_name((size_t)count))
		count++;
	return count;
}

int main(void)
{
	TCase *tcase = suite_case("mutations", 120);

	tcase_add_unchecked_fixture(tcase, open_scene, close_scene);
	tcase_add_loop_test(tcase, no_change_says_more, 0, (variants() + 1) * TYPES);
	tcase_add_loop_test(tcase, without_an_item_it_is_not_whole, 0, TYPES);
	return suite_run("mutations", tcase);
}
