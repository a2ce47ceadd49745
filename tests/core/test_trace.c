/* SPDX-License-Identifier: BSD-2-Clause */
/* Traces of conversations, and their replay. */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "echo.h"

static char *read_all(const char *path, size_t *len)
{
	FILE *file = fopen(path, "rb");
	char *text = calloc(1, 65536);

	ck_assert_ptr_nonnull(file);
	*len = fread(text, 1, 65535, file);
	fclose(file);
	return text;
}

/* A conversation with a command that fails, and its trace. */
static void record_trace(zairyu_context *ctx, const char *path)
{
	struct echo echo = { 0 };
	zairyu_transport *inner, *trace;
	uint8_t response[64];
	size_t len;

	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:x", &echo_ops, &echo, &inner, NULL), 0);
	ck_assert_int_eq(zairyu_trace_new(ctx, inner, path, &trace, NULL), 0);
	zairyu_transport_free(inner); /* the trace keeps it */
	ck_assert_int_eq(zairyu_transport_connect(trace, NULL, NULL), 0);
	ck_assert_int_eq(echo_send(trace, "\0\xA4\0\0", 4, response, sizeof response, &len), 0);
	ck_assert_int_eq(echo_send(trace, "\xFF\xA4\0\0", 4, response, sizeof response, &len), ZAIRYU_ERR_CARD_GONE);
	zairyu_transport_disconnect(trace);
	ck_assert_int_eq(zairyu_transport_wait_card(trace, 1, 10, NULL, NULL), 0);
	zairyu_transport_free(trace);
	ck_assert_int_eq(echo.frees, 1);
}

START_TEST(trace_and_replay)
{
	zairyu_context *ctx = new_context();
	zairyu_transport *replay;
	char directory[] = "/tmp/zairyu-trace-XXXXXX", path[64], *text;
	uint8_t response[64];
	struct stat st;
	size_t len;
	uint64_t value;
	time_t before = time(NULL);

	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/t", directory);
	record_trace(ctx, path);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0600);
	text = read_all(path, &len);
	ck_assert_ptr_nonnull(strstr(text, "personal data"));
	ck_assert_int_eq(zairyu_replay_new(ctx, (zairyu_bytes){ (uint8_t *)text, len }, &replay, NULL), 0);
	ck_assert_str_eq(zairyu_transport_uri(replay), "replay:echo:x");
	ck_assert_int_eq(zairyu_transport_property(replay, ZAIRYU_PROPERTY_SIMULATED, &value), 0);
	ck_assert_uint_eq(value, 1);
	ck_assert_int_eq(zairyu_transport_property(replay, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), 0);
	ck_assert_uint_eq(value, 300);
	ck_assert_int_eq(zairyu_transport_property(replay, ZAIRYU_PROPERTY_RECORDED_AT, &value), 0);
	ck_assert_uint_ge(value, (uint64_t)before);
	ck_assert_uint_le(value, (uint64_t)time(NULL));
	ck_assert_int_eq(zairyu_transport_connect(replay, NULL, NULL), 0);
	ck_assert_int_eq(echo_send(replay, "\0\xA4\0\1", 4, response, sizeof response, &len), ZAIRYU_ERR_COMMUNICATION);
	ck_assert_int_eq(echo_send(replay, "\0\xA4\0\0", 4, response, sizeof response, &len), 0);
	ck_assert_uint_eq(len, 6);
	ck_assert_int_eq(echo_send(replay, "\xFF\xA4\0\0", 4, response, sizeof response, &len), ZAIRYU_ERR_CARD_GONE);
	ck_assert_int_eq(echo_send(replay, "\xFF\xA4\0\0", 4, response, sizeof response, &len),
			 ZAIRYU_ERR_COMMUNICATION);
	zairyu_transport_free(replay);

	unlink(path);
	rmdir(directory);
	free(text);
	zairyu_context_free(ctx);
}
END_TEST

