/* SPDX-License-Identifier: BSD-2-Clause */
/* Tables and registry, opening readers, and the trace and replay transports. */
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zairyu/wait.h>
#include <zairyu.h>

#include "../support/suite.h"

/* A card that answers every command with its own bytes and 9000; what it was asked is counted. */
struct echo {
	int connects, disconnects, frees, waits, fail_connect;
};

static int echo_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct echo *echo = userdata;

	(void)wait;
	echo->connects++;
	return echo->fail_connect ? zairyu_error_set(err, echo->fail_connect, "echo", 7, "as told") : 0;
}

static int echo_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			 uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	(void)userdata;
	(void)wait;
	if (command[0] == 0xEE) { /* a broken transport */
		*response_len = command[1] == 1 ? response_cap + 1 : command[1];
		return 0;
	}
	if (command[0] == 0xFF)
		return zairyu_error_set(err, ZAIRYU_ERR_CARD_GONE, NULL, 0, "gone");
	memcpy(response, command, command_len);
	memcpy(response + command_len, "\x90\x00", 2);
	*response_len = command_len + 2;
	return 0;
}

static void echo_disconnect(void *userdata)
{
	((struct echo *)userdata)->disconnects++;
}

static void echo_free(void *userdata)
{
	((struct echo *)userdata)->frees++;
}

static int echo_wait(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	((struct echo *)userdata)->waits++;
	return present ? zairyu_wait_check(wait, err) : ZAIRYU_ERR_TIMEOUT;
}

static int echo_get(void *userdata, int property, uint64_t *value)
{
	(void)userdata;
	*value = 300;
	return property == ZAIRYU_PROPERTY_MAX_RESPONSE ? 0 : ZAIRYU_ERR_ABSENT;
}

static const zairyu_transport_ops echo_ops = {
	.size = sizeof echo_ops,
	.connect = echo_connect,
	.transmit = echo_transmit,
	.disconnect = echo_disconnect,
	.free = echo_free,
	.wait_card = echo_wait,
	.get = echo_get,
};

static zairyu_context *new_context(void)
{
	zairyu_context *ctx;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	return ctx;
}

static int send(zairyu_transport *t, const char *bytes, size_t len, uint8_t *response, size_t cap, size_t *response_len)
{
	return zairyu_transport_transmit(t, NULL, (zairyu_bytes){ (const uint8_t *)bytes, len }, response, cap,
					 response_len, NULL);
}

START_TEST(tables_are_checked)
{
	struct {
		zairyu_transport_ops ops;
		void *newer;
	} longer = { .ops = echo_ops };
	zairyu_context *ctx = new_context();
	zairyu_transport_ops ops = echo_ops;
	struct echo echo = { 0 };
	zairyu_transport *t;

	ops.size--;
	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:", &ops, &echo, &t, NULL), ZAIRYU_ERR_ABI);
	ops = echo_ops;
	ops.transmit = NULL;
	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:", &ops, &echo, &t, NULL), ZAIRYU_ERR_ABI);
	longer.ops.size = sizeof longer;
	longer.newer = &echo;
	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:", &longer.ops, &echo, &t, NULL), ZAIRYU_ERR_ABI);
	ck_assert_int_eq(zairyu_transport_new(ctx, NULL, &echo_ops, &echo, &t, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(echo.frees, 4); /* whoever fails to take it frees it */
	longer.newer = NULL;
	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:", &longer.ops, &echo, &t, NULL), 0);
	ck_assert_str_eq(zairyu_transport_uri(t), "echo:");
	zairyu_context_free(ctx); /* the transport keeps it */
	zairyu_transport_free(t);
	ck_assert_int_eq(echo.frees, 5);
	zairyu_transport_free(NULL);
}
END_TEST

START_TEST(exchanges_are_checked)
{
	zairyu_context *ctx = new_context();
	struct echo echo = { 0 };
	zairyu_transport *t;
	uint8_t response[64];
	size_t len;
	uint64_t value;

	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:", &echo_ops, &echo, &t, NULL), 0);
	ck_assert_int_eq(send(t, "\0\xA4\0\0", 4, response, sizeof response, &len), ZAIRYU_ERR_STATE);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), 0);
	ck_assert_int_eq(send(t, "\0\xA4\0\0", 4, response, sizeof response, &len), 0);
	ck_assert_uint_eq(len, 6);
	ck_assert_int_eq(send(t, "\0\xA4\0", 3, response, sizeof response, &len), ZAIRYU_ERR_ARGUMENT);
	for (unsigned char i = 0; i < 2; i++) { /* success without a status word, or with more than there is room for */
		char broken[] = { (char)0xEE, (char)i, 0, 0 };

		ck_assert_int_eq(send(t, broken, 4, response, sizeof response, &len), ZAIRYU_ERR_COMMUNICATION);
		ck_assert_uint_eq(len, 0);
	}
	ck_assert_int_eq(zairyu_transport_property(t, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), 0);
	ck_assert_uint_eq(value, 300);
	ck_assert_int_eq(zairyu_transport_property(t, ZAIRYU_PROPERTY_SIMULATED, NULL), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_transport_wait_card(t, 1, 100, NULL, NULL), ZAIRYU_ERR_STATE);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), 0); /* anew: lets go first */
	ck_assert_int_eq(echo.disconnects, 1);
	zairyu_transport_disconnect(t);
	zairyu_transport_disconnect(t);
	ck_assert_int_eq(echo.disconnects, 2);
	ck_assert_int_eq(zairyu_transport_wait_card(t, 1, 100, NULL, NULL), 0);
	ck_assert_int_eq(zairyu_transport_wait_card(t, 0, 100, NULL, NULL), ZAIRYU_ERR_TIMEOUT);
	echo.fail_connect = ZAIRYU_ERR_NO_CARD;
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), ZAIRYU_ERR_NO_CARD);
	zairyu_transport_free(t);
	ck_assert_int_eq(echo.disconnects, 2); /* nothing was connected */
	zairyu_context_free(ctx);
}
END_TEST

