/* SPDX-License-Identifier: BSD-2-Clause */
/* A card for people: what was found, what is on it, and what it does not prove. */
#include "output/output_text.h"

#include <stdio.h>
#include <string.h>

#include "card/marks.h"
#include "output/output.h"
#include "person/date_text.h"
#include "person/fail.h"
#include "person/language.h"
#include "person/safe_text.h"

enum { RAW_SHOWN_MAX = 16 };

static void line(const struct app *app, enum message message, const char *one, const char *two)
{
	message_print(stdout, message, app->language, one, two);
	fputc('\n', stdout);
}

void output_text_pair(const struct app *app, enum message label, const char *value)
{
	fputs("  ", stdout);
	message_print(stdout, label, app->language, NULL, NULL);
	fputs(": ", stdout);
	safe_text_print(stdout, value);
	fputc('\n', stdout);
}

/* "label: value" of what is on the card, marked unless it is proved; the value's own text is already made safe. */
static void print_marked(const struct app *app, enum message label, const char *value, bool vouched)
{
	fputs("  ", stdout);
	message_print(stdout, label, app->language, NULL, NULL);
	fputs(": ", stdout);
	safe_text_print(stdout, value);
	if (!vouched)
		message_print(stdout, MSG_NOT_COVERED, app->language, NULL, NULL);
	fputc('\n', stdout);
}

static void print_reader(const struct app *app, const zairyu_record *record)
{
	bool replayed = zairyu_record_source(record) == ZAIRYU_SOURCE_REPLAYED;

	fputs("  ", stdout);
	message_print(stdout, MSG_LABEL_READER, app->language, NULL, NULL);
	fputs(": ", stdout);
	safe_text_print(stdout, zairyu_record_reader(record));
	if (!zairyu_record_is_live(record))
		message_print(stdout, replayed ? MSG_SOURCE_REPLAYED : MSG_SOURCE_SIMULATED, app->language, NULL, NULL);
	fputc('\n', stdout);
}

/* The stable name is better than nothing for a family that has no words of its own here. */
static const char *generation_text(const struct app *app, int family)
{
	switch (family) {
	case ZAIRYU_FAMILY_FIRST_GENERATION:
		return message_text(MSG_FIRST_GENERATION, app->language);
	case ZAIRYU_FAMILY_SECOND_GENERATION:
		return message_text(MSG_SECOND_GENERATION, app->language);
	default:
		return zairyu_family_name(family);
	}
}

static void print_card(const struct app *app, const struct card_outcome *outcome)
{
	const zairyu_record *record = outcome->record;
	const zairyu_card *card = zairyu_record_card(record);
	bool residence = zairyu_card_kind(card) == ZAIRYU_KIND_RESIDENCE_CARD;
	char time[LOCAL_TIME_SIZE];

	fputc('\n', stdout);
	line(app, outcome->judgement.verdict == ZAIRYU_VERDICT_GENUINE ? MSG_CARD_HEADING : MSG_CARD_HEADING_UNPROVED,
	     NULL, NULL);
	print_marked(app, MSG_LABEL_KIND,
		     message_text(residence ? MSG_RESIDENCE_CARD : MSG_CERTIFICATE_CARD, app->language),
		     mark_kind_is_vouched(&outcome->judgement));
	print_marked(app, MSG_LABEL_GENERATION, generation_text(app, zairyu_card_family(card)),
		     outcome->judgement.covers != 0); /* each generation has keys of its own */
	if (zairyu_record_number(record)[0])
		print_marked(app, MSG_LABEL_NUMBER, zairyu_record_number(record), false);
	if (zairyu_record_read_at(record) != 0 && local_time_text(zairyu_record_read_at(record), time))
		output_text_pair(app, MSG_LABEL_READ_AT, time);
	print_reader(app, record);
}

/* A field of the permission block, which the official application shows on its own. */
static bool is_permission(int field)
{
	return field == ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION || field == ZAIRYU_FIELD_INDIVIDUAL_PERMISSION ||
	       field == ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION_EXPIRY;
}

/* A code or date that was not understood is short, and a person may know what it means. */
static void print_unreadable(const struct app *app, const zairyu_record *record, int field)
{
	char text[RAW_SHOWN_MAX + 1] = "";
	zairyu_bytes raw;
	size_t len = 0;

	if (zairyu_record_field_type(record, field) != ZAIRYU_FIELD_TYPE_TEXT &&
	    zairyu_record_field_raw(record, field, &raw) == ZAIRYU_OK && raw.len <= RAW_SHOWN_MAX)
		while (len < raw.len && raw.data[len] > 0x20 && raw.data[len] < 0x7F) {
			text[len] = (char)raw.data[len];
			len++;
		}
	text[len] = '\0';
	message_print(stdout, len > 0 ? MSG_UNREADABLE_VALUE : MSG_UNREADABLE, app->language, text, NULL);
}

static void print_value(const struct app *app, const zairyu_record *record, int field, const char *text)
{
	const char *name, *note = zairyu_record_field_note(record, field, 0);

	if (zairyu_record_code_name(record, field, app->language, &name) == ZAIRYU_OK)
		message_print(stdout, MSG_CODE_WITH_NAME, app->language, name, text);
	else if (zairyu_record_field_state(record, field) == ZAIRYU_FIELD_STATE_PARTIAL && note)
		message_print(stdout, MSG_CODE_WITH_NAME, app->language, text,
			      zairyu_field_note_text(note, app->language));
	else
		safe_text_print(stdout, text);
}

