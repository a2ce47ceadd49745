/* SPDX-License-Identifier: BSD-2-Clause */
/* What a picture of a card may say about the card: decided here, once, for strip, marks and statements alike. */
#ifndef VIEW_CLAIM_H
#define VIEW_CLAIM_H

#include <stdbool.h>
#include <zairyu/verify.h>

#include "sheet/lettering.h"

/* What the front image, on a card that has one, says about the kind that the chip names without a signature. */
enum front_fit {
	FRONT_BOUND,   /* not asked: the signed data have one kind's layout */
	FRONT_FITS,    /* it is printed as that kind is */
	FRONT_OTHER,   /* it is printed as the other kind is */
	FRONT_UNKNOWN, /* it cannot be told */
	FRONT_BROKEN,  /* there is an image, but it does not decode */
	FRONT_MISSING, /* there is no image */
};

/* Which side of the card a picture is of. */
enum side { SIDE_FRONT, SIDE_BACK };

struct claim {
	bool verified; /* there is a report */
	int verdict, falsification, issuer;
	bool live;       /* read from a real card */
	int source;      /* ZAIRYU_SOURCE_*: what else it was read from */
	bool specimen;   /* certainly none of the agency's cards */
	uint64_t proved; /* items that the signature of a genuine card vouches for */
	int kind;
	uint64_t front_item; /* 0: what is printed is not an image but values */
	uint64_t shown;      /* items that the picture has something of */
	uint64_t kind_items; /* signed items that fit one kind only */
	enum front_fit fit;
	int64_t read_at;
	enum side side;
	uint64_t unwritten; /* fields with characters that no font has, as bits: 1 << ZAIRYU_FIELD_* */
	struct lettering_missing missing;
};

/* What a picture of the front may say. `report` may be NULL: nothing was verified. */
void claim_make(struct claim *claim, const zairyu_record *record, const zairyu_report *report, enum front_fit fit);
/* The same of the back. */
void claim_make_back(struct claim *claim, const zairyu_record *record, const zairyu_report *report, enum front_fit fit);

/* Whether the kind of the card may be named: the front image, on a card that has one, does not speak against it. */
bool claim_names_kind(const struct claim *claim);

/* Whether a signature stands behind the kind of the card. */
bool claim_kind_is_proved(const struct claim *claim);

/* Items whose images and values the picture shows unmarked. */
uint64_t claim_shown_proved(const struct claim *claim);
/* Whether that is everything in the picture. */
bool claim_all_proved(const struct claim *claim);

#endif
