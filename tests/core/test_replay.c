/* SPDX-License-Identifier: BSD-2-Clause */
/* The lines of a trace, each at the edge of what it may be, and how a conversation is played back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "echo.h"
#include "transport/replay.h"

#define HEAD "zairyu-trace 1\nuri x\n"

enum { LONGEST = 65538, WINDOW_ROOM = 64 };

static zairyu_context *ctx;

static void open_context(void)
{
	ctx = new_context();
}

static void close_context(void)
{
	zairyu_context_free(ctx);
}

static int replay_of(const char *text, zairyu_transport **out, zairyu_error **err)
{
	return zairyu_replay_new(ctx, (zairyu_bytes){ (const uint8_t *)text, strlen(text) }, out, err);
}

static const struct {
	const char *text;
	int bad; /* the line that is wrong; 0: none */
} texts[] = {
	{ "zairyu-trace 1\nuri \n", 0 },
	{ "zairyu-trace 1x\nuri x\n", 1 },
	{ "zairyu-trace 1\n#\n\nuri", 4 },
	{ "zairyu-trace 1\n#\n\n", 3 },
	{ HEAD "connect -999\n", 0 },
	{ HEAD "connect -1000\n", 3 },
	{ HEAD "connect 1\n", 3 },
	{ HEAD "connect 0 0\n", 0 },
	{ HEAD "connect  0\n", 3 },
	{ HEAD "connect 0x\n", 3 },
	{ HEAD "connect 00000000000000000000000\n", 0 }, /* 23 digits */
	{ HEAD "connect 000000000000000000000000\n", 3 },
	{ HEAD "connect 0 \n", 0 },
	{ HEAD "disconnect\n", 0 },
	{ HEAD "disconnect \n", 3 },
	{ HEAD "property 1 0\n", 0 },
	{ HEAD "property 0 1\n", 3 },
	{ HEAD "property 1 -1\n", 3 },
	{ HEAD "property 3 1\n", 0 },
	{ HEAD "property 4 1\n", 3 },
	{ HEAD "property x 1\n", 3 },
	{ HEAD "uri y\n", 3 },
	{ HEAD "#", 0 },
	{ HEAD " #\n", 3 },
	{ HEAD "connect 0 7", 0 },
	{ HEAD "connect 0 7 8\n", 0 }, /* what follows is passed over */
	{ HEAD "connect 0 -1\n", 3 },
	{ HEAD "connect\n", 3 },
	{ HEAD "disconnec\n", 3 },
	{ HEAD ">00A40000\n< 9000\n", 3 },
	{ HEAD "> 00A40000 x\n< 9000 x\n", 0 },
	{ HEAD "> 00A40000 \n<9000\n", 4 },
	{ HEAD "> 00A40000\n! 0\n", 4 },
	{ HEAD "> 00A40000\n! -1 5\n> 00A40000\n< 9000", 0 },
	{ HEAD "> 00A40000\nconnect 0\n< 9000\n", 4 },
	{ HEAD "> 00A40000\ndisconnect\n< 9000\n", 4 },
	{ HEAD "property 1 x\n", 3 },
	{ HEAD "> 00A40000\n! -999\n", 0 },
	{ HEAD "> 00A40000\n! -1000\n", 4 },
	{ HEAD "> 00A40000\n! 1\n", 4 },
	{ HEAD "> 00A40000\n! x\n", 4 },
	{ HEAD "! -1\n", 3 },
	{ HEAD "> 00A40000\n! -1\n! -1\n", 5 },
	{ HEAD "> 00A40000\n! -1\n< 9000\n", 5 },
	{ HEAD "> 00A40000\nproperty 1 1\n< 9000\n", 4 },
	{ HEAD "> 00A40000\n# note\n\n< 9000\n", 0 },
	{ HEAD "> 00A40000\n< 9000\n< 9000\n", 5 },
	{ HEAD "> 00A40000\n< 9\n", 4 },
	{ HEAD "> 00A40000\n< \n", 4 },
	{ HEAD "> 00A400\n< 9000\n", 3 },
	{ HEAD "> 00A40000\n< 9000\n> 00A40000\n", 5 },
};

START_TEST(lines)
{
	open_context();
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		zairyu_transport *t;
		zairyu_error *err = NULL;
		char message[80];

		ck_assert_msg(replay_of(texts[i].text, &t, &err) == (texts[i].bad ? ZAIRYU_ERR_MALFORMED : 0),
			      "row %zu", i);
		snprintf(message, sizeof message, "line %d of the trace is not well formed", texts[i].bad);
		if (texts[i].bad)
			ck_assert_str_eq(zairyu_error_message(err), message);
		zairyu_error_free(err);
		zairyu_transport_free(t);
	}
	close_context();
}
END_TEST

