/* SPDX-License-Identifier: BSD-2-Clause */
#include "doctor/page.h"

#include <stdio.h>
#include <string.h>

#include "doctor/checks.h"
#include "output/output.h"
#include "person/language.h"
#include "person/safe_text.h"
#include "person/terminal.h"
#include "person/wrapped_text.h"

enum { TEXT_MAX = 4096, GAP = 2 };

static const struct {
	enum finding_state state;
	enum message heading;
	enum colour colour;
} blocks[] = {
	{ FINDING_PROBLEM, MSG_DOCTOR_PROBLEMS, COLOUR_BAD },
	{ FINDING_WARNING, MSG_DOCTOR_WARNINGS, COLOUR_UNSURE },
	{ FINDING_OK, MSG_DOCTOR_IN_ORDER, COLOUR_GOOD },
};
enum { BLOCKS = sizeof blocks / sizeof *blocks };

static const char *title_of(const struct examination *exam, size_t check)
{
	return message_text(check_at(check)->title, exam->app->language);
}

/* Of the column with the titles. */
static size_t title_width(const struct examination *exam)
{
	size_t widest = 0;

	for (size_t i = 0; check_at(i); i++) {
		const size_t width = text_width(title_of(exam, i));

		widest = width > widest ? width : widest;
	}
	return widest;
}

/* Each line by itself, so that it can be marked and pasted. */
static void print_remedy(const struct finding *finding, size_t indent)
{
	char lines[TEXT_MAX];

	if (!finding_remedy(finding, lines, sizeof lines))
		return;
	for (const char *line = lines; *line;) {
		const size_t len = strcspn(line, "\n");

		printf("%*s", (int)indent, "");
		safe_text_write(stdout, line, len);
		putchar('\n');
		line += len + (line[len] == '\n');
	}
}

static void print_finding(const struct examination *exam, const struct finding *finding, const char *title,
			  size_t width)
{
	const size_t column = GAP + width + GAP;
	char text[TEXT_MAX];

	finding_format(finding, exam->app->language, text, sizeof text);
	printf("%*s", GAP, "");
	text_print_padded(stdout, title, width + GAP);
	text_print_wrapped(stdout, text, column, page_width(stdout));
	print_remedy(finding, column + GAP);
}

static void print_block(const struct examination *exam, int block)
{
	const size_t width = title_width(exam);
	const char *last = "";
	bool any = false;

	for (size_t i = 0; i < exam->findings.count; i++) {
		const struct finding *finding = &exam->findings.list[i];
		const char *title = title_of(exam, finding->check);

		if (finding->state != blocks[block].state)
			continue;
		if (!any) {
			terminal_colour_begin(stdout, blocks[block].colour);
			message_print(stdout, blocks[block].heading, exam->app->language, NULL, NULL);
			terminal_colour_end(stdout);
			putchar('\n');
		}
		any = true;
		print_finding(exam, finding, strcmp(title, last) == 0 ? "" : title, width);
		last = title;
	}
	if (any)
		putchar('\n');
}

/* What to do first, or that nothing is to be done. */
static void print_end(const struct examination *exam)
{
	const enum message message = exam->code != ZAIRYU_OK ? MSG_DOCTOR_NOT_READY
				     : exam->unproved        ? MSG_DOCTOR_READY_UNPROVED
							     : MSG_DOCTOR_READY;
	const enum colour colour = exam->code != ZAIRYU_OK ? COLOUR_BAD : exam->unproved ? COLOUR_UNSURE : COLOUR_GOOD;
	char text[TEXT_MAX];

	message_format(text, sizeof text, message_text(message, exam->app->language),
		       exam->code != ZAIRYU_OK ? title_of(exam, exam->findings.list[exam->blocking].check) : NULL,
		       NULL);
	terminal_colour_begin(stdout, colour);
	text_print_wrapped(stdout, text, 0, page_width(stdout));
	terminal_colour_end(stdout);
}

int page_print(const struct examination *exam, zairyu_error **err)
{
	for (int i = 0; i < BLOCKS; i++)
		print_block(exam, i);
	print_end(exam);
	return output_flush(exam->app, err);
}
