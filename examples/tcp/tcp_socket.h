/* SPDX-License-Identifier: BSD-2-Clause */
/* Sockets that never block, and a limit to how long is waited for them. */
#ifndef TCP_SOCKET_H
#define TCP_SOCKET_H

#include <zairyu.h>

/* "[" address "]:" port, and NUL. */
enum { TCP_ADDRESS_SIZE = 64 };

/* When to give up: when the caller's wait is over, and at `end_ms` whatever that says. */
struct tcp_limit {
	const zairyu_wait *wait;
	int64_t end_ms;
};

struct tcp_limit tcp_limit(const zairyu_wait *wait, int64_t ms);

/* Listens; `name` is where, with the port that was drawn. Returns 0 or what tcp_backend_new() says. */
int tcp_listen(const char *address, int *fd, char name[TCP_ADDRESS_SIZE], zairyu_error **err);

/* Who waits to be let in, or -1. */
int tcp_accept(int listener);

/* Closes, if there is something to close, and sets `*fd` to -1. */
void tcp_close(int *fd);

/* All of it, or a failure: CARD_GONE if the connection ended, TIMEOUT, CANCELLED. */
int tcp_send(int fd, const uint8_t *data, size_t len, const struct tcp_limit *limit, zairyu_error **err);
int tcp_receive(int fd, uint8_t *data, size_t len, const struct tcp_limit *limit, zairyu_error **err);

/* Whether the other side is there and silent: 0, CARD_GONE, or COMMUNICATION if it spoke unasked. */
int tcp_check_quiet(int fd, zairyu_error **err);

#endif
