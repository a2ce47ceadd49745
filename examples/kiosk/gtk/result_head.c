/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/result_head.h"

#include "flow/field_words.h"
#include "flow/outcome.h"
#include "gtk/card_pictures.h"
#include "gtk/fold.h"
#include "gtk/state_icon.h"
#include "gtk/words.h"

enum { HEADING_ICON = 64, RESULT_ICON = 48, WARNING_ICON = 40, RESULT_COLUMN = 240 };

static const struct {
	const char *style;
	enum state_icon icon;
} tones[] = {
	[OUTCOME_NEUTRAL] = { "neutral", STATE_ICON_NOT_CHECKED },
	[OUTCOME_GOOD] = { "good", STATE_ICON_GOOD },
	[OUTCOME_BAD] = { "bad", STATE_ICON_FAILED },
};

static void hide_from_readers(GtkWidget *icon) /* what it says stands beside it */
{
	gtk_accessible_update_state(GTK_ACCESSIBLE(icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
}

static GtkWidget *new_row(GtkWidget *icon, GtkWidget *text, const char *style)
{
	GtkWidget *row = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);

	hide_from_readers(icon);
	gtk_widget_set_hexpand(text, TRUE);
	gtk_widget_set_valign(text, GTK_ALIGN_CENTER);
	gtk_widget_add_css_class(row, style);
	gtk_box_append(GTK_BOX(row), icon);
	gtk_box_append(GTK_BOX(row), text);
	return row;
}

static GtkWidget *new_result(struct kiosk *kiosk, struct result_head *head, int which, const char *label)
{
	GtkWidget *text = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);

	head->results[which].icon = state_icon_new(RESULT_ICON);
	head->results[which].word = words_new(kiosk, NULL, "word");
	gtk_box_append(GTK_BOX(text), words_new(kiosk, label, "label"));
	gtk_box_append(GTK_BOX(text), head->results[which].word);
	return new_row(head->results[which].icon, text, "result");
}

static GtkWidget *new_comparison(struct kiosk *kiosk, struct result_head *head)
{
	GtkWidget *text = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);

	head->comparison.icon = state_icon_new(RESULT_ICON);
	head->comparison.answer = words_new(kiosk, NULL, "word");
	head->comparison.advice = words_new(kiosk, NULL, NULL);
	head->comparison.address = words_new(kiosk, NULL, "address");
	gtk_box_append(GTK_BOX(text), words_new(kiosk, "compare-title", "label"));
	gtk_box_append(GTK_BOX(text), head->comparison.answer);
	gtk_box_append(GTK_BOX(text), head->comparison.advice);
	gtk_box_append(GTK_BOX(text), head->comparison.address);
	return head->comparison.widget = new_row(head->comparison.icon, text, "comparison");
}

void result_head_init(struct kiosk *kiosk, struct result_head *head)
{
	GtkWidget *results = fold_new(RESULT_COLUMN, 14);

	head->widget = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
	head->icon = state_icon_new(HEADING_ICON);
	head->heading = words_new(kiosk, NULL, "title");
	head->warning = new_row(state_icon_new(WARNING_ICON), head->caution = words_new(kiosk, NULL, NULL), "caution");
	state_icon_set(gtk_widget_get_first_child(head->warning), STATE_ICON_WARNING);
	gtk_widget_add_css_class(head->widget, "head");
	gtk_box_append(GTK_BOX(head->widget), new_row(head->icon, head->heading, "verdict"));
	gtk_box_append(GTK_BOX(head->widget), head->warning);
	fold_append(results, new_result(kiosk, head, 0, "falsification"), 1);
	fold_append(results, new_result(kiosk, head, 1, "issuer"), 1);
	gtk_box_append(GTK_BOX(head->widget), results);
	gtk_box_append(GTK_BOX(head->widget), new_comparison(kiosk, head));
	gtk_box_append(GTK_BOX(head->widget), head->advice = words_new(kiosk, NULL, "text"));
	gtk_box_append(GTK_BOX(head->widget), head->address = words_new(kiosk, NULL, "address"));
	for (int i = 0; i < RESULT_REASONS; i++)
		gtk_box_append(GTK_BOX(head->widget), head->reasons[i] = words_new(kiosk, NULL, "reason"));
}

/* What is right on a card that is not genuine is never drawn as what is right on one that is. */
static enum state_icon icon_of(int result, enum outcome_tone tone)
{
	switch (result) {
	case ZAIRYU_RESULT_OK:
		return tone == OUTCOME_GOOD ? STATE_ICON_GOOD : STATE_ICON_UNCHANGED;
	case ZAIRYU_RESULT_FAILED:
		return STATE_ICON_FAILED;
	case ZAIRYU_RESULT_ABSENT:
		return STATE_ICON_ABSENT;
	default:
		return STATE_ICON_NOT_CHECKED;
	}
}

static void update_reasons(struct kiosk *kiosk, struct result_head *head)
{
	for (int i = 0; i < RESULT_REASONS; i++) {
		const char *note = outcome_reason(flow_report(kiosk->flow), (size_t)i), *texts[KIOSK_LANGUAGES];

		for (int k = 0; k < KIOSK_LANGUAGES; k++)
			texts[k] =
				note ? zairyu_note_text(note, field_words_library_language(kiosk->languages[k])) : NULL;
		words_set_literal(head->reasons[i], texts);
	}
}

static void update_comparison(struct kiosk *kiosk, struct result_head *head)
{
	const enum flow_comparison answer = flow_comparison(kiosk->flow);
	const bool differs = answer == FLOW_DIFFERS;

	gtk_widget_set_visible(head->comparison.widget, answer != FLOW_NOT_COMPARED);
	state_icon_set(head->comparison.icon, differs ? STATE_ICON_FAILED : STATE_ICON_UNCHANGED);
	words_set(head->comparison.answer, differs ? "compare-different" : "compare-same", NULL);
	words_set(head->comparison.advice, differs ? "compare-different-advice" : NULL, NULL);
	words_set(head->comparison.address, differs ? "counter-url" : NULL, NULL);
}

static void set_tone(struct result_head *head, enum outcome_tone tone)
{
	for (size_t i = 0; i < sizeof tones / sizeof *tones; i++)
		gtk_widget_remove_css_class(head->widget, tones[i].style);
	gtk_widget_add_css_class(head->widget, tones[tone].style);
}

void result_head_update(struct kiosk *kiosk, struct result_head *head)
{
	const struct card_pictures *pictures = card_pictures_of(kiosk);
	struct outcome outcome;

	outcome_of(flow_report(kiosk->flow), pictures ? pictures->kind : 0, &outcome);
	set_tone(head, outcome.tone);
	state_icon_set(head->icon,
		       outcome.falsification == ZAIRYU_RESULT_ABSENT ? STATE_ICON_ABSENT : tones[outcome.tone].icon);
	words_set(head->heading, outcome.heading, NULL);
	words_set(head->caution, outcome.caution, NULL);
	gtk_widget_set_visible(head->warning, outcome.caution != NULL);
	state_icon_set(head->results[0].icon, icon_of(outcome.falsification, outcome.tone));
	words_set(head->results[0].word, outcome.falsification_text, NULL);
	state_icon_set(head->results[1].icon, icon_of(outcome.issuer, outcome.tone));
	words_set(head->results[1].word, outcome.issuer_text, NULL);
	words_set(head->advice, outcome.advice, NULL);
	words_set(head->address, outcome.tone == OUTCOME_BAD ? "counter-url" : NULL, NULL);
	update_reasons(kiosk, head);
	update_comparison(kiosk, head);
}
