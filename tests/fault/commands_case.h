/* SPDX-License-Identifier: BSD-2-Clause */
/* A card behind a tap, the commands that reading it takes, and readers that refuse long answers. */
#ifndef TESTS_COMMANDS_CASE_H
#define TESTS_COMMANDS_CASE_H

#include <check.h>

#include "scene.h"
#include "tap.h"

#define START "connect 8B 8A challenge authenticate verify "

enum { TEXT = 2048, READS = 4 };

/* Of the test that is under way. */
extern struct scene scene;
extern struct tap tap;

extern const struct expected_read {
	const char *options;
	const char *whole;  /* extended length: one command a file */
	const char *frames; /* whole, 253 bytes an answer: 239 plain bytes under secure messaging, 251 without */
	const char *order;  /* of the files when padding is left out: the signature first */
} reads[READS];

/* A case around whose tests there is a scene. */
TCase *commands_case(const char *name);

void open_card(const char *options);
void close_card(void);
/* One session, one read. `out` may be NULL. */
int read_once(uint64_t items, uint32_t flags, zairyu_record **out);
/* What the tap saw, in the words of tap_write(). */
void expect_commands(const char *expected);

/* Hooks: ways of refusing answers longer than `*userdata` bytes, a size_t; the last, extended length as well. */
tap_hook refuse_by_status, refuse_by_failing, refuse_by_cutting, refuse_extended;

#endif
