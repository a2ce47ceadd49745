/* SPDX-License-Identifier: BSD-2-Clause */
/* doc/verification.md says what the tests show: its tables are compared with theirs, row by row. */
#ifndef TESTS_VERIFY_DOCUMENT_H
#define TESTS_VERIFY_DOCUMENT_H

#include <stddef.h>

struct document {
	char *text;
	char *next; /* the line that comes next */
};

/* Opens the document at the table under a heading. */
void document_open(struct document *document, const char *heading);
/* Requires the next row to be this one, and to give a reason. "" or NULL: no note. */
void document_expect(struct document *document, const char *what, const char *outcome, const char *note);
/* Requires the table to end here. */
void document_close(struct document *document);

#endif
