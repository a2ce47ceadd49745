/* SPDX-License-Identifier: BSD-2-Clause */
#include "document.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOCUMENT_MAX = 1 << 18, LINE_MAX_ = 1024 };

static char *read_document(void)
{
	const char *path = getenv("ZAIRYU_TEST_DOCUMENT");
	char *text = calloc(1, DOCUMENT_MAX);
	FILE *file;

	ck_assert_msg(path != NULL, "ZAIRYU_TEST_DOCUMENT is not set");
	file = fopen(path, "r");
	ck_assert_msg(file && text, "%s cannot be read", path);
	ck_assert_uint_lt(fread(text, 1, DOCUMENT_MAX - 1, file), DOCUMENT_MAX - 1);
	fclose(file);
	return text;
}

/* The next line, cut off; NULL at the end. */
static char *take_line(struct document *document)
{
	char *line = document->next;
	char *end;

	if (!line || *line == '\0')
		return NULL;
	end = strchr(line, '\n');
	document->next = end ? end + 1 : NULL;
	if (end)
		*end = '\0';
	return line;
}

void document_open(struct document *document, const char *heading)
{
	char wanted[LINE_MAX_];
	char *line;

	document->text = read_document();
	document->next = document->text;
	snprintf(wanted, sizeof wanted, "## %s", heading);
	do {
		line = take_line(document);
		ck_assert_msg(line != NULL, "the document has no heading \"%s\"", heading);
	} while (strcmp(line, wanted) != 0);
	do {
		line = take_line(document);
		ck_assert_msg(line != NULL, "no table under \"%s\"", heading);
	} while (strncmp(line, "|---", 4) != 0);
}

void document_expect(struct document *document, const char *what, const char *outcome, const char *note)
{
	char begin[LINE_MAX_];
	char *line = take_line(document);

	if (note && note[0] != '\0')
		snprintf(begin, sizeof begin, "| %s | %s | `%s` | ", what, outcome, note);
	else
		snprintf(begin, sizeof begin, "| %s | %s | | ", what, outcome);
	ck_assert_msg(line && strncmp(line, begin, strlen(begin)) == 0, "\"%s\" does not begin with \"%s\"",
		      line ? line : "", begin);
	ck_assert_msg(strlen(line) > strlen(begin) + 5, "no reason is given in \"%s\"", line);
}

void document_close(struct document *document)
{
	char *line = take_line(document);

	ck_assert_msg(!line || line[0] != '|', "no test shows \"%s\"", line);
	free(document->text);
}
