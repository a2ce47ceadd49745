/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether a reader and the card on it go together, as far as that shows without the card's number. */
#include <stdio.h>

#include "doctor/checks.h"
#include "doctor/link_trial.h"
#include "doctor/machine.h"
#include "person/language.h"

enum {
	SEE_MS = 10,            /* long enough for a service that knows already */
	CARD_MS = 10000,        /* for all that is tried; a card may take 5 s for an answer */
	SHORT_ANSWER_MAX = 258, /* 256 bytes and a status word */
	SLOW_US = 250000,
	LONGEST_MAX = 64
};

/* The reader with the card: the one that was asked for, or the first that has one. NO_CARD is no failure. */
static int find(struct examination *exam)
{
	int rc;

	if (!exam->reader)
		return zairyu_transport_open_first(exam->app->ctx, 0, exam->app->cancel, &exam->reader, NULL);
	rc = zairyu_transport_wait_card(exam->reader, 1, SEE_MS, exam->app->cancel, NULL);
	return rc == ZAIRYU_ERR_TIMEOUT ? ZAIRYU_ERR_NO_CARD : rc == ZAIRYU_ERR_UNSUPPORTED ? ZAIRYU_OK : rc;
}

static void add_failure(struct examination *exam, int rc)
{
	struct findings *findings = &exam->findings;

	if (rc == ZAIRYU_ERR_NO_CARD) {
		(void)findings_add(findings, FOUND_CARD_NONE, NULL, NULL);
		return;
	}
	if (rc == ZAIRYU_ERR_NO_PERMISSION)
		findings_remedy(findings, findings_add(findings, FOUND_PERMISSION_REFUSED, machine_user(), NULL),
				REMEDY_LET_IN, machine_user());
	else
		findings_add_failure(findings, FOUND_CARD_FAILED, zairyu_transport_uri(exam->reader), rc);
	examination_blocks(exam, rc);
}

static void add_card(struct examination *exam, const zairyu_card *card)
{
	const bool first = zairyu_card_family(card) == ZAIRYU_FAMILY_FIRST_GENERATION;
	const enum message name = first ? MSG_FIRST_GENERATION : MSG_SECOND_GENERATION;
	uint64_t simulated = 0;

	(void)findings_add_worded(&exam->findings, FOUND_CARD, zairyu_card_type(card),
				  message_text(name, ZAIRYU_LANGUAGE_JA), message_text(name, ZAIRYU_LANGUAGE_EN));
	if (zairyu_transport_property(exam->reader, ZAIRYU_PROPERTY_SIMULATED, &simulated) == ZAIRYU_OK && simulated)
		(void)findings_add(&exam->findings, FOUND_CARD_SIMULATED, NULL, NULL);
}

static int identify(struct examination *exam)
{
	zairyu_session *session = NULL;
	zairyu_card *card = NULL;
	int rc = zairyu_session_new(exam->reader, &session, NULL);

	if (rc == ZAIRYU_OK) {
		zairyu_session_set_cancel(session, exam->app->cancel);
		zairyu_session_set_timeout(session, CARD_MS);
		rc = zairyu_session_identify(session, &card, NULL);
	}
	if (rc == ZAIRYU_OK)
		add_card(exam, card);
	zairyu_card_free(card);
	zairyu_session_free(session);
	return rc;
}

/* How long an answer may be, in both languages; 0 is not known. */
static void add_longest(struct examination *exam, enum found what, uint64_t longest)
{
	const enum message message = longest > 0 ? MSG_BYTES : MSG_NOT_TOLD;
	char digits[24], ja[LONGEST_MAX], en[LONGEST_MAX];

	(void)snprintf(digits, sizeof digits, "%llu", (unsigned long long)longest);
	message_format(ja, sizeof ja, message_text(message, ZAIRYU_LANGUAGE_JA), digits, NULL);
	message_format(en, sizeof en, message_text(message, ZAIRYU_LANGUAGE_EN), digits, NULL);
	(void)findings_add_worded(&exam->findings, what, NULL, ja, en);
	if (longest > 0)
		findings_value(findings_last(&exam->findings), (int64_t)longest);
}

static void add_trial(struct examination *exam, const struct link_trial *trial)
{
	const bool extended = trial->extended && (trial->longest == 0 || trial->longest > SHORT_ANSWER_MAX);
	const bool slow = trial->exchange_us > SLOW_US;
	char text[32];

	add_longest(exam, extended ? FOUND_LINK_EXTENDED : FOUND_LINK_SHORT,
		    extended || trial->longest ? trial->longest : SHORT_ANSWER_MAX);
	(void)snprintf(text, sizeof text, "%.1f", (double)trial->exchange_us / 1000);
	(void)findings_add(&exam->findings, slow ? FOUND_EXCHANGE_SLOW : FOUND_EXCHANGE, text, NULL);
	findings_value(findings_last(&exam->findings), trial->exchange_us);
}

void check_card(struct examination *exam)
{
	struct link_trial trial;
	int rc;

	if (exam->code != ZAIRYU_OK) /* which would only be said again */
		return;
	rc = find(exam);
	if (rc == ZAIRYU_OK)
		rc = identify(exam);
	if (rc == ZAIRYU_OK)
		rc = link_trial_make(exam->app, exam->reader, CARD_MS, &trial);
	if (rc == ZAIRYU_OK)
		add_trial(exam, &trial);
	else if (rc != ZAIRYU_ERR_CANCELLED)
		add_failure(exam, rc);
}
