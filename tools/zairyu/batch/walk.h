/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Record files one after the other: those named, and those in the directories named. Never a list of all, so that any
 * number of them takes the same memory.
 */
#ifndef BATCH_WALK_H
#define BATCH_WALK_H

#include "app.h"
#include "files/content.h"

/* What a record's name ends in, to be taken from a directory. */
#define WALK_SUFFIX ".zairyu"

enum { WALK_DEPTH_MAX = 64 };

struct walk {
	const struct app *app;
	char *const *operand;
	size_t operand_count, next;
	struct walk_level {
		void *directory;    /* a DIR */
		size_t path_length; /* of its own path */
	} level[WALK_DEPTH_MAX];
	size_t depth;
	struct content path; /* of the innermost directory */
};

struct walk_entry {
	char *path;          /* freed by the caller */
	bool in_directory;   /* found, not named */
	int rc;              /* why it cannot be walked, or 0 */
	zairyu_error *cause; /* freed by the caller */
};

void walk_begin(struct walk *walk, const struct app *app, char *const *operand, size_t count);
/*
 * The next file, or directory that cannot be read. A name that was given is taken whatever it is; in directories, at
 * any depth, plain files named *.zairyu are, in the order in which the system lists them. Links in them are not
 * followed. Returns 0, also at the end (then the path is NULL); NO_MEMORY; CANCELLED.
 */
int walk_next(struct walk *walk, struct walk_entry *out, zairyu_error **err);
void walk_end(struct walk *walk);

bool walk_is_directory(const char *path);

#endif
