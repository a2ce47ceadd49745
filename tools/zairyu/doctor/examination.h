/* SPDX-License-Identifier: BSD-2-Clause */
/* One examination of the machine: what the checks look at, what they learn for each other, and what they found. */
#ifndef DOCTOR_EXAMINATION_H
#define DOCTOR_EXAMINATION_H

#include "app.h"
#include "doctor/findings.h"
#include "files/data_table.h"

enum {
	LISTS_MAX = 8, /* more backends than there will be */
	LOOK_MS = 5000 /* how long a service or chip may take to list its readers */
};

/* What a backend listed, or why it did not. */
struct reader_list {
	const char *scheme;
	zairyu_readers *readers;
	int rc;
	zairyu_error *error;
};

struct examination {
	const struct app *app;
	const char *root;       /* before /sys, /proc, /run and /dev: "" */
	const char *trust;      /* the directory of certificates, or NULL for the usual ones */
	const char *reader_uri; /* the reader that was asked for, or NULL */
	zairyu_transport *reader;
	int reader_rc; /* why it could not be opened */
	int64_t now;   /* seconds since 1970 */
	struct data_table models;
	struct reader_list lists[LISTS_MAX];
	size_t list_count;
	int code;        /* with which reading a card would fail now; 0 */
	size_t blocking; /* the finding that says so */
	bool unproved;   /* a card of some generation could be read, but not be proved */
	struct findings findings;
};

/* Begins one; what is to be examined is set afterwards. To be ended in either case. */
int examination_begin(struct examination *exam, const struct app *app, zairyu_error **err);
/* Lists the readers of each backend; may take seconds. */
void examination_list(struct examination *exam);
void examination_done(struct examination *exam);

/* The list of one backend; NULL if it is not built in. */
const struct reader_list *examination_list_of(const struct examination *exam, const char *scheme);
/* That reading would fail with this code; the first counts. The finding is the one that was added last. */
void examination_blocks(struct examination *exam, int code);
/* The same, of the PC/SC service: only a warning where a reader that does without it is there, or was asked for. */
void examination_blocks_service(struct examination *exam, int code);

#endif