START_TEST(trace_files)
{
	zairyu_context *ctx = new_context();
	struct echo echo = { 0 };
	zairyu_transport *inner, *trace, *replay;
	char directory[] = "/tmp/zairyu-trace-XXXXXX", path[64], uri[80];

	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/t", directory);
	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:x", &echo_ops, &echo, &inner, NULL), 0);
	ck_assert_int_eq(zairyu_trace_new(ctx, inner, path, &trace, NULL), 0);
	zairyu_transport_free(trace);
	/* A trace is never written over a file that is there. */
	ck_assert_int_eq(zairyu_trace_new(ctx, inner, path, &trace, NULL), ZAIRYU_ERR_WRITE);
	zairyu_transport_free(inner);
	/* Through the backend. */
	ck_assert_int_eq(zairyu_context_add_backend(ctx, zairyu_replay_backend(), NULL), 0);
	snprintf(uri, sizeof uri, "replay:%s", path);
	ck_assert_int_eq(zairyu_transport_open(ctx, uri, NULL, &replay, NULL), 0);
	ck_assert_str_eq(zairyu_transport_uri(replay), uri);
	zairyu_transport_free(replay);
	ck_assert_int_eq(zairyu_transport_open(ctx, "replay:/nonexistent/x", NULL, &replay, NULL), ZAIRYU_ERR_FILE);
	unlink(path);
	rmdir(directory);
	zairyu_context_free(ctx);
}
END_TEST

static uint64_t recorded_at(const zairyu_transport *t)
{
	uint64_t at = 1;

	ck_assert_int_eq(zairyu_transport_property(t, ZAIRYU_PROPERTY_RECORDED_AT, &at), 0);
	return at;
}

/* The time is that of the connection that is played; a trace of earlier versions has none. */
START_TEST(recorded_times)
{
	static const char trace[] = "zairyu-trace 1\nuri x\nconnect -205 1781600000\nconnect 0 4102444800\ndisconnect\n"
				    "connect 0\n";
	zairyu_context *ctx = new_context();
	zairyu_transport *t;

	ck_assert_int_eq(zairyu_replay_new(ctx, (zairyu_bytes){ (const uint8_t *)trace, sizeof trace - 1 }, &t, NULL),
			 0);
	ck_assert_uint_eq(recorded_at(t), 1781600000);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), -205);
	ck_assert_uint_eq(recorded_at(t), 1781600000);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), 0);
	ck_assert_uint_eq(recorded_at(t), 4102444800); /* past what 32 bits hold */
	zairyu_transport_disconnect(t);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), 0);
	ck_assert_uint_eq(recorded_at(t), 0);
	zairyu_transport_free(t);
	zairyu_context_free(ctx);
}
END_TEST

/* Writes a trace of a replay of `text`, with one connection, and gives it back. */
static char *traced_again(zairyu_context *ctx, const char *text)
{
	char directory[] = "/tmp/zairyu-trace-XXXXXX", path[64], *again;
	zairyu_transport *replay, *trace;
	size_t len;

	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/t", directory);
	ck_assert_int_eq(zairyu_replay_new(ctx, (zairyu_bytes){ (const uint8_t *)text, strlen(text) }, &replay, NULL),
			 0);
	ck_assert_int_eq(zairyu_trace_new(ctx, replay, path, &trace, NULL), 0);
	zairyu_transport_free(replay);
	ck_assert_int_eq(zairyu_transport_connect(trace, NULL, NULL), 0);
	zairyu_transport_free(trace);
	again = read_all(path, &len);
	unlink(path);
	rmdir(directory);
	return again;
}

/* Tracing a replay does not make it younger. */
START_TEST(trace_of_a_replay)
{
	static const struct {
		const char *trace, *line;
	} rows[] = {
		{ "zairyu-trace 1\nuri x\nconnect 0 1781600000\n", "connect 0 1781600000\n" },
		{ "zairyu-trace 1\nuri x\nconnect 0\n", "connect 0 0\n" },
	};
	zairyu_context *ctx = new_context();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *again = traced_again(ctx, rows[i].trace);

		ck_assert_ptr_nonnull(strstr(again, rows[i].line));
		free(again);
	}
	zairyu_context_free(ctx);
}
END_TEST

