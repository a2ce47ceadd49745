/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * BER-TLV as the cards use it [G1 3.3, ISO 7816-4 5.2.2]: tags of one or two bytes, lengths 00..7F and 81 to 84 with as
 * many bytes, not necessarily the shortest form. A NUL where a tag should be ends the list.
 */
#ifndef TLV_TLV_H
#define TLV_TLV_H

#include "util/bytes/cursor.h"

enum tlv_outcome { TLV_OBJECT, TLV_END, TLV_MALFORMED };

/* Takes the next data object. The value is borrowed. */
enum tlv_outcome tlv_next(struct cursor *c, uint32_t *tag, zairyu_bytes *value);

/* As tlv_next, but only the tag and length: the value need not be there. For the first bytes of a file. */
enum tlv_outcome tlv_header(struct cursor *c, uint32_t *tag, size_t *len);

#endif
