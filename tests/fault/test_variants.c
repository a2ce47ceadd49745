/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every variant of the virtual card on every type that has it: the error, or results, verdict and notes, that
 * reference and contract ask for. Each is read with its padding left out and whole, by a reader that carries everything
 * and by one that carries little.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "judge.h"
#include "profile/variant.h"

#define SOUND     "ok ok"
#define UNSIGNED  "absent absent"
#define FALSIFIED "failed ok"
#define FORGED    "ok failed"
#define WORTHLESS "failed failed"

/* What a report says. In the order of its notes: a reason, the kind of anchor, an oddity of the certificate. */
struct found {
	const char *results;
	const char *reason;
	const char *oddity;
	const char *beside; /* the signature: a note on the number */
	bool grown_up;      /* the holder of an unsigned card, by the chip */
};

static const struct row {
	const char *name;
	unsigned types;
	int error; /* or: */
	struct found found;
	struct found whole; /* what reading the padding too brings to light; without results: the same */
} rows[] = {
	{ "under16-a", ON_ALL, 0, { UNSIGNED }, { 0 } },
	{ "under16-b", ON_ALL, 0, { UNSIGNED }, { 0 } },
	{ "unsigned-a", ON_ALL, 0, { UNSIGNED, .grown_up = true }, { 0 } },
	{ "unsigned-b", ON_ALL, 0, { UNSIGNED, .grown_up = true }, { 0 } },
	{ "infant", ON_SECOND, 0, { SOUND }, { 0 } },
	{ "infant-nothing", ON_SECOND, 0, { SOUND }, { 0 } },
	{ "face-empty", ON_ALL, 0, { SOUND }, { 0 } },
	{ "face-nul", ON_ALL, 0, { SOUND }, { 0 } },
	{ "face-zeros", ON_ALL, 0, { SOUND }, { 0 } },
	{ "face-j2k", ON_ALL, 0, { SOUND }, { 0 } },
	{ "face-jp2c-zero", ON_ALL, 0, { SOUND }, { 0 } },
	{ "face-bgr", ON_ALL, 0, { SOUND }, { 0 } },
	{ "face-boxes", ON_ALL, 0, { SOUND }, { 0 } },
	{ "face-no-colour", ON_ALL, 0, { SOUND }, { 0 } },
	{ "face-no-end", ON_ALL, 0, { SOUND }, { 0 } },
	{ "face-reserved-markers", ON_ALL, 0, { SOUND }, { 0 } },
	{ "face-tile-style", ON_ALL, 0, { SOUND }, { 0 } },
	{ "face-vendor-colour", ON_ALL, 0, { SOUND }, { 0 } },
	{ "withdrawn", ON_1, 0, { SOUND }, { 0 } },
	{ "withdrawn-comprehensive", ON_1, 0, { SOUND }, { 0 } },
	{ "withdrawn-individual", ON_1, 0, { SOUND }, { 0 } },
	{ "address-empty", ON_ALL, 0, { SOUND }, { 0 } },
	{ "sjis", ON_ALL, 0, { SOUND }, { 0 } },
	{ "text-spaces", ON_ALL, 0, { SOUND }, { 0 } },
	{ "date-malformed", ON_ALL, 0, { SOUND }, { 0 } },
	{ "text-ambiguous", ON_FIRST, 0, { SOUND }, { 0 } },
	{ "text-broken", ON_FIRST, 0, { SOUND }, { 0 } },
	{ "text-byte-order-mark", ON_FIRST, 0, { SOUND }, { 0 } },
	{ "text-cesu-8", ON_FIRST, 0, { SOUND }, { 0 } },
	{ "text-control", ON_FIRST, 0, { SOUND }, { 0 } },
	{ "text-cut", ON_FIRST, 0, { SOUND }, { 0 } },
	{ "text-euc-jp", ON_FIRST, 0, { SOUND }, { 0 } },
	{ "text-invisible", ON_FIRST, 0, { SOUND }, { 0 } },
	{ "text-line-break", ON_FIRST, 0, { SOUND }, { 0 } },
	{ "text-utf-16", ON_FIRST, 0, { SOUND }, { 0 } },
	{ "text-windows", ON_FIRST, 0, { SOUND }, { 0 } },
	{ "date-day-unknown", ON_ALL, 0, { SOUND }, { 0 } },
	{ "date-month-unknown", ON_ALL, 0, { SOUND }, { 0 } },
	{ "date-nines", ON_ALL, 0, { SOUND }, { 0 } },
	{ "date-spaces", ON_ALL, 0, { SOUND }, { 0 } },
	{ "date-zeros", ON_ALL, 0, { SOUND }, { 0 } },
	{ "nationality-german", ON_SECOND, 0, { SOUND }, { 0 } },
	{ "nationality-lower-case", ON_SECOND, 0, { SOUND }, { 0 } },
	{ "nationality-travel", ON_SECOND, 0, { SOUND }, { 0 } },
	{ "nationality-unknown", ON_SECOND, 0, { SOUND }, { 0 } },
	{ "short-d5", ON_05, 0, { SOUND }, { 0 } },
	{ "tiff-ifd-first", ON_ALL, 0, { SOUND }, { 0 } },
	{ "tiff-be", ON_ALL, 0, { SOUND }, { 0 } },
	{ "tiff-black-zero", ON_ALL, 0, { SOUND }, { 0 } },
	{ "tiff-fill-2", ON_ALL, 0, { SOUND }, { 0 } },
	{ "tiff-defaults", ON_ALL, 0, { SOUND }, { 0 } },
	{ "tiff-next-directory", ON_ALL, 0, { SOUND }, { 0 } },
	{ "tiff-no-byte-count", ON_ALL, 0, { SOUND }, { 0 } },
	{ "tiff-odd-types", ON_ALL, 0, { SOUND }, { 0 } },
	{ "tiff-unknown-entries", ON_ALL, 0, { SOUND }, { 0 } },
	{ "tiff-unsorted", ON_ALL, 0, { SOUND }, { 0 } },
	/* read with the padding assumed, found not to fit, read whole: sound */
	{ "image-trailing", ON_ALL, 0, { SOUND }, { 0 } },
	{ "image-padding-ff", ON_ALL, 0, { SOUND }, { 0 } },
	{ "certificate-padded", ON_SECOND, 0, { SOUND }, { 0 } },
	{ "certificate-exact", ON_FIRST, 0, { SOUND }, { 0 } },
	/* what stands after the certificate in its padding is signed by nobody and not read unless asked for */
	{ "certificate-trailing", ON_FIRST, 0, { SOUND }, { WORTHLESS, "certificate-malformed" } },
	{ "certificate-trailing", ON_SECOND, 0, { WORTHLESS, "certificate-malformed" }, { 0 } },
	{ "certificate-indefinite", ON_ALL, 0, { SOUND, NULL, "certificate-not-der" }, { 0 } },
	{ "certificate-long-lengths", ON_ALL, 0, { SOUND, NULL, "certificate-not-der" }, { 0 } },
	{ "certificate-tbs-indefinite", ON_ALL, 0, { SOUND, NULL, "certificate-not-der" }, { 0 } },
	{ "certificate-aki-other", ON_ALL, 0, { SOUND, NULL, "key-identifier-differs" }, { 0 } },
	{ "certificate-ber-signed-as-der", ON_ALL, 0, { SOUND, NULL, "certificate-not-der" }, { 0 } },
	{ "certificate-issuer-case", ON_ALL, 0, { SOUND, NULL, "issuer-name-differs" }, { 0 } },
	{ "certificate-issuer-other", ON_ALL, 0, { SOUND, NULL, "issuer-name-differs" }, { 0 } },
	{ "certificate-issuer-printable", ON_ALL, 0, { SOUND, NULL, "issuer-name-differs" }, { 0 } },
	{ "certificate-pieces", ON_ALL, 0, { SOUND, NULL, "certificate-not-der" }, { 0 } },
	{ "certificate-serial-long", ON_ALL, 0, { SOUND, NULL, "certificate-unusual" }, { 0 } },
	{ "certificate-serial-negative", ON_ALL, 0, { SOUND, NULL, "certificate-unusual" }, { 0 } },
	{ "certificate-serial-zeros", ON_ALL, 0, { SOUND, NULL, "certificate-not-der" }, { 0 } },
	{ "certificate-signature-zeros", ON_SECOND, 0, { SOUND, NULL, "certificate-not-der" }, { 0 } },
	{ "certificate-version-1", ON_ALL, 0, { SOUND, NULL, "certificate-unusual" }, { 0 } },
	{ "number-empty", ON_SECOND, 0, { SOUND, .beside = "card-number-missing" }, { 0 } },
	{ "number-malformed", ON_SECOND, 0, { SOUND, .beside = "card-number-malformed" }, { 0 } },
	{ "number-other", ON_SECOND, 0, { SOUND, .beside = "card-number-mismatch" }, { 0 } },
	{ "certificate-malformed", ON_ALL, 0, { WORTHLESS, "certificate-malformed" }, { 0 } },
	{ "certificate-null-parameter", ON_SECOND, 0, { SOUND, NULL, "certificate-null-parameter" }, { 0 } },
	{ "certificate-expired", ON_ALL, 0, { SOUND, NULL, "certificate-expired" }, { 0 } },
	{ "certificate-not-yet-valid", ON_ALL, 0, { SOUND, NULL, "certificate-not-yet-valid" }, { 0 } },
	{ "ca-expired", ON_ALL, 0, { SOUND, NULL, "anchor-expired" }, { 0 } },
	{ "issuer-unknown", ON_ALL, 0, { FORGED, "issuer-unknown" }, { 0 } },
	{ "issuer-same-name", ON_ALL, 0, { FORGED, "issuer-unknown" }, { 0 } },
	{ "issuer-same-key-id", ON_ALL, 0, { FORGED, "issuer-signature-mismatch" }, { 0 } },
	{ "self-signed", ON_ALL, 0, { FORGED, "issuer-unknown" }, { 0 } },
	{ "check-code-der", ON_SECOND, 0, { SOUND }, { 0 } },
	{ "flip-check-code", ON_ALL, 0, { FALSIFIED, "signature-mismatch" }, { 0 } },
	{ "flip-certificate", ON_ALL, 0, { FORGED, "issuer-signature-mismatch" }, { 0 } },
	{ "flip-data", ON_ALL, 0, { FALSIFIED, "signature-mismatch" }, { 0 } },
	{ "flip-face", ON_ALL, 0, { FALSIFIED, "signature-mismatch" }, { 0 } },
	/* padding that is assumed is what was signed, whatever the card holds there */
	{ "flip-padding", ON_ALL, 0, { SOUND }, { FALSIFIED, "signature-mismatch" } },
	{ "tlv-malformed", ON_ALL, ZAIRYU_ERR_MALFORMED, { 0 }, { 0 } },
	{ "length-oversize", ON_ALL, ZAIRYU_ERR_MALFORMED, { 0 }, { 0 } },
	{ "image-length-oversize", ON_ALL, ZAIRYU_ERR_MALFORMED, { 0 }, { 0 } },
	{ "file-longer", ON_ALL, 0, { SOUND }, { 0 } },
	{ "file-shorter", ON_ALL, 0, { SOUND }, { 0 } },
	{ "length-83", ON_ALL, 0, { SOUND }, { 0 } },
	/* nobody signed the added object, and it stands where everything is taken for signed */
	{ "signed-longer", ON_ALL, 0, { FALSIFIED, "signature-mismatch" }, { 0 } },
	{ "answer-61", ON_ALL, 0, { SOUND }, { 0 } },
	{ "answer-6282", ON_ALL, 0, { SOUND }, { 0 } },
	{ "answer-6c", ON_ALL, 0, { SOUND }, { 0 } },
	{ "answer-fci", ON_ALL, 0, { SOUND }, { 0 } },
	{ "power-up-6f00", ON_ALL, 0, { SOUND }, { 0 } },
	{ "chip-broken", ON_ALL, ZAIRYU_ERR_CHIP_BROKEN, { 0 }, { 0 } },
	{ "type-unknown", ON_ALL, ZAIRYU_ERR_UNKNOWN_CARD_TYPE, { 0 }, { 0 } },
	{ "foreign", ON_ALL, ZAIRYU_ERR_NOT_RESIDENCE_CARD, { 0 }, { 0 } },
	{ "my-number", ON_ALL, ZAIRYU_ERR_SPECIFIED_CARD, { 0 }, { 0 } },
	{ "my-number-df1", ON_ALL, ZAIRYU_ERR_SPECIFIED_CARD, { 0 }, { 0 } },
	{ "my-number-only", ON_ALL, ZAIRYU_ERR_NOT_RESIDENCE_CARD, { 0 }, { 0 } },
};

