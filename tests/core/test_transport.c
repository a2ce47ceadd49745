/* SPDX-License-Identifier: BSD-2-Clause */
/* What the core checks of a transport's table, and of each exchange through it. */
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
	echo.fail_connect = ZAIRYU_ERR_NO_CARD;
	ck_assert_int_eq(zairyu_transport_connect(t, NULL, NULL), ZAIRYU_ERR_NO_CARD);
	zairyu_transport_free(t);
	ck_assert_int_eq(echo.disconnects, 2); /* nothing was connected */
	zairyu_context_free(ctx);
}
END_TEST

SUITE_MAIN("transport", 30, tables_are_checked, exchanges_are_checked)
