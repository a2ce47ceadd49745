/* SPDX-License-Identifier: BSD-2-Clause */
/* The card as a transport in this process, through a reader that may carry less than the card gives. */
#include <stdlib.h>
#include <string.h>

#include "base/vcard_reader.h"
#include "common/failure.h"
#include "handle.h"

/* How long between two looks at whether a card lies there. */
enum { LOOK_MS = 50 };

/* What the buffer of a bad driver holds. */
enum { DRIVER_BUFFER = 256 };

/* A command in extended form is marked by a 00 where a short one has Lc or Le. */
enum { FORM_AT = 4, EXTENDED_MIN = 7 };

struct link {
	zairyu_vcard *card;
	struct vcard_reader reader;
};

static int link_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct link *link = userdata;
	int rc = zairyu_vcard_reset(link->card);

	(void)wait;
	if (rc != ZAIRYU_OK)
		return zairyu_error_set(err, rc, NULL, 0, "the virtual card is absent, or cannot be connected");
	return ZAIRYU_OK;
}

static void link_disconnect(void *userdata)
{
	struct link *link = userdata;

	vcard_power_off(link->card);
}

static void link_free(void *userdata)
{
	struct link *link = userdata;

	if (!link)
		return;
	zairyu_vcard_free(link->card);
	free(link);
}

static bool carries_command(const struct vcard_reader *reader, const uint8_t *command, size_t len)
{
	if (reader->max_command && len > reader->max_command)
		return false;
	return !(reader->short_only && len >= EXTENDED_MIN && command[FORM_AT] == 0);
}

/* What the reader does instead of carrying something: fails, or answers 6700 by itself. */
static int refuse(const struct vcard_reader *reader, uint8_t *response, size_t *response_len, zairyu_error **err)
{
	if (!reader->says_6700)
		return zairyu_error_set(err, ZAIRYU_ERR_LENGTH_REFUSED, NULL, 0,
					"the virtual reader does not carry that length");
	response[0] = (uint8_t)(SW_LENGTH >> 8);
	response[1] = (uint8_t)SW_LENGTH;
	*response_len = 2;
	return ZAIRYU_OK;
}

/* Waits out a silence. Without a wait nobody could end an endless one, so the reader gives up at once. */
static int wait_out(const zairyu_wait *wait, size_t ms, zairyu_error **err)
{
	if (!wait && ms == 0)
		return zairyu_error_set(err, ZAIRYU_ERR_COMMUNICATION, NULL, 0, "the card does not answer");
	return zairyu_wait_sleep(wait, ms ? (uint32_t)ms : ZAIRYU_WAIT_FOREVER, err);
}

/* One command to the card, silences included. */
static int exchange(const struct link *link, const zairyu_wait *wait, zairyu_bytes command, uint8_t *response,
		    size_t response_cap, size_t *response_len, zairyu_error **err)
{
	int rc = zairyu_vcard_process(link->card, command, response, response_cap, response_len);

	if (rc == ZAIRYU_VCARD_SILENT) {
		size_t ms = *response_len;

		*response_len = 0;
		rc = wait_out(wait, ms, err);
		if (rc != ZAIRYU_OK)
			return rc;
		rc = zairyu_vcard_process(link->card, (zairyu_bytes){ NULL, 0 }, response, response_cap, response_len);
	}
	if (rc == ZAIRYU_VCARD_REMOVED)
		return zairyu_error_set(err, vcard_failure(link->card), NULL, 0, "the virtual card was taken away");
	if (rc < 0)
		return zairyu_error_set(err, ZAIRYU_ERR_LENGTH_REFUSED, NULL, 0,
					"the answer does not fit the room given for it");
	return ZAIRYU_OK;
}

/* What a bad driver does to an answer, and takes for success. */
static void spoil(const struct vcard_reader *reader, uint8_t *response, size_t cap, size_t *len)
{
	if (reader->cut && *len > reader->cut) {
		zairyu_wipe(response + reader->cut, *len - reader->cut);
		*len = reader->cut;
	}
	if (reader->zeros && *len > DRIVER_BUFFER)
		memset(response, 0, *len);
	if (reader->twice && *len > DRIVER_BUFFER && *len <= cap - *len) {
		memcpy(response + *len, response, *len);
		*len *= 2;
	}
}

static int link_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			 uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	const struct link *link = userdata;
	int rc = zairyu_wait_check(wait, err);

	*response_len = 0;
	if (rc != ZAIRYU_OK)
		return rc;
	if (response_cap < 2)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "no room for a status word");
	if (!carries_command(&link->reader, command, command_len))
		return refuse(&link->reader, response, response_len, err);
	rc = exchange(link, wait, (zairyu_bytes){ command, command_len }, response, response_cap, response_len, err);
	if (rc != ZAIRYU_OK)
		return rc;
	spoil(&link->reader, response, response_cap, response_len);
	if (link->reader.max_response && *response_len > link->reader.max_response) {
		zairyu_wipe(response, *response_len);
		*response_len = 0;
		return refuse(&link->reader, response, response_len, err);
	}
	return ZAIRYU_OK;
}

/* Looks again and again. Each look for a card that is away powers the field up, and so brings it nearer to coming back.
 */
static int link_wait_card(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	zairyu_vcard *card = ((struct link *)userdata)->card;

	for (;;) {
		int rc;

		if (present ? !card->away || zairyu_vcard_reset(card) == ZAIRYU_OK : card->away)
			return ZAIRYU_OK;
		rc = zairyu_wait_sleep(wait, LOOK_MS, err);
		if (rc != ZAIRYU_OK)
			return rc;
	}
}

static int link_get(void *userdata, int property, uint64_t *value)
{
	const struct vcard_reader *reader = &((struct link *)userdata)->reader;

	switch (property) {
	case ZAIRYU_PROPERTY_SIMULATED:
		*value = 1;
		return ZAIRYU_OK;
	case ZAIRYU_PROPERTY_MAX_COMMAND:
		*value = reader->max_command;
		break;
	case ZAIRYU_PROPERTY_MAX_RESPONSE:
		*value = reader->max_response;
		break;
	default:
		return ZAIRYU_ERR_ABSENT;
	}
	return reader->tells ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
}

int reader_transport(zairyu_context *ctx, zairyu_vcard *card, const struct vcard_reader *reader, const char *uri,
		     zairyu_transport **out, zairyu_error **err)
{
	static const zairyu_transport_ops ops = {
		.size = sizeof ops,
		.connect = link_connect,
		.transmit = link_transmit,
		.disconnect = link_disconnect,
		.free = link_free,
		.wait_card = link_wait_card,
		.get = link_get,
	};
	struct link *link = calloc(1, sizeof *link);

	*out = NULL;
	if (!link)
		return no_memory(err);
	link->card = vcard_ref(card);
	link->reader = *reader;
	return zairyu_transport_new(ctx, uri, &ops, link, out, err);
}

static int vcard_transport(zairyu_context *ctx, zairyu_vcard *card, size_t max_command, size_t max_response,
			   zairyu_transport **out, zairyu_error **err)
{
	struct vcard_reader reader = { .max_command = max_command, .max_response = max_response };
	bool unlimited = max_command == 0 && max_response == 0;

	if (out)
		*out = NULL;
	if (!ctx || !card || !out)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "context, card and out are required");
	if (unlimited)
		vcard_reader_of(card, &reader);
	return reader_transport(ctx, card, &reader, "virtual:", out, err);
}

int zairyu_vcard_transport(zairyu_context *ctx, zairyu_vcard *card, size_t max_command, size_t max_response,
			   zairyu_transport **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, vcard_transport(ctx, card, max_command, max_response, out, err));
}
