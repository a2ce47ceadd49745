/* SPDX-License-Identifier: BSD-2-Clause */
/* The framing of the emulated PN532 against the examples of its manual, in pieces, and against noise. */
#include <string.h>

#include "../support/suite.h"
#include "pn532/pn532_frame.h"

static const uint8_t challenge[] = { 0x00, 0x00, 0xFF, 0x08, 0xF8, 0xD4, 0x40, 0x01,
				     0x00, 0x84, 0x00, 0x00, 0x08, 0x5F, 0x00 };

/* Skips noise, as the reader's loop does. */
static struct frame find(const uint8_t *stream, size_t len, size_t *skipped)
{
	struct frame frame;

	for (*skipped = 0;; *skipped += frame.used) {
		frame = frame_find(stream + *skipped, len - *skipped);
		if (frame.kind != FRAME_NOISE)
			return frame;
		ck_assert_uint_gt(frame.used, 0);
		ck_assert_uint_le(frame.used, len - *skipped);
	}
}

START_TEST(command_whole_and_in_pieces)
{
	size_t skipped;
	struct frame frame;

	for (size_t len = 0; len < sizeof challenge - 1; len++)
		ck_assert_int_eq(find(challenge, len, &skipped).kind, FRAME_NONE);
	frame = find(challenge, sizeof challenge - 1, &skipped);
	ck_assert_int_eq(frame.kind, FRAME_COMMAND);
	ck_assert_uint_eq(frame.len, 7);
	ck_assert_mem_eq(frame.data, challenge + 6, 7);
	ck_assert_uint_eq(skipped + frame.used, sizeof challenge - 1);
}
END_TEST

START_TEST(wake_up_is_noise)
{
	uint8_t stream[16 + sizeof challenge] = { 0x55, 0x55 };
	size_t skipped;

	memcpy(stream + 16, challenge, sizeof challenge);
	ck_assert_int_eq(find(stream, sizeof stream, &skipped).kind, FRAME_COMMAND);
	ck_assert_uint_eq(skipped, 17);
}
END_TEST

START_TEST(damage_is_noise)
{
	size_t skipped;

	for (size_t i = 1; i < sizeof challenge - 1; i++) {
		uint8_t damaged[sizeof challenge];

		memcpy(damaged, challenge, sizeof challenge);
		damaged[i] ^= 0x10;
		ck_assert_msg(find(damaged, sizeof damaged, &skipped).kind == FRAME_NONE, "byte %zu", i);
	}
}
END_TEST

START_TEST(acknowledgements)
{
	static const uint8_t ack[] = { 0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00 },
			     nack[] = { 0x00, 0x00, 0xFF, 0xFF, 0x00, 0x00 };
	size_t skipped;

	ck_assert_int_eq(find(ack, sizeof ack, &skipped).kind, FRAME_ACK);
	ck_assert_int_eq(find(nack, sizeof nack, &skipped).kind, FRAME_NACK);
	ck_assert_mem_eq(frame_ack, ack, sizeof ack);
}
END_TEST

/* What is built for the host has the form of what is found from it, but for who sends. */
START_TEST(built_is_well_formed)
{
	uint8_t data[FRAME_DATA_MAX], out[FRAME_MAX];

	for (size_t len = 1; len <= sizeof data; len++) {
		struct frame frame;
		size_t built, skipped, header;

		memset(data, (int)len, len);
		built = frame_build(data, len, out);
		header = len + 1 > 255 ? 8 : 5;
		ck_assert_uint_eq(built, header + 1 + len + 2);
		ck_assert_int_eq(out[header], 0xD5);
		out[header] = 0xD4;
		out[built - 2] = (uint8_t)(out[built - 2] + 1);
		frame = find(out, built, &skipped);
		ck_assert_int_eq(frame.kind, FRAME_COMMAND);
		ck_assert_uint_eq(frame.len, len);
		ck_assert_mem_eq(frame.data, data, len);
	}
}
END_TEST

/* Any bytes at all: never past the end, never stuck. */
START_TEST(any_noise)
{
	uint8_t stream[64];
	uint32_t state = 1;
	size_t skipped;

	for (int i = 0; i < 200000; i++) {
		size_t len = (size_t)i % sizeof stream;
		struct frame frame;

		for (size_t at = 0; at < len; at++) {
			state = state * 1664525u + 1013904223u;
			/* mostly the bytes frames are made of */
			stream[at] = (uint8_t)((state >> 28) < 6 ? 0x00 : (state >> 28) < 12 ? 0xFF : state >> 16);
		}
		frame = find(stream, len, &skipped);

		ck_assert_uint_le(skipped + frame.used, len);
		if (frame.kind == FRAME_COMMAND)
			ck_assert(frame.data + frame.len <= stream + len);
	}
}
END_TEST

SUITE_MAIN("vcard pn532 frame", 30, command_whole_and_in_pieces, wake_up_is_noise, damage_is_noise, acknowledgements,
	   built_is_well_formed, any_noise)
