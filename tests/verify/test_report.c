/* SPDX-License-Identifier: BSD-2-Clause */
/* Reports written down and read again, and the notes' texts. */
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "maker.h"
#include "report/report.h"

/* A report of each sort. */
static zairyu_report *sample(int which)
{
	static const int kinds[] = { ZAIRYU_ANCHOR_PRODUCTION, ZAIRYU_ANCHOR_CUSTOM, ZAIRYU_ANCHOR_PRODUCTION,
				     ZAIRYU_ANCHOR_PRODUCTION, 0 };
	zairyu_trust *trust = kinds[which] != 0 ? trust_with(kinds[which]) : NULL;
	struct card_plan plan = card_plan_of(which % 2 ? "05" : "1");
	zairyu_record *record;
	zairyu_report *report;
	int rc;

	plan.no_check_code = plan.no_certificate = which == 2;
	plan.no_face = which == 3;
	plan.digest = which == 3 ? "SHA384" : NULL;
	record = make_record(&plan);
	rc = zairyu_verify(trust, record, 0, &report, NULL);
	ck_assert_int_eq(rc, which == 0 ? 0 : ZAIRYU_ERR_NOT_GENUINE);
	zairyu_record_free(record);
	zairyu_trust_free(trust);
	return report;
}
enum { SAMPLES = 5 };

