/* SPDX-License-Identifier: BSD-2-Clause */
/* A reader with a chip of the invented family on it. */
#ifndef TESTS_INVENTED_READER_H
#define TESTS_INVENTED_READER_H

#include <zairyu.h>

#include "invented_chip.h"

struct invented_reader {
	struct chip *chip;
	size_t carries;  /* the longest command; 0 for no limit */
	bool tells;      /* and says so */
	bool is_live;    /* does not say that it is simulated */
	size_t shortest; /* refuses answers longer than this; 0 for none */
	unsigned commands, connects, disconnects;
	void (*watch)(void *userdata, zairyu_bytes command); /* NULL */
	void *userdata;
	void (*free)(void *reader); /* NULL */
};

/* Borrows the reader; with `free`, has it freed with the transport. */
int invented_transport(zairyu_context *ctx, struct invented_reader *reader, zairyu_transport **out, zairyu_error **err);

#endif
