/* SPDX-License-Identifier: BSD-2-Clause */
/* The transport from the inside. */
#ifndef TRANSPORT_TRANSPORT_H
#define TRANSPORT_TRANSPORT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <zairyu/transport.h>

#include "util/context.h"

struct zairyu_transport {
	atomic_uint references;
	zairyu_context *ctx;
	char *uri;
	zairyu_transport_ops ops;
	void *userdata;
	bool connected;
	unsigned read_mode;      /* what sessions learned about lengths: index into their table of modes */
	unsigned read_mode_uses; /* reads that succeeded in it since */
	/* Set by replay only: the command that is expected next, so that the session can repeat its random numbers. */
	bool (*expected)(void *userdata, zairyu_bytes *command);
};

zairyu_transport *transport_ref(zairyu_transport *transport);

#endif
