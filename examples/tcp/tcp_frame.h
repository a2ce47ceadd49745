/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vpcd's form. Either side sends frames: a length of two bytes, the higher first, and so many bytes. We send commands,
 * and controls, which are a frame of one byte each. The client answers commands and the question for the ATR, in order,
 * and nothing else: what does not fit cannot be repaired, so whoever fails here closes the connection.
 */
#ifndef TCP_FRAME_H
#define TCP_FRAME_H

#include "tcp_socket.h"

enum { TCP_POWER_OFF = 0, TCP_POWER_ON = 1, TCP_RESET = 2, TCP_GET_ATR = 4 };
enum { TCP_PREFIX = 2, TCP_FRAME_MAX = 65535 };

/* A frame as it goes out: in one piece, since two would wait for each other. */
struct tcp_frame {
	uint8_t bytes[TCP_PREFIX + TCP_FRAME_MAX];
};

/* `len` is at most TCP_FRAME_MAX. `frame` is room to work in, wiped afterwards. */
int tcp_send_frame(int fd, struct tcp_frame *frame, const uint8_t *data, size_t len, const struct tcp_limit *limit,
		   zairyu_error **err);
int tcp_send_control(int fd, uint8_t control, const struct tcp_limit *limit, zairyu_error **err);

/* A whole frame of `min` bytes or more; `*len` is 0 after a failure. Also COMMUNICATION if it has not that length. */
int tcp_receive_frame(int fd, uint8_t *data, size_t min, size_t cap, size_t *len, const struct tcp_limit *limit,
		      zairyu_error **err);

#endif
