/* SPDX-License-Identifier: BSD-2-Clause */
/* A written report, one value at a time: what each may be, and what is refused. */
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "maker.h"

#define SHA256_TEXT "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* What a genuine card's report says, line by line. */
enum { VERDICT, FALSIFICATION, ISSUER, COVERS, KIND, SHA256, SUBJECT, HOLDER, SERIAL, FROM, TO, LINES };
static const char *const usual[LINES] = {
	"verdict=genuine",
	"falsification=ok",
	"issuer=ok",
	"covers=printed-entries,name-and-face",
	"anchor-kind=production",
	("anchor-sha256=" SHA256_TEXT),
	"anchor-subject=CN=A",
	"certificate-subject=CN=S",
	"certificate-serial=0a",
	"certificate-not-before=-1",
	"certificate-not-after=9223372036854775807",
};

static int decode(const char *const lines[LINES], zairyu_report **out)
{
	struct blob text = { .len = 0 };
	zairyu_error *err;
	int rc;

	blob_add(&text, "zairyu-results=1\n", 17);
	for (size_t i = 0; i < LINES; i++)
		if (lines[i]) {
			blob_add(&text, lines[i], strlen(lines[i]));
			blob_add(&text, "\n", 1);
		}
	err = NULL;
	rc = zairyu_report_decode(ctx, blob_bytes(&text), out, &err);
	ck_assert_int_eq(zairyu_error_code(err), rc);
	ck_assert((*out != NULL) == (rc == 0));
	zairyu_error_free(err);
	return rc;
}

START_TEST(test_usual)
{
	zairyu_report *report;
	int64_t from, to;

	ck_assert_int_eq(decode(usual, &report), 0);
	ck_assert_int_eq(zairyu_report_verdict(report), ZAIRYU_VERDICT_GENUINE);
	ck_assert_uint_eq(zairyu_report_covers(report), ZAIRYU_ITEM_PRINTED_ENTRIES | ZAIRYU_ITEM_NAME_AND_FACE);
	ck_assert_int_eq(zairyu_report_anchor_kind(report), ZAIRYU_ANCHOR_PRODUCTION);
	ck_assert_str_eq(zairyu_report_anchor_sha256(report), SHA256_TEXT);
	ck_assert_str_eq(zairyu_report_anchor_subject(report), "CN=A");
	ck_assert_str_eq(zairyu_report_certificate_subject(report), "CN=S");
	ck_assert_str_eq(zairyu_report_certificate_serial(report), "0a");
	ck_assert_int_eq(zairyu_report_certificate_validity(report, &from, NULL), 0);
	ck_assert_int_eq(zairyu_report_certificate_validity(report, NULL, &to), 0);
	ck_assert_int_eq(from, -1);
	ck_assert_int_eq(to, INT64_MAX);
	zairyu_report_free(report);
}
END_TEST

static const struct {
	int line;
	const char *text; /* NULL: left out */
	bool reads;
} changes[] = {
	{ COVERS, "covers=name-and-face", true },
	{ COVERS, "covers=", true },
	{ COVERS, "covers=name-and-face,printed-entries", false },
	{ COVERS, "covers=printed-entries,", false },
	{ COVERS, "covers=,printed-entries", false },
	{ COVERS, "covers=printed-entries,printed-entries", false },
	{ COVERS, "covers=printed", false },
	{ COVERS, "covers=printed-entriesx", false },
	{ COVERS, "covers=signature", false },
	{ KIND, "anchor-kind=custom", false },
	{ KIND, "anchor-kind=official-test", false },
	{ KIND, "anchor-kind=hello", false },
	{ KIND, "anchor-kind=", false },
	{ KIND, NULL, false },
	{ SHA256, "anchor-sha256=" SHA256_TEXT "0", false },
	{ SHA256, "anchor-sha256=0123", false },
	{ SHA256, "anchor-sha256=", false },
	{ SHA256, "anchor-sha256=0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef", false },
	{ SHA256, "anchor-sha256=g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", false },
	{ SHA256, NULL, false },
	{ SUBJECT, "anchor-subject=", true },
	{ SUBJECT, "anchor-subject=\xE6\x97\xA5 ~", true },
	{ SUBJECT, "anchor-subject=\x1F", false },
	{ SUBJECT, "anchor-subject=\x7F", false },
	{ SUBJECT, "anchor-subject=\t", false },
	{ SUBJECT, NULL, false },
	{ HOLDER, "certificate-subject=", true },
	{ HOLDER, NULL, false },
	{ SERIAL, "certificate-serial=", false },
	{ SERIAL, "certificate-serial=0A", false },
	{ SERIAL, "certificate-serial=0x", false },
	{ SERIAL, NULL, false },
	{ FROM, "certificate-not-before=0", true },
	{ FROM, "certificate-not-before=-9223372036854775808", true },
	{ FROM, "certificate-not-before=-9223372036854775809", false },
	{ FROM, "certificate-not-before=+1", false },
	{ FROM, "certificate-not-before= 1", false },
	{ FROM, "certificate-not-before=", false },
	{ FROM, NULL, false },
	{ TO, "certificate-not-after=9223372036854775808", false },
	{ TO, "certificate-not-after=1 ", false },
	{ TO, NULL, false },
	{ VERDICT, "verdict=unchecked", false },
	{ VERDICT, "verdict=hello", false },
	{ VERDICT, NULL, false },
	{ FALSIFICATION, "falsification=failed", false },
	{ ISSUER, "issuer=not-checked", false },
	{ ISSUER, "issuer", false },
};

