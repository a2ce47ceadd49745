/* SPDX-License-Identifier: BSD-2-Clause */
/* The files of a trace, as far as they were read. */
#ifndef MAKING_TRACE_PARTS_H
#define MAKING_TRACE_PARTS_H

#include "twin/follow.h"
#include "twin/making/make.h"

enum { TRACE_PART_MAX = 32768 };

struct trace_part {
	uint8_t df, sfi;
	uint8_t *data;
	size_t len;  /* how far anything was read */
	size_t size; /* 0: not known */
};

struct trace_parts {
	struct trace_part part[VCARD_FILES_MAX];
	size_t count;
};

/* The data of an answer to READ BINARY. False if there is no room for it. */
bool trace_parts_take(struct trace_parts *parts, const struct followed *what, zairyu_bytes data);
/* NULL if nothing of the file was read. */
const struct trace_part *trace_parts_find(const struct trace_parts *parts, uint8_t df, uint8_t sfi);
/* Gives the source all files, of which its family is known. */
int trace_parts_give(const struct trace_parts *parts, struct source *source, zairyu_error **err);
/* Wipes and frees. */
void trace_parts_done(struct trace_parts *parts);

#endif
