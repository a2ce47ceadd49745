/* SPDX-License-Identifier: BSD-2-Clause */
/* What is on a card of a family that the library was not written for: read, verified, kept and reduced. */
#include <string.h>
#include <zairyu/vcard.h>

#include "../support/suite.h"
#include "scene.h"

enum { SAVED_MAX = 65536 };

static const uint64_t all_items = ZAIRYU_ITEM_COMMON_DATA | ZAIRYU_ITEM_CARD_TYPE | ZAIRYU_ITEM_CARD_NUMBER |
				  ZAIRYU_ITEM_PRINTED_ENTRIES | INVENTED_ITEM_NAMES | INVENTED_ITEM_PORTRAIT |
				  ZAIRYU_ITEM_ADDRESS_IMAGE | ZAIRYU_ITEM_PERMISSIONS | ZAIRYU_ITEM_RENEWAL |
				  INVENTED_ITEM_HISTORY | ZAIRYU_ITEM_SIGNATURE;
static const uint64_t signed_items = ZAIRYU_ITEM_PRINTED_ENTRIES | INVENTED_ITEM_NAMES | INVENTED_ITEM_PORTRAIT;
static const uint64_t of_residence_cards = ZAIRYU_ITEM_PERMISSIONS | ZAIRYU_ITEM_RENEWAL;

struct saved {
	uint8_t data[SAVED_MAX];
	size_t len;
};

static int keep(void *userdata, const void *data, size_t len)
{
	struct saved *saved = userdata;

	ck_assert_uint_le(len, sizeof saved->data - saved->len);
	memcpy(saved->data + saved->len, data, len);
	saved->len += len;
	return 0;
}

static zairyu_record *reload(struct scene *s, const zairyu_record *record, struct saved *saved)
{
	zairyu_record *again;

	saved->len = 0;
	ck_assert_int_eq(zairyu_record_save(record, 0, keep, saved, NULL), 0);
	ck_assert_int_eq(zairyu_record_load(s->ctx, (zairyu_bytes){ saved->data, saved->len }, &again, NULL), 0);
	return again;
}

/* Whole, to the byte, and nothing of one file in the place of another. */
static void check_files(const struct scene *s, const zairyu_record *record)
{
	static const struct {
		uint64_t item;
		uint8_t df, sfi;
	} places[] = {
		{ ZAIRYU_ITEM_CARD_NUMBER, 0, INVENTED_SFI_NUMBER },
		{ ZAIRYU_ITEM_PRINTED_ENTRIES, 0, INVENTED_SFI_ENTRIES },
		{ INVENTED_ITEM_NAMES, 0, INVENTED_SFI_NAMES },
		{ INVENTED_ITEM_PORTRAIT, 0, INVENTED_SFI_PORTRAIT },
		{ ZAIRYU_ITEM_ADDRESS_IMAGE, 0, INVENTED_SFI_ADDRESS },
		{ ZAIRYU_ITEM_PERMISSIONS, 1, INVENTED_SFI_PERMISSIONS },
		{ ZAIRYU_ITEM_RENEWAL, 1, INVENTED_SFI_RENEWAL },
		{ INVENTED_ITEM_HISTORY, 1, INVENTED_SFI_HISTORY },
		{ ZAIRYU_ITEM_SIGNATURE, 1, INVENTED_SFI_SIGNATURE },
	};

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		const struct chip_file *file = invented_chip_find((struct chip *)&s->chip, places[i].df, places[i].sfi);
		zairyu_bytes bytes;

		ck_assert_int_eq(zairyu_record_file(record, places[i].item, &bytes), file ? 0 : ZAIRYU_ERR_ABSENT);
		if (!file)
			continue;
		ck_assert_uint_eq(bytes.len, file->len);
		ck_assert_mem_eq(bytes.data, file->data, file->len);
	}
}

static const char *const types[] = { INVENTED_TYPE, INVENTED_CERTIFICATE_TYPE };

START_TEST(read_and_verified)
{
	const uint64_t items = _i == 0 ? all_items : all_items & ~of_residence_cards;
	zairyu_report *report;
	zairyu_record *record;
	const zairyu_card *card;
	struct scene s;

	scene_open(&s, types[_i]);
	record = scene_read(&s, &report);
	card = zairyu_record_card(record);
	ck_assert_str_eq(zairyu_card_type(card), types[_i]);
	ck_assert_int_eq(zairyu_card_family(card), INVENTED_FAMILY);
	ck_assert_str_eq(zairyu_family_name(INVENTED_FAMILY), "invented");
	ck_assert_int_eq(zairyu_card_kind(card), _i + 1);
	ck_assert(zairyu_card_items(card) == items);
	ck_assert(zairyu_card_signed_items(card) == signed_items);
	ck_assert(zairyu_record_items_read(record) == items);
	check_files(&s, record);
	ck_assert_int_eq(zairyu_report_falsification(report), ZAIRYU_RESULT_OK);
	ck_assert_int_eq(zairyu_report_issuer(report), ZAIRYU_RESULT_OK);
	ck_assert_int_eq(zairyu_report_verdict(report), ZAIRYU_VERDICT_UNCHECKED); /* a custom anchor, and simulated */
	ck_assert(zairyu_report_covers(report) == signed_items);
	ck_assert_int_eq(zairyu_report_covers_kind(report), 1);
	zairyu_report_free(report);
	zairyu_record_free(record);
	scene_close(&s);
}
END_TEST

