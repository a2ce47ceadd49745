/* SPDX-License-Identifier: BSD-2-Clause */
/* Records whose images show where they are drawn, and the view of a record. */
#ifndef TEST_IMAGE_CARDS_H
#define TEST_IMAGE_CARDS_H

#include "../support/suite.h"
#include "records.h"
#include "reports.h"

/* Pixels of the view for one step of the card's grid. */
enum { SCALE = 2 };

struct area {
	uint32_t left, top, width, height;
};

/* The context and the images of a test; the images may be changed. */
extern zairyu_context *ctx;
extern struct made face, front, name, address;

/* A case around whose tests these are made. */
TCase *cards_case(const char *title);

zairyu_record *first_generation(const char *type, bool with_front, bool with_face);
/* One whose front is printed as that of type `as`. */
zairyu_record *first_generation_printed(const char *type, const char *as, bool with_front, bool with_face);
/* `without`: an item left out. */
zairyu_record *second_generation(const char *type, uint64_t without);

/* A bilevel image with these rectangles in black; the list ends with an empty one. */
struct made make_blocks(uint32_t width, uint32_t height, const struct area *blocks);
/* What the front of a kind ("1", "2") has printed, as rectangles: its rules, and a block in the row of the work
 * restriction, where neither kind has a label. */
const struct area *front_blocks(const char *type);

/* The view, which must succeed, or end with this code. The record is freed. */
zairyu_image *compose(zairyu_record *record);
zairyu_image *compose_reported(zairyu_record *record, zairyu_report *report);
void expect_compose(zairyu_record *record, int code);

#endif
