/* SPDX-License-Identifier: BSD-2-Clause */
/* Every variant on every type, and every odd record that is kept for it: the twin gives the same, and nothing more. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "profile/variant.h"
#include "twin_case.h"

static const char *const types[] = { "1", "2", "05", "06" };

static void twin_is_alike(const zairyu_twin *twin, bool by_record, const struct reading *was, const char *what)
{
	struct reading is;
	zairyu_vcard *card = play(twin, "");

	read_card(card, false, &is);
	/* a record has the card's files, and nothing of the manners in which it answers */
	if (by_record && (strstr(what, "variant=answer-") || strstr(what, "variant=power-up-")))
		is.exchanges = was->exchanges;
	same_reading(was, &is, what);
	if (was->record)
		nothing_of(was->record, twin, card, what);
	/* digests are drawn anew each time, so that among very many one would share four bytes with structure, by chance */
	if (was->record && by_record && !strstr(what, "variant"))
		no_digest_of(was->record, twin, card, what);
	reading_done(&is);
	zairyu_vcard_free(card);
}

static void check_card(zairyu_vcard *card, const char *what)
{
	struct reading was;
	zairyu_bytes anchors[2], trace;
	zairyu_twin *twin;
	zairyu_error *err = NULL;
	char name[96];
	const char *number;
	int rc;

	read_card(card, true, &was);
	anchors_of(card, anchors);
	trace = contents(was.trace);
	number = zairyu_vcard_number(card);
	rc = zairyu_twin_from_trace(twin_ctx, twin_ca, trace, number, strlen(number), anchors, 2, &twin, &err);
	ck_assert_msg(rc == 0, "%s: %s", what, zairyu_error_message(err));
	(void)snprintf(name, sizeof name, "%s, by its trace", what);
	twin_is_alike(twin, false, &was, name);
	zairyu_twin_free(twin);
	if (was.record) {
		rc = zairyu_twin_from_record(twin_ctx, twin_ca, was.record, anchors, 2, &twin, &err);
		ck_assert_msg(rc == 0, "%s: %s", what, zairyu_error_message(err));
		(void)snprintf(name, sizeof name, "%s, by its record", what);
		twin_is_alike(twin, true, &was, name);
		zairyu_twin_free(twin);
	}
	reading_done(&was);
}

START_TEST(variants_have_twins)
{
	char options[96];

	for (size_t type = 0; type < 4; type++) {
		zairyu_vcard *card;

		if (!(variant_types((size_t)_i) & (1u << type)))
			continue;
		(void)snprintf(options, sizeof options, "type=%s,variant=%s", types[type], variant_name((size_t)_i));
		ck_assert_int_eq(zairyu_vcard_new(twin_ctx, twin_ca, options, &card, NULL), 0);
		check_card(card, options);
		zairyu_vcard_free(card);
	}
}
END_TEST

START_TEST(plain_cards_have_twins)
{
	char options[32];
	zairyu_vcard *card;
	size_t before;

	(void)snprintf(options, sizeof options, "type=%s", types[_i]);
	ck_assert_int_eq(zairyu_vcard_new(twin_ctx, twin_ca, options, &card, NULL), 0);
	before = secrets_seen;
	check_card(card, options);
	ck_assert_uint_ge(secrets_seen - before, 24);
	zairyu_vcard_free(card);
}
END_TEST

/* Records of cards whose CA is not the virtual card's. */
static const char *const records[] = {
	"address-cesu8",         "address-cut-in-character",      "birth-date-1980-00-00",
	"certificate-aki-other", "certificate-ber-signed-as-der", "certificate-serial-leading-zero"
};

static zairyu_bytes kept(const char *name)
{
	char path[512];
	zairyu_bytes found;
	uint8_t *copy;

	(void)snprintf(path, sizeof path, "%s/twin-cases/%s", getenv("ZAIRYU_TEST_VCARD"), name);
	found = contents(path);
	copy = malloc(found.len);
	ck_assert_ptr_nonnull(copy);
	memcpy(copy, found.data, found.len);
	return (zairyu_bytes){ copy, found.len };
}

static zairyu_report *report_of(const zairyu_record *record, const zairyu_bytes *anchors, size_t count)
{
	zairyu_trust *trust;
	zairyu_report *report;
	int rc;

	ck_assert_int_eq(zairyu_trust_new(twin_ctx, &trust, NULL), 0);
	for (size_t i = 0; i < count; i++)
		ck_assert_int_eq(zairyu_trust_add(trust, anchors[i], ZAIRYU_TRUST_CUSTOM, NULL), 0);
	rc = zairyu_verify(trust, record, 0, &report, NULL);
	ck_assert(rc == 0 || rc == ZAIRYU_ERR_NOT_GENUINE);
	zairyu_trust_free(trust);
	return report;
}

START_TEST(odd_records_have_twins)
{
	const zairyu_bytes anchors[2] = { kept("ca1.crt"), kept("ca2.crt") };
	char name[64];
	zairyu_bytes saved;
	zairyu_record *record;
	zairyu_twin *twin;
	struct reading is;
	zairyu_report *report;
	zairyu_error *err;
	int rc;
	zairyu_vcard *card;

	(void)snprintf(name, sizeof name, "%s.zairyu", records[_i]);
	saved = kept(name);
	ck_assert_int_eq(zairyu_record_load(twin_ctx, saved, &record, NULL), 0);
	report = report_of(record, anchors, 2);
	err = NULL;
	rc = zairyu_twin_from_record(twin_ctx, twin_ca, record, anchors, 2, &twin, &err);
	ck_assert_msg(rc == 0, "%s: %s", name, zairyu_error_message(err));
	card = play(twin, "");
	read_card(card, false, &is);
	ck_assert_msg(is.record != NULL, "%s: %d", name, is.code);
	same_record(record, is.record, name);
	same_report(report, is.report, name);
	nothing_of(record, twin, card, name);
	reading_done(&is);
	zairyu_vcard_free(card);
	zairyu_twin_free(twin);
	zairyu_report_free(report);
	zairyu_record_free(record);
	free((void *)saved.data);
	free((void *)anchors[0].data);
	free((void *)anchors[1].data);
}
END_TEST

int main(void)
{
	TCase *const tcase = suite_case("twins", 120);
	TCase *const cases[] = { tcase,           case_twin_format(), case_twin_trace(), case_twin_images(),
				 case_twin_ber(), case_twin_text(),   case_twin_dates(), NULL };
	int status;

	if (zairyu_context_new(&twin_ctx, NULL) || zairyu_vcard_ca_new(twin_ctx, 1, &twin_ca, NULL))
		return EXIT_FAILURE;
	tcase_add_loop_test(tcase, plain_cards_have_twins, 0, COUNT(types));
	tcase_add_loop_test(tcase, odd_records_have_twins, 0, COUNT(records));
	tcase_add_loop_test(tcase, variants_have_twins, 0, VARIANTS);
	status = suite_run_as(CK_NOFORK, "twins", cases);
	zairyu_vcard_ca_free(twin_ca);
	zairyu_context_free(twin_ctx);
	return status;
}
