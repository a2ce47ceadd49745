/* SPDX-License-Identifier: BSD-2-Clause */
/* A command APDU as the card takes it apart [ISO/IEC 7816-3 12.1.3], short and extended forms. */
#ifndef CHIP_CHIP_APDU_H
#define CHIP_CHIP_APDU_H

#include <stdbool.h>
#include <zairyu/base.h>

struct chip_command {
	uint8_t cla, ins, p1, p2;
	const uint8_t *data;
	size_t lc; /* 0: no data field */
	size_t ne; /* the most answer bytes wanted; 0: no Le field */
	bool extended;
};

/* False if the bytes are not a command APDU; the header fields are set whenever there are four bytes. */
bool chip_command_parse(zairyu_bytes bytes, struct chip_command *out);

#endif
