/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A saved record taken apart into its sections (zairyu-record(5)), changed by somebody who knows the format, and
 * sealed again with a digest that fits.
 */
#ifndef TESTS_RESAVE_H
#define TESTS_RESAVE_H

#include <stdint.h>
#include <zairyu.h>

enum {
	RESAVE_HEADER = 16,
	RESAVE_SECTION = 8, /* what a section begins with: type, flags, length */
	RESAVE_SALT = 16,   /* what the content of all but the first begins with */
	RESAVE_SEAL = 32,
	RESAVE_MAX = 40000,
	RESAVE_SECTIONS = 32
};
enum { RESAVE_ORIGIN = 1, RESAVE_NUMBER = 2, RESAVE_FILE = 4 };

struct resave_section {
	size_t at, len; /* with its beginning */
	int type;
};

struct resave {
	uint8_t data[RESAVE_MAX];
	size_t len; /* without the seal */
	struct resave_section sections[RESAVE_SECTIONS];
	size_t count;
};

void resave_open(const zairyu_record *record, struct resave *out);
/* Puts `len` bytes in the place of `old` at `at`, and makes the length of the section they are in right. */
void resave_splice(struct resave *saved, size_t section, size_t at, size_t old, const void *bytes, size_t len);
/* Takes a section out; puts one of another record (or of this) in before another. */
void resave_remove(struct resave *saved, size_t section);
void resave_insert(struct resave *saved, size_t before, const struct resave *from, size_t section);
/* The item of a file's section. */
uint64_t resave_item(const struct resave *saved, size_t section);
/* Makes length and digest right and loads it. `*out` is NULL if it does not load. */
int resave_load(struct resave *saved, zairyu_context *ctx, zairyu_record **out);

#endif
