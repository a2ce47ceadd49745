/* SPDX-License-Identifier: BSD-2-Clause */
/* A card that answers every command with its own bytes and 9000; what it was asked is counted. */
#ifndef TESTS_ECHO_H
#define TESTS_ECHO_H

#include <zairyu.h>

#include "../support/suite.h"

struct echo {
	int connects, disconnects, frees, waits, fail_connect, expects;
	zairyu_hints hints; /* as last told */
};

extern const zairyu_transport_ops echo_ops;

zairyu_context *new_context(void);
int echo_send(zairyu_transport *t, const char *bytes, size_t len, uint8_t *response, size_t cap, size_t *response_len);

#endif
