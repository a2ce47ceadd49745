/* SPDX-License-Identifier: BSD-2-Clause */
#include "echo.h"

#include <string.h>

static int echo_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct echo *echo = userdata;

	(void)wait;
	echo->connects++;
	return echo->fail_connect ? zairyu_error_set(err, echo->fail_connect, "echo", 7, "as told") : 0;
}

static void echo_expect(void *userdata, const zairyu_hints *hints)
{
	struct echo *echo = userdata;

	echo->expects++;
	echo->hints = *hints;
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

const zairyu_transport_ops echo_ops = {
	.size = sizeof echo_ops,
	.connect = echo_connect,
	.transmit = echo_transmit,
	.disconnect = echo_disconnect,
	.free = echo_free,
	.wait_card = echo_wait,
	.get = echo_get,
	.expect = echo_expect,
};

zairyu_context *new_context(void)
{
	zairyu_context *ctx;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	return ctx;
}

int echo_send(zairyu_transport *t, const char *bytes, size_t len, uint8_t *response, size_t cap, size_t *response_len)
{
	return zairyu_transport_transmit(t, NULL, (zairyu_bytes){ (const uint8_t *)bytes, len }, response, cap,
					 response_len, NULL);
}