static void print_field(const struct app *app, const struct card_outcome *outcome, int field)
{
	const zairyu_record *record = outcome->record;
	const char *text = NULL;
	int rc = zairyu_record_text(record, field, &text);

	fputs("  ", stdout);
	safe_text_print(stdout, zairyu_field_label(field, app->language));
	fputs(": ", stdout);
	if (rc != ZAIRYU_OK)
		print_unreadable(app, record, field);
	else
		print_value(app, record, field, text);
	if (!mark_is_vouched(&outcome->judgement, zairyu_record_field_item(record, field)))
		message_print(stdout, MSG_NOT_COVERED, app->language, NULL, NULL);
	fputc('\n', stdout);
}

/* Whether a field has a line of its own. The chip's number has one only if it is not the number above. */
static bool is_shown(const zairyu_record *record, int field)
{
	const char *text;

	if (zairyu_record_field_state(record, field) <= ZAIRYU_FIELD_STATE_EMPTY)
		return false;
	return field != ZAIRYU_FIELD_CARD_NUMBER || zairyu_record_text(record, field, &text) != ZAIRYU_OK ||
	       strcmp(text, zairyu_record_number(record)) != 0;
}

static void print_fields(const struct app *app, const struct card_outcome *outcome)
{
	for (int field = 1; zairyu_field_name(field); field++)
		if (!is_permission(field) && is_shown(outcome->record, field))
			print_field(app, outcome, field);
}

/* Without a permission there is no block: certificates never have one, and it can be withdrawn. */
static void print_permissions(const struct app *app, const struct card_outcome *outcome)
{
	bool any = false;

	for (int field = 1; zairyu_field_name(field); field++) {
		if (!is_permission(field) || !is_shown(outcome->record, field))
			continue;
		if (!any) {
			fputc('\n', stdout);
			line(app, MSG_PERMISSION_HEADING, NULL, NULL);
		}
		any = true;
		print_field(app, outcome, field);
	}
}

static void print_path(const char *path)
{
	if (!path)
		return;
	fputc(' ', stdout);
	safe_text_print(stdout, path);
}

static void print_images(const struct app *app, const struct card_outcome *outcome)
{
	const struct image_list *images = &outcome->images;

	if (images->count == 0)
		return;
	fputc('\n', stdout);
	line(app, MSG_IMAGES_HEADING, NULL, NULL);
	for (size_t i = 0; i < images->count; i++) {
		const struct image_info *info = &images->item[i];

		fprintf(stdout, "  %s", info->name);
		if (info->width)
			fprintf(stdout, " %ux%u", (unsigned)info->width, (unsigned)info->height);
		else
			message_print(stdout, MSG_UNREADABLE_IMAGE, app->language, NULL, NULL);
		print_path(info->file);
		print_path(info->stored_file);
		if (!mark_is_vouched(&outcome->judgement, info->item))
			message_print(stdout, MSG_NOT_COVERED, app->language, NULL, NULL);
		fputc('\n', stdout);
	}
}

/* What was asked for, or the new name. */
static void print_saved(const struct app *app, const struct card_outcome *outcome)
{
	if (outcome->file || outcome->reduced_file)
		fputc('\n', stdout);
	if (outcome->file)
		line(app, MSG_SAVED_RECORD, outcome->file, NULL);
	if (outcome->reduced_file)
		line(app, MSG_SAVED_REDUCED, outcome->reduced_file, NULL);
}

static bool has_passed(const zairyu_record *record, int field)
{
	int year, month, day;

	return zairyu_record_date_parts(record, field, &year, &month, &day) == ZAIRYU_OK &&
	       date_is_past(year, month, day);
}

/* What was done to a text so that it could be shown. */
static void print_text_notes(const struct app *app, const zairyu_record *record)
{
	for (int field = 1; zairyu_field_name(field); field++) {
		const char *note;

		for (size_t i = 0; (note = zairyu_record_field_note(record, field, i)); i++)
			if (zairyu_record_field_type(record, field) == ZAIRYU_FIELD_TYPE_TEXT)
				line(app, MSG_ABOUT, zairyu_field_label(field, app->language),
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
			line(app,
			     family == ZAIRYU_FAMILY_FIRST_GENERATION    ? hints[i].first
			     : family == ZAIRYU_FAMILY_SECOND_GENERATION ? hints[i].second
									 : MSG_HINT_NO_ANCHOR,
			     NULL, NULL);
}

/* What a reader of the result should know; never a judgement of its own. */
static void print_hints(const struct app *app, const struct card_outcome *outcome)
{
	const zairyu_record *record = outcome->record;
	const char *renewal;

	fputc('\n', stdout);
	print_anchor_hint(app, outcome);
	if (has_passed(record, ZAIRYU_FIELD_CARD_EXPIRY) || has_passed(record, ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY))
		line(app, MSG_HINT_PERIOD_OVER, NULL, NULL);
	if (zairyu_record_text(record, ZAIRYU_FIELD_RENEWAL_PENDING, &renewal) == ZAIRYU_OK &&
	    strcmp(renewal, "1") == 0)
		line(app, MSG_HINT_RENEWAL, NULL, NULL);
	print_text_notes(app, record);
	line(app, MSG_HINT_NO_PROOF, NULL, NULL);
}

int output_text_card(const struct app *app, const struct card_outcome *outcome, zairyu_error **err)
{
	output_text_judgement(app, outcome);
	print_card(app, outcome);
	print_fields(app, outcome);
	print_permissions(app, outcome);
	print_images(app, outcome);
	print_saved(app, outcome);
	print_hints(app, outcome);
	return output_flush(app, err);
}
