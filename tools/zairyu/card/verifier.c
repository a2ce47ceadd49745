/* SPDX-License-Identifier: BSD-2-Clause */
/* Verification by libzairyu-verify. */
#include "card/verifier.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "person/fail.h"
#include "trust/trust_ends.h"
#include "trust/trust_install.h"
#include "trust/trust_store.h"

enum { FAMILIES = ZAIRYU_FAMILY_SECOND_GENERATION + 1 };

struct verifier {
	zairyu_trust *trust; /* NULL if verification is disabled */
	/* For each generation, of an anchor that was needed and runs out, the index + 1; 0 if there is none. */
	atomic_size_t runs_out[FAMILIES];
	bool told[FAMILIES];
};

int verifier_new(const struct app *app, const char *directory, bool disabled, struct verifier **out, zairyu_error **err)
{
	struct verifier *verifier = calloc(1, sizeof *verifier);
	int rc = ZAIRYU_OK;

	*out = NULL;
	if (!verifier)
		return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	if (!disabled)
		rc = trust_store_load(app, directory, &verifier->trust, err);
	if (rc != ZAIRYU_OK) {
		free(verifier);
		return rc;
	}
	*out = verifier;
	return ZAIRYU_OK;
}

void verifier_free(struct verifier *verifier)
{
	if (!verifier)
		return;
	zairyu_trust_free(verifier->trust);
	free(verifier);
}

/* Takes the report. The getters answer NULL in the closed direction. */
static void judgement_of(struct judgement *out, zairyu_report *report)
{
	*out = (struct judgement){
		.report = report,
		.verdict = zairyu_report_verdict(report),
		.falsification = zairyu_report_falsification(report),
		.issuer = zairyu_report_issuer(report),
		.covers = zairyu_report_covers(report),
		.covers_kind = zairyu_report_covers_kind(report),
		.anchor_kind = zairyu_anchor_kind_name(zairyu_report_anchor_kind(report)),
		.anchor_subject = zairyu_report_anchor_subject(report),
		.anchor_sha256 = zairyu_report_anchor_sha256(report),
		.certificate_subject = zairyu_report_certificate_subject(report),
		.certificate_serial = zairyu_report_certificate_serial(report),
	};
	out->verdict_name = zairyu_verdict_name(out->verdict);
	out->falsification_name = zairyu_result_name(out->falsification);
	out->issuer_name = zairyu_result_name(out->issuer);
	out->has_validity = zairyu_report_certificate_validity(report, &out->not_before, &out->not_after) == ZAIRYU_OK;
}

/* Any thread. */
static void note_anchor(struct verifier *verifier, const struct judgement *judgement)
{
	const char *sha256 = judgement->anchor_sha256;
	const size_t index = sha256 ? trust_find(verifier->trust, sha256) : 0;
	const int family = sha256 ? zairyu_trust_family(verifier->trust, index) : 0;

	if (family > 0 && family < FAMILIES && atomic_load(&verifier->runs_out[family]) == 0 &&
	    trust_runs_out(verifier->trust, index))
		atomic_store(&verifier->runs_out[family], index + 1);
}

void verifier_warn(struct verifier *verifier, const struct app *app)
{
	for (int family = 0; verifier && family < FAMILIES; family++) {
		const size_t found = atomic_load(&verifier->runs_out[family]);

		if (found == 0 || verifier->told[family])
			continue;
		verifier->told[family] = true;
		trust_runs_out_warn(app, verifier->trust, found - 1);
	}
}

/* A card that is not genuine is a finding, not a failure of the program. */
static int accept_finding(int rc, zairyu_error **err)
{
	if (rc != ZAIRYU_ERR_NOT_GENUINE)
		return rc;
	zairyu_error_clear(err);
	return ZAIRYU_OK;
}

int verifier_read(struct verifier *verifier, zairyu_session *session, zairyu_record **record, struct judgement *out,
		  zairyu_error **err)
{
	zairyu_report *report = NULL;
	int rc;

	judgement_of(out, NULL);
	if (!verifier->trust) /* whole, since nobody looks whether the signature fits what was assumed */
		return zairyu_session_read(session, ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, record, err);
	rc = zairyu_read_and_verify(session, verifier->trust, ZAIRYU_ITEMS_ALL, 0, record, &report, err);
	judgement_of(out, report);
	note_anchor(verifier, out);
	return accept_finding(rc, err);
}

int verifier_check(struct verifier *verifier, const zairyu_record *record, struct judgement *out, zairyu_error **err)
{
	zairyu_report *report = NULL;
	int rc = ZAIRYU_OK;

	if (verifier->trust)
		rc = zairyu_verify(verifier->trust, record, 0, &report, err);
	judgement_of(out, report);
	note_anchor(verifier, out);
	return accept_finding(rc, err);
}

int judgement_recorded(const struct app *app, const zairyu_record *record, struct judgement *out, zairyu_error **err)
{
	zairyu_bytes results = zairyu_record_results(record);
	zairyu_report *report = NULL;
	int rc;

	judgement_of(out, NULL);
	if (results.len == 0)
		return ZAIRYU_ERR_ABSENT;
	rc = zairyu_report_decode(app->ctx, results, &report, err);
	judgement_of(out, report);
	out->covers &= zairyu_card_signed_items(zairyu_record_card(record)); /* it is only what somebody wrote */
	return rc;
}

int judgement_encode(const struct app *app, const struct judgement *judgement, struct content *out, zairyu_error **err)
{
	size_t len = 0;
	uint8_t *data;
	int rc;

	*out = (struct content){ 0 };
	if (!judgement->report)
		return ZAIRYU_OK;
	(void)zairyu_report_encode(judgement->report, NULL, 0, &len);
	data = malloc(len ? len : 1);
	if (!data)
		return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	rc = zairyu_report_encode(judgement->report, data, len, &len);
	*out = (struct content){ .data = data, .len = len, .cap = len };
	if (rc != ZAIRYU_OK)
		content_done(out);
	return rc;
}

const char *judgement_note(const struct judgement *judgement, size_t index)
{
	return judgement->report ? zairyu_report_note(judgement->report, index) : NULL;
}

const char *judgement_note_text(const char *note, int language)
{
	const char *text = zairyu_note_text(note, language);

	return text ? text : note;
}

void judgement_done(struct judgement *judgement)
{
	zairyu_report_free(judgement->report);
	judgement->report = NULL;
}
