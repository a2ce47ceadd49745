/* SPDX-License-Identifier: BSD-2-Clause */
/* A reader with a chip of the invented family on it, and the backend of such readers for the command. */
#ifndef TESTS_INVENTED_READER_H
#define TESTS_INVENTED_READER_H

#include <zairyu.h>

#include "invented_chip.h"

enum { READER_COMMAND_MAX = 300 };

struct invented_reader {
	struct chip *chip;
	size_t carries;      /* the longest command; 0 for no limit */
	bool tells;          /* and says so */
	bool is_live;        /* does not say that it is simulated */
	size_t shortest;     /* refuses answers longer than this; 0 for none */
	unsigned commands, connects, disconnects;
	void (*watch)(void *userdata, zairyu_bytes command); /* NULL */
	void *userdata;
};

/* Borrows the reader. */
zairyu_transport *invented_transport(zairyu_context *ctx, struct invented_reader *reader);

/*
 * "invented:CA-FILE,TYPE[,short]": a card of that type, issued on the spot by the CA in that file; `short`, on a reader of
 * short APDUs.
 */
const zairyu_backend *invented_backend(void);

#endif