enum { ROWS = sizeof rows / sizeof *rows };

static const char *const types[TYPES] = { "1", "2", "05", "06" };

/* Notes of what lies between a certificate and the anchor that issued it. */
static bool is_told_by_anchor(const char *oddity)
{
	return strcmp(oddity, "anchor-expired") == 0 || strcmp(oddity, "issuer-name-differs") == 0 ||
	       strcmp(oddity, "key-identifier-differs") == 0;
}

static void add(char text[JUDGE_TEXT], const char *note)
{
	size_t len = strlen(text);

	snprintf(text + len, JUDGE_TEXT - len, "%s %s", strchr(text, ':') ? "" : ":", note);
}

/* What decides the verdict beside the two results. */
static bool is_abnormal(const struct found *found)
{
	return strncmp(found->results, "failed", 6) == 0 ||
	       (found->beside && strcmp(found->beside, "card-number-mismatch") == 0);
}

static const char *expected_verdict(const struct found *found, int anchor)
{
	bool issued = strstr(found->results, " ok") && anchor != 0;

	if (is_abnormal(found))
		return "abnormal";
	if (strcmp(found->results, UNSIGNED) == 0)
		return "unsigned";
	if (anchor != 0 && !issued)
		return "abnormal";
	return anchor == ZAIRYU_ANCHOR_PRODUCTION && !found->beside ? "genuine" : "unchecked";
}