START_TEST(test_changes)
{
	const char *lines[LINES];
	zairyu_report *report;

	memcpy(lines, usual, sizeof lines);
	lines[changes[_i].line] = changes[_i].text;
	ck_assert_msg(decode(lines, &report) == (changes[_i].reads ? 0 : ZAIRYU_ERR_MALFORMED), "%s",
		      changes[_i].text ? changes[_i].text : "nothing");
	zairyu_report_free(report);
}
END_TEST

/* An anchor is told of where it vouched, and only there; and never without the certificate it vouched for. */
START_TEST(test_together)
{
	static const struct {
		const char *verdict, *falsification, *issuer, *covers;
		bool anchor, certificate, reads;
	} reports[] = {
		{ "verdict=abnormal", "falsification=failed", "issuer=ok", "covers=", true, true, true },
		{ "verdict=abnormal", "falsification=failed", "issuer=ok", "covers=", false, true, false },
		{ "verdict=abnormal", "falsification=failed", "issuer=ok", "covers=", true, false, false },
		{ "verdict=abnormal", "falsification=ok", "issuer=failed", "covers=", false, true, true },
		{ "verdict=abnormal", "falsification=ok", "issuer=failed", "covers=", true, true, false },
		{ "verdict=abnormal", "falsification=failed", "issuer=failed", "covers=", false, false, true },
		{ "verdict=unchecked", "falsification=ok", "issuer=not-checked", "covers=", false, true, true },
		{ "verdict=unchecked", "falsification=ok", "issuer=not-checked", "covers=face", false, true, false },
	};

	for (size_t i = 0; i < COUNT(reports); i++) {
		const char *lines[LINES];
		zairyu_report *report;

		memcpy(lines, usual, sizeof lines);
		lines[VERDICT] = reports[i].verdict;
		lines[FALSIFICATION] = reports[i].falsification;
		lines[ISSUER] = reports[i].issuer;
		lines[COVERS] = reports[i].covers;
		for (int line = KIND; line <= SUBJECT && !reports[i].anchor; line++)
			lines[line] = NULL;
		for (int line = HOLDER; line <= TO && !reports[i].certificate; line++)
			lines[line] = NULL;
		ck_assert_msg((decode(lines, &report) == 0) == reports[i].reads, "%zu", i);
		zairyu_report_free(report);
	}
}
END_TEST

/* So long, and no longer: subjects of 2047 characters, serial numbers of 128 bytes. */
START_TEST(test_long_values)
{
	static const struct {
		int line;
		size_t most;
	} longest[] = { { SUBJECT, 2047 }, { HOLDER, 2047 }, { SERIAL, 256 } };

	for (size_t i = 0; i < COUNT(longest); i++) {
		for (size_t more = 0; more < 2; more++) {
			static char text[3000];
			const char *lines[LINES];
			zairyu_report *report;
			size_t at;

			memcpy(lines, usual, sizeof lines);
			at = strcspn(usual[longest[i].line], "=") + 1;
			memcpy(text, usual[longest[i].line], at);
			memset(text + at, 'a', longest[i].most + more);
			text[at + longest[i].most + more] = '\0';
			lines[longest[i].line] = text;
			ck_assert_int_eq(decode(lines, &report), more == 0 ? 0 : ZAIRYU_ERR_MALFORMED);
			zairyu_report_free(report);
		}
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_test(tc, test_usual);
	tcase_add_loop_test(tc, test_changes, 0, COUNT(changes));
	tcase_add_test(tc, test_together);
	tcase_add_test(tc, test_long_values);
	return suite_run("verify: written reports", tc);
}
