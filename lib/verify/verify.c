/* SPDX-License-Identifier: BSD-2-Clause */
/* Verifies a record: the two results, and the verdict. Whatever is not proved is not said. */
#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>

#include "circumstances.h"
#include "common/flags.h"
#include "report/report.h"
#include "signature/check_code.h"
#include "trust/trust.h"

struct verification {
	const zairyu_trust *trust;
	const struct digests *digests;
	struct digests own;
	const zairyu_record *record;
	struct layout layout;
	struct signed_data data;
	struct signer *signer;
	zairyu_report *report;
};

static bool has_anchors(const struct verification *v)
{
	return v->trust && v->trust->count > 0;
}

/* A failure that may only come from padding that was assumed is not a failure yet. */
static int failed(struct verification *v, bool guessed, enum note reason)
{
	if (guessed) {
		report_add_note(v->report, NOTE_PADDING_ASSUMED);
		return ZAIRYU_RESULT_NOT_CHECKED;
	}
	report_add_note(v->report, reason);
	return ZAIRYU_RESULT_FAILED;
}

/*
 * Whether bytes of the certificate that were not transferred could have led to what was found. Only what lies behind
 * the end that its header tells may have been left out: not of one that holds together.
 */
static bool certificate_guessed(const struct verification *v)
{
	return v->signer->length == 0 && v->data.signature_guessed;
}

/* Is the signed data unchanged? */
static int check_falsification(struct verification *v)
{
	zairyu_report *report = v->report;
	struct check_code_reading form = { 0 };
	int answer;

	if (v->data.check_code.len == 0) {
		report->falsification = failed(v, v->data.signature_guessed, NOTE_CHECK_CODE_MALFORMED);
		return ZAIRYU_OK;
	}
	if (v->signer->problem != NOTE_NONE) {
		report->falsification = failed(v, certificate_guessed(v), v->signer->problem);
		return ZAIRYU_OK;
	}
	answer = SIGNATURE_WRONG;
	if (v->data.is_well_formed)
		answer = check_code_check(&v->data, v->digests, &v->signer->key, &form);
	if (answer < 0)
		return answer;
	if (answer == SIGNATURE_RIGHT) {
		report->falsification = ZAIRYU_RESULT_OK;
		report_add_note(report, form.not_der ? NOTE_CHECK_CODE_NOT_DER : NOTE_NONE);
		return ZAIRYU_OK;
	}
	/* What makes the objects of a file others than the signed ones is not padding, whatever was assumed beside it.
	 */
	report->falsification = failed(v, v->data.is_well_formed && v->data.data_guessed,
				       form.malformed ? NOTE_CHECK_CODE_MALFORMED : NOTE_SIGNATURE_MISMATCH);
	if (v->data.face_missing)
		report_add_note(report, NOTE_NO_FACE);
	return ZAIRYU_OK;
}

static int take_anchor(struct verification *v)
{
	const struct anchor *anchor = v->signer->issuer.anchor;
	zairyu_report *report = v->report;

	report->anchor_kind = anchor->kind;
	memcpy(report->anchor_sha256, anchor->sha256, sizeof report->anchor_sha256);
	report->anchor_subject = strdup(anchor->subject);
	if (anchor->kind != ZAIRYU_ANCHOR_PRODUCTION)
		report_add_note(report, NOTE_NOT_A_PRODUCTION_ANCHOR);
	return report->anchor_subject ? ZAIRYU_OK : ZAIRYU_ERR_NO_MEMORY;
}

static bool is_incomplete(const struct verification *v)
{
	return v->trust && trust_is_incomplete(v->trust);
}

/* Why nobody can say that no CA of the agency issued the card's certificate; NOTE_NONE if that can be said. */
static enum note why_undecidable(const struct verification *v)
{
	if (!has_anchors(v))
		return NOTE_NO_ANCHOR;
	if (!issuer_is_decidable(v->trust, v->data.rules.key))
		return NOTE_NO_ANCHOR_FOR_THIS_GENERATION;
	return is_incomplete(v) ? NOTE_ANCHOR_FILE_UNUSABLE : NOTE_NONE;
}

/* Did an anchor issue the card's certificate? */
static int check_issuer(struct verification *v)
{
	const struct signer *signer = v->signer;
	enum note reason;

	if (signer->issuer.anchor) {
		v->report->issuer = ZAIRYU_RESULT_OK;
		return take_anchor(v);
	}
	reason = why_undecidable(v);
	if (reason != NOTE_NONE) {
		report_add_note(v->report, reason);
		report_add_note(v->report, is_incomplete(v) ? NOTE_ANCHOR_FILE_UNUSABLE : NOTE_NONE);
		return ZAIRYU_OK;
	}
	reason = signer->problem != NOTE_NONE ? signer->problem : signer->issuer.problem;
	v->report->issuer = failed(v, certificate_guessed(v), reason);
	if (v->report->issuer == ZAIRYU_RESULT_FAILED && signer->issuer.younger)
		report_add_note(v->report, NOTE_NEWER_ANCHOR_MAY_BE_MISSING);
	return ZAIRYU_OK;
}

static void note_times(struct verification *v, const struct validity *valid, enum note early, enum note late)
{
	const int64_t at = zairyu_record_read_at(v->record);

	if (at == 0) /* not known */
		return;
	report_add_note(v->report, at < valid->not_before ? early : at > valid->not_after ? late : NOTE_NONE);
}

