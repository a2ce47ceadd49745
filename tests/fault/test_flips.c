/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A card is genuine under a production anchor, and one flipped bit makes it something else: in any signed byte,
 * wherever the card or a saved record holds it, in the check code, in the certificate. A record that is sealed again
 * with a right digest is no better. Only padding that was assumed may differ on the card: what was signed is what the
 * record then has.
 */
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "judge.h"

enum { STEP = 37, SEAL = 32, SAVED_MAX = 32768, FILE_MAX = 8192 };

static const char *const types[] = { "type=1", "type=2", "type=05", "type=06" };

struct saved {
	uint8_t data[SAVED_MAX];
	size_t len;
};

static struct scene scene;
static zairyu_trust *production;
static size_t tried;

static void open_scene(void)
{
	scene_open(&scene);
	scene.real_reader = 1;
}

static void close_scene(void)
{
	scene_close(&scene);
}

/* A card that was read once, and was genuine: the cache of proved signers is warm. */
static void put_card(const char *options)
{
	zairyu_report *report;

	scene_set_card(&scene, options, 0);
	production = judge_production_trust(&scene);
	scene_learn(&scene);
	ck_assert_int_eq(zairyu_verify(production, scene.expected, 0, &report, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_report_verdict(report), ZAIRYU_VERDICT_GENUINE);
	ck_assert_int_eq(zairyu_report_anchor_kind(report), ZAIRYU_ANCHOR_PRODUCTION);
	ck_assert_uint_eq(zairyu_report_covers(report), zairyu_card_signed_items(zairyu_record_card(scene.expected)));
	zairyu_report_free(report);
	tried = 0;
}

static void take_card(void)
{
	zairyu_trust_free(production);
	zairyu_record_free(scene.expected);
	scene.expected = NULL;
}

/* Reads with the production anchor; the whole conversation, as a program would. */
static struct outcome read_card(uint32_t flags)
{
	const char *number = zairyu_vcard_number(scene.card);
	struct outcome o = { 0 };
	zairyu_session *session;

	ck_assert_int_eq(zairyu_session_new(scene.transport, &session, NULL), 0);
	o.rc = zairyu_session_authenticate(session, number, strlen(number), &o.err);
	if (o.rc == 0 && flags == 0) {
		o.rc = zairyu_read_and_verify(session, production, ZAIRYU_ITEMS_ALL, 0, &o.record, &o.report, &o.err);
	} else if (o.rc == 0) {
		o.rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, flags, &o.record, &o.err);
		if (o.rc == 0)
			o.rc = zairyu_verify(production, o.record, 0, &o.report, &o.err);
	}
	zairyu_session_free(session);
	return o;
}

/* A value without the NULs that fill it up; empty if it is not there. */
static zairyu_bytes content_of(const zairyu_record *record, uint32_t tag)
{
	zairyu_bytes value;

	if (zairyu_record_value(record, tag, &value) != 0)
		return (zairyu_bytes){ NULL, 0 };
	while (value.len > 0 && value.data[value.len - 1] == 0)
		value.len--;
	return value;
}

/* Whether a record has what was signed, and the same signature. Its lengths and the file's tail are signed by nobody.
 */
static bool is_what_was_signed(const zairyu_record *record)
{
	static const uint8_t tags[] = { 0xD0, 0xD1, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA,
					0xCB, 0xCC, 0xCD, 0xCE, 0xDA, 0xDB, 0xDC, 0xDD };

	for (size_t i = 0; i < sizeof tags; i++) {
		zairyu_bytes got = content_of(record, tags[i]), want = content_of(scene.expected, tags[i]);

		if (got.len != want.len || (got.len > 0 && memcmp(got.data, want.data, got.len) != 0))
			return false;
	}
	return true;
}

/* Genuine only with the very bytes that were signed, and those of the signature. */
static void check_flipped(const struct outcome *o, const char *what)
{
	if (o->record && is_what_was_signed(o->record))
		return;
	/* a TRUE that is another than DER's says the same, and it is what was signed in DER */
	if (o->rc == ZAIRYU_OK && judge_has_note(o->report, "certificate-not-der"))
		return;
	tried++;
	ck_assert_msg(zairyu_report_verdict(o->report) != ZAIRYU_VERDICT_GENUINE && o->rc != ZAIRYU_OK, "%s", what);
	if (o->report)
		ck_assert_msg(zairyu_report_verdict(o->report) == ZAIRYU_VERDICT_ABNORMAL, "%s: %s", what,
			      zairyu_verdict_name(zairyu_report_verdict(o->report)));
	else /* the data objects no longer hold together */
		ck_assert_msg(o->rc == ZAIRYU_ERR_MALFORMED, "%s: %s", what, zairyu_error_name(o->rc));
	ck_assert_uint_eq(zairyu_report_covers(o->report), 0);
}

