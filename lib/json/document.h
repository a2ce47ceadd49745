/* SPDX-License-Identifier: BSD-2-Clause */
/* A card's document from the inside: what it is made of, and its parts. */
#ifndef JSON_DOCUMENT_H
#define JSON_DOCUMENT_H

#include <stdbool.h>
#include <zairyu/json.h>

#include "tree.h"

struct document {
	struct tree tree;
	const zairyu_record *record;
	const zairyu_report *report;    /* or NULL */
	const zairyu_report *recorded;  /* what a reduced record brought, or NULL */
	const zairyu_json_extra *extra; /* or NULL */
	bool raw;
};

/* Whether the card carries a signature over this item, and whether the report vouches for it. */
bool document_is_signed(const struct document *document, uint64_t item);
bool document_is_vouched(const struct document *document, uint64_t item);

/* Takes the lowest of some items out of them; 0 if there is none. */
uint64_t document_next_item(uint64_t *items);

/* The verdict and the two results. */
void document_set_results(struct document *document, json_t *object, const zairyu_report *report);
/* What was found: of the report, with a note on texts that were not UTF-8, or of what was recorded. */
json_t *document_verification(struct document *document, const zairyu_report *report, bool converted);
json_t *document_notes(struct document *document, const zairyu_report *report, bool converted);
/* Name → value and marks, of every field that is there, understood or not. */
json_t *document_fields(struct document *document);
/* Item → "present", "empty", "absent" or "not-read", of every item that this type of card has. */
json_t *document_items(struct document *document);
/* Item → its length and data objects as stored, and where the caller put it. */
json_t *document_files(struct document *document);
/* Name → form and marks, of the images that the caller decoded. */
json_t *document_images(struct document *document);

#endif