/* `anchor`: the kind behind the trust store, 0 for none at all. */
static void expect_text(const struct found *found, enum card_type type, int anchor, char text[JUDGE_TEXT])
{
	bool is_signed = strcmp(found->results, UNSIGNED) != 0;
	bool issued = is_signed && strstr(found->results, " ok") && anchor != 0;
	bool unknown = found->reason && strcmp(found->reason, "issuer-unknown") == 0;

	snprintf(text, JUDGE_TEXT, "%.*s %s %s", (int)strcspn(found->results, " "), found->results,
		 is_signed && anchor == 0 ? "not-checked" : strchr(found->results, ' ') + 1,
		 expected_verdict(found, anchor));
	if (found->reason && (anchor != 0 || strcmp(found->results, FORGED) != 0))
		add(text, found->reason);
	if (unknown && anchor != 0) /* the CAs here are of 2020, the certificates of 2024 */
		add(text, "newer-anchor-may-be-missing");
	if (is_signed && anchor == 0)
		add(text, "no-anchor");
	if (issued && anchor != ZAIRYU_ANCHOR_PRODUCTION)
		add(text, "not-a-production-anchor");
	if (found->oddity && (anchor != 0 || !is_told_by_anchor(found->oddity)))
		add(text, found->oddity);
	if (type == TYPE_1 || type == TYPE_2)
		add(text, "kind-not-signed");
	if (found->beside)
		add(text, found->beside);
	if (found->grown_up && type != TYPE_1 && type != TYPE_2)
		add(text, "unsigned-though-16-or-over");
}

