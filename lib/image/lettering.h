/* SPDX-License-Identifier: BSD-2-Clause */
/* Texts on the sheet. Which of the two implementations is built decides whether there are any. */
#ifndef IMAGE_LETTERING_H
#define IMAGE_LETTERING_H

#include "sheet.h"

struct lettering;

/* A text and its place on the card's grid: `top` and `size` are those of the square that an ideograph fills. */
struct lettering_run {
	int left, top;
	int width; /* the text is made smaller until it fits; 0: as wide as it is */
	int size;
	bool bold;
	bool to_the_right; /* `left` is the right edge */
	const char *text;
};

bool lettering_built_in(void);

/* *out is NULL, with success, where no texts can be painted: not built in, or the machine has no font. */
int lettering_new(struct lettering **out, zairyu_error **err);
void lettering_free(struct lettering *lettering);

/* Paints a text. Text that is not UTF-8 is left out; so is all text if `lettering` is NULL. */
int lettering_paint(struct lettering *lettering, zairyu_image *sheet, const struct lettering_run *run,
		    zairyu_error **err);

#endif