/* Each character as the first and as the second digit of a byte. */
START_TEST(digits)
{
	open_context();
	for (int c = 1; c < 256; c++)
		for (int second = 0; second < 2; second++) {
			static const char hex[] = "0123456789ABCDEFabcdef";
			const char *found = strchr(hex, c);
			const unsigned value = found ? (unsigned)(found - hex) - (found - hex > 15 ? 6 : 0) : 0;
			char text[80] = HEAD "connect 0\n> 00A40000\n< 119000\n";
			uint8_t response[8];
			zairyu_transport *t;
			size_t len;
			int rc;

			if (c == ' ' || c == '\n')
				continue;
			strchr(text, '<')[2 + second] = (char)c;
			rc = replay_of(text, &t, NULL);
			ck_assert_msg(rc == (found ? 0 : ZAIRYU_ERR_MALFORMED), "%d", c);
			if (!found)
				continue;
			ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), 0);
			ck_assert_int_eq(echo_send(t, "\0\xA4\0\0", 4, response, 8, &len), 0);
			ck_assert_uint_eq(len, 3);
			ck_assert_uint_eq(response[0], second ? 0x10 | value : value << 4 | 1);
			zairyu_transport_free(t);
		}
	close_context();
}
END_TEST

START_TEST(longest_answer)
{
	static char text[2 * LONGEST + 100];

	open_context();
	for (size_t len = LONGEST; len <= LONGEST + 1; len++) {
		zairyu_transport *t;
		size_t at = (size_t)snprintf(text, sizeof text, HEAD "> 00A40000\n< ");

		memset(text + at, '9', 2 * len);
		text[at + 2 * len] = '\0';
		ck_assert_int_eq(replay_of(text, &t, NULL), len == LONGEST ? 0 : ZAIRYU_ERR_MALFORMED);
		zairyu_transport_free(t);
	}
	close_context();
}
END_TEST

START_TEST(properties)
{
	zairyu_transport *t;
	uint64_t value = 0;

	open_context();
	ck_assert_int_eq(replay_of(HEAD "property 1 261\nproperty 2 256\nproperty 3 0\n", &t, NULL), 0);
	ck_assert_int_eq(zairyu_transport_property(t, ZAIRYU_PROPERTY_MAX_COMMAND, &value), 0);
	ck_assert_uint_eq(value, ZAIRYU_PROPERTY_MAX_COMMAND == 1 ? 261 : 256);
	ck_assert_int_eq(zairyu_transport_property(t, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), 0);
	ck_assert_uint_eq(value, ZAIRYU_PROPERTY_MAX_RESPONSE == 2 ? 256 : 261);
	ck_assert_int_eq(zairyu_transport_property(t, ZAIRYU_PROPERTY_SIMULATED, &value), 0);
	ck_assert_uint_eq(value, 1);
	ck_assert_int_eq(zairyu_transport_property(t, 0, &value), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_transport_property(t, -1, &value), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_transport_property(t, 77, &value), ZAIRYU_ERR_ABSENT);
	zairyu_transport_free(t);
	ck_assert_int_eq(replay_of(HEAD, &t, NULL), 0);
	ck_assert_int_eq(zairyu_transport_property(t, ZAIRYU_PROPERTY_MAX_COMMAND, &value), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_transport_property(t, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_transport_property(t, ZAIRYU_PROPERTY_RECORDED_AT, &value), 0);
	ck_assert_uint_eq(value, 0);
	zairyu_transport_free(t);
	close_context();
}
END_TEST

static const char conversation[] = HEAD "connect 0\ndisconnect\ndisconnect\nconnect 0\n> 00A40000\n< 11229000\n"
					"> 00A40001\n! -201\nconnect -205\n";

/* Anything but what was recorded ends it, and moves nothing on. */
START_TEST(play)
{
	uint8_t response[WINDOW_ROOM];
	struct echo echo = { 0 };
	zairyu_transport *t;
	zairyu_bytes expected;
	size_t len;

	open_context();
	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:", &echo_ops, &echo, &t, NULL), 0);
	ck_assert(!replay_expected(t, &expected)); /* another kind */
	zairyu_transport_free(t);
	ck_assert_int_eq(replay_of(conversation, &t, NULL), 0);
	ck_assert(!replay_expected(t, &expected));
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), 0);
	ck_assert_int_eq(echo_send(t, "\0\xA4\0\0", 4, response, sizeof response, &len), ZAIRYU_ERR_COMMUNICATION);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), 0); /* over both */
	ck_assert(replay_expected(t, &expected));
	ck_assert_uint_eq(expected.len, 4);
	ck_assert_mem_eq(expected.data, "\0\xA4\0\0", 4);
	ck_assert_int_eq(echo_send(t, "\0\xA4\0\0\0", 5, response, sizeof response, &len), ZAIRYU_ERR_COMMUNICATION);
	ck_assert_int_eq(echo_send(t, "\0\xA4\0\1", 4, response, sizeof response, &len), ZAIRYU_ERR_COMMUNICATION);
	ck_assert_int_eq(echo_send(t, "\0\xA4\0\0", 4, response, 3, &len), ZAIRYU_ERR_COMMUNICATION);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), ZAIRYU_ERR_COMMUNICATION);
	zairyu_transport_free(t);
	close_context();
}
END_TEST

