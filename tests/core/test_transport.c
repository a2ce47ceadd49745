/* SPDX-License-Identifier: BSD-2-Clause */
/* What the core checks of a transport's table, and of each exchange through it. */
#include <stddef.h>
#include <string.h>

#include "echo.h"

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

	ops.size = 9 * sizeof(void *) - 1; /* of the first version, and so of every one, 9 are enough */
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
	zairyu_transport_free(t);
	ops = echo_ops;
	ops.size = 9 * sizeof(void *);
	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:", &ops, &echo, &t, NULL), 0);
	ck_assert_str_eq(zairyu_transport_uri(t), "echo:");
	zairyu_context_free(ctx); /* the transport keeps it */
	zairyu_transport_free(t);
	ck_assert_int_eq(echo.frees, 6);
	zairyu_transport_free(NULL);
}
END_TEST

START_TEST(exchanges_are_checked)
{
	zairyu_context *ctx = new_context();
	struct echo echo = { 0 };
	zairyu_cancel *cancel;
	zairyu_transport *t;
	uint8_t response[64];
	size_t len;
	uint64_t value;

	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:", &echo_ops, &echo, &t, NULL), 0);
	ck_assert_int_eq(echo_send(t, "\0\xA4\0\0", 4, response, sizeof response, &len), ZAIRYU_ERR_STATE);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), 0);
	ck_assert_int_eq(echo_send(t, "\0\xA4\0\0", 4, response, sizeof response, &len), 0);
	ck_assert_uint_eq(len, 6);
	ck_assert_int_eq(echo_send(t, "\0\xA4\0", 3, response, sizeof response, &len), ZAIRYU_ERR_ARGUMENT);
	for (unsigned char i = 0; i < 2; i++) { /* success without a status word, or with more than there is room for */
		char broken[] = { (char)0xEE, (char)i, 0, 0 };

		ck_assert_int_eq(echo_send(t, broken, 4, response, sizeof response, &len), ZAIRYU_ERR_COMMUNICATION);
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
	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
	zairyu_cancel_trigger(cancel);
	ck_assert_int_eq(zairyu_transport_wait_card(t, 1, 0, cancel, NULL), ZAIRYU_ERR_CANCELLED);
	zairyu_cancel_free(cancel);
	echo.fail_connect = ZAIRYU_ERR_NO_CARD;
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), ZAIRYU_ERR_NO_CARD);
	zairyu_transport_free(t);
	ck_assert_int_eq(echo.disconnects, 2); /* nothing was connected */
	zairyu_context_free(ctx);
}
END_TEST

