/* SPDX-License-Identifier: BSD-2-Clause */
#include "invented_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "invented_issuer.h"

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

#define READER_SLOTS                                                                                                   \
	.connect = reader_connect, .transmit = reader_transmit, .disconnect = reader_disconnect, .get = reader_get

zairyu_transport *invented_transport(zairyu_context *ctx, struct invented_reader *reader)
{
	static const zairyu_transport_ops ops = { .size = sizeof ops, READER_SLOTS };
	zairyu_transport *transport;

	return zairyu_transport_new(ctx, "invented:", &ops, reader, &transport, NULL) == ZAIRYU_OK ? transport : NULL;
}

/* A reader and what it owns. */
struct whole {
	struct invented_reader reader;
	struct chip chip;
};

static void whole_free(void *userdata)
{
	struct whole *whole = userdata;

	invented_chip_free(&whole->chip);
	free(whole);
}

static int list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into, zairyu_error **err)
{
	(void)userdata;
	(void)ctx;
	(void)wait;
	(void)into;
	(void)err;
	return ZAIRYU_OK;
}

static int open_card(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		     zairyu_transport **out, zairyu_error **err)
{
	static const zairyu_transport_ops ops = { .size = sizeof ops, READER_SLOTS, .free = whole_free };
	char path[512], type[3] = "", form[6] = "";
	struct invented_ca ca;
	struct whole *whole;

	(void)userdata;
	(void)wait;
	*out = NULL;
	if (sscanf(name, "%511[^,],%2[0-9],%5s", path, type, form) < 2 || !invented_ca_fetch(&ca, path))
		return zairyu_error_set(err, ZAIRYU_ERR_NO_READER, NULL, 0, "no such CA");
	whole = calloc(1, sizeof *whole);
	if (!whole)
		return ZAIRYU_ERR_NO_MEMORY;
	invented_issue(&whole->chip, &ca, type, NULL);
	invented_ca_free(&ca);
	whole->reader.chip = &whole->chip;
	whole->reader.carries = form[0] ? 261 : 0;
	whole->reader.tells = form[0] != '\0';
	return zairyu_transport_new(ctx, "invented:", &ops, whole, out, err);
}

const zairyu_backend *invented_backend(void)
{
	static const zairyu_backend backend = {
		.size = sizeof backend, .scheme = "invented", .list = list, .open = open_card
	};

	return &backend;
}
