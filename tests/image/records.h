/* SPDX-License-Identifier: BSD-2-Clause */
/* Records made by hand, through the core's own builder, so that each image and value is the test's choice. */
#ifndef TEST_IMAGE_RECORDS_H
#define TEST_IMAGE_RECORDS_H

#include "make.h"

/* A data object; its value is padded with NULs to `capacity` (0: as long as it is). */
struct object {
	uint32_t tag;
	zairyu_bytes value;
	size_t capacity;
};

/* A file of a card. The list of objects ends with the tag 0. */
struct file {
	uint64_t item;
	struct object objects[12];
};

/* A record of a card of type "1", "2", "05" or "06". The list of files ends with the item 0. */
zairyu_record *make_record(zairyu_context *ctx, const char *type, const struct file *files);
/* The URI of the reader it was read with; "pcsc:Reader" unless a test sets it. */
extern const char *record_reader;

/* Text as bytes. */
zairyu_bytes text(const char *s);

#endif