/* What is given, argument by argument. */
START_TEST(arguments)
{
	static char uri[1025];
	zairyu_context *ctx = new_context();
	struct echo echo = { 0 };
	const zairyu_transport_ops ops = { .size = offsetof(zairyu_transport_ops, wait_card), .free = echo_ops.free };
	const zairyu_transport_ops smaller = { .size = offsetof(zairyu_transport_ops, wait_card) - 1,
					       .free = echo_ops.free };
	zairyu_transport *t = NULL;
	uint8_t response[64];
	size_t len = 7;

	ck_assert_int_eq(zairyu_transport_new(NULL, "x:", &echo_ops, &echo, &t, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(t);
	ck_assert_int_eq(zairyu_transport_new(ctx, "x:", &echo_ops, &echo, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_transport_new(ctx, "x:", NULL, &echo, &t, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(echo.frees, 2);
	ck_assert_int_eq(zairyu_transport_new(ctx, "x:", &ops, &echo, &t, NULL), ZAIRYU_ERR_ABI);
	ck_assert_int_eq(echo.frees, 3);
	ck_assert_int_eq(zairyu_transport_new(ctx, "x:", &smaller, &echo, &t, NULL), ZAIRYU_ERR_ABI);
	ck_assert_int_eq(echo.frees, 3); /* that slot is not in it */
	memset(uri, 'x', 1024);
	ck_assert_int_eq(zairyu_transport_new(ctx, uri, &echo_ops, &echo, &t, NULL), ZAIRYU_ERR_ARGUMENT);
	uri[1023] = '\0';
	ck_assert_int_eq(zairyu_transport_new(ctx, uri, &echo_ops, &echo, &t, NULL), 0);
	ck_assert_str_eq(zairyu_transport_uri(t), uri);
	ck_assert_str_eq(zairyu_transport_uri(NULL), "");
	ck_assert_int_eq(zairyu_transport_connect(NULL, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_transport_wait_card(NULL, 1, 0, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_transport_property(NULL, ZAIRYU_PROPERTY_SIMULATED, NULL), ZAIRYU_ERR_ABSENT);
	zairyu_transport_disconnect(NULL);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), 0);
	ck_assert_int_eq(echo_send(NULL, "\0\xA4\0\0", 4, response, sizeof response, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(echo_send(t, NULL, 4, response, sizeof response, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(echo_send(t, "\0\xA4\0\0", 4, NULL, sizeof response, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(echo_send(t, "\0\xA4\0\0", 4, response, sizeof response, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(echo_send(t, "\xFF\xA4\0\0", 4, response, sizeof response, &len), ZAIRYU_ERR_CARD_GONE);
	ck_assert_uint_eq(len, 0);
	ck_assert_int_eq(echo.connects, 1);
	ck_assert_int_eq(echo_send(t, "\0\xA4\0\0", 4, response, 6, &len), 0); /* fills all the room there is */
	ck_assert_uint_eq(len, 6);
	zairyu_transport_free(t);
	ck_assert_int_eq(echo.disconnects, 1);
	zairyu_context_free(ctx);
}
END_TEST

static const char *own_uri(void *userdata)
{
	return userdata;
}

/* A table may name the reader itself; a slot it lacks is one the reader cannot do; a table of the first version does.
 */
START_TEST(slots)
{
	zairyu_context *ctx = new_context();
	zairyu_transport_ops ops = { .size = sizeof ops,
				     .connect = echo_ops.connect,
				     .transmit = echo_ops.transmit,
				     .disconnect = echo_ops.disconnect,
				     .uri = own_uri };
	static char other[] = "other:";
	zairyu_transport *t;
	uint64_t value = 77;

	ck_assert_int_eq(zairyu_transport_new(ctx, "given:", &ops, other, &t, NULL), 0);
	ck_assert_str_eq(zairyu_transport_uri(t), "other:");
	ck_assert_int_eq(zairyu_transport_property(t, ZAIRYU_PROPERTY_MAX_RESPONSE, &value), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_transport_wait_card(t, 1, 0, NULL, NULL), ZAIRYU_ERR_UNSUPPORTED);
	zairyu_transport_free(t);
	ck_assert_int_eq(zairyu_transport_new(ctx, "given:", &ops, NULL, &t, NULL), 0);
	ck_assert_str_eq(zairyu_transport_uri(t), "given:");
	zairyu_transport_free(t);
	for (int lacking = 0; lacking < 3; lacking++) {
		zairyu_transport_ops some = ops;

		some.connect = lacking == 0 ? NULL : some.connect;
		some.transmit = lacking == 1 ? NULL : some.transmit;
		some.disconnect = lacking == 2 ? NULL : some.disconnect;
		ck_assert_int_eq(zairyu_transport_new(ctx, "given:", &some, other, &t, NULL), ZAIRYU_ERR_ABI);
		ck_assert_ptr_null(t);
	}
	zairyu_context_free(ctx);
}
END_TEST

/* What nobody says is told from the command; what is said holds for one exchange. */
START_TEST(hints)
{
	struct {
		zairyu_hints hints;
		uint64_t newer;
	} longer = { .hints = { .size = sizeof longer, .answer_max = 5, .patience_ms = 6 }, .newer = 7 };
	const zairyu_hints some = { .size = sizeof some, .patience_ms = 60000 }, cut = { .size = sizeof cut - 1 },
			   absurd = { .size = 4097 };
	zairyu_context *ctx = new_context();
	struct echo echo = { 0 };
	uint8_t response[300];
	zairyu_transport *t;
	size_t len;

	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:", &echo_ops, &echo, &t, NULL), 0);
	ck_assert_int_eq(zairyu_transport_expect(NULL, &some), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_transport_expect(t, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_transport_expect(t, &cut), ZAIRYU_ERR_ABI);
	ck_assert_int_eq(zairyu_transport_expect(t, &absurd), ZAIRYU_ERR_ABI);
	ck_assert_int_eq(echo_send(t, "\0\xB0\0\0\4", 5, response, sizeof response, &len), ZAIRYU_ERR_STATE);
	ck_assert_int_eq(echo.expects, 0);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), 0);
	for (int i = 0; i < 6; i++) {
		if (i == 2)
			ck_assert_int_eq(zairyu_transport_expect(t, &longer.hints), 0);
		if (i == 2) /* what is refused changes nothing */
			ck_assert_int_eq(zairyu_transport_expect(t, &cut), ZAIRYU_ERR_ABI);
		if (i == 4)
			ck_assert_int_eq(zairyu_transport_expect(t, &some), 0);
		ck_assert_int_eq(echo_send(t, "\0\xB0\0\0\4", 5, response, sizeof response, &len), 0);
		ck_assert_int_eq(echo.expects, i + 1);
		ck_assert_uint_eq(echo.hints.size, sizeof echo.hints);
		ck_assert_uint_eq(echo.hints.answer_max, i == 2 ? 5 : 6);
		ck_assert_uint_eq(echo.hints.patience_ms, i == 2 ? 6 : i == 4 ? 60000 : 5000);
	}
	zairyu_transport_free(t);
	zairyu_context_free(ctx);
}
END_TEST

/* What a transport says that keeps no promise, by what it makes of a command. */
START_TEST(broken_promises)
{
	static const char *const messages[] = { "the exchange ended without a status word",
						"the answer is longer than the room given for it", "" };
	zairyu_context *ctx = new_context();
	struct echo echo = { 0 };
	zairyu_transport *t;
	uint8_t response[64];

	ck_assert_int_eq(zairyu_transport_new(ctx, "x:", &echo_ops, &echo, &t, NULL), 0);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), 0);
	for (uint8_t i = 0; i < COUNT(messages); i++) {
		const uint8_t command[] = { 0xEE, i, 0, 0 };
		zairyu_error *err = NULL;
		size_t len = 7;

		ck_assert_int_eq(zairyu_transport_transmit(t, NULL, (zairyu_bytes){ command, 4 }, response,
							   sizeof response, &len, &err),
				 *messages[i] ? ZAIRYU_ERR_COMMUNICATION : 0);
		ck_assert_str_eq(zairyu_error_message(err), messages[i]);
		ck_assert_uint_eq(len, *messages[i] ? 0 : i);
		zairyu_error_free(err);
	}
	zairyu_transport_free(t);
	zairyu_context_free(ctx);
}
END_TEST

static int wait_kept(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	(void)err;
	*(int *)userdata = present;
	return zairyu_wait_remaining(wait) <= 700 && zairyu_wait_remaining(wait) > 0 ? ZAIRYU_OK : ZAIRYU_ERR_STATE;
}

/* Whether a card is waited for is yes or no; a token that was triggered is not even passed on. */
START_TEST(waiting)
{
	static const int asked[] = { 0, 1, 2, -1 };
	zairyu_context *ctx = new_context();
	zairyu_transport_ops ops = echo_ops;
	zairyu_cancel *cancel;
	zairyu_transport *t;
	int told = 9;

	ops.wait_card = wait_kept;
	ops.free = NULL;
	ck_assert_int_eq(zairyu_transport_new(ctx, "x:", &ops, &told, &t, NULL), 0);
	for (int i = 0; i < COUNT(asked); i++) {
		ck_assert_int_eq(zairyu_transport_wait_card(t, asked[i], 700, NULL, NULL), 0);
		ck_assert_int_eq(told, asked[i] != 0);
	}
	told = 9;
	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
	zairyu_cancel_trigger(cancel);
	ck_assert_int_eq(zairyu_transport_wait_card(t, 1, 700, cancel, NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert_int_eq(told, 9);
	zairyu_cancel_free(cancel);
	zairyu_transport_free(t);
	zairyu_context_free(ctx);
}
END_TEST

/* A wait that is over: what is connected is let go, and nothing else happens; the least room is two bytes. */
START_TEST(edges)
{
	zairyu_context *ctx = new_context();
	struct echo echo = { 0 };
	zairyu_transport *t;
	zairyu_wait *over;
	uint8_t response[64];
	size_t len = 7;

	ck_assert_int_eq(zairyu_wait_new(0, NULL, &over, NULL), 0);
	ck_assert_int_eq(zairyu_transport_new(ctx, "x:", &echo_ops, &echo, &t, NULL), 0);
	ck_assert_int_eq(zairyu_transport_connect(t, over, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_eq(echo.connects + echo.disconnects, 0);
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), 0);
	ck_assert_int_eq(echo_send(t, "\xEE\2\0\0", 4, response, 1, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(echo_send(t, "\xEE\2\0\0", 4, response, 2, &len), 0);
	ck_assert_uint_eq(len, 2);
	ck_assert_int_eq(echo.expects, 1);
	ck_assert_int_eq(zairyu_transport_transmit(t, over, (zairyu_bytes){ (const uint8_t *)"\0\xA4\0\0", 4 },
						   response, sizeof response, &len, NULL),
			 ZAIRYU_ERR_TIMEOUT);
	ck_assert_uint_eq(len, 0);
	ck_assert_int_eq(echo.expects, 1);
	ck_assert_int_eq(zairyu_transport_connect(t, over, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_eq(echo.connects, 1);
	ck_assert_int_eq(echo.disconnects, 1);
	ck_assert_int_eq(echo_send(t, "\0\xA4\0\0", 4, response, sizeof response, &len), ZAIRYU_ERR_STATE);
	zairyu_transport_free(t);
	ck_assert_int_eq(echo.disconnects, 1);
	zairyu_wait_free(over);
	zairyu_context_free(ctx);
}
END_TEST

SUITE_MAIN("transport", 30, tables_are_checked, exchanges_are_checked, arguments, slots, hints, broken_promises,
	   waiting, edges)