/* A backend whose readers and failures the test sets. */
struct shelf {
	int list_result, card[3], simulated[3], lists;
	bool silent; /* a silent service: listing ends only by its caller's wait */
	size_t count;
	struct echo echo;
};

static int shelf_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
		      zairyu_error **err)
{
	struct shelf *shelf = userdata;

	(void)ctx;
	shelf->lists++;
	while (shelf->silent) {
		int rc = zairyu_wait_check(wait, err);

		if (rc < 0)
			return rc;
		ck_assert_ptr_nonnull(wait);
		nanosleep(&(struct timespec){ 0, 1000000L * zairyu_wait_slice(wait, 10) }, NULL);
	}
	for (size_t i = 0; i < shelf->count; i++) {
		char uri[] = "shelf:0";

		uri[6] = (char)('0' + i);
		if (zairyu_readers_add(into, uri, "A reader", shelf->card[i], shelf->simulated[i]) < 0)
			return ZAIRYU_ERR_NO_MEMORY;
	}
	return shelf->list_result < 0 ? zairyu_error_set(err, shelf->list_result, NULL, 0, "as told") : 0;
}

static int shelf_open(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		      zairyu_transport **out, zairyu_error **err)
{
	char uri[32];

	(void)wait;
	snprintf(uri, sizeof uri, "shelf:%s", name);
	return zairyu_transport_new(ctx, uri, &echo_ops, &((struct shelf *)userdata)->echo, out, err);
}

static void add_shelf(zairyu_context *ctx, const char *scheme, struct shelf *shelf)
{
	const zairyu_backend backend = {
		.size = sizeof backend, .scheme = scheme, .userdata = shelf, .list = shelf_list, .open = shelf_open
	};

	ck_assert_int_eq(zairyu_context_add_backend(ctx, &backend), 0);
	ck_assert_int_eq(zairyu_context_add_backend(ctx, &backend), ZAIRYU_ERR_ARGUMENT); /* taken */
}

