/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A backend of one's own, whole: readers of scheme "tcp", which come in over the network. It listens as vpcd does, the
 * virtual reader of vsmartcard, so that whatever speaks to vpcd can be the reader: the Android application "Remote
 * Smart Card Reader" makes one of a phone. Nothing is encrypted: use a cable or a tunnel (integrating.md).
 */
#ifndef TCP_H
#define TCP_H

#include <zairyu.h>

#define TCP_DEFAULT_ADDRESS "127.0.0.1:35963"

struct tcp_backend;

/*
 * Listens from now on. `address` is numeric, "127.0.0.1:35963" or "[::1]:35963"; NULL means TCP_DEFAULT_ADDRESS, and a
 * port of 0 any that is free. `answer_max`: the longest answer, status word included, that the clients carry; 0 if they
 * have no limit. Returns 0; ARGUMENT; READER_BUSY if another program listens there; NO_PERMISSION; NO_SERVICE;
 * NO_MEMORY.
 */
int tcp_backend_new(const char *address, size_t answer_max, struct tcp_backend **out, zairyu_error **err);

/* To be freed after the context that it was added to, and after all transports. NULL is fine. */
void tcp_backend_free(struct tcp_backend *backend);

/* What zairyu_context_add_backend() takes. */
const zairyu_backend *tcp_backend_table(const struct tcp_backend *backend);

/* "tcp:127.0.0.1:35963": the reader, whenever there is one. */
const char *tcp_backend_uri(const struct tcp_backend *backend);

#endif
