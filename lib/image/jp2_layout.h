/* SPDX-License-Identifier: BSD-2-Clause */
/* The boxes of a JP2 file, or a codestream without them. */
#ifndef IMAGE_JP2_LAYOUT_H
#define IMAGE_JP2_LAYOUT_H

#include "j2k_layout.h"

enum jp2_colour { JP2_COLOUR_GREY, JP2_COLOUR_RGB, JP2_COLOUR_YCC };

struct jp2_layout {
	struct j2k_layout stream;
	enum jp2_colour colour;
	bool boxed; /* JP2, not a bare codestream */
	size_t end; /* where the padding begins */
};

/* Whether the bytes begin as a JP2 file or as a codestream does. */
bool jp2_layout_begins(zairyu_bytes bytes);

/* Reads and checks everything up to the compressed data itself. */
int jp2_layout_read(zairyu_bytes bytes, struct jp2_layout *out, zairyu_error **err);

#endif
