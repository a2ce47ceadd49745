/* SPDX-License-Identifier: BSD-2-Clause */
/* A card's images: what they are, and writing them. images_none.c stands in without libzairyu-image. */
#ifndef CARD_IMAGES_H
#define CARD_IMAGES_H

#include "card/verifier.h"
#include "files/file_set.h"

struct image_info {
	const char *name;       /* "front", …, "card", "back" */
	uint64_t item;          /* it is in; 0 for a view */
	const char *media_type; /* as stored; NULL if it could not be told */
	uint32_t width, height; /* 0 if it could not be decoded */
	char *file;             /* the PNG, or NULL */
	char *stored_file;      /* the image as the card has it, or NULL */
};

enum { IMAGES_MAX = 6 };
struct image_list {
	struct image_info item[IMAGES_MAX];
	size_t count;
};

/*
 * Decodes all images of a record and, with a directory, adds them and the composed views to `files`. An image that
 * cannot be decoded is warned of, stays in the list without size, and is written as stored: what else is on the card is
 * shown all the same. With --raw all are written as stored, too.
 */
int images_collect(const struct app *app, const zairyu_record *record, const struct judgement *judgement,
		   const char *directory, struct file_set *files, struct image_list *out, zairyu_error **err);
/* Fails in a build that knows no images. */
int images_check(const struct app *app, zairyu_error **err);
/* Does it with every name in the directory that the images of some card have. */
int images_each_path(const struct app *app, const char *directory, file_set_fn *act, struct file_set *files,
		     zairyu_error **err);
void images_done(struct image_list *images);

#endif