/* One bit at every `step`-th byte of a file of the card, another bit of the byte each time. */
static void flip_on_card(int df, int sfi, size_t step, uint32_t flags)
{
	uint8_t original[FILE_MAX], content[FILE_MAX];
	zairyu_bytes file;

	ck_assert_int_eq(zairyu_vcard_file(scene.card, df, sfi, &file), 0);
	ck_assert_uint_le(file.len, sizeof content);
	memcpy(original, file.data, file.len);
	for (size_t at = 0; at < file.len; at += step) {
		struct outcome o;
		char what[64];

		memcpy(content, original, file.len);
		content[at] ^= (uint8_t)(1u << at / step % 8);
		ck_assert_int_eq(zairyu_vcard_set_file(scene.card, df, sfi, (zairyu_bytes){ content, file.len }, NULL),
				 0);
		o = read_card(flags);
		snprintf(what, sizeof what, "file %d/%02X, byte %zu, flags %u", df, (unsigned)sfi, at, (unsigned)flags);
		check_flipped(&o, what);
		outcome_done(&o);
	}
	ck_assert_int_eq(zairyu_vcard_set_file(scene.card, df, sfi, (zairyu_bytes){ original, file.len }, NULL), 0);
}

START_TEST(no_flipped_bit_of_a_card_is_genuine)
{
	/* DF, SFI: what is signed, and the signature; of the first generation, of the second */
	static const int files[2][3][2] = { { { 1, 5 }, { 1, 6 }, { 3, 2 } }, { { 1, 3 }, { 1, 4 }, { 3, 2 } } };

	put_card(types[_i]);
	for (size_t f = 0; f < 3; f++) {
		const int *file = files[_i >= 2][f];

		flip_on_card(file[0], file[1], STEP, ZAIRYU_READ_WHOLE);
		flip_on_card(file[0], file[1], 3 * STEP, 0);
	}
	if (_i >= 2)
		flip_on_card(1, 3, 1, ZAIRYU_READ_WHOLE);
	flip_on_card(3, 2, _i % 2 ? 5 : 1, 0);
	ck_assert_uint_gt(tried, 300);
	take_card();
}
END_TEST

static int keep(void *userdata, const void *data, size_t len)
{
	struct saved *saved = userdata;

	ck_assert_uint_le(len, sizeof saved->data - saved->len);
	memcpy(saved->data + saved->len, data, len);
	saved->len += len;
	return 0;
}

static void load_and_check(const struct saved *saved, size_t at, int must_be_refused)
{
	struct outcome o = { 0 };
	char what[32];

	o.rc = zairyu_record_load(scene.ctx, (zairyu_bytes){ saved->data, saved->len }, &o.record, &o.err);
	snprintf(what, sizeof what, "saved byte %zu", at);
	if (must_be_refused)
		ck_assert_msg(o.rc == ZAIRYU_ERR_RECORD_DAMAGED, "%s: %s", what, zairyu_error_name(o.rc));
	if (o.rc == 0) {
		o.rc = zairyu_verify(production, o.record, 0, &o.report, &o.err);
		check_flipped(&o, what);
	} else {
		tried++;
		ck_assert_ptr_null(o.record);
	}
	outcome_done(&o);
}

static void seal(struct saved *saved)
{
	unsigned len = SEAL;

	ck_assert_int_eq(
		EVP_Digest(saved->data, saved->len - SEAL, saved->data + saved->len - SEAL, &len, EVP_sha256(), NULL),
		1);
}

/* As it is a flipped byte breaks the seal; sealed again, the signature remains. */
START_TEST(no_flipped_bit_of_a_record_is_genuine)
{
	static struct saved original, changed;

	put_card(types[_i]);
	original.len = 0;
	ck_assert_int_eq(zairyu_record_save(scene.expected, 0, keep, &original, NULL), 0);
	load_and_check(&original, 0, 0);
	for (size_t at = 0; at < original.len; at += STEP / 2) {
		changed = original;
		changed.data[at] ^= (uint8_t)(1u << at % 8);
		load_and_check(&changed, at, 1);
		if (at >= changed.len - SEAL)
			continue;
		seal(&changed);
		load_and_check(&changed, at, 0);
	}
	ck_assert_uint_gt(tried, 300);
	take_card();
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("flips", 120);

	tcase_add_unchecked_fixture(tcase, open_scene, close_scene);
	tcase_add_loop_test(tcase, no_flipped_bit_of_a_card_is_genuine, 0, 4);
	tcase_add_loop_test(tcase, no_flipped_bit_of_a_record_is_genuine, 0, 4);
	return suite_run("flips", tcase);
}
