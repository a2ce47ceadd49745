/* SPDX-License-Identifier: BSD-2-Clause */
/* What a view says, in stable words for programs. Nothing about the person is among them. */
#ifndef IMAGE_STATEMENTS_H
#define IMAGE_STATEMENTS_H

#include <stddef.h>

#include "claim.h"

enum { STATEMENTS_MAX = 8, STATEMENT_SIZE = 96 };

struct statement {
	const char *name; /* also the keyword in PNG: Latin-1, under 80 characters [PNG 11.3.4] */
	char value[STATEMENT_SIZE];
};

struct statements {
	size_t count;
	struct statement list[STATEMENTS_MAX];
};

void statements_make(struct statements *statements, const struct claim *claim);

#endif
