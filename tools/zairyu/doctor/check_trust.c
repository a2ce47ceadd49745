/* SPDX-License-Identifier: BSD-2-Clause */
/* The certificates that cards are checked against: which there are, until when, and who else could change them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/verify.h>

#include "doctor/checks.h"
#include "doctor/trust_place.h"
#include "person/address_book.h"
#include "person/date_text.h"
#include "trust/trust_store.h"

enum { DAY = 86400, DAYS_BEFORE = 90 };

static const struct {
	int family;
	enum message name;
} generations[] = {
	{ ZAIRYU_FAMILY_FIRST_GENERATION, MSG_FIRST_GENERATION },
	{ ZAIRYU_FAMILY_SECOND_GENERATION, MSG_SECOND_GENERATION },
};

/* How many anchors there are for a generation, of one kind or of the others. */
static size_t count(const zairyu_trust *trust, int family, int kind, bool others)
{
	size_t found = 0;

	for (size_t i = 0; i < zairyu_trust_count(trust); i++)
		found += zairyu_trust_family(trust, i) == family && (zairyu_trust_kind(trust, i) == kind) != others;
	return found;
}

static void check_generation(struct examination *exam, const zairyu_trust *trust, int family, enum message name)
{
	const size_t production = count(trust, family, ZAIRYU_ANCHOR_PRODUCTION, false);
	const size_t others = count(trust, family, ZAIRYU_ANCHOR_PRODUCTION, true);
	struct findings *findings = &exam->findings;
	struct finding *finding;

	finding = findings_add_worded(findings,
				      production ? FOUND_TRUST
				      : others   ? FOUND_TRUST_TEST_ONLY
						 : FOUND_TRUST_MISSING,
				      production ? NULL : address_book_now(zairyu_trust_page(family)),
				      message_text(name, ZAIRYU_LANGUAGE_JA), message_text(name, ZAIRYU_LANGUAGE_EN));
	findings_value(finding, (int64_t)(production ? production : others));
	exam->unproved = exam->unproved || production == 0;
	if (production == 0)
		findings_remedy(findings, finding, REMEDY_ADD_CERTIFICATES, NULL);
}

static void check_end(struct examination *exam, const zairyu_trust *trust, size_t i)
{
	char date[LOCAL_TIME_SIZE] = "";
	int64_t not_after;

	if (zairyu_trust_validity(trust, i, NULL, &not_after) != ZAIRYU_OK ||
	    not_after - exam->now > (int64_t)DAYS_BEFORE * DAY)
		return;
	if (local_time_text(not_after, date))
		date[10] = '\0'; /* the day alone */
	(void)findings_add(&exam->findings, not_after < exam->now ? FOUND_TRUST_ENDED : FOUND_TRUST_ENDS,
			   zairyu_trust_subject(trust, i), date);
	findings_value(findings_last(&exam->findings), (not_after - exam->now) / DAY);
}

static void add_broken(struct examination *exam, int rc, const zairyu_error *cause)
{
	const char *path = exam->app->about && exam->app->about->file[0] ? exam->app->about->file : exam->trust;

	findings_add_failure(&exam->findings, FOUND_TRUST_BROKEN, path ? path : zairyu_error_message(cause), rc);
	examination_blocks(exam, rc);
}

/* What cannot be used is a finding here, and no warning. */
static int load(const struct examination *exam, zairyu_trust **trust, zairyu_error **cause)
{
	struct trust_places places;
	int rc = trust_places_find(exam->app, exam->trust, ZAIRYU_PLACES_ALL, &places, cause);

	if (rc == ZAIRYU_OK)
		rc = trust_store_look(exam->app, &places, trust, cause);
	trust_places_done(&places);
	return rc;
}

static void check_refused(struct examination *exam, const zairyu_trust *trust)
{
	for (size_t i = 0; i < zairyu_trust_refused_count(trust); i++)
		findings_add_failure(&exam->findings, FOUND_TRUST_UNUSABLE, zairyu_trust_refused_path(trust, i),
				     zairyu_error_code(zairyu_trust_refused_error(trust, i)));
}

void check_trust(struct examination *exam)
{
	zairyu_trust *trust = NULL;
	zairyu_error *cause = NULL;
	int rc = load(exam, &trust, &cause);

	if (rc != ZAIRYU_OK)
		add_broken(exam, rc, cause);
	for (size_t i = 0; rc == ZAIRYU_OK && i < sizeof generations / sizeof *generations; i++)
		check_generation(exam, trust, generations[i].family, generations[i].name);
	for (size_t i = 0; rc == ZAIRYU_OK && i < zairyu_trust_count(trust); i++)
		check_end(exam, trust, i);
	check_refused(exam, trust);
	trust_places_check(exam);
	zairyu_error_free(cause);
	zairyu_trust_free(trust);
}
