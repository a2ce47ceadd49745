/* SPDX-License-Identifier: BSD-2-Clause */
/* The result of a kiosk that is set to one question: what the card is worth, and the answer. Nothing else of the card is seen. */
#include "flow/card_day.h"
#include "gtk/fact.h"
#include "gtk/page.h"
#include "gtk/purpose_words.h"
#include "gtk/result_head.h"
#include "gtk/views.h"
#include "gtk/words.h"

struct answer_view {
	struct result_head head;
	GtkWidget *question, *answer, *mark;
	struct fact facts[PURPOSE_WORK_FIELDS];
	int count;
	GtkWidget *printed; /* where the chip has not all of them; NULL if nothing of that kind is shown */
	GtkWidget *compare;
};

/* What an employer has to see, and that it is no decision. */
static void add_facts(struct kiosk *kiosk, struct answer_view *view, GtkWidget *content)
{
	for (int field; (field = purpose_work_field((size_t)view->count)) != 0; view->count++) {
		fact_init(kiosk, &view->facts[view->count], NULL, field);
		gtk_box_append(GTK_BOX(content), view->facts[view->count].widget);
	}
	gtk_box_append(GTK_BOX(content), view->printed = words_new(kiosk, "printed-only", "part"));
	gtk_box_append(GTK_BOX(content), words_new(kiosk, "work-no-verdict", "hint"));
}

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new();
	struct answer_view *view = kiosk->views[FLOW_SCREEN_RESULT] = g_new0(struct answer_view, 1);

	result_head_init(kiosk, &view->head);
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "result-title", "step"));
	/* First what the card is worth: an answer of a card that is not genuine is none. */
	gtk_box_append(GTK_BOX(page.content), view->head.widget);
	gtk_box_append(GTK_BOX(page.content), view->question = words_new(kiosk, NULL, "question"));
	gtk_box_append(GTK_BOX(page.content), view->answer = words_new(kiosk, NULL, "text"));
	gtk_box_append(GTK_BOX(page.content), view->mark = words_new(kiosk, NULL, "hint"));
	if (kiosk->config->purpose.kind == PURPOSE_WORK) {
		add_facts(kiosk, view, page.content);
		gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "verify-validity", FLOW_INQUIRE, "quiet"));
	}
	view->compare = words_button(kiosk, "compare-title", FLOW_COMPARE, "quiet");
	gtk_box_append(GTK_BOX(page.actions), view->compare);
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "return-to-top", FLOW_FINISH, "forward"));
	return page.widget;
}

static void show_age(struct kiosk *kiosk, struct answer_view *view, const char *age)
{
	static const char *const answers[] = {
		[PURPOSE_NOT_KNOWN] = "age-unknown",
		[PURPOSE_NO] = "age-no",
		[PURPOSE_YES] = "age-yes",
	};
	const zairyu_record *record = flow_record(kiosk->flow);
	const bool proved = purpose_is_proved(record, flow_report(kiosk->flow), ZAIRYU_FIELD_BIRTH_DATE);
	struct card_day day;
	enum purpose_answer answer;

	(void)card_day_in_japan(card_day_clock(), &day);
	answer = purpose_age(record, &day, kiosk->config->purpose.age);
	words_set(view->answer, answers[answer], age);
	/* large only if it is proved: what a forged card says is not to be taken for an answer */
	if (proved)
		gtk_widget_add_css_class(view->answer, "answer");
	else
		gtk_widget_remove_css_class(view->answer, "answer");
	words_set(view->mark, answer == PURPOSE_NOT_KNOWN ? NULL : proved ? "vouched" : "not-vouched", NULL);
}

static void update(struct kiosk *kiosk)
{
	struct answer_view *view = kiosk->views[FLOW_SCREEN_RESULT];
	char age[16];
	const char *question = purpose_question(kiosk, age);

	if (!flow_record(kiosk->flow))
		return;
	words_set(view->question, question, age);
	result_head_update(kiosk, &view->head);
	if (kiosk->config->purpose.kind == PURPOSE_AGE)
		show_age(kiosk, view, age);
	for (int i = 0; i < view->count; i++)
		fact_show_field(kiosk, &view->facts[i]);
	if (view->printed)
		gtk_widget_set_visible(view->printed, zairyu_record_field_type(flow_record(kiosk->flow),
									       ZAIRYU_FIELD_WORK_RESTRICTION) == 0);
	gtk_widget_set_visible(view->compare, kiosk->config->compare);
}

static void forget(struct kiosk *kiosk)
{
	struct answer_view *view = kiosk->views[FLOW_SCREEN_RESULT];

	words_set(view->answer, NULL, NULL);
	words_set(view->mark, NULL, NULL);
	for (int i = 0; i < view->count; i++)
		fact_forget(&view->facts[i]);
}

const struct view view_answer = { FLOW_SCREEN_RESULT, build, update, forget };
