/* SPDX-License-Identifier: BSD-2-Clause */
/* The transport from the inside. */
#ifndef TRANSPORT_TRANSPORT_H
#define TRANSPORT_TRANSPORT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <zairyu/transport.h>

#include "util/context/context.h"

/* How long a card may take for an answer: some platforms ask for a frame waiting time of 2.5 s, and may ask again. */
enum { TRANSPORT_PATIENCE_MS = 5000 };

struct zairyu_transport {
	atomic_uint references;
	zairyu_context *ctx;
	char *uri;
	zairyu_transport_ops ops;
	void *userdata;
	bool connected;
	zairyu_hints hints; /* for the next exchange; of size 0 if nobody gave any */
	void *memory;       /* transport_memory() */
};

/* zairyu_transport_transmit() that lets answers pass which are too short for a status word. */
int transport_exchange(zairyu_transport *transport, const zairyu_wait *wait, zairyu_bytes command, uint8_t *response,
		       size_t response_cap, size_t *response_len, zairyu_error **err);

/*
 * Room for what whoever uses a transport learns and wants to find again, for as long as the transport lives; all zero
 * at first. Its size never changes. NULL if there is no memory.
 */
void *transport_memory(zairyu_transport *transport, size_t size);

zairyu_transport *transport_ref(zairyu_transport *transport);

#endif
