/* SPDX-License-Identifier: BSD-2-Clause */
/* Elements of BER [X.690 8.1], read so that nothing is too odd: a length that is wrong is cut to what there is. */
#ifndef TWIN_TWIN_BER_H
#define TWIN_TWIN_BER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ber {
	const uint8_t *start, *value, *value_end, *end; /* `end` is past an end-of-contents, if there is one */
	unsigned tag;                                   /* the first byte */
	bool open;                                      /* its length is left open */
	bool cut;                                       /* it says that it is longer than it can be */
};

/* The element at `at`. False if there is none, or its tag or length is of a form that cannot be followed. */
bool ber_read(const uint8_t *at, const uint8_t *end, struct ber *out);
/* Whether it can be entered. */
bool ber_constructed(const struct ber *element);
/* The element `index` among those inside. */
bool ber_child(const struct ber *parent, size_t index, struct ber *out);

/* The element again as DER: lengths definite and shortest, strings in one piece, integers without needless bytes. Returns 0 if it does not fit. */
size_t ber_to_der(const struct ber *element, uint8_t *out, size_t cap);

#endif
