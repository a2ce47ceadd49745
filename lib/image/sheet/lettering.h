/* SPDX-License-Identifier: BSD-2-Clause */
/* Texts on the sheet. Which of the two implementations is built decides whether there are any. */
#ifndef SHEET_LETTERING_H
#define SHEET_LETTERING_H

#include "sheet/sheet.h"

struct lettering;

enum lettering_align { LETTERING_LEFT, LETTERING_CENTRE, LETTERING_RIGHT };

/* A text and its place on the card's grid: `top` and `size` are those of the square that an ideograph fills. */
struct lettering_run {
	int left, top; /* `left` is the middle or the right edge if aligned so */
	int width;     /* the text is made smaller until it fits; 0: as wide as it is */
	int size;
	int lines; /* how many the text may take to fit; 0 and 1 are one */
	bool bold;
	enum lettering_align align;
	sheet_colour colour; /* 0: ink */
	const char *text;
};

bool lettering_built_in(void);

/* Returns UNSUPPORTED where no text can be painted: not built in, or the machine has no font. */
int lettering_new(struct lettering **out, zairyu_error **err);
void lettering_free(struct lettering *lettering);

/* Whether the fonts have every character of a text. Each size that is looked at costs, so ask for the one to paint. */
bool lettering_knows(struct lettering *lettering, const struct lettering_run *run);

/* Characters that the fonts lack, each once, as far as there is room. */
enum { MISSING_MAX = 8 };
struct lettering_missing {
	size_t count;
	uint32_t characters[MISSING_MAX];
};

/* What stands for a character that the fonts lack, as printers have it. */
#define LETTERING_STAND_IN "〓"

/*
 * Writes a text to `out` with that sign for every character that the fonts lack, and adds these to `missing`. Returns how
 * many there are; negative, with *out empty, if it cannot be done: no text, the sign is lacking too, or no room.
 */
int lettering_stand_in(struct lettering *lettering, const char *text, char *out, size_t size,
		       struct lettering_missing *missing);

/* How high a text is once it fits, in steps of the grid: at least its size. */
int lettering_height(struct lettering *lettering, const struct lettering_run *run);

/* Paints a text. Text that is not UTF-8 is left out. Returns UNSUPPORTED, with nothing painted, if a font for it is
 * missing. */
int lettering_paint(struct lettering *lettering, zairyu_image *sheet, const struct lettering_run *run,
		    zairyu_error **err);

/* Paints a text across the whole card, so thin (of 255) that what is below can be read. Returns as above. */
int lettering_across(struct lettering *lettering, zairyu_image *sheet, const char *text, sheet_colour colour,
		     unsigned strength, zairyu_error **err);

#endif
