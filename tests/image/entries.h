/* SPDX-License-Identifier: BSD-2-Clause */
/* Cards with what is entered on their back. */
#ifndef TEST_IMAGE_ENTRIES_H
#define TEST_IMAGE_ENTRIES_H

#include "records.h"

/* A value other than the usual one; NULL leaves its file out. */
struct entry_change {
	uint64_t item;
	uint32_t tag;
	const char *value;
};

/* The files of a type that are signed or have images. Returns how many. */
size_t entries_signed(const char *type, struct file *files);
/* A card of a type, with one change or NULL. */
zairyu_record *entries_card(const char *type, const struct entry_change *change);

#endif
