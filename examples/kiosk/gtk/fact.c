/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/fact.h"

#include "flow/card_rows.h"
#include "flow/field_words.h"
#include "flow/outcome.h"
#include "gtk/fold.h"
#include "gtk/state_icon.h"
#include "gtk/words.h"

enum { MARK_SIZE = 26, PICTURE_HEIGHT = 56 };

static void set_library_label(struct kiosk *kiosk, struct fact *fact)
{
	const char *texts[KIOSK_LANGUAGES];

	for (int i = 0; i < KIOSK_LANGUAGES; i++)
		texts[i] = zairyu_field_label(fact->field, field_words_library_language(kiosk->languages[i]));
	words_set_literal(fact->label, texts);
}

static GtkWidget *new_picture(void)
{
	GtkWidget *picture = gtk_picture_new();

	gtk_picture_set_can_shrink(GTK_PICTURE(picture), TRUE);
	gtk_widget_set_size_request(picture, -1, PICTURE_HEIGHT);
	gtk_widget_set_halign(picture, GTK_ALIGN_START);
	gtk_widget_set_hexpand(picture, TRUE);
	return picture;
}

void fact_init(struct kiosk *kiosk, struct fact *fact, const char *label, int field)
{
	GtkWidget *row = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);

	if (!label)
		label = card_row_label(field);
	*fact = (struct fact){
		.widget = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0),
		.label = words_new(kiosk, label, "label"),
		.value = words_new(kiosk, NULL, "value"),
		.picture = new_picture(),
		.mark = state_icon_new(MARK_SIZE),
		.field = field,
		.library_label = !label,
	};
	gtk_orientable_set_orientation(GTK_ORIENTABLE(fact->label), GTK_ORIENTATION_HORIZONTAL);
	words_describe(kiosk, fact->mark, "not-vouched");
	words_describe(kiosk, fact->picture, "picture-only"); /* what of, the label says */
	gtk_widget_set_valign(fact->mark, GTK_ALIGN_START);
	gtk_widget_set_hexpand(fact->value, TRUE);
	gtk_widget_add_css_class(fact->widget, "fact");
	gtk_widget_add_css_class(row, "worth");
	gtk_box_append(GTK_BOX(row), fact->mark);
	gtk_box_append(GTK_BOX(row), fact->value);
	gtk_box_append(GTK_BOX(row), fact->picture);
	gtk_box_append(GTK_BOX(fact->widget), fact->label);
	gtk_box_append(GTK_BOX(fact->widget), row);
}

static void set_mark(struct kiosk *kiosk, struct fact *fact, uint64_t item, bool gap)
{
	const bool vouched = outcome_vouches(flow_report(kiosk->flow), item);

	state_icon_set(fact->mark, vouched ? STATE_ICON_VOUCHED : STATE_ICON_NOT_VOUCHED);
	words_set(fact->mark, vouched ? "vouched" : "not-vouched", NULL);
	gtk_widget_set_visible(fact->mark, !gap);
}

static void show(struct fact *fact, bool gap)
{
	gtk_widget_set_visible(fact->widget, TRUE);
	gtk_widget_set_visible(fact->picture, FALSE);
	if (gap)
		gtk_widget_add_css_class(fact->widget, "gap");
	else
		gtk_widget_remove_css_class(fact->widget, "gap");
}

static void show_value(struct kiosk *kiosk, struct fact *fact)
{
	const zairyu_record *record = flow_record(kiosk->flow);
	struct field_words words[KIOSK_LANGUAGES];
	const char *texts[KIOSK_LANGUAGES];

	for (int i = 0; i < KIOSK_LANGUAGES; i++) {
		field_words_of(record, fact->field, kiosk->languages[i], &words[i]);
		texts[i] = words[i].text;
	}
	show(fact, words[0].gap);
	set_mark(kiosk, fact, zairyu_record_field_item(record, fact->field), words[0].gap);
	if (words[0].language == kiosk->languages[0])
		words_set_literal(fact->value, texts);
	else
		words_set_own(fact->value, texts[0], words[0].language);
	for (int i = 0; i < KIOSK_LANGUAGES; i++)
		field_words_done(&words[i]);
}

void fact_show_field(struct kiosk *kiosk, struct fact *fact)
{
	const zairyu_record *record = flow_record(kiosk->flow);

	if (fact->library_label)
		set_library_label(kiosk, fact);
	if (record && card_row_shown(record, fact->field) == CARD_ROW_VALUE)
		show_value(kiosk, fact);
	else
		fact_forget(fact);
}

void fact_show_picture(struct kiosk *kiosk, struct fact *fact, GdkTexture *texture, uint64_t item,
		       const char *otherwise)
{
	show(fact, !texture);
	set_mark(kiosk, fact, item, !texture);
	words_set(fact->value, texture ? NULL : otherwise, NULL);
	gtk_picture_set_paintable(GTK_PICTURE(fact->picture), GDK_PAINTABLE(texture));
	gtk_widget_set_visible(fact->picture, texture != NULL);
}

void fact_show_text(struct kiosk *kiosk, struct fact *fact, const char *text)
{
	show(fact, false);
	set_mark(kiosk, fact, 0, false);
	words_set_own(fact->value, text, "en");
}

void fact_forget(struct fact *fact)
{
	words_forget(fact->value);
	gtk_picture_set_paintable(GTK_PICTURE(fact->picture), NULL);
	gtk_widget_set_visible(fact->widget, FALSE);
}

static GtkWidget *new_legend_row(struct kiosk *kiosk, enum state_icon state, const char *name)
{
	GtkWidget *row = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0), *icon = state_icon_new(MARK_SIZE);

	state_icon_set(icon, state);
	gtk_accessible_update_state(GTK_ACCESSIBLE(icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
	gtk_widget_add_css_class(row, "worth");
	gtk_box_append(GTK_BOX(row), icon);
	gtk_box_append(GTK_BOX(row), words_new(kiosk, name, "hint"));
	return row;
}

GtkWidget *fact_legend(struct kiosk *kiosk)
{
	GtkWidget *legend = fold_new(300, 16);

	fold_append(legend, new_legend_row(kiosk, STATE_ICON_VOUCHED, "vouched"), 1);
	fold_append(legend, new_legend_row(kiosk, STATE_ICON_NOT_VOUCHED, "not-vouched"), 1);
	return legend;
}