/* A byte of each file: what is signed is missed wherever it is, also where no role is known; the rest is not. */
static const struct {
	uint8_t df, sfi;
	size_t at;
	bool is_signed;
} bytes[] = {
	{ 0, INVENTED_SFI_ENTRIES, 2, true },    { 0, INVENTED_SFI_ENTRIES, 72, true },
	{ 0, INVENTED_SFI_NAMES, 100, true },    { 0, INVENTED_SFI_PORTRAIT, 2, true },
	{ 0, INVENTED_SFI_PORTRAIT, 17, true },  { 0, INVENTED_SFI_PORTRAIT, 500, true },
	{ 0, INVENTED_SFI_ADDRESS, 100, false }, { 1, INVENTED_SFI_PERMISSIONS, 2, false },
	{ 1, INVENTED_SFI_HISTORY, 3, false },   { 1, INVENTED_SFI_RENEWAL, 2, false },
};

START_TEST(changed_bytes)
{
	zairyu_report *report;
	zairyu_record *record;
	struct scene s;

	scene_open(&s, INVENTED_TYPE);
	invented_chip_find(&s.chip, bytes[_i].df, bytes[_i].sfi)->data[bytes[_i].at] ^= 1;
	record = scene_read(&s, &report);
	ck_assert_int_eq(zairyu_report_falsification(report),
			 bytes[_i].is_signed ? ZAIRYU_RESULT_FAILED : ZAIRYU_RESULT_OK);
	ck_assert(zairyu_report_covers(report) == (bytes[_i].is_signed ? 0 : signed_items));
	zairyu_report_free(report);
	zairyu_record_free(record);
	scene_close(&s);
}
END_TEST

/* A residence card with nothing where a certificate has nothing is signed as a certificate would be. */
START_TEST(kinds_are_kept_apart)
{
	struct chip_file *entries;
	zairyu_report *report;
	zairyu_record *record;
	struct scene s;

	scene_open(&s, INVENTED_TYPE);
	entries = invented_chip_find(&s.chip, 0, INVENTED_SFI_ENTRIES);
	for (size_t at = 46; at < 73;) { /* CA, CB, CC, CD */
		memset(entries->data + at + 2, 0, entries->data[at + 1]);
		at += 2u + entries->data[at + 1];
	}
	invented_sign(&s.chip, &s.ca);
	record = scene_read(&s, &report);
	ck_assert_int_eq(zairyu_report_falsification(report), ZAIRYU_RESULT_FAILED);
	ck_assert_int_eq(zairyu_report_covers_kind(report), 0);
	zairyu_report_free(report);
	zairyu_record_free(record);
	scene_close(&s);
}
END_TEST

/* The chip of a card that stores its number opens with no other. */
START_TEST(another_number_is_a_contradiction)
{
	zairyu_report *report;
	zairyu_record *record;
	struct scene s;

	scene_open(&s, INVENTED_TYPE);
	invented_chip_find(&s.chip, 0, INVENTED_SFI_NUMBER)->data[5] = '9';
	record = scene_read(&s, &report);
	ck_assert_int_eq(zairyu_report_verdict(report), ZAIRYU_VERDICT_ABNORMAL);
	ck_assert(zairyu_report_covers(report) == 0);
	zairyu_report_free(report);
	zairyu_record_free(record);
	scene_close(&s);
}
END_TEST

/* A card without check code and certificate; and half of it. */
START_TEST(without_a_signature)
{
	struct chip_file *signature;
	zairyu_report *report;
	zairyu_record *record;
	struct scene s;

	scene_open(&s, INVENTED_TYPE);
	signature = invented_chip_find(&s.chip, 1, INVENTED_SFI_SIGNATURE);
	memset(signature->data + 2, 0, 96);
	if (_i == 0)
		memset(signature->data + 102, 0, 1000);
	record = scene_read(&s, &report);
	ck_assert_int_eq(zairyu_report_verdict(report), _i == 0 ? ZAIRYU_VERDICT_UNSIGNED : ZAIRYU_VERDICT_ABNORMAL);
	zairyu_report_free(report);
	zairyu_record_free(record);
	scene_close(&s);
}
END_TEST

