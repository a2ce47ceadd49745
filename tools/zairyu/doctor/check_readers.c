/* SPDX-License-Identifier: BSD-2-Clause */
/* Each reader that is seen, and what is known of its model. */
#include <stdlib.h>
#include <string.h>

#include "doctor/checks.h"
#include "doctor/reader_advice.h"
#include "doctor/reader_table.h"

static const struct {
	const char *rating;
	enum found what;
} by_rating[] = {
	{ "poor", FOUND_READER_POOR },
	{ "unusable", FOUND_READER_UNUSABLE },
};

static enum found found_of(const struct data_row *model)
{
	for (size_t i = 0; i < sizeof by_rating / sizeof *by_rating; i++)
		if (reader_is(model, READER_RATING, by_rating[i].rating))
			return by_rating[i].what;
	if (!reader_text(model, READER_LENGTH))
		return FOUND_READER_NOT_LISTED;
	return reader_is(model, READER_LENGTH, "extended") ? FOUND_READER_EXTENDED : FOUND_READER_SHORT;
}

/* Whether a residence card could be placed on it. */
static bool add_reader(struct examination *exam, const zairyu_readers *list, size_t i, enum found unlisted)
{
	const char *label = zairyu_readers_label(list, i);
	const struct data_row *model = reader_by_name(&exam->models, label);
	const int suitability = zairyu_readers_suitability(list, i);
	const char *message = model ? reader_text(model, READER_MESSAGE) : NULL;
	enum found what = model ? found_of(model) : unlisted;

	if (what != FOUND_READER_UNUSABLE &&
	    (suitability == ZAIRYU_READER_SAM || suitability == ZAIRYU_READER_CONTACT)) {
		(void)findings_add(&exam->findings, FOUND_READER_OTHER_SLOT, label, NULL);
		return false;
	}
	if (!model)
		(void)findings_add(&exam->findings, what, label, NULL);
	else
		(void)reader_add_advice(exam, what, label, model);
	if (message)
		findings_value(findings_last(&exam->findings), strtol(message, NULL, 10));
	return what != FOUND_READER_UNUSABLE;
}

/* A backend beside PC/SC, which has checks of its own, that cannot list its readers. */
static void check_list(struct examination *exam, const struct reader_list *list, size_t *seen, size_t *usable)
{
	const enum found unlisted = strcmp(list->scheme, "nfc") == 0 ? FOUND_READER_NFC : FOUND_READER_NOT_LISTED;

	if (list->rc != ZAIRYU_OK && list->rc != ZAIRYU_ERR_NO_READER && strcmp(list->scheme, "pcsc") != 0) {
		findings_add_failure(&exam->findings, FOUND_READER_FAILED, list->scheme, list->rc);
		findings_last(&exam->findings)->state = FINDING_WARNING;
	}
	for (size_t i = 0; i < zairyu_readers_count(list->readers); i++)
		if (!zairyu_readers_simulated(list->readers, i)) {
			(*seen)++;
			*usable += add_reader(exam, list->readers, i, unlisted);
		}
}

/* The reader that was asked for, whatever else there is. */
static void check_chosen(struct examination *exam)
{
	if (exam->reader_rc == ZAIRYU_OK || exam->reader_rc == exam->code) /* of the service, say */
		return;
	findings_add_failure(&exam->findings, FOUND_READER_FAILED, exam->reader_uri, exam->reader_rc);
	examination_blocks(exam, exam->reader_rc);
}

/* Whoever has to repair the service first does not know yet whether there is a reader. */
static void check_any(struct examination *exam, size_t seen, size_t usable)
{
	if (usable > 0 || exam->code != ZAIRYU_OK)
		return;
	(void)findings_add(&exam->findings, seen > 0 ? FOUND_READER_ONLY_OTHERS : FOUND_READER_NONE,
			   reader_recommended(&exam->models), NULL);
	examination_blocks(exam, seen > 0 ? ZAIRYU_ERR_READER_UNSUITABLE : ZAIRYU_ERR_NO_READER);
}

void check_readers(struct examination *exam)
{
	size_t seen = 0, usable = 0;

	for (size_t i = 0; i < exam->list_count; i++)
		check_list(exam, &exam->lists[i], &seen, &usable);
	if (exam->reader_uri)
		check_chosen(exam);
	else
		check_any(exam, seen, usable);
}
