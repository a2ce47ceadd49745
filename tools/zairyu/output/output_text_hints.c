/* SPDX-License-Identifier: BSD-2-Clause */
/* What whoever reads a result should know, for people; never a judgement of its own. */
#include <stdio.h>
#include <string.h>

#include "output/note_audience.h"
#include "output/output_text.h"
#include "person/date_text.h"

bool output_text_has_passed(const zairyu_record *record, int field)
{
	int year, month, day;

	return (field == ZAIRYU_FIELD_CARD_EXPIRY || field == ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY) &&
	       zairyu_record_date_parts(record, field, &year, &month, &day) == ZAIRYU_OK &&
	       date_is_past(year, month, day);
}

/* What was done to a text so that it could be shown. */
static void print_text_notes(const struct app *app, const zairyu_record *record)
{
	for (int field = 1; zairyu_field_name(field); field++) {
		const char *note;

		for (size_t i = 0; (note = zairyu_record_field_note(record, field, i)); i++)
			if (zairyu_record_field_type(record, field) == ZAIRYU_FIELD_TYPE_TEXT &&
			    (app->verbose || note_is_for_everyone(note)))
				output_text_say(app, MSG_ABOUT, zairyu_field_label(field, app->language),
						zairyu_field_note_text(note, app->language));
	}
}

/* Where to get the certificates without which the issuer could not be checked. */
static void print_anchor_hint(const struct app *app, const struct card_outcome *outcome)
{
	static const struct {
		const char *note;
		enum message first, second;
	} hints[] = {
		{ "no-anchor", MSG_HINT_NO_ANCHOR, MSG_HINT_NO_ANCHOR },
		{ "no-anchor-for-this-generation", MSG_HINT_NO_ANCHOR_FIRST, MSG_HINT_NO_ANCHOR_SECOND },
		{ "newer-anchor-may-be-missing", MSG_HINT_NO_ANCHOR_FIRST, MSG_HINT_NO_ANCHOR_SECOND },
	};
	int family = zairyu_card_family(zairyu_record_card(outcome->record));

	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
		if (card_outcome_has_note(&outcome->judgement, hints[i].note))
			output_text_say(app,
					family == ZAIRYU_FAMILY_FIRST_GENERATION    ? hints[i].first
					: family == ZAIRYU_FAMILY_SECOND_GENERATION ? hints[i].second
										    : MSG_HINT_NO_ANCHOR,
					NULL, NULL);
}

void output_text_hints(const struct app *app, const struct card_outcome *outcome)
{
	const zairyu_record *record = outcome->record;
	const char *renewal;

	fputc('\n', stdout);
	if (zairyu_card_family(zairyu_record_card(record)) == ZAIRYU_FAMILY_FIRST_GENERATION)
		output_text_say(app, MSG_HINT_FRONT_IMAGE, NULL, NULL);
	print_anchor_hint(app, outcome);
	if (output_text_has_passed(record, ZAIRYU_FIELD_CARD_EXPIRY) ||
	    output_text_has_passed(record, ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY))
		output_text_say(app, MSG_HINT_PERIOD_OVER, NULL, NULL);
	if (zairyu_record_text(record, ZAIRYU_FIELD_RENEWAL_PENDING, &renewal) == ZAIRYU_OK &&
	    strcmp(renewal, "1") == 0)
		output_text_say(app, MSG_HINT_RENEWAL, NULL, NULL);
	print_text_notes(app, record);
	output_text_say(app, MSG_HINT_NO_PROOF, NULL, NULL);
}
