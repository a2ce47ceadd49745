/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where the NULs lie that were assumed and not transferred. They excuse a signature that does not fit, so nobody may
 * claim them at will: each run lies behind the end of an image or certificate, as that shows in its own structure, and
 * lasts to the end of the object's value.
 */
#ifndef RECORD_PADDING_H
#define RECORD_PADDING_H

#include <stdbool.h>
#include <zairyu/base.h>

enum { RECORD_RUNS_MAX = 4 }; /* in one file; none holds more than two objects that have them */

struct record_run {
	size_t offset; /* in the file */
	size_t len;    /* never 0 */
};

/* In ascending order. */
struct record_padding {
	struct record_run runs[RECORD_RUNS_MAX];
	size_t count;
};

/* Adds a run behind the others; false if there is no room for it. */
bool padding_add(struct record_padding *padding, size_t offset, size_t len);
size_t padding_length(const struct record_padding *padding);

#endif
