/* SPDX-License-Identifier: BSD-2-Clause */
/* A saved record taken apart into its sections, before anything is made of it. */
#ifndef SAVED_LOAD_H
#define SAVED_LOAD_H

#include <stdbool.h>

#include "record/record.h"

struct loaded_file {
	uint64_t item;
	size_t padding_assumed;        /* of a summary, and of a file in version 1 */
	struct record_padding padding; /* of a file */
	size_t len;                    /* of a summary */
	int presence;                  /* of a summary */
	zairyu_bytes bytes;            /* the file, or its digest */
};

/* Borrows from the saved bytes. */
struct loaded {
	unsigned version;
	bool reduced, settled;
	int64_t read_at;
	int source;        /* 0 in version 1 */
	zairyu_bytes salt; /* empty in version 1 */
	uint64_t items;    /* that the reading brought; not in version 1 */
	zairyu_bytes card_type, spec_version, library_version, reader;
	zairyu_bytes number; /* or its digest */
	zairyu_bytes results;
	struct loaded_file files[RECORD_FILES_MAX];
	size_t file_count;
};

/* Takes header and sections apart; the digest at the end is checked already and not in `saved`. 0, DAMAGED or VERSION.
 */
int load_parse(zairyu_bytes saved, size_t whole_length, struct loaded *out);

#endif
