/* SPDX-License-Identifier: BSD-2-Clause */
/* The attributes of a distinguished name, one after the other. */
#ifndef CERTIFICATE_NAME_WALK_H
#define CERTIFICATE_NAME_WALK_H

#include "der/der.h"

struct name_attribute {
	zairyu_bytes type; /* the encoded OID */
	uint8_t tag;
	zairyu_bytes value;
	bool starts_part; /* the first of its RDN; the others are joined to it by "+" */
};

struct name_walk {
	struct der names;
	struct der set;
	bool not_der;
};

enum name_step { NAME_ATTRIBUTE, NAME_END, NAME_BAD };

/* The walk points into itself: it must not be copied. */
void name_walk_begin(struct name_walk *walk, zairyu_bytes name);
enum name_step name_walk_next(struct name_walk *walk, struct name_attribute *out);

#endif
