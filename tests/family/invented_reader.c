/* SPDX-License-Identifier: BSD-2-Clause */
#include "invented_reader.h"

/* A contact that is made again resets the card; it does not take its power away. */
static int reader_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct invented_reader *reader = userdata;

	(void)wait;
	(void)err;
	reader->connects++;
	invented_chip_reset(reader->chip);
	return 0;
}

static void reader_disconnect(void *userdata)
{
	struct invented_reader *reader = userdata;

	reader->disconnects++;
	invented_chip_power_off(reader->chip);
}

static int reader_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			   uint8_t *response, size_t cap, size_t *response_len, zairyu_error **err)
{
	struct invented_reader *reader = userdata;

	(void)wait;
	if (reader->carries != 0 && command_len > reader->carries)
		return zairyu_error_set(err, ZAIRYU_ERR_LENGTH_REFUSED, NULL, 0, "too long for this reader");
	reader->commands++;
	if (reader->watch)
		reader->watch(reader->userdata, (zairyu_bytes){ command, command_len });
	*response_len = invented_chip_process(reader->chip, command, command_len, response, cap);
	if (reader->shortest != 0 && *response_len > reader->shortest)
		return zairyu_error_set(err, ZAIRYU_ERR_LENGTH_REFUSED, NULL, 0, "too long an answer for this reader");
	return 0;
}

static int reader_get(void *userdata, int property, uint64_t *value)
{
	const struct invented_reader *reader = userdata;

	if (property == ZAIRYU_PROPERTY_MAX_COMMAND && reader->tells && reader->carries != 0) {
		*value = reader->carries;
		return ZAIRYU_OK;
	}
	if (property == ZAIRYU_PROPERTY_SIMULATED && !reader->is_live) {
		*value = 1;
		return ZAIRYU_OK;
	}
	return ZAIRYU_ERR_ABSENT;
}

int invented_transport(zairyu_context *ctx, struct invented_reader *reader, zairyu_transport **out, zairyu_error **err)
{
	const zairyu_transport_ops ops = { .size = sizeof ops,
					   .connect = reader_connect,
					   .transmit = reader_transmit,
					   .disconnect = reader_disconnect,
					   .free = reader->free,
					   .get = reader_get };

	return zairyu_transport_new(ctx, "invented:", &ops, reader, out, err);
}