static int take_certificate(struct verification *v)
{
	static const struct {
		unsigned oddity;
		enum note note;
	} oddities[] = {
		{ ODDITY_NOT_DER, NOTE_CERTIFICATE_NOT_DER },
		{ ODDITY_NULL_PARAMETER, NOTE_CERTIFICATE_NULL_PARAMETER },
		{ ODDITY_UNUSUAL, NOTE_CERTIFICATE_UNUSUAL },
		{ ODDITY_NAME_DIFFERS, NOTE_ISSUER_NAME_DIFFERS },
		{ ODDITY_KEY_IDENTIFIER_DIFFERS, NOTE_KEY_IDENTIFIER_DIFFERS },
	};
	const struct signer *signer = v->signer;
	zairyu_report *report = v->report;
	const struct anchor *anchor;

	if (signer->length == 0)
		return ZAIRYU_OK;
	report->certificate_subject = strdup(signer->subject);
	if (!report->certificate_subject)
		return ZAIRYU_ERR_NO_MEMORY;
	memcpy(report->certificate_serial, signer->serial, sizeof report->certificate_serial);
	report->validity = signer->validity;
	for (size_t i = 0; i < sizeof oddities / sizeof *oddities; i++)
		if (signer->oddities & oddities[i].oddity)
			report_add_note(report, oddities[i].note);
	note_times(v, &signer->validity, NOTE_CERTIFICATE_NOT_YET_VALID, NOTE_CERTIFICATE_EXPIRED);
	anchor = signer->issuer.anchor;
	if (anchor)
		note_times(v, &anchor->certificate.validity, NOTE_ANCHOR_NOT_YET_VALID, NOTE_ANCHOR_EXPIRED);
	return ZAIRYU_OK;
}

/* What the signature vouches for: what it covers and was there. */
static uint64_t covered_items(const struct verification *v)
{
	uint64_t covered = 0;
	uint64_t items = report_may_cover(v->report) ? zairyu_card_signed_items(zairyu_record_card(v->record)) : 0;

	for (; items != 0; items &= items - 1) {
		const uint64_t item = items & (~items + 1);

		if (zairyu_record_presence(v->record, item) == ZAIRYU_PRESENCE_PRESENT)
			covered |= item;
	}
	return covered;
}

static int check_signed(struct verification *v)
{
	int rc = signer_open(v->trust, v->digests, v->data.certificate, &v->data.rules, &v->signer);

	if (rc == ZAIRYU_OK)
		rc = check_falsification(v);
	if (rc == ZAIRYU_OK)
		rc = check_issuer(v);
	if (rc == ZAIRYU_OK)
		rc = take_certificate(v);
	signer_free(v->signer);
	return rc;
}

static int check_record(struct verification *v)
{
	if (zairyu_record_is_reduced(v->record)) {
		report_add_note(v->report, NOTE_REDUCED_RECORD);
		return ZAIRYU_OK;
	}
	signed_data_collect(v->record, &v->layout, &v->data);
	switch (v->data.state) {
	case SIGNED_NOTHING:
		v->report->falsification = ZAIRYU_RESULT_ABSENT;
		v->report->issuer = ZAIRYU_RESULT_ABSENT;
		return ZAIRYU_OK;
	case SIGNED_SOMETHING:
		return check_signed(v);
	case SIGNED_NOT_UNDERSTOOD:
		report_add_note(v->report, NOTE_SIGNATURE_NOT_UNDERSTOOD);
		return ZAIRYU_OK;
	default:
		report_add_note(v->report, NOTE_NOT_READ);
		return ZAIRYU_OK;
	}
}

/* Without a trust store the algorithms are fetched for this one time. */
static int check_with_digests(struct verification *v)
{
	int rc;

	if (v->trust) {
		v->digests = &v->trust->digests;
		return check_record(v);
	}
	rc = digests_init(&v->own);
	if (rc != ZAIRYU_OK)
		return rc;
	v->digests = &v->own;
	rc = check_record(v);
	digests_done(&v->own);
	return rc;
}

static int verify_record(const zairyu_trust *trust, const zairyu_record *record, uint32_t flags, zairyu_report **out,
			 zairyu_error **err)
{
	int rc;
	struct verification v;

	if (!out)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "no place for the report");
	*out = NULL;
	if (!record)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "no record");
	rc = flags_check(flags, 0, err);
	if (rc != ZAIRYU_OK)
		return rc;
	v = (struct verification){ .trust = trust, .record = record, .report = report_new() };
	layout_read(zairyu_record_card(record), &v.layout);
	rc = v.report ? report_bind(v.report, record) : ZAIRYU_ERR_NO_MEMORY;
	if (rc == ZAIRYU_OK)
		rc = check_with_digests(&v);
	if (rc != ZAIRYU_OK) {
		zairyu_report_free(v.report);
		return zairyu_error_set(err, rc, NULL, 0, "the verification could not be carried out");
	}
	circumstances_note(record, &v.layout, v.report);
	v.report->verdict = report_conclude(v.report);
	v.report->covers = covered_items(&v);
	v.report->covers_kind = (v.report->covers & v.layout.kind_items) != 0;
	*out = v.report;
	if (v.report->verdict == ZAIRYU_VERDICT_GENUINE)
		return ZAIRYU_OK;
	return zairyu_error_set(err, ZAIRYU_ERR_NOT_GENUINE, NULL, 0, "verified, and not genuine: see the report");
}

/* libcrypto 3.5 leaves an error in its queue where memory runs out in what it only frees or finds, too. */
static int verify_quietly(const zairyu_trust *trust, const zairyu_record *record, uint32_t flags, zairyu_report **out,
			  zairyu_error **err)
{
	int rc;

	ERR_set_mark();
	rc = verify_record(trust, record, flags, out, err);
	ERR_pop_to_mark();
	return rc;
}

int zairyu_verify(const zairyu_trust *trust, const zairyu_record *record, uint32_t flags, zairyu_report **out,
		  zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, verify_quietly(trust, record, flags, out, err));
}