START_TEST(registry)
{
	zairyu_context *ctx = new_context();
	struct shelf shelf = { .count = 2 }, broken = { .list_result = ZAIRYU_ERR_NO_SERVICE };
	zairyu_backend bad = { .size = sizeof bad, .scheme = "Bad!", .list = shelf_list, .open = shelf_open };
	zairyu_readers *readers;
	zairyu_transport *t;

	ck_assert_int_eq(zairyu_context_add_backend(ctx, &bad), ZAIRYU_ERR_ARGUMENT);
	bad.size = 4;
	ck_assert_int_eq(zairyu_context_add_backend(ctx, &bad), ZAIRYU_ERR_ABI);
	add_shelf(ctx, "broken", &broken);
	ck_assert_int_eq(zairyu_readers_list(ctx, NULL, &readers, NULL), ZAIRYU_ERR_NO_SERVICE);
	ck_assert_ptr_null(readers);
	add_shelf(ctx, "shelf", &shelf);
	ck_assert_int_eq(zairyu_readers_list(ctx, NULL, &readers, NULL),
			 0); /* one failure hides nobody else's readers */
	ck_assert_uint_eq(zairyu_readers_count(readers), 2);
	ck_assert_str_eq(zairyu_readers_uri(readers, 1), "shelf:1");
	ck_assert_str_eq(zairyu_readers_label(readers, 1), "A reader");
	ck_assert_ptr_null(zairyu_readers_uri(readers, 2));
	zairyu_readers_free(readers);
	ck_assert_int_eq(zairyu_readers_list(ctx, "none", &readers, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_transport_open(ctx, "no-colon", &t, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_transport_open(ctx, "none:x", &t, NULL), ZAIRYU_ERR_UNSUPPORTED);
	ck_assert_int_eq(zairyu_transport_open(ctx, "shelf:a:b", &t, NULL), 0);
	ck_assert_str_eq(zairyu_transport_uri(t), "shelf:a:b");
	zairyu_transport_free(t);
	zairyu_context_free(ctx);
}
END_TEST

START_TEST(the_first_reader_with_a_card)
{
	zairyu_context *ctx = new_context();
	struct shelf shelf = { .count = 0 };
	zairyu_cancel *cancel;
	zairyu_transport *t;

	ck_assert_int_eq(zairyu_cancel_new(&cancel), 0);
	add_shelf(ctx, "shelf", &shelf);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), ZAIRYU_ERR_NO_READER);
	shelf.count = 3;
	shelf.card[0] = shelf.card[1] = shelf.card[2] = ZAIRYU_CARD_NONE;
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), ZAIRYU_ERR_NO_CARD);
	shelf.simulated[0] = 1;
	shelf.card[0] = shelf.card[2] = ZAIRYU_CARD_PRESENT; /* the simulated one is never taken */
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), 0);
	ck_assert_str_eq(zairyu_transport_uri(t), "shelf:2");
	zairyu_transport_free(t);
	shelf.card[2] = ZAIRYU_CARD_UNKNOWN; /* another reader can tell, and has none */
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), ZAIRYU_ERR_NO_CARD);
	shelf.card[1] = ZAIRYU_CARD_UNKNOWN;
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), 0);
	ck_assert_str_eq(zairyu_transport_uri(t), "shelf:1");
	zairyu_transport_free(t);
	shelf.card[1] = ZAIRYU_CARD_NONE;
	shelf.lists = 0;
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 500, NULL, &t, NULL), ZAIRYU_ERR_NO_CARD);
	ck_assert_int_ge(shelf.lists, 2);
	zairyu_cancel_trigger(cancel);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, ZAIRYU_WAIT_FOREVER, cancel, &t, NULL), ZAIRYU_ERR_CANCELLED);
	shelf.count = 0;
	shelf.list_result = ZAIRYU_ERR_NO_PERMISSION;
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, NULL), ZAIRYU_ERR_NO_PERMISSION);
	zairyu_cancel_free(cancel);
	zairyu_context_free(ctx);
}
END_TEST

static void *cancel_soon(void *cancel)
{
	nanosleep(&(struct timespec){ 0, 100000000 }, NULL);
	zairyu_cancel_trigger(cancel);
	return NULL;
}

START_TEST(a_silent_backend_holds_nobody_up)
{
	zairyu_context *ctx = new_context();
	struct shelf silent = { .silent = true }, shelf = { .count = 1, .card = { ZAIRYU_CARD_NONE } };
	zairyu_cancel *cancel;
	zairyu_transport *t;
	pthread_t thread;

	ck_assert_int_eq(zairyu_cancel_new(&cancel), 0);
	add_shelf(ctx, "silent", &silent);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 1, NULL, &t, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 300, NULL, &t, NULL), ZAIRYU_ERR_TIMEOUT);
	add_shelf(ctx, "shelf", &shelf); /* the other's readers are seen all the same */
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 300, NULL, &t, NULL), ZAIRYU_ERR_NO_CARD);
	ck_assert_int_eq(pthread_create(&thread, NULL, cancel_soon, cancel), 0);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, cancel, &t, NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert_ptr_null(t);
	pthread_join(thread, NULL);
	zairyu_cancel_free(cancel);
	zairyu_context_free(ctx);
}
END_TEST

