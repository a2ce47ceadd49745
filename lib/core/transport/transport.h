/* SPDX-License-Identifier: BSD-2-Clause */
/* The transport from the inside. */
#ifndef TRANSPORT_TRANSPORT_H
#define TRANSPORT_TRANSPORT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <zairyu/transport.h>

#include "util/context.h"

enum { TRANSPORT_READ_MODES = 4 };

struct zairyu_transport {
	atomic_uint references;
	zairyu_context *ctx;
	char *uri;
	zairyu_transport_ops ops;
	void *userdata;
	bool connected;
	/* What sessions learned about lengths (session/read_mode.c), of the reader that had that URI. */
	uint32_t learned_from;                  /* a hash of the URI */
	unsigned read_mode;                     /* index into their table of modes */
	unsigned read_mode_uses;                /* reads that succeeded in it since */
	uint8_t refusals[TRANSPORT_READ_MODES]; /* of each mode, in succession */
	size_t carried[2];                      /* the most bytes read at once: short form, extended form */
	bool read_exactly;                      /* never ask for more than there is */
	/* Set by replay only: the command that is expected next, so that the session can repeat its random numbers. */
	bool (*expected)(void *userdata, zairyu_bytes *command);
};

/* zairyu_transport_transmit() that lets answers pass which are too short for a status word. */
int transport_exchange(zairyu_transport *transport, const zairyu_wait *wait, zairyu_bytes command, uint8_t *response,
		       size_t response_cap, size_t *response_len, zairyu_error **err);

zairyu_transport *transport_ref(zairyu_transport *transport);

#endif
