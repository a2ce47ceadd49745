/* SPDX-License-Identifier: BSD-2-Clause */
/* The verdict for people, in the words of the official application where it has some. */
#include <stdio.h>

#include "card/marks.h"
#include "output/note_audience.h"
#include "output/output_text.h"
#include "person/anchor_label.h"
#include "person/date_text.h"
#include "person/language.h"
#include "person/safe_text.h"
#include "person/terminal.h"

/* Which kind of card it is may stand in a heading only where that is proved. */
static const struct {
	int verdict;
	enum message any_kind, residence_card, certificate, word;
	enum colour colour;
} headings[] = {
	{ ZAIRYU_VERDICT_GENUINE, MSG_HEADING_GENUINE_ANY, MSG_HEADING_GENUINE, MSG_HEADING_GENUINE_CERTIFICATE,
	  MSG_VERDICT_GENUINE, COLOUR_GOOD },
	{ ZAIRYU_VERDICT_ABNORMAL, MSG_HEADING_ABNORMAL, MSG_HEADING_ABNORMAL, MSG_HEADING_ABNORMAL,
	  MSG_VERDICT_ABNORMAL, COLOUR_BAD },
	{ ZAIRYU_VERDICT_UNSIGNED, MSG_HEADING_UNSIGNED, MSG_HEADING_UNSIGNED, MSG_HEADING_UNSIGNED,
	  MSG_VERDICT_UNSIGNED, COLOUR_UNSURE },
	{ ZAIRYU_VERDICT_UNCHECKED, MSG_HEADING_UNCHECKED, MSG_HEADING_UNCHECKED, MSG_HEADING_UNCHECKED,
	  MSG_VERDICT_UNCHECKED, COLOUR_UNSURE },
};
enum { HEADINGS = sizeof headings / sizeof *headings };

static const struct {
	int result;
	enum message text;
	enum colour colour;
} results[] = {
	{ ZAIRYU_RESULT_OK, MSG_RESULT_OK, COLOUR_GOOD },
	{ ZAIRYU_RESULT_FAILED, MSG_RESULT_FAILED, COLOUR_BAD },
	{ ZAIRYU_RESULT_ABSENT, MSG_RESULT_ABSENT, COLOUR_UNSURE },
	{ ZAIRYU_RESULT_NOT_CHECKED, MSG_RESULT_NOT_CHECKED, COLOUR_UNSURE },
};

static const char *verdict_word(const struct app *app, int verdict)
{
	for (int i = 0; i < HEADINGS; i++)
		if (headings[i].verdict == verdict)
			return message_text(headings[i].word, app->language);
	return "";
}

static const char *result_word(const struct app *app, int result)
{
	for (size_t i = 0; i < sizeof results / sizeof *results; i++)
		if (results[i].result == result)
			return message_text(results[i].text, app->language);
	return "";
}

static enum message heading_of(const struct card_outcome *outcome, int row)
{
	if (!outcome->judgement.report)
		return MSG_HEADING_NOT_VERIFIED;
	if (!mark_kind_is_vouched(&outcome->judgement))
		return headings[row].any_kind;
	return zairyu_card_kind(zairyu_record_card(outcome->record)) == ZAIRYU_KIND_RESIDENCE_CARD
		       ? headings[row].residence_card
		       : headings[row].certificate;
}

static void print_heading(const struct app *app, const struct card_outcome *outcome)
{
	for (int i = 0; i < HEADINGS; i++) {
		if (headings[i].verdict != outcome->judgement.verdict)
			continue;
		terminal_colour_begin(stdout, headings[i].colour);
		message_print(stdout, heading_of(outcome, i), app->language, NULL, NULL);
		terminal_colour_end(stdout);
		fputc('\n', stdout);
	}
	if (outcome->judgement.verdict == ZAIRYU_VERDICT_ABNORMAL) {
		message_print(stdout, MSG_ABNORMAL_ADVICE, app->language, NULL, NULL);
		fputc('\n', stdout);
	}
}

static void print_result(const struct app *app, enum message label, int result)
{
	fputs("  ", stdout);
	message_print(stdout, label, app->language, NULL, NULL);
	fputs(": ", stdout);
	for (size_t i = 0; i < sizeof results / sizeof *results; i++) {
		if (results[i].result != result)
			continue;
		terminal_colour_begin(stdout, results[i].colour);
		message_print(stdout, results[i].text, app->language, NULL, NULL);
		terminal_colour_end(stdout);
	}
	fputc('\n', stdout);
}

/* Who signed what: for those who help. */
static void print_certificates(const struct app *app, const struct judgement *judgement)
{
	char from[LOCAL_TIME_SIZE], to[LOCAL_TIME_SIZE];

	if (judgement->certificate_subject)
		output_text_pair(app, MSG_LABEL_CERTIFICATE, judgement->certificate_subject);
	if (judgement->has_validity && local_time_text(judgement->not_before, from) &&
	    local_time_text(judgement->not_after, to)) {
		fputs("    ", stdout);
		output_text_say(app, MSG_FROM_TO, from, to);
	}
	if (judgement->anchor_subject) {
		output_text_pair(app, MSG_LABEL_ANCHOR, judgement->anchor_subject);
		fprintf(stdout, "    %s, SHA-256 %s\n", anchor_label(app, judgement->anchor_kind),
			judgement->anchor_sha256);
	}
}

static void print_notes(const struct app *app, const struct judgement *judgement)
{
	const char *note;

	for (size_t i = 0; (note = judgement_note(judgement, i)); i++) {
		if (!app->verbose && !note_is_for_everyone(note))
			continue;
		fputs("  - ", stdout);
		safe_text_print(stdout, judgement_note_text(note, app->language));
		fputc('\n', stdout);
	}
}

static void print_details(const struct app *app, const struct judgement *judgement)
{
	print_result(app, MSG_LABEL_FALSIFICATION, judgement->falsification);
	print_result(app, MSG_LABEL_ISSUER, judgement->issuer);
	if (app->verbose)
		print_certificates(app, judgement);
	print_notes(app, judgement);
}

void output_text_judgement(const struct app *app, const struct card_outcome *outcome)
{
	print_heading(app, outcome);
	print_details(app, &outcome->judgement);
	if (!outcome->has_recorded)
		return;
	fputc('\n', stdout);
	message_print(stdout, MSG_RECORDED_HEADING, app->language, verdict_word(app, outcome->recorded.verdict), NULL);
	fputc('\n', stdout);
	print_details(app, &outcome->recorded);
}

void output_text_line(const struct app *app, const char *file, const struct judgement *judgement)
{
	safe_text_print(stdout, file);
	fputs(": ", stdout);
	for (int i = 0; i < HEADINGS; i++)
		if (headings[i].verdict == judgement->verdict)
			terminal_colour_begin(stdout, headings[i].colour);
	fputs(verdict_word(app, judgement->verdict), stdout);
	terminal_colour_end(stdout);
	message_print(stdout, MSG_LINE_RESULTS, app->language, result_word(app, judgement->falsification),
		      result_word(app, judgement->issuer));
	fputc('\n', stdout);
	if (!app->verbose)
		return;
	print_certificates(app, judgement);
	print_notes(app, judgement);
}
