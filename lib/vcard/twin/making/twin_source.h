/* SPDX-License-Identifier: BSD-2-Clause */
/* What a twin is made of. */
#ifndef MAKING_TWIN_SOURCE_H
#define MAKING_TWIN_SOURCE_H

#include "base/vcard_files.h"

/* A card's files as stored, of which `known` says which were read. */
struct source {
	struct vcard_files files;
	bool known[VCARD_FILES_MAX];
	int64_t read_at;
	uint8_t digests[32 * 33]; /* of the files and of the number, where they are known */
	size_t digests_len;
	const zairyu_bytes *anchors; /* certificates, DER */
	size_t anchor_count;
};

#endif
