/* SPDX-License-Identifier: BSD-2-Clause */
/* For the staff: how the kiosk is, what it counted, and the way out. */
#include "gtk/page.h"
#include "gtk/views.h"
#include "gtk/words.h"

struct staff_view {
	GtkWidget *state, *facts, *findings;
	const struct startup_report *listed; /* what `findings` shows */
};

static const char *const states[] = {
	[STARTUP_OK] = "state-ok",
	[STARTUP_WARNING] = "state-warning",
	[STARTUP_PROBLEM] = "state-problem",
};
static const char *const marks[] = { [STARTUP_OK] = "✓", [STARTUP_WARNING] = "!", [STARTUP_PROBLEM] = "✗" };

static void add_number(GString *text, const char *tag, const char *name, unsigned number)
{
	g_string_append_printf(text, "%s: %u\n", flow_text(name, tag), number);
}

static void add_text(GString *text, const char *tag, const char *name, const char *value)
{
	g_string_append_printf(text, "%s: %s\n", flow_text(name, tag), value);
}

static unsigned sum(const unsigned *numbers, size_t count)
{
	unsigned all = 0;

	for (size_t i = 0; i < count; i++)
		all += numbers[i];
	return all;
}

/* Numbers of cards, and nothing of any of them. */
static void add_counts(const struct kiosk *kiosk, GString *text, const char *tag)
{
	static const char *const verdicts[] = {
		[ZAIRYU_VERDICT_GENUINE] = "verdict-genuine",
		[ZAIRYU_VERDICT_ABNORMAL] = "verdict-abnormal",
		[ZAIRYU_VERDICT_UNSIGNED] = "verdict-unsigned",
		[ZAIRYU_VERDICT_UNCHECKED] = "verdict-unchecked",
	};
	const struct flow_counts *counts = flow_counts(kiosk->flow);

	g_string_append_printf(text, "%s\n", flow_text("staff-count", tag));
	add_number(text, tag, "staff-cards", sum(counts->verdicts, G_N_ELEMENTS(counts->verdicts)));
	for (size_t i = 0; i < G_N_ELEMENTS(verdicts); i++)
		add_number(text, tag, verdicts[i], counts->verdicts[i]);
	add_number(text, tag, "staff-failed", sum(counts->failures, G_N_ELEMENTS(counts->failures)));
}

/* The library's and the hook's words are in Japanese and English. */
static int language_of(const char *tag)
{
	return g_str_has_prefix(tag, "ja") ? ZAIRYU_LANGUAGE_JA : ZAIRYU_LANGUAGE_EN;
}

static char *facts_in(const struct kiosk *kiosk, const char *tag)
{
	const struct config *config = kiosk->config;
	const int trouble = flow_trouble(kiosk->flow);
	GString *text = g_string_new(NULL);

	add_text(text, tag, "staff-version", zairyu_version());
	add_text(text, tag, "staff-mode", flow_text(config->mode == CONFIG_DESK ? "mode-desk" : "mode-public", tag));
	add_text(text, tag, "staff-readers",
		 trouble ? zairyu_error_text(trouble, language_of(tag)) : flow_text("state-ok", tag));
	if (kiosk->handed_on != HOOK_DONE)
		add_text(text, tag, "staff-hook", hook_text(kiosk->handed_on, language_of(tag)));
	add_number(text, tag, "staff-sound-failures", sound_failures(kiosk->sound));
	add_number(text, tag, "staff-log-failures", journal_failures(kiosk->journal));
	add_counts(kiosk, text, tag);
	g_string_truncate(text, text->len - 1);
	return g_string_free(text, FALSE);
}

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new();
	struct staff_view *view = kiosk->views[FLOW_SCREEN_STAFF] = g_new0(struct staff_view, 1);

	view->findings = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
	gtk_widget_add_css_class(view->findings, "findings");
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "staff-title", "title"));
	gtk_box_append(GTK_BOX(page.content), view->state = words_new(kiosk, NULL, "question"));
	gtk_box_append(GTK_BOX(page.content), view->findings);
	gtk_box_append(GTK_BOX(page.content), view->facts = words_new(kiosk, NULL, "facts"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "staff-exit", FLOW_EXIT, "quiet"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "staff-reset", FLOW_RESET, "quiet"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "staff-check", FLOW_RECHECK, "quiet"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "staff-close", FLOW_CLOSE, "forward"));
	return page.widget;
}

static GtkWidget *new_finding(const struct startup_finding *finding)
{
	const char *remedy = finding->remedy ? finding->remedy : "";
	char *text = g_strdup_printf("%s %s\n   %s%s%s", marks[finding->state], finding->message_ja,
				     finding->message_en, remedy[0] ? "\n   $ " : "", remedy);
	GtkWidget *label = gtk_label_new(text);

	gtk_label_set_xalign(GTK_LABEL(label), 0);
	gtk_label_set_wrap(GTK_LABEL(label), TRUE);
	gtk_label_set_wrap_mode(GTK_LABEL(label), PANGO_WRAP_WORD_CHAR);
	g_free(text);
	return label;
}

/* What is wrong comes first. */
static void list_findings(struct staff_view *view, const struct startup_report *report)
{
	if (view->listed == report)
		return;
	for (GtkWidget *child; (child = gtk_widget_get_first_child(view->findings));)
		gtk_box_remove(GTK_BOX(view->findings), child);
	for (int state = STARTUP_PROBLEM; state >= STARTUP_OK; state--) {
		for (guint i = 0; i < report->findings->len; i++) {
			const struct startup_finding *finding = g_ptr_array_index(report->findings, i);

			if ((int)finding->state == state)
				gtk_box_append(GTK_BOX(view->findings), new_finding(finding));
		}
	}
	view->listed = report;
}

static const char *state_of(const struct kiosk *kiosk)
{
	if (flow_trouble(kiosk->flow) != 0 || (kiosk->report && kiosk->report->judgement == STARTUP_OUT_OF_ORDER))
		return states[STARTUP_PROBLEM];
	return states[kiosk->report && kiosk->report->judgement == STARTUP_READY ? STARTUP_OK : STARTUP_WARNING];
}

static void update(struct kiosk *kiosk)
{
	struct staff_view *view = kiosk->views[FLOW_SCREEN_STAFF];
	char *facts[KIOSK_LANGUAGES];

	words_set(view->state, state_of(kiosk), NULL);
	for (int i = 0; i < KIOSK_LANGUAGES; i++)
		facts[i] = facts_in(kiosk, kiosk->languages[i]);
	words_set_literal(view->facts, (const char *const *)facts);
	for (int i = 0; i < KIOSK_LANGUAGES; i++)
		g_free(facts[i]);
	if (kiosk->report)
		list_findings(view, kiosk->report);
}

const struct view view_staff = { FLOW_SCREEN_STAFF, build, update };
