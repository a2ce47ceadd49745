/* SPDX-License-Identifier: BSD-2-Clause */
#include "judge.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "trust/trust.h"

void judge_write(const zairyu_report *report, char text[JUDGE_TEXT])
{
	size_t len = (size_t)snprintf(
		text, JUDGE_TEXT, "%s %s %s", zairyu_result_name(zairyu_report_falsification(report)),
		zairyu_result_name(zairyu_report_issuer(report)), zairyu_verdict_name(zairyu_report_verdict(report)));
	const char *note;

	for (size_t i = 0; (note = zairyu_report_note(report, i)); i++) {
		ck_assert_uint_lt(len + strlen(note) + 2, JUDGE_TEXT);
		len += (size_t)snprintf(text + len, JUDGE_TEXT - len, "%s %s", i == 0 ? ":" : "", note);
	}
}

bool judge_has_note(const zairyu_report *report, const char *note)
{
	const char *word;

	for (size_t i = 0; (word = zairyu_report_note(report, i)); i++)
		if (strcmp(word, note) == 0)
			return true;
	return false;
}

zairyu_trust *judge_production_trust(const struct scene *scene)
{
	zairyu_trust *trust;

	ck_assert_int_eq(zairyu_trust_new(scene->ctx, &trust, NULL), 0);
	for (int family = 1; family <= 2; family++) {
		struct anchor *anchor;
		zairyu_bytes certificate;

		ck_assert_int_eq(
			zairyu_vcard_ca_certificate(zairyu_vcard_authority(scene->card), family, &certificate, NULL),
			0);
		ck_assert_int_eq(anchor_new(&trust->digests, certificate, true, &anchor, NULL), 0);
		anchor->kind = ZAIRYU_ANCHOR_PRODUCTION;
		ck_assert_int_eq(trust_take(trust, anchor), 0);
	}
	return trust;
}

void judge_same(const zairyu_record *record, const zairyu_record *expected, const char *what)
{
	for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1) {
		zairyu_bytes got, want;
		int rc = zairyu_record_file(record, item, &got);

		ck_assert_msg(rc == zairyu_record_file(expected, item, &want), "%s: %s", what, zairyu_item_name(item));
		if (rc == 0)
			ck_assert_msg(got.len == want.len && memcmp(got.data, want.data, got.len) == 0, "%s: %s", what,
				      zairyu_item_name(item));
	}
	ck_assert_str_eq(zairyu_record_number(record), zairyu_record_number(expected));
}