static void encode(const zairyu_report *report, struct blob *out)
{
	size_t len = 0;

	ck_assert_int_eq(zairyu_report_encode(report, NULL, 0, &len), 0);
	ck_assert_uint_le(len, BLOB_MAX);
	ck_assert_int_eq(zairyu_report_encode(report, out->data, len, &out->len), 0);
	ck_assert_uint_eq(out->len, len);
	ck_assert_int_eq(zairyu_report_encode(report, out->data, len - 1, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(len, out->len);
}

static int decode(zairyu_bytes encoded, zairyu_report **out)
{
	zairyu_error *err = NULL;
	/* in a block of its own, for AddressSanitizer */
	uint8_t *copy = malloc(encoded.len > 0 ? encoded.len : 1);
	int rc;

	memcpy(copy, encoded.data, encoded.len);
	rc = zairyu_report_decode(ctx, (zairyu_bytes){ copy, encoded.len }, out, &err);
	ck_assert_int_eq(zairyu_error_code(err), rc);
	ck_assert((*out != NULL) == (rc == 0));
	zairyu_error_free(err);
	free(copy);
	return rc;
}

static void same_text(const char *a, const char *b)
{
	ck_assert((!a) == (!b));
	if (a)
		ck_assert_str_eq(a, b);
}

START_TEST(test_round_trip)
{
	zairyu_report *report = sample(_i), *again;
	struct blob encoded;
	int64_t times[4] = { 0 };
	size_t i;

	encode(report, &encoded);
	ck_assert_int_eq(decode(blob_bytes(&encoded), &again), 0);
	ck_assert_int_eq(zairyu_report_verdict(again), zairyu_report_verdict(report));
	ck_assert_int_eq(zairyu_report_falsification(again), zairyu_report_falsification(report));
	ck_assert_int_eq(zairyu_report_issuer(again), zairyu_report_issuer(report));
	ck_assert_uint_eq(zairyu_report_covers(again), zairyu_report_covers(report));
	ck_assert_int_eq(zairyu_report_anchor_kind(again), zairyu_report_anchor_kind(report));
	same_text(zairyu_report_anchor_subject(again), zairyu_report_anchor_subject(report));
	same_text(zairyu_report_anchor_sha256(again), zairyu_report_anchor_sha256(report));
	same_text(zairyu_report_certificate_subject(again), zairyu_report_certificate_subject(report));
	same_text(zairyu_report_certificate_serial(again), zairyu_report_certificate_serial(report));
	ck_assert_int_eq(zairyu_report_certificate_validity(again, &times[0], &times[1]),
			 zairyu_report_certificate_validity(report, &times[2], &times[3]));
	ck_assert_int_eq(times[0], times[2]);
	ck_assert_int_eq(times[1], times[3]);
	i = 0;
	for (; zairyu_report_note(report, i); i++)
		same_text(zairyu_report_note(again, i), zairyu_report_note(report, i));
	ck_assert_ptr_null(zairyu_report_note(again, i));
	zairyu_report_free(again);
	zairyu_report_free(report);
}
END_TEST

/* Cut anywhere or changed anywhere: refused, or another report that is consistent in itself. Never one made genuine. */
START_TEST(test_damaged)
{
	zairyu_report *report = sample(_i), *again;
	bool genuine = zairyu_report_verdict(report) == ZAIRYU_VERDICT_GENUINE;
	struct blob encoded;

	encode(report, &encoded);
	for (size_t len = 0; len < encoded.len; len++) {
		int rc = decode((zairyu_bytes){ encoded.data, len }, &again);

		ck_assert(rc == 0 || rc == ZAIRYU_ERR_MALFORMED);
		zairyu_report_free(again); /* cut between notes, it is a shorter report */
	}
	for (size_t at = 0; at < encoded.len; at++) {
		for (unsigned bit = 0; bit < 8; bit++) {
			int rc;

			encoded.data[at] ^= (uint8_t)(1u << bit);
			rc = decode(blob_bytes(&encoded), &again);
			ck_assert(rc == 0 || rc == ZAIRYU_ERR_MALFORMED);
			ck_assert(genuine || zairyu_report_verdict(again) != ZAIRYU_VERDICT_GENUINE);
			zairyu_report_free(again);
			encoded.data[at] ^= (uint8_t)(1u << bit);
		}
	}
	zairyu_report_free(report);
}
END_TEST

#define HEAD "zairyu-results=1\n"
#define CERTIFICATE                                                                                                    \
	"certificate-subject=CN=S\ncertificate-serial=01\ncertificate-not-before=1\ncertificate-not-after=2\n"
#define SHA256_ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define RECORD       "record=" SHA256_ZEROS "\n"
#define UNSIGNED     "verdict=unsigned\nfalsification=absent\nissuer=absent\ncovers=\n"

static const struct {
	const char *text;
	int rc;
} texts[] = {
	{ HEAD "verdict=unchecked\nfalsification=not-checked\nissuer=not-checked\ncovers=\nnote=not-read\n", 0 },
	{ HEAD UNSIGNED, 0 },
	{ HEAD RECORD UNSIGNED, 0 },
	{ HEAD UNSIGNED RECORD, ZAIRYU_ERR_MALFORMED },
	{ HEAD RECORD RECORD UNSIGNED, ZAIRYU_ERR_MALFORMED },
	{ HEAD "record=00\n" UNSIGNED, ZAIRYU_ERR_MALFORMED },
	{ HEAD "record=\n" UNSIGNED, ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=genuine\nfalsification=ok\nissuer=ok\ncovers=front-image,face\nanchor-kind=production\n"
	       "anchor-sha256=" SHA256_ZEROS "\nanchor-subject=CN=A\n" CERTIFICATE,
	  0 },
	/* a verdict that does not follow */
	{ HEAD "verdict=genuine\nfalsification=not-checked\nissuer=not-checked\ncovers=\n", ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=genuine\nfalsification=ok\nissuer=ok\ncovers=face\nanchor-kind=custom\n"
	       "anchor-sha256=" SHA256_ZEROS "\nanchor-subject=CN=A\n" CERTIFICATE,
	  ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=genuine\nfalsification=ok\nissuer=ok\ncovers=face\n" CERTIFICATE, ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=genuine\nfalsification=ok\nissuer=ok\ncovers=front-image,face,address\nanchor-kind=production\n"
	       "anchor-sha256=" SHA256_ZEROS "\nanchor-subject=CN=A\n" CERTIFICATE,
	  ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=abnormal\nfalsification=ok\nissuer=not-checked\ncovers=\n" CERTIFICATE, ZAIRYU_ERR_MALFORMED },
	/* notes that decide */
	{ HEAD "verdict=genuine\nfalsification=ok\nissuer=ok\ncovers=face\nanchor-kind=production\n"
	       "anchor-sha256=" SHA256_ZEROS "\nanchor-subject=CN=A\n" CERTIFICATE "note=card-number-mismatch\n",
	  ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=abnormal\nfalsification=ok\nissuer=ok\ncovers=face\nanchor-kind=production\n"
	       "anchor-sha256=" SHA256_ZEROS "\nanchor-subject=CN=A\n" CERTIFICATE "note=card-number-mismatch\n",
	  ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=abnormal\nfalsification=ok\nissuer=ok\ncovers=\nanchor-kind=production\n"
	       "anchor-sha256=" SHA256_ZEROS "\nanchor-subject=CN=A\n" CERTIFICATE "note=card-number-mismatch\n",
	  0 },
	{ HEAD "verdict=genuine\nfalsification=ok\nissuer=ok\ncovers=face\nanchor-kind=production\n"
	       "anchor-sha256=" SHA256_ZEROS "\nanchor-subject=CN=A\n" CERTIFICATE "note=not-a-live-card\n",
	  ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=unchecked\nfalsification=ok\nissuer=ok\ncovers=face\nanchor-kind=production\n"
	       "anchor-sha256=" SHA256_ZEROS "\nanchor-subject=CN=A\n" CERTIFICATE "note=not-a-live-card\n",
	  0 },
	{ HEAD "verdict=unchecked\nfalsification=ok\nissuer=ok\ncovers=face\nanchor-kind=production\n"
	       "anchor-sha256=" SHA256_ZEROS "\nanchor-subject=CN=A\n" CERTIFICATE "note=kind-not-signed\n",
	  ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=unsigned\nfalsification=absent\nissuer=absent\ncovers=\nnote=card-number-mismatch\n",
	  ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=unsigned\nfalsification=absent\nissuer=absent\ncovers=\nnote=card-number-missing\n", 0 },
	/* cover without proof, an unknown item, the same note twice, an unknown note, other order, more, less */
	{ HEAD "verdict=unsigned\nfalsification=absent\nissuer=absent\ncovers=face\n", ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=unsigned\nfalsification=absent\nissuer=absent\ncovers=soul\n", ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=unsigned\nfalsification=absent\nissuer=absent\ncovers=\nnote=no-face\nnote=no-face\n",
	  ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=unsigned\nfalsification=absent\nissuer=absent\ncovers=\nnote=hello\n", ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=unsigned\nissuer=absent\nfalsification=absent\ncovers=\n", ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=unsigned\nfalsification=absent\nissuer=absent\ncovers=\nmore=1\n", ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=unsigned\nfalsification=absent\nissuer=absent\ncovers=\n\n", ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=unsigned\nfalsification=absent\nissuer=absent\ncovers=", ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=unsigned\nfalsification=absent\nissuer=absent\n", ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=unsigned\r\nfalsification=absent\nissuer=absent\ncovers=\n", ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=unchecked\nfalsification=ok\nissuer=not-checked\ncovers=\ncertificate-subject=S\n"
	       "certificate-serial=01\ncertificate-not-before=01\ncertificate-not-after=2\n",
	  ZAIRYU_ERR_MALFORMED },
	{ HEAD "verdict=unchecked\nfalsification=ok\nissuer=not-checked\ncovers=\ncertificate-subject=S\n"
	       "certificate-serial=01\ncertificate-not-before=1\ncertificate-not-after=99999999999999999999\n",
	  ZAIRYU_ERR_MALFORMED },
	{ "zairyu-results=2\nverdict=unsigned\nfalsification=absent\nissuer=absent\ncovers=\n", ZAIRYU_ERR_MALFORMED },
	{ "", ZAIRYU_ERR_MALFORMED },
	{ "\n", ZAIRYU_ERR_MALFORMED },
};

START_TEST(test_texts)
{
	zairyu_report *report;
	zairyu_bytes text = { (const uint8_t *)texts[_i].text, strlen(texts[_i].text) };

	ck_assert_int_eq(decode(text, &report), texts[_i].rc);
	zairyu_report_free(report);
}
END_TEST

START_TEST(test_encode_arguments)
{
	size_t len = 7;
	zairyu_report *report = (zairyu_report *)&len;
	static uint8_t much[20000];

	ck_assert_int_eq(zairyu_report_encode(NULL, NULL, 0, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(len, 0);
	ck_assert_int_eq(zairyu_report_decode(NULL, LITERAL(HEAD), &report, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(report);
	ck_assert_int_eq(zairyu_report_decode(ctx, (zairyu_bytes){ NULL, 1 }, &report, NULL), ZAIRYU_ERR_ARGUMENT);
	memset(much, '\n', sizeof much);
	ck_assert_int_eq(zairyu_report_decode(ctx, (zairyu_bytes){ much, sizeof much }, &report, NULL),
			 ZAIRYU_ERR_MALFORMED);
}
END_TEST

/* Every note has its word and two texts, no two the same. */
START_TEST(test_notes)
{
	for (enum note note = NOTE_NONE + 1; note < NOTE_COUNT; note++) {
		const char *word = note_word(note);

		ck_assert_ptr_nonnull(word);
		ck_assert_int_eq(note_of_word(word), note);
		ck_assert_uint_gt(strlen(zairyu_note_text(word, ZAIRYU_LANGUAGE_JA)), 20);
		ck_assert_uint_gt(strlen(zairyu_note_text(word, ZAIRYU_LANGUAGE_EN)), 20);
		ck_assert_str_ne(zairyu_note_text(word, ZAIRYU_LANGUAGE_JA),
				 zairyu_note_text(word, ZAIRYU_LANGUAGE_EN));
		ck_assert_ptr_null(zairyu_note_text(word, 3));
	}
	ck_assert_ptr_null(note_word(NOTE_NONE));
	ck_assert_ptr_null(note_word(NOTE_COUNT));
	ck_assert_ptr_null(zairyu_note_text("hello", ZAIRYU_LANGUAGE_EN));
	ck_assert_ptr_null(zairyu_note_text(NULL, ZAIRYU_LANGUAGE_EN));
	for (int none = 4; none < 40; none++) { /* as far as a table's size in bytes */
		ck_assert_ptr_null(zairyu_verdict_name(none));
		ck_assert_ptr_null(zairyu_result_name(none));
	}
	ck_assert_ptr_null(zairyu_verdict_name(-1));
	ck_assert_ptr_null(zairyu_result_name(-1));
}
END_TEST

static int keep(void *userdata, const void *data, size_t len)
{
	blob_add(userdata, data, len);
	return 0;
}

/* Report i is of record j where the table says so; the last of each is NULL. */
static void expect_pairs(zairyu_report *const reports[4], zairyu_record *const records[5])
{
	static const int is_of[4][5] = {
		{ 1, 0, 1, 1, 0 }, /* of the record, loaded, reduced; not of another reading */
		{ 1, 0, 1, 1, 0 }, /* the same, decoded */
		{ 0, 0, 0, 0, 0 }, /* one that names no record */
		{ 0, 0, 0, 0, 0 },
	};

	for (size_t i = 0; i < 4; i++)
		for (size_t j = 0; j < 5; j++)
			ck_assert_msg(zairyu_report_is_of(reports[i], records[j]) == is_of[i][j], "%zu of %zu", i, j);
}

/* Of the record, of what was saved, of what was reduced; of no other reading of the same card. */
START_TEST(test_of_a_record)
{
	struct card_plan plan = card_plan_of(_i ? "05" : "1");
	zairyu_record *records[5] = { make_record(&plan), make_record(&plan) };
	zairyu_report *reports[4] = { NULL };
	struct blob encoded, saved = { .len = 0 };

	ck_assert_int_eq(zairyu_verify(NULL, records[0], 0, &reports[0], NULL), ZAIRYU_ERR_NOT_GENUINE);
	encode(reports[0], &encoded);
	ck_assert_int_eq(decode(blob_bytes(&encoded), &reports[1]), 0);
	ck_assert_int_eq(decode(LITERAL(HEAD UNSIGNED), &reports[2]), 0);
	ck_assert_int_eq(zairyu_record_save(records[0], 0, keep, &saved, NULL), 0);
	ck_assert_int_eq(zairyu_record_load(ctx, blob_bytes(&saved), &records[2], NULL), 0);
	ck_assert_int_eq(zairyu_record_reduce(records[0], blob_bytes(&encoded), &records[3], NULL), 0);
	expect_pairs(reports, records);
	for (size_t i = 0; i < COUNT(records); i++)
		zairyu_record_free(records[i]);
	for (size_t i = 0; i < COUNT(reports); i++)
		zairyu_report_free(reports[i]);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_loop_test(tc, test_round_trip, 0, SAMPLES);
	tcase_add_loop_test(tc, test_damaged, 0, SAMPLES);
	tcase_add_loop_test(tc, test_texts, 0, COUNT(texts));
	tcase_add_test(tc, test_encode_arguments);
	tcase_add_test(tc, test_notes);
	tcase_add_loop_test(tc, test_of_a_record, 0, 2);
	return suite_run("verify: reports", tc);
}
