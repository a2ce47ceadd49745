/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What went wrong on a worker's thread on the way to an outcome, kept for the log, which belongs to the caller's
 * thread: every call that failed, every retry, every reopening, as a constant word and the failed call's code.
 */
#ifndef COMMON_NOTES_H
#define COMMON_NOTES_H

#include <stddef.h>
#include <zairyu.h>

enum { NOTES_MAX = 24 };

/* Plain data; all zero is empty. When it is full, what follows is only counted. */
struct notes {
	struct {
		const char *event;
		int64_t number;
	} list[NOTES_MAX];
	size_t count, lost;
};

void notes_add(struct notes *notes, const char *event, int64_t number);

/* Writes all to the log and empties it. Not while a worker is busy with it. */
void notes_log(struct notes *notes, const zairyu_context *ctx, const char *component);

#endif