START_TEST(malformed_traces)
{
	static const char *const bad[] = {
		"",
		"zairyu-trace 2\nuri x\n",
		"zairyu-trace 1\n",
		"zairyu-trace 1\nuri x\nuri y\n",
		"zairyu-trace 1\nuri x\nconnect\n",
		"zairyu-trace 1\nuri x\nconnect 5\n",
		"zairyu-trace 1\nuri x\nconnect 0 yesterday\n",
		"zairyu-trace 1\nuri x\nconnect 0 -1\n",
		"zairyu-trace 1\nuri x\nconnect 99999999999999999999999\n",
		"zairyu-trace 1\nuri x\n< 9000\n",
		"zairyu-trace 1\nuri x\n> 00A40000\n",
		"zairyu-trace 1\nuri x\n> 00A40000\n> 00A40000\n< 9000\n",
		"zairyu-trace 1\nuri x\n> 00A4\n< 9000\n",
		"zairyu-trace 1\nuri x\n> 00A4000\n< 9000\n",
		"zairyu-trace 1\nuri x\n> 00A40G00\n< 9000\n",
		"zairyu-trace 1\nuri x\n> 00A40000\n< 90\n",
		"zairyu-trace 1\nuri x\n> 00A40000\n! 0\n",
		"zairyu-trace 1\nuri x\n> 00A40000\ndisconnect\n",
		"zairyu-trace 1\nuri x\nproperty 9 1\n",
		"zairyu-trace 1\nuri x\nproperty 1\n",
		"zairyu-trace 1\nuri x\nnonsense\n",
	};
	static const char good[] = "zairyu-trace 1\n# note\n\nuri x\nconnect 0\n> 00a40000\n< 9000 12\ndisconnect";
	zairyu_context *ctx = new_context();
	zairyu_transport *t;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		zairyu_error *err = NULL;

		ck_assert_msg(zairyu_replay_new(ctx, (zairyu_bytes){ (const uint8_t *)bad[i], strlen(bad[i]) }, &t,
						&err) == ZAIRYU_ERR_MALFORMED,
			      "row %zu", i);
		ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "line "));
		zairyu_error_free(err);
	}
	ck_assert_int_eq(zairyu_replay_new(ctx, (zairyu_bytes){ (const uint8_t *)good, sizeof good - 1 }, &t, NULL), 0);
	zairyu_transport_free(t);
	zairyu_context_free(ctx);
}
END_TEST

/* No file may grow: as on a disk that is full. What misses an exchange is no trace, so the conversation fails. */
static void fill_disk(bool full)
{
	const struct rlimit limit = { full ? 0 : RLIM_INFINITY, RLIM_INFINITY };

	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

START_TEST(a_trace_that_cannot_be_written)
{
	zairyu_context *ctx = new_context();
	struct echo echo = { 0 };
	zairyu_transport *inner, *trace;
	char directory[] = "/tmp/zairyu-trace-XXXXXX", path[64];
	uint8_t response[64];
	size_t len;

	ck_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/t", directory);
	for (int connected = 0; connected < 2; connected++) {
		ck_assert_int_eq(zairyu_transport_new(ctx, "echo:x", &echo_ops, &echo, &inner, NULL), 0);
		ck_assert_int_eq(zairyu_trace_new(ctx, inner, path, &trace, NULL), 0);
		zairyu_transport_free(inner);
		if (connected)
			ck_assert_int_eq(zairyu_transport_connect(trace, NULL, NULL), 0);
		fill_disk(true);
		if (connected)
			ck_assert_int_eq(echo_send(trace, "\0\xA4\0\0", 4, response, sizeof response, &len),
					 ZAIRYU_ERR_WRITE);
		else
			ck_assert_int_eq(zairyu_transport_connect(trace, NULL, NULL), ZAIRYU_ERR_WRITE);
		zairyu_transport_free(trace);
		fill_disk(false);
		unlink(path);
	}
	rmdir(directory);
	zairyu_context_free(ctx);
}
END_TEST

SUITE_MAIN("trace", 30, trace_and_replay, trace_files, recorded_times, trace_of_a_replay, malformed_traces,
	   a_trace_that_cannot_be_written)
