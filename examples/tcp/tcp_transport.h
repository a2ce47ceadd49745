/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TCP_TRANSPORT_H
#define TCP_TRANSPORT_H

#include "tcp_port.h"

/* A transport of the reader at that port. `answer_max` as in tcp_backend_new(). */
int tcp_transport_new(zairyu_context *ctx, const char *uri, struct tcp_port *port, size_t answer_max,
		      zairyu_transport **out, zairyu_error **err);

#endif