/* What was recorded, in its order, failures too. */
START_TEST(play_to_the_end)
{
	uint8_t response[WINDOW_ROOM];
	zairyu_transport *t;
	zairyu_bytes expected;
	zairyu_error *err = NULL;
	size_t len;

	open_context();
	ck_assert_int_eq(replay_of(conversation, &t, NULL), 0);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), 0);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), 0);
	ck_assert_int_eq(echo_send(t, "\0\xA4\0\0", 4, response, 4, &len), 0);
	ck_assert_uint_eq(len, 4);
	ck_assert_mem_eq(response, "\x11\x22\x90\x00", 4);
	ck_assert_int_eq(echo_send(t, "\0\xA4\0\1", 4, response, sizeof response, &len), -201);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, &err), -205);
	ck_assert_int_eq(zairyu_error_code(err), -205);
	zairyu_error_free(err);
	ck_assert(!replay_expected(t, &expected));
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), ZAIRYU_ERR_COMMUNICATION);
	ck_assert_int_eq(zairyu_transport_wait_card(t, 1, 0, NULL, NULL), 0);
	ck_assert_int_eq(zairyu_transport_wait_card(t, 0, 1, NULL, NULL), ZAIRYU_ERR_TIMEOUT);
	zairyu_transport_free(t);
	close_context();
}
END_TEST

START_TEST(nothing_given)
{
	zairyu_transport *t;

	open_context();
	ck_assert_int_eq(zairyu_replay_new(NULL, (zairyu_bytes){ (const uint8_t *)HEAD, 4 }, &t, NULL),
			 ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(t);
	ck_assert_int_eq(zairyu_replay_new(ctx, (zairyu_bytes){ NULL, 4 }, &t, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_replay_new(ctx, (zairyu_bytes){ NULL, 0 }, &t, NULL), ZAIRYU_ERR_MALFORMED);
	ck_assert_int_eq(zairyu_replay_new(ctx, (zairyu_bytes){ (const uint8_t *)HEAD, 4 }, NULL, NULL),
			 ZAIRYU_ERR_ARGUMENT);
	close_context();
}
END_TEST

/* Through its backend: which lists no readers, and reads files up to 16 MiB. */
START_TEST(files)
{
	static const struct {
		long len;
		int rc;
		const char *message;
	} rows[] = { { 16 << 20, ZAIRYU_ERR_MALFORMED, "line 3 of the trace is not well formed" },
		     { (16 << 20) + 1, ZAIRYU_ERR_LIMIT, "the trace is larger than 16 MiB" },
		     { sizeof HEAD - 1, 0, "" } };
	char uri[] = "replay:/tmp/zairyu-replay-XXXXXX";
	zairyu_readers *readers;
	zairyu_transport *t;
	FILE *file;
	int fd = mkstemp(uri + 7);

	open_context();
	ck_assert_int_ge(fd, 0);
	file = fdopen(fd, "w");
	ck_assert_int_ge(fputs(HEAD, file), 0);
	ck_assert_int_eq(fflush(file), 0);
	ck_assert_int_eq(zairyu_context_add_backend(ctx, zairyu_replay_backend(), NULL), 0);
	ck_assert_int_eq(zairyu_readers_list(ctx, "replay", NULL, &readers, NULL), 0);
	ck_assert_uint_eq(zairyu_readers_count(readers), 0);
	zairyu_readers_free(readers);
	for (int i = 0; i < COUNT(rows); i++) {
		zairyu_error *err = NULL;

		ck_assert_int_eq(ftruncate(fd, rows[i].len), 0);
		ck_assert_int_eq(zairyu_transport_open(ctx, uri, NULL, &t, &err), rows[i].rc);
		ck_assert_str_eq(zairyu_error_message(err), rows[i].message);
		if (t)
			ck_assert_str_eq(zairyu_transport_uri(t), uri);
		zairyu_transport_free(t);
		zairyu_error_free(err);
	}
	fclose(file);
	unlink(uri + 7);
	ck_assert_int_eq(zairyu_transport_open(ctx, uri, NULL, &t, NULL), ZAIRYU_ERR_FILE);
	ck_assert_ptr_null(t);
	close_context();
}
END_TEST

SUITE_MAIN("replay", 20, lines, digits, longest_answer, properties, play, play_to_the_end, nothing_given, files)
