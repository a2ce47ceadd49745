/* SPDX-License-Identifier: BSD-2-Clause */
/* Frames of the PN532's serial interface. Normal ones have one byte of length, extended ones two. */
#include "pn532/pn532_frame.h"

#include <string.h>

enum { START_LEN = 2, NORMAL_HEADER = 2, EXTENDED_HEADER = 5, NORMAL_MAX = 255, CODE_MAX = 256 };
enum { FROM_HOST = 0xD4, FROM_CHIP = 0xD5 };

const uint8_t frame_ack[6] = { 0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00 };
const uint8_t frame_error[8] = { 0x00, 0x00, 0xFF, 0x01, 0xFF, 0x7F, 0x81, 0x00 };

static uint8_t sum(const uint8_t *data, size_t len)
{
	uint8_t total = 0;

	while (len-- > 0)
		total = (uint8_t)(total + *data++);
	return total;
}

/* How many bytes come before the start code; all but a possible half of one if there is none. */
static size_t noise_before(const uint8_t *stream, size_t len)
{
	size_t at = 0;

	while (at + START_LEN <= len && !(stream[at] == 0x00 && stream[at + 1] == 0xFF))
		at++;
	return at + START_LEN <= len || len == 0 || stream[len - 1] == 0x00 ? at : len;
}

/* The body's length and where it begins behind the start code. Returns false if the header is damaged. */
static bool read_header(const uint8_t *header, size_t *body, size_t *at)
{
	bool extended = header[0] == 0xFF && header[1] == 0xFF;

	*at = extended ? EXTENDED_HEADER : NORMAL_HEADER;
	*body = extended ? (size_t)header[2] << 8 | header[3] : header[0];
	if (extended ? sum(header + 2, 3) != 0 : sum(header, 2) != 0)
		return false;
	return *body >= 2 && *body <= FRAME_DATA_MAX + 1;
}

static struct frame skip(size_t used)
{
	return (struct frame){ .kind = FRAME_NOISE, .used = used };
}

struct frame frame_find(const uint8_t *stream, size_t len)
{
	const struct frame none = { FRAME_NONE, NULL, 0, 0 };
	size_t noise = noise_before(stream, len), at, body;
	const uint8_t *header = stream + noise + START_LEN;

	if (noise > 0)
		return skip(noise);
	if (len < START_LEN + NORMAL_HEADER)
		return none;
	if (header[0] == 0x00 && header[1] == 0xFF)
		return (struct frame){ FRAME_ACK, NULL, 0, START_LEN + NORMAL_HEADER };
	if (header[0] == 0xFF && header[1] == 0x00)
		return (struct frame){ FRAME_NACK, NULL, 0, START_LEN + NORMAL_HEADER };
	if (header[0] == 0xFF && header[1] == 0xFF && len < START_LEN + EXTENDED_HEADER)
		return none;
	if (!read_header(header, &body, &at))
		return skip(START_LEN);
	if (len < START_LEN + at + body + 1)
		return none;
	if (header[at] != FROM_HOST || sum(header + at, body + 1) != 0)
		return skip(START_LEN + at + body + 1);
	return (struct frame){ FRAME_COMMAND, header + at + 1, body - 1, START_LEN + at + body + 1 };
}

size_t frame_build(const uint8_t *data, size_t len, uint8_t *out)
{
	const size_t body = len + 1;
	size_t at = 0;

	memcpy(out, frame_ack, 3); /* preamble and start code are alike */
	at = 3;
	if (body > NORMAL_MAX) {
		out[at++] = 0xFF;
		out[at++] = 0xFF;
		out[at++] = (uint8_t)(body >> 8);
		out[at++] = (uint8_t)body;
		out[at] = (uint8_t)(CODE_MAX - sum(out + at - 2, 2));
		at++;
	} else {
		out[at++] = (uint8_t)body;
		out[at++] = (uint8_t)(CODE_MAX - body);
	}
	out[at++] = FROM_CHIP;
	memcpy(out + at, data, len);
	out[at + len] = (uint8_t)(CODE_MAX - sum(out + at - 1, body));
	out[at + len + 1] = 0x00;
	return at + len + 2;
}
