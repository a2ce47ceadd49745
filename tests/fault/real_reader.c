/* SPDX-License-Identifier: BSD-2-Clause */
#include "real_reader.h"

#include <check.h>
#include <zairyu/error.h>

static int reader_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	return zairyu_transport_connect(userdata, wait, err);
}

static int reader_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			   uint8_t *response, size_t cap, size_t *response_len, zairyu_error **err)
{
	return zairyu_transport_transmit(userdata, wait, (zairyu_bytes){ command, command_len }, response, cap,
					 response_len, err);
}

static void reader_disconnect(void *userdata)
{
	zairyu_transport_disconnect(userdata);
}

static void reader_free(void *userdata)
{
	zairyu_transport_free(userdata);
}

static int reader_get(void *userdata, int property, uint64_t *value)
{
	return property == ZAIRYU_PROPERTY_SIMULATED ? ZAIRYU_ERR_ABSENT
						     : zairyu_transport_property(userdata, property, value);
}

zairyu_transport *real_reader_around(zairyu_context *ctx, zairyu_transport *inner)
{
	const zairyu_transport_ops ops = { .size = sizeof ops,
					   .connect = reader_connect,
					   .transmit = reader_transmit,
					   .disconnect = reader_disconnect,
					   .free = reader_free,
					   .get = reader_get };
	zairyu_transport *transport;

	ck_assert_int_eq(zairyu_transport_new(ctx, "test:", &ops, inner, &transport, NULL), 0);
	return transport;
}
