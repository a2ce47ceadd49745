/* SPDX-License-Identifier: BSD-2-Clause */
/* A card for people: what was found, what is on it, and what it does not prove. */
#include "output/output_text.h"

#include <stdio.h>

#include "card/image_label.h"
#include "card/marks.h"
#include "output/output.h"
#include "person/date_text.h"
#include "person/language.h"
#include "person/safe_text.h"

void output_text_say(const struct app *app, enum message message, const char *one, const char *two)
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
	bool replayed = zairyu_record_source(record) == ZAIRYU_SOURCE_REPLAYED, live = zairyu_record_is_live(record);

	fputs("  ", stdout);
	message_print(stdout, MSG_LABEL_READER, app->language, NULL, NULL);
	fputs(": ", stdout);
	if (!live)
		message_print(stdout, replayed ? MSG_SOURCE_REPLAYED : MSG_SOURCE_SIMULATED, app->language, NULL, NULL);
	if (!live && app->verbose)
		fputs(": ", stdout);
	if (app->verbose)
		safe_text_print(stdout, zairyu_record_reader(record));
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

static void print_first(const struct app *app, const struct card_outcome *outcome)
{
	const zairyu_record *record = outcome->record;
	const zairyu_card *card = zairyu_record_card(record);
	bool residence = zairyu_card_kind(card) == ZAIRYU_KIND_RESIDENCE_CARD;

	fputc('\n', stdout);
	output_text_say(app,
			outcome->judgement.verdict == ZAIRYU_VERDICT_GENUINE ? MSG_CARD_HEADING
									     : MSG_CARD_HEADING_UNPROVED,
			NULL, NULL);
	if (zairyu_record_number(record)[0])
		print_marked(app, output_text_is_other_number(record) ? MSG_LABEL_TYPED_NUMBER : MSG_LABEL_NUMBER,
			     zairyu_record_number(record), false);
	print_marked(app, MSG_LABEL_KIND,
		     message_text(residence ? MSG_RESIDENCE_CARD : MSG_CERTIFICATE_CARD, app->language),
		     mark_kind_is_vouched(&outcome->judgement));
	(void)output_text_fields(app, outcome, FIELD_PART_FIRST, NULL);
	print_marked(app, MSG_LABEL_GENERATION, generation_text(app, zairyu_card_family(card)),
		     mark_is_vouched(&outcome->judgement, ZAIRYU_ITEMS_ALL)); /* each generation has keys of its own */
}

/* Without a permission there is no block: certificates never have one, and it can be withdrawn. */
static void print_card(const struct app *app, const struct card_outcome *outcome)
{
	static const enum message permission = MSG_PERMISSION_HEADING, rest = MSG_REST_HEADING;

	print_first(app, outcome);
	if (output_text_fields(app, outcome, FIELD_PART_PERMISSION, &permission))
		(void)output_text_fields(app, outcome, FIELD_PART_REST, &rest);
	else
		(void)output_text_fields(app, outcome, FIELD_PART_REST, NULL);
}

/* How the reader is called is for those who help; that there was none is not. */
static void print_reading(const struct app *app, const zairyu_record *record)
{
	bool timed = zairyu_record_read_at(record) != 0, reader = app->verbose || !zairyu_record_is_live(record);
	char time[LOCAL_TIME_SIZE];

	if (timed || reader)
		fputc('\n', stdout);
	if (timed && local_time_text(zairyu_record_read_at(record), time))
		output_text_pair(app, MSG_LABEL_READ_AT, time);
	if (reader)
		print_reader(app, record);
}

static void print_path(const char *path)
{
	if (!path)
		return;
	fputc(' ', stdout);
	safe_text_print(stdout, path);
}

/* "  photo 150x200 photos/face.png" */
static void print_image(const struct app *app, const struct card_outcome *outcome, const struct image_info *info)
{
	fputs("  ", stdout);
	safe_text_print(stdout, image_label(app, info->name));
	if (!info->width)
		message_print(stdout, MSG_UNREADABLE_IMAGE, app->language, NULL, NULL);
	else if (app->verbose)
		fprintf(stdout, " %ux%u", (unsigned)info->width, (unsigned)info->height);
	print_path(info->file);
	print_path(info->stored_file);
	if (!mark_is_vouched(&outcome->judgement, info->item))
		message_print(stdout, MSG_NOT_COVERED, app->language, NULL, NULL);
	fputc('\n', stdout);
}

/* Those that can be opened, and those that cannot be shown; all others are for those who help. */
static void print_images(const struct app *app, const struct card_outcome *outcome)
{
	bool any = false;

	for (size_t i = 0; i < outcome->images.count; i++) {
		const struct image_info *info = &outcome->images.item[i];

		if (!app->verbose && info->width && !info->file && !info->stored_file)
			continue;
		if (!any) {
			fputc('\n', stdout);
			output_text_say(app, MSG_IMAGES_HEADING, NULL, NULL);
		}
		any = true;
		print_image(app, outcome, info);
	}
}

/* What was asked for, or the new name. */
static void print_saved(const struct app *app, const struct card_outcome *outcome)
{
	if (outcome->file || outcome->reduced_file)
		fputc('\n', stdout);
	if (outcome->file)
		output_text_say(app, MSG_SAVED_RECORD, outcome->file, NULL);
	if (outcome->reduced_file)
		output_text_say(app, MSG_SAVED_REDUCED, outcome->reduced_file, NULL);
}

int output_text_card(const struct app *app, const struct card_outcome *outcome, zairyu_error **err)
{
	output_text_judgement(app, outcome);
	print_card(app, outcome);
	print_reading(app, outcome->record);
	print_images(app, outcome);
	print_saved(app, outcome);
	output_text_hints(app, outcome);
	return output_flush(app, err);
}
