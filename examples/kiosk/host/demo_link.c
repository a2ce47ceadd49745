/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/demo_link.h"

#include <stdlib.h>

enum { LOOK_MS = 20, US_PER_MS = 1000 };

struct demo_link {
	struct demo_place *place;
	zairyu_transport *inner;
	uint32_t powered; /* the number of changes when it was connected */
	uint64_t owed_us; /* what bytes took, less than a millisecond */
};

static bool is_powered(const struct demo_link *link)
{
	const struct demo_seen seen = demo_place_look(link->place);

	return seen.present && seen.changes == link->powered;
}

static int link_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct demo_link *link = userdata;
	const struct demo_seen seen = demo_place_look(link->place);

	if (!seen.present)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_CARD, NULL, 0, "the virtual card is not on its reader");
	link->powered = seen.changes;
	return zairyu_transport_connect(link->inner, wait, err);
}

static int gone(zairyu_error **err)
{
	return zairyu_error_set(err, ZAIRYU_ERR_CARD_GONE, NULL, 0, "the virtual card was taken away");
}

/* As long as so many bytes take on a real card; less if the card is taken away. */
static int take_time(struct demo_link *link, size_t bytes, const zairyu_wait *wait, zairyu_error **err)
{
	uint32_t left_ms;
	int rc = ZAIRYU_OK;

	link->owed_us += (uint64_t)bytes * link->place->byte_us;
	left_ms = (uint32_t)(link->owed_us / US_PER_MS);
	link->owed_us %= US_PER_MS;
	while (rc == ZAIRYU_OK && left_ms > 0 && is_powered(link)) {
		const uint32_t ms = left_ms < LOOK_MS ? left_ms : LOOK_MS;

		rc = zairyu_wait_sleep(wait, ms, err);
		left_ms -= ms;
	}
	return rc;
}

static int link_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			 uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	struct demo_link *link = userdata;
	const zairyu_bytes bytes = { command, command_len };
	int rc;

	*response_len = 0;
	if (!is_powered(link))
		return gone(err);
	rc = zairyu_transport_transmit(link->inner, wait, bytes, response, response_cap, response_len, err);
	if (rc == ZAIRYU_OK)
		rc = take_time(link, command_len + *response_len, wait, err);
	if (rc == ZAIRYU_OK && !is_powered(link))
		rc = gone(err);
	if (rc != ZAIRYU_OK) {
		zairyu_wipe(response, *response_len);
		*response_len = 0;
	}
	return rc;
}

static void link_disconnect(void *userdata)
{
	zairyu_transport_disconnect(((struct demo_link *)userdata)->inner);
}

static void link_free(void *userdata)
{
	struct demo_link *link = userdata;

	zairyu_transport_free(link->inner);
	free(link);
}

static int link_wait_card(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	struct demo_link *link = userdata;
	int rc = ZAIRYU_OK;

	while (rc == ZAIRYU_OK && demo_place_look(link->place).present != (present != 0))
		rc = zairyu_wait_sleep(wait, LOOK_MS, err);
	return rc;
}

static int link_get(void *userdata, int property, uint64_t *value)
{
	return zairyu_transport_property(((struct demo_link *)userdata)->inner, property, value);
}

static const char *link_uri(void *userdata)
{
	return zairyu_transport_uri(((struct demo_link *)userdata)->inner);
}

static void link_expect(void *userdata, const zairyu_hints *hints)
{
	(void)zairyu_transport_expect(((struct demo_link *)userdata)->inner, hints);
}

int demo_link_new(zairyu_context *ctx, struct demo_place *place, zairyu_transport *inner, zairyu_transport **out,
		  zairyu_error **err)
{
	static const zairyu_transport_ops ops = {
		.size = sizeof ops,
		.connect = link_connect,
		.transmit = link_transmit,
		.disconnect = link_disconnect,
		.free = link_free,
		.wait_card = link_wait_card,
		.get = link_get,
		.uri = link_uri,
		.expect = link_expect,
	};
	struct demo_link *link = calloc(1, sizeof *link);

	*out = NULL;
	if (!link) {
		zairyu_transport_free(inner);
		return zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "no memory for a reader");
	}
	link->place = place;
	link->inner = inner;
	return zairyu_transport_new(ctx, zairyu_transport_uri(inner), &ops, link, out, err);
}
