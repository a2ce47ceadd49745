/* SPDX-License-Identifier: BSD-2-Clause */
/* The boxes of a JP2 file, or a codestream without them. */
#ifndef JP2_JP2_LAYOUT_H
#define JP2_JP2_LAYOUT_H

#include "jp2/j2k_layout.h"
#include "jp2/jp2_channels.h"

struct jp2_layout {
	struct j2k_layout stream;
	struct jp2_colours colours;
	bool boxed; /* JP2, not a bare codestream */
	size_t end; /* where the padding begins; the whole file if there is no telling */
};

/* Whether the bytes begin as a JP2 file or as a codestream does. */
bool jp2_layout_begins(zairyu_bytes bytes, bool *boxed);

/* Reads and checks everything up to the compressed data itself. */
int jp2_layout_read(zairyu_bytes bytes, struct jp2_layout *out, zairyu_error **err);

#endif
