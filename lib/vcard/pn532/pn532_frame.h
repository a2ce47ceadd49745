/* SPDX-License-Identifier: BSD-2-Clause */
/* Frames of the PN532's serial interface [PN532 user manual 6.2.1]: found in a stream of bytes, and made. */
#ifndef PN532_PN532_FRAME_H
#define PN532_PN532_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	FRAME_DATA_MAX = 264, /* command code or status, and 262 bytes: what the chip's buffer holds */
	FRAME_MAX = FRAME_DATA_MAX + 13
};

enum frame_kind {
	FRAME_NONE,    /* more bytes are needed */
	FRAME_NOISE,   /* nothing that can be a frame, or one that is damaged: skip it */
	FRAME_ACK,     /* the host gives up the running command */
	FRAME_NACK,    /* the host wants the last answer again */
	FRAME_COMMAND, /* command code and data */
};

struct frame {
	enum frame_kind kind;
	const uint8_t *data; /* of a command: its code, then what goes with it; points into the stream */
	size_t len;
	size_t used; /* how many bytes of the stream this took */
};

/* The next frame at the beginning of `stream`. */
struct frame frame_find(const uint8_t *stream, size_t len);

/* Builds an answer of `data` (code + 1, then the rest). Returns its length; `out` has room for FRAME_MAX. */
size_t frame_build(const uint8_t *data, size_t len, uint8_t *out);

extern const uint8_t frame_ack[6];
extern const uint8_t frame_error[8];

#endif
