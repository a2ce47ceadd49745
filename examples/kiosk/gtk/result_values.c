/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/result_values.h"

#include <string.h>
#include <zairyu/image.h>

#include "flow/card_day.h"
#include "flow/outcome.h"
#include "gtk/card_pictures.h"
#include "gtk/fold.h"
#include "gtk/state_icon.h"
#include "gtk/words.h"

enum { PART_COLUMN = 340, HINT_ICON = 32 };

/* What is said of a date that ends, by its state; nothing of one that lies ahead. */
static const struct {
	int field;
	const char *today, *past, *not_known;
} endings[] = {
	{ ZAIRYU_FIELD_CARD_EXPIRY, "expires-today", "expired", "expiry-not-known" },
	{ ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY, "stay-ends-today", "stay-over", NULL },
};

static void add_fact(struct result_values *values, enum card_part part, struct fact *fact)
{
	gtk_box_append(GTK_BOX(values->parts[part]), fact->widget);
}

static void new_part(struct kiosk *kiosk, struct result_values *values, enum card_part part)
{
	static const char *const styles[CARD_PART_COUNT] = {
		[CARD_PART_PERSON] = "large-values",
		[CARD_PART_VALIDITY] = "large-values",
		[CARD_PART_STAY] = "large-values",
		[CARD_PART_PERMISSION] = "permission",
	};
	GtkWidget *box = values->parts[part] = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);

	gtk_widget_set_valign(box, GTK_ALIGN_START);
	gtk_widget_add_css_class(box, "part");
	if (styles[part])
		gtk_widget_add_css_class(box, styles[part]);
	if (part == CARD_PART_PERMISSION) {
		gtk_box_append(GTK_BOX(box), words_new(kiosk, "permission-title", "part-title"));
		values->no_permission = words_new(kiosk, "permission-none", NULL);
		gtk_box_append(GTK_BOX(box), values->no_permission);
	}
}

static void add_facts(struct kiosk *kiosk, struct result_values *values)
{
	struct card_row row;

	fact_init(kiosk, &values->name, "name", 0);
	add_fact(values, CARD_PART_PERSON, &values->name);
	fact_init(kiosk, &values->number, "card-number", 0);
	add_fact(values, CARD_PART_VALIDITY, &values->number);
	fact_init(kiosk, &values->address, "address", 0);
	add_fact(values, CARD_PART_REST, &values->address);
	for (size_t i = 0; values->count < RESULT_FACTS_MAX && card_row_at(i, &row); i++, values->count++) {
		values->facts[values->count].part = row.part;
		fact_init(kiosk, &values->facts[values->count].fact, NULL, row.field);
		add_fact(values, row.part, &values->facts[values->count].fact);
	}
}

static void add_hints(struct kiosk *kiosk, struct result_values *values)
{
	static const enum card_part parts[] = { CARD_PART_VALIDITY, CARD_PART_STAY };

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		GtkWidget *row = values->hints[i].widget = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);

		values->hints[i].icon = state_icon_new(HINT_ICON);
		values->hints[i].text = words_new(kiosk, NULL, NULL);
		gtk_accessible_update_state(GTK_ACCESSIBLE(values->hints[i].icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE,
					    -1);
		gtk_widget_add_css_class(row, "worth");
		gtk_widget_add_css_class(row, "ending");
		gtk_box_append(GTK_BOX(row), values->hints[i].icon);
		gtk_box_append(GTK_BOX(row), values->hints[i].text);
		gtk_box_append(GTK_BOX(values->parts[parts[i]]), row);
	}
	values->over_note = words_new(kiosk, "over-note", "hint");
	values->renewal = words_new(kiosk, "renewal-pending", "hint");
	gtk_box_append(GTK_BOX(values->widget), values->over_note);
	gtk_box_append(GTK_BOX(values->widget), values->renewal);
}

void result_values_init(struct kiosk *kiosk, struct result_values *values)
{
	GtkWidget *parts = fold_new(PART_COLUMN, 14);

	values->widget = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
	gtk_widget_add_css_class(values->widget, "values");
	for (int part = 0; part < CARD_PART_COUNT; part++) {
		new_part(kiosk, values, (enum card_part)part);
		fold_append(parts, values->parts[part], 1);
	}
	add_facts(kiosk, values);
	gtk_box_append(GTK_BOX(values->widget), values->printed = words_new(kiosk, "printed-only", "part"));
	gtk_box_append(GTK_BOX(values->widget), parts);
	add_hints(kiosk, values);
	gtk_box_append(GTK_BOX(values->widget), values->legend = fact_legend(kiosk));
}