static void check_report(const zairyu_report *report, const struct row *row, const struct found *found,
			 enum card_type type, int anchor)
{
	char text[JUDGE_TEXT], expected[JUDGE_TEXT];

	judge_write(report, text);
	expect_text(found, type, anchor, expected);
	ck_assert_msg(strcmp(text, expected) == 0, "%s on %s: %s, not %s", row->name, types[type], text, expected);
	ck_assert_int_eq(zairyu_report_covers(report) != 0,
			 strcmp(found->results, SOUND) == 0 && anchor != 0 && !is_abnormal(found));
}

/* The record again, under other trust. */
static void check_record(const zairyu_trust *trust, int anchor, const zairyu_record *record, const struct row *row,
			 const struct found *found, enum card_type type)
{
	zairyu_report *report;
	int rc = zairyu_verify(trust, record, 0, &report, NULL);

	check_report(report, row, found, type, anchor);
	ck_assert_int_eq(rc, zairyu_report_verdict(report) == ZAIRYU_VERDICT_GENUINE ? 0 : ZAIRYU_ERR_NOT_GENUINE);
	zairyu_report_free(report);
}

static void read_as(struct scene *on, zairyu_trust *production, const struct row *row, enum card_type type)
{
	struct outcome o = scene_read(on, zairyu_vcard_number(on->card), 60000);

	outcome_check(on, &o, row->name);
	ck_assert_msg(o.rc == (row->error ? row->error : ZAIRYU_ERR_NOT_GENUINE), "%s on %s: %s", row->name,
		      types[type], zairyu_error_name(o.rc));
	if (!row->error) {
		check_report(o.report, row, &row->found, type, ZAIRYU_ANCHOR_CUSTOM);
		check_record(production, ZAIRYU_ANCHOR_PRODUCTION, o.record, row, &row->found, type);
		check_record(NULL, 0, o.record, row, &row->found, type);
	}
	outcome_done(&o);
}