/* Saved and loaded it is the same card, and verifies again. */
START_TEST(kept)
{
	static struct saved saved, second;
	zairyu_report *report, *once_more;
	zairyu_record *record, *again;
	struct scene s;

	scene_open(&s, INVENTED_TYPE);
	record = scene_read(&s, &report);
	again = reload(&s, record, &saved);
	check_files(&s, again);
	ck_assert_int_eq(zairyu_verify(s.trust, again, 0, &once_more, NULL), ZAIRYU_ERR_NOT_GENUINE);
	ck_assert_int_eq(zairyu_report_falsification(once_more), ZAIRYU_RESULT_OK);
	ck_assert(zairyu_report_covers(once_more) == signed_items);
	ck_assert_int_eq(zairyu_record_save(again, 0, keep, &second, NULL), 0);
	ck_assert_uint_eq(second.len, saved.len);
	ck_assert_mem_eq(second.data, saved.data, saved.len);
	zairyu_report_free(once_more);
	zairyu_record_free(again);
	zairyu_report_free(report);
	zairyu_record_free(record);
	scene_close(&s);
}
END_TEST

/* Reduced it has a digest for each file, each another, and the results say what was covered. */
START_TEST(reduced)
{
	static struct saved saved;
	uint8_t results[4096];
	zairyu_report *report, *decoded;
	zairyu_record *record, *less, *again;
	zairyu_bytes one, other;
	struct scene s;
	size_t len;

	scene_open(&s, INVENTED_TYPE);
	record = scene_read(&s, &report);
	ck_assert_int_eq(zairyu_report_encode(report, results, sizeof results, &len), 0);
	ck_assert_int_eq(zairyu_record_reduce(record, (zairyu_bytes){ results, len }, &less, NULL), 0);
	again = reload(&s, less, &saved);
	ck_assert(zairyu_record_items_read(again) == all_items);
	for (uint64_t item = 1; item != 0; item <<= 1) {
		if (!(all_items & item))
			continue;
		ck_assert_int_eq(zairyu_record_digest(record, item, &one), 0);
		ck_assert_int_eq(zairyu_record_digest(again, item, &other), 0);
		ck_assert_mem_eq(one.data, other.data, one.len);
		for (uint64_t before = 1; before != item; before <<= 1)
			if (zairyu_record_digest(again, before, &other) == 0)
				ck_assert_mem_ne(one.data, other.data, one.len);
	}
	ck_assert_int_eq(zairyu_report_decode(s.ctx, zairyu_record_results(again), &decoded, NULL), 0);
	ck_assert(zairyu_report_covers(decoded) == signed_items);
	ck_assert_int_eq(zairyu_report_covers_kind(decoded), 1);
	zairyu_report_free(decoded);
	zairyu_record_free(again);
	zairyu_record_free(less);
	zairyu_report_free(report);
	zairyu_record_free(record);
	scene_close(&s);
}
END_TEST

/* The families that were there before are what they were. */
START_TEST(other_families)
{
	static const char *const options[] = { "type=1", "type=05" };
	zairyu_transport *transport;
	zairyu_session *session;
	zairyu_context *ctx;
	zairyu_trust *trust;
	zairyu_record *record;
	zairyu_report *report;
	zairyu_vcard *card;
	zairyu_bytes ca;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ck_assert_int_eq(zairyu_vcard_new(ctx, NULL, options[_i], &card, NULL), 0);
	ck_assert_int_eq(zairyu_vcard_transport(ctx, card, 0, 0, &transport, NULL), 0);
	ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
	ck_assert_int_eq(zairyu_vcard_ca_certificate(zairyu_vcard_authority(card), _i + 1, &ca, NULL), 0);
	ck_assert_int_eq(zairyu_trust_add(trust, ca, ZAIRYU_TRUST_CUSTOM, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(transport, &session, NULL), 0);
	ck_assert_int_eq(zairyu_session_authenticate(session, zairyu_vcard_number(card), 12, NULL), 0);
	ck_assert_int_eq(zairyu_read_and_verify(session, trust, ZAIRYU_ITEMS_ALL, 0, &record, &report, NULL),
			 ZAIRYU_ERR_NOT_GENUINE);
	ck_assert_int_eq(zairyu_report_falsification(report), ZAIRYU_RESULT_OK);
	ck_assert_int_eq(zairyu_report_issuer(report), ZAIRYU_RESULT_OK);
	ck_assert_int_eq(zairyu_report_covers_kind(report), _i);
	zairyu_report_free(report);
	zairyu_record_free(record);
	zairyu_session_free(session);
	zairyu_trust_free(trust);
	zairyu_transport_free(transport);
	zairyu_vcard_free(card);
	zairyu_context_free(ctx);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("contents", 60);

	tcase_add_loop_test(tcase, read_and_verified, 0, COUNT(types));
	tcase_add_loop_test(tcase, changed_bytes, 0, COUNT(bytes));
	tcase_add_test(tcase, kinds_are_kept_apart);
	tcase_add_test(tcase, another_number_is_a_contradiction);
	tcase_add_loop_test(tcase, without_a_signature, 0, 2);
	tcase_add_test(tcase, kept);
	tcase_add_test(tcase, reduced);
	tcase_add_loop_test(tcase, other_families, 0, 2);
	return suite_run("contents", tcase);
}
