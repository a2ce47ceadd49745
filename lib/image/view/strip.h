/* SPDX-License-Identifier: BSD-2-Clause */
/* The strip below the card: what is proved about what the picture shows, in words. */
#ifndef VIEW_STRIP_H
#define VIEW_STRIP_H

#include "sheet/lettering.h"
#include "view/claim.h"

/* Between the card and the strip's first words, and below its last. */
enum { STRIP_GAP = 10, STRIP_ROWS_MAX = 14, STRIP_TEXT_SIZE = 1024 };

/* Japanese stands on the left, English on the right of it. */
struct strip_row {
	int size;
	int height; /* once measured */
	bool bold;
	char ja[STRIP_TEXT_SIZE], en[STRIP_TEXT_SIZE];
};

struct strip {
	int verdict;
	size_t count;
	struct strip_row rows[STRIP_ROWS_MAX];
};

/* strip_words.c: the rows that say what a claim holds. `report` gives the reasons and may be NULL. */
void strip_words(struct strip *strip, const struct claim *claim, const zairyu_report *report);

/* Measures the rows. Returns how high the strip is, gaps included, in steps of the grid. */
int strip_measure(struct strip *strip, struct lettering *lettering);
/* Paints it below the card, measured before. Returns UNSUPPORTED if a font for it is missing; NO_MEMORY. */
int strip_paint(const struct strip *strip, struct lettering *lettering, zairyu_image *sheet, zairyu_error **err);

#endif