/* Whether it is over. */
static bool update_ending(const zairyu_record *record, struct result_values *values, int which)
{
	const enum card_day_state state = card_day_state_of(record, endings[which].field, card_day_clock());
	const bool partial = zairyu_record_field_state(record, endings[which].field) == ZAIRYU_FIELD_STATE_PARTIAL;
	const char *const texts[] = {
		[CARD_DAY_NOT_KNOWN] = partial ? endings[which].not_known : NULL,
		[CARD_DAY_AHEAD] = NULL,
		[CARD_DAY_TODAY] = endings[which].today,
		[CARD_DAY_PAST] = endings[which].past,
	};

	gtk_widget_set_visible(values->hints[which].widget, texts[state] != NULL);
	state_icon_set(values->hints[which].icon, state == CARD_DAY_PAST    ? STATE_ICON_WARNING
						  : state == CARD_DAY_TODAY ? STATE_ICON_CLOCK
									    : STATE_ICON_NOT_CHECKED);
	words_set(values->hints[which].text, texts[state], NULL);
	return state == CARD_DAY_PAST;
}

static bool is_renewal_pending(const zairyu_record *record)
{
	const char *code;

	return zairyu_record_text(record, ZAIRYU_FIELD_RENEWAL_PENDING, &code) == ZAIRYU_OK && strcmp(code, "1") == 0;
}

/* Nothing is seen where the family has no such picture. */
static void show_picture(struct kiosk *kiosk, struct fact *fact, const zairyu_record *record, int image,
			 enum card_picture picture)
{
	const uint64_t item = zairyu_image_item(record, image);

	if (item == 0)
		fact_forget(fact);
	else
		fact_show_picture(kiosk, fact, card_pictures_texture(kiosk, picture), item,
				  card_pictures_missing(kiosk, picture));
}

/* The second generation has name and address as pictures, the first in the print, and the address as text besides. */
static void update_pictures(struct kiosk *kiosk, struct result_values *values, const zairyu_record *record)
{
	show_picture(kiosk, &values->name, record, ZAIRYU_IMAGE_NAME, CARD_PICTURE_NAME);
	show_picture(kiosk, &values->address, record, ZAIRYU_IMAGE_ADDRESS, CARD_PICTURE_ADDRESS);
	fact_show_text(kiosk, &values->number, zairyu_record_number(record));
}

static void update_parts(const zairyu_record *record, struct result_values *values)
{
	int seen[CARD_PART_COUNT] = { [CARD_PART_PERSON] = gtk_widget_get_visible(values->name.widget),
				      [CARD_PART_VALIDITY] = 1,
				      [CARD_PART_REST] = gtk_widget_get_visible(values->address.widget) };

	for (int i = 0; i < values->count; i++)
		seen[values->facts[i].part] += gtk_widget_get_visible(values->facts[i].fact.widget);
	for (int part = 0; part < CARD_PART_COUNT; part++)
		gtk_widget_set_visible(values->parts[part], seen[part] > 0);
	gtk_widget_set_visible(values->no_permission, card_part_is_empty(record, CARD_PART_PERMISSION));
}

static bool has_print_only(const zairyu_record *record)
{
	struct card_row row;

	for (size_t i = 0; card_row_at(i, &row); i++) {
		if (card_row_shown(record, row.field) == CARD_ROW_PICTURE)
			return true;
	}
	return false;
}

void result_values_update(struct kiosk *kiosk, struct result_values *values)
{
	const zairyu_record *record = flow_record(kiosk->flow);
	bool over = false;

	if (!record) {
		result_values_forget(values);
		return;
	}
	update_pictures(kiosk, values, record);
	for (int i = 0; i < values->count; i++)
		fact_show_field(kiosk, &values->facts[i].fact);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		over = update_ending(record, values, (int)i) || over;
	gtk_widget_set_visible(values->over_note, over);
	gtk_widget_set_visible(values->renewal, is_renewal_pending(record));
	update_parts(record, values);
	gtk_widget_set_visible(values->printed, has_print_only(record));
	gtk_widget_set_visible(gtk_widget_get_first_child(values->legend),
			       zairyu_report_verdict(flow_report(kiosk->flow)) == ZAIRYU_VERDICT_GENUINE);
}

void result_values_forget(struct result_values *values)
{
	fact_forget(&values->name);
	fact_forget(&values->number);
	fact_forget(&values->address);
	for (int i = 0; i < values->count; i++)
		fact_forget(&values->facts[i].fact);
}
