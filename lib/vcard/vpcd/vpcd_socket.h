/* SPDX-License-Identifier: BSD-2-Clause */
/* A TCP connection whose every wait is in slices. */
#ifndef VPCD_VPCD_SOCKET_H
#define VPCD_VPCD_SOCKET_H

#include <stdbool.h>
#include <zairyu.h>

/* Connects to "HOST:PORT" or "[ADDRESS]:PORT". Returns 0; ARGUMENT; NO_SERVICE; CANCELLED. */
int socket_open(const char *host_port, const zairyu_wait *wait, int *fd, zairyu_error **err);
void socket_close(int *fd);

/*
 * Waits for bytes and takes what is there; `*got` 0 means the other side closed, or with `*silent` that nothing came
 * within `within_ms` (0: no limit). Returns 0; READER_GONE; CANCELLED.
 */
int socket_receive(int fd, const zairyu_wait *wait, uint32_t within_ms, uint8_t *buf, size_t cap, size_t *got,
		   bool *silent, zairyu_error **err);
int socket_send(int fd, const zairyu_wait *wait, const uint8_t *buf, size_t len, zairyu_error **err);

/* Lets `ms` pass (0: no end to it) or returns earlier because the other side closed, which `*closed` tells. */
int socket_stay_silent(int fd, const zairyu_wait *wait, uint32_t ms, bool *closed, zairyu_error **err);

#endif
