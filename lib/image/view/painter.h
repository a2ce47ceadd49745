/* SPDX-License-Identifier: BSD-2-Clause */
/* The view being painted, and its parts. Each returns 0, NO_MEMORY, or UNSUPPORTED if a font is missing. */
#ifndef VIEW_PAINTER_H
#define VIEW_PAINTER_H

#include "view/card_view.h"
#include "view/claim.h"

enum { RULE_COLOUR = 0x8A9296, VALUES_MAX = 12, VALUE_SIZE = 1600, ENGLISH_SIZE = 512, ASIDE_SIZE = 11 };

/* What is painted of a value. */
struct value_text {
	bool is_there;
	bool aside; /* words about the value */
	char ja[VALUE_SIZE], en[ENGLISH_SIZE];
};

struct painter {
	zairyu_context *ctx;
	const zairyu_record *record;
	const struct card_view *view;
	struct claim claim;
	zairyu_image *front; /* decoded; NULL if there is none */
	struct lettering *lettering;
	zairyu_image *sheet;
	struct value_text values[VALUES_MAX];
};

/*
 * The texts of the values of a side, and in the claim what the fonts lack of them: before anything is painted, since the
 * strip says it.
 */
void prepare_values(struct painter *painter);
void prepare_back(struct painter *painter);
/* One of them: joined with `until` in brackets, where there is one. */
void prepare_text(struct painter *painter, int field, const char *text, const char *until, struct value_text *out);

/* Ground, bands, rules, pre-printed texts with their marks. */
int paint_form(const struct painter *painter, zairyu_error **err);
/* A label, with the mark of what is not proved before it. */
int paint_label(const struct painter *painter, const struct lettering_run *label, bool marked, zairyu_error **err);
/* What the chip holds as values, where it has no image of the front. */
int paint_values(const struct painter *painter, zairyu_error **err);
/* The images, or words in their places. */
int paint_pictures(const struct painter *painter, zairyu_error **err);
int paint_picture(const struct painter *painter, const struct view_picture *picture, zairyu_error **err);
/* Whether this type of card has anything that is entered on the back, and paints it. */
bool back_has_rows(const struct painter *painter);
int paint_back(const struct painter *painter, zairyu_error **err);

/* Words about a value stand small in the middle of its line, so that nobody takes them for what the card says. */
void run_set_aside(struct lettering_run *run);

#endif
