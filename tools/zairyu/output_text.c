/* SPDX-License-Identifier: BSD-2-Clause */
/* A card for people: what was found, what is on it, and what it does not prove. */
#include "output_text.h"

#include "failure.h"
#include "language.h"
#include "output.h"
#include "safe_text.h"
#include "time_text.h"

#include <stdio.h>
#include <string.h>

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

static void print_card(const struct app *app, const zairyu_record *record)
{
	const zairyu_card *card = zairyu_record_card(record);
	bool residence = zairyu_card_kind(card) == ZAIRYU_KIND_RESIDENCE_CARD;
	bool first = zairyu_card_family(card) == ZAIRYU_FAMILY_FIRST_GENERATION;
	char time[TIME_TEXT_SIZE];

	fputc('\n', stdout);
	line(app, residence ? MSG_RESIDENCE_CARD : MSG_CERTIFICATE_CARD, NULL, NULL);
	output_text_pair(app, MSG_LABEL_GENERATION,
			 message_text(first ? MSG_FIRST_GENERATION : MSG_SECOND_GENERATION, app->language));
	if (zairyu_record_number(record)[0])
		output_text_pair(app, MSG_LABEL_NUMBER, zairyu_record_number(record));
	if (time_text(zairyu_record_read_at(record), time))
		output_text_pair(app, MSG_LABEL_READ_AT, time);
	output_text_pair(app, MSG_LABEL_READER, zairyu_record_reader(record));
}

/* A field of the permission block, which the official application shows on its own. */
static bool is_permission(int field)
{
	return field == ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION || field == ZAIRYU_FIELD_INDIVIDUAL_PERMISSION ||
	       field == ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION_EXPIRY;
}

static void print_field(const struct app *app, const zairyu_record *record, int field)
{
	const char *text = NULL, *name;
	int rc = zairyu_record_text(record, field, &text);

	if (rc == ZAIRYU_ERR_ABSENT || field == ZAIRYU_FIELD_CARD_NUMBER)
		return;
	fputs("  ", stdout);
	safe_text_print(stdout, zairyu_field_label(field, app->language));
	fputs(": ", stdout);
	if (rc)
		message_print(stdout, MSG_UNREADABLE, app->language, NULL, NULL);
	else if (zairyu_record_code_name(record, field, app->language, &name) == ZAIRYU_OK)
		message_print(stdout, MSG_CODE_WITH_NAME, app->language, name, text);
	else
		safe_text_print(stdout, text);
	if (!outcome_item_is_signed(record, zairyu_record_field_item(record, field)))
		message_print(stdout, MSG_NOT_COVERED, app->language, NULL, NULL);
	fputc('\n', stdout);
}

static void print_fields(const struct app *app, const zairyu_record *record)
{
	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++)
		if (!is_permission(field))
			print_field(app, record, field);
}

/* Without a permission there is no block: certificates never have one, and it can be withdrawn. */
static void print_permissions(const struct app *app, const zairyu_record *record)
{
	const char *text;
	bool any = false;

	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		if (!is_permission(field) || zairyu_record_text(record, field, &text) == ZAIRYU_ERR_ABSENT)
			continue;
		if (!any) {
			fputc('\n', stdout);
			line(app, MSG_PERMISSION_HEADING, NULL, NULL);
		}
		any = true;
		print_field(app, record, field);
	}
}

static void print_images(const struct app *app, const struct image_list *images)
{
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
		if (info->file) {
			fputs(" ", stdout);
			safe_text_print(stdout, info->file);
		}
		if (!info->is_signed)
			message_print(stdout, MSG_NOT_COVERED, app->language, NULL, NULL);
		fputc('\n', stdout);
	}
}

static bool has_passed(const zairyu_record *record, int field)
{
	int year, month, day;

	return zairyu_record_date_parts(record, field, &year, &month, &day) == ZAIRYU_OK &&
	       date_is_past(year, month, day);
}

/* What a reader of the result should know; never a judgement of its own. */
static void print_hints(const struct app *app, const struct outcome *outcome)
{
	const zairyu_record *record = outcome->record;
	const char *renewal;

	fputc('\n', stdout);
	if (outcome_has_note(&outcome->judgement, "no-anchor"))
		line(app, MSG_HINT_NO_ANCHOR, NULL, NULL);
	if (has_passed(record, ZAIRYU_FIELD_CARD_EXPIRY) || has_passed(record, ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY))
		line(app, MSG_HINT_PERIOD_OVER, NULL, NULL);
	if (zairyu_record_text(record, ZAIRYU_FIELD_RENEWAL_PENDING, &renewal) == ZAIRYU_OK &&
	    strcmp(renewal, "1") == 0)
		line(app, MSG_HINT_RENEWAL, NULL, NULL);
	if (outcome_has_converted_text(record))
		line(app, MSG_HINT_CONVERTED, NULL, NULL);
	line(app, MSG_HINT_NO_PROOF, NULL, NULL);
}

int output_text_card(const struct app *app, const struct outcome *outcome, zairyu_error **err)
{
	output_text_judgement(app, outcome);
	print_card(app, outcome->record);
	print_fields(app, outcome->record);
	print_permissions(app, outcome->record);
	print_images(app, &outcome->images);
	print_hints(app, outcome);
	return output_flush(app, err);
}