static char *read_all(const char *path, size_t *len)
{
	FILE *file = fopen(path, "rb");
	char *text = calloc(1, 65536);

	ck_assert_ptr_nonnull(file);
	*len = fread(text, 1, 65535, file);
	fclose(file);
	return text;
}

START_TEST(trace_and_replay)
{
	zairyu_context *ctx = new_context();
	struct echo echo = { 0 };
	zairyu_transport *inner, *trace, *replay;
	char directory[] = "/tmp/zairyu-trace-XXXXXX", path[64], uri[80], *text;
	uint8_t response[64];
	struct stat st;
	size_t len;
	uint64_t value;

	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/t", directory);
	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:x", &echo_ops, &echo, &inner, NULL), 0);
	ck_assert_int_eq(zairyu_trace_new(ctx, inner, path, &trace, NULL), 0);
	zairyu_transport_free(inner); /* the trace keeps it */
	ck_assert_int_eq(zairyu_transport_connect(trace, NULL, NULL), 0);
	ck_assert_int_eq(send(trace, "\0\xA4\0\0", 4, response, sizeof response, &len), 0);
	ck_assert_int_eq(send(trace, "\xFF\xA4\0\0", 4, response, sizeof response, &len), ZAIRYU_ERR_CARD_GONE);
	zairyu_transport_disconnect(trace);
	ck_assert_int_eq(zairyu_transport_wait_card(trace, 1, 10, NULL, NULL), 0);
	zairyu_transport_free(trace);
	ck_assert_int_eq(echo.frees, 1);

	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0600);
	text = read_all(path, &len);
	ck_assert_ptr_nonnull(strstr(text, "personal data"));
	ck_assert_int_eq(zairyu_replay_new(ctx, (zairyu_bytes){ (uint8_t *)text, len }, &replay, NULL), 0);
	ck_assert_str_eq(zairyu_transport_uri(replay), "echo:x");
	ck_assert_int_eq(zairyu_transport_property(replay, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), 0);
	ck_assert_uint_eq(value, 300);
	ck_assert_int_eq(zairyu_transport_connect(replay, NULL, NULL), 0);
	ck_assert_int_eq(send(replay, "\0\xA4\0\1", 4, response, sizeof response, &len), ZAIRYU_ERR_COMMUNICATION);
	ck_assert_int_eq(send(replay, "\0\xA4\0\0", 4, response, sizeof response, &len), 0);
	ck_assert_uint_eq(len, 6);
	ck_assert_int_eq(send(replay, "\xFF\xA4\0\0", 4, response, sizeof response, &len), ZAIRYU_ERR_CARD_GONE);
	ck_assert_int_eq(send(replay, "\xFF\xA4\0\0", 4, response, sizeof response, &len), ZAIRYU_ERR_COMMUNICATION);
	zairyu_transport_free(replay);

	/* A trace is never written over a file that is there. */
	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:x", &echo_ops, &echo, &inner, NULL), 0);
	ck_assert_int_eq(zairyu_trace_new(ctx, inner, path, &trace, NULL), ZAIRYU_ERR_WRITE);
	zairyu_transport_free(inner);
	/* Through the backend. */
	ck_assert_int_eq(zairyu_context_add_backend(ctx, zairyu_replay_backend()), 0);
	snprintf(uri, sizeof uri, "replay:%s", path);
	ck_assert_int_eq(zairyu_transport_open(ctx, uri, &replay, NULL), 0);
	zairyu_transport_free(replay);
	ck_assert_int_eq(zairyu_transport_open(ctx, "replay:/nonexistent/x", &replay, NULL), ZAIRYU_ERR_FILE);
	unlink(path);
	rmdir(directory);
	free(text);
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

SUITE_MAIN("transport", 30, tables_are_checked, exchanges_are_checked, registry, the_first_reader_with_a_card,
	   a_silent_backend_holds_nobody_up, trace_and_replay, malformed_traces)
