/* SPDX-License-Identifier: BSD-2-Clause */
/* Records whose images show where they are drawn, and the view of a record. */
#ifndef TEST_IMAGE_CARDS_H
#define TEST_IMAGE_CARDS_H

#include "../support/suite.h"
#include "records.h"

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
/* `without`: an item left out. */
zairyu_record *second_generation(const char *type, uint32_t without);

/* The view, which must succeed, or end with this code. The record is freed. */
zairyu_image *compose(zairyu_record *record);
void expect_compose(zairyu_record *record, int code);

#endif