static void read_whole(struct scene *on, const struct row *row, enum card_type type)
{
	const struct found *found = row->whole.results ? &row->whole : &row->found;
	zairyu_record *record = scene_read_whole(on);

	for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1)
		ck_assert_uint_eq(zairyu_record_padding_assumed(record, item), 0);
	check_record(on->trust, ZAIRYU_ANCHOR_CUSTOM, record, row, found, type);
	zairyu_record_free(record);
}

static struct scene scene; /* its CA costs too much to be made anew for each */

static void open_scene(void)
{
	scene_open(&scene);
	scene.real_reader = 1;
}

static void close_scene(void)
{
	scene_close(&scene);
}

static void try_card(const struct row *row, enum card_type type, size_t max_response)
{
	zairyu_trust *production;
	char options[80];

	snprintf(options, sizeof options, "type=%s,variant=%s", types[type], row->name);
	scene_set_card(&scene, options, max_response);
	scene_trust_card(&scene); /* an expired CA is not the one that was handed in */
	production = judge_production_trust(&scene);
	read_as(&scene, production, row, type);
	if (!row->error)
		read_whole(&scene, row, type);
	zairyu_trust_free(production);
}

START_TEST(each_variant)
{
	for (enum card_type type = TYPE_1; type < TYPES; type++) {
		if ((rows[_i].types & (1u << type)) == 0)
			continue;
		try_card(&rows[_i], type, 0);
		try_card(&rows[_i], type, 256);
	}
}
END_TEST

/* The table, and with it every check above, covers what the library has. */
START_TEST(the_table_has_every_variant)
{
	for (size_t v = 0; variant_name(v); v++) {
		unsigned covered = 0;

		for (size_t i = 0; i < ROWS; i++) {
			if (strcmp(rows[i].name, variant_name(v)) != 0)
				continue;
			ck_assert_msg((covered & rows[i].types) == 0, "%s is there twice", rows[i].name);
			covered |= rows[i].types;
		}
		ck_assert_msg(covered == variant_types(v), "%s: %x, not %x", variant_name(v), covered,
			      variant_types(v));
	}
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("variants", 60);

	tcase_add_unchecked_fixture(tcase, open_scene, close_scene);
	tcase_add_test(tcase, the_table_has_every_variant);
	tcase_add_loop_test(tcase, each_variant, 0, ROWS);
	return suite_run("variants", tcase);
}
