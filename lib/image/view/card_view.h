/* SPDX-License-Identifier: BSD-2-Clause */
/* What is pre-printed where on each kind of card, and where the chip's values go. Data only. */
#ifndef VIEW_CARD_VIEW_H
#define VIEW_CARD_VIEW_H

#include "sheet/lettering.h"

/* What a text is printed for, as bits: cards that hold an image of their front (first generation), and values. */
#define VIEW_IMAGE  (1u << 0)
#define VIEW_VALUES (1u << 1)
#define VIEW_BOTH   (VIEW_IMAGE | VIEW_VALUES)

/* What a text labels. Where the value is not proved, the label is marked. */
enum view_label {
	LABELS_NOTHING,
	LABELS_UNSIGNED, /* what no item of the card holds, so that nothing can prove it */
	LABELS_PRINTED,
	LABELS_NUMBER,
	LABELS_NAME,
	LABELS_ADDRESS,
	LABELS_FACE,
};

/* A pre-printed text. */
struct view_text {
	unsigned forms;
	enum view_label labels;
	bool only_marked; /* left out where there is nothing to mark */
	struct lettering_run run;
};

/* A value painted as text. With `until`, that date follows in brackets. */
struct view_value {
	int field;
	int until;
	struct lettering_run run; /* without a text */
};

struct view_picture {
	int which;
	enum sheet_align align;
	struct sheet_box box;
};

/* Lists end where a text or a field is missing or a box is empty. */
struct card_view {
	int kind;
	sheet_colour ground_top, ground_bottom, ground_line, band;
	const struct sheet_box *bands;
	const struct sheet_box *rules; /* for values; a front image has them */
	const struct view_text *texts;
	const struct view_value *values; /* where there is no front image */
	const struct view_picture *pictures;
	const struct sheet_box *back_bands;
	const struct view_text *back_texts;
};

/* Nothing of either kind: for a first-generation card whose kind its front image does not bear out. */
enum { VIEW_PLAIN = 0 };

/* The item of a type of card that holds what is labelled; 0 if there is none. */
uint64_t card_view_item(enum view_label label, const zairyu_card *card);

/* `kind`: ZAIRYU_KIND_* or VIEW_PLAIN. NULL for others. */
const struct card_view *card_view_find(int kind);

#endif
