/* SPDX-License-Identifier: BSD-2-Clause */
/* The backend of the page, with a reader of which only the connecting is asked for. */
#include "scene.h"

static int connect_card(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	(void)userdata, (void)wait;
	return zairyu_error_set(err, ZAIRYU_ERR_NO_CARD, NULL, 0, "the desk is empty");
}

static int transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
		    uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	(void)userdata, (void)wait, (void)command, (void)command_len, (void)response, (void)response_cap,
		(void)response_len;
	return zairyu_error_set(err, ZAIRYU_ERR_CARD_GONE, NULL, 0, "the desk is empty");
}

static void disconnect(void *userdata)
{
	(void)userdata;
}

static const zairyu_transport_ops desk_ops = {
	.size = sizeof desk_ops, .connect = connect_card, .transmit = transmit, .disconnect = disconnect
};

#define FRAGMENT_zairyu_backend_3
#include "fragments.h"

static int open_by_name(zairyu_context *ctx, const char *uri)
{
	zairyu_transport *reader = NULL;
	int rc = zairyu_transport_open(ctx, uri, NULL, &reader, NULL);

	if (rc == ZAIRYU_OK)
		rc = zairyu_transport_connect(reader, NULL, NULL);
	zairyu_transport_free(reader);
	return rc;
}

int main(void)
{
	zairyu_context *ctx = scene_context(&desk_backend);
	zairyu_readers *readers = NULL;

	HOLDS(zairyu_readers_list(ctx, "desk", NULL, &readers, NULL) == ZAIRYU_OK &&
	      zairyu_readers_count(readers) == 1);
	HOLDS(open_by_name(ctx, zairyu_readers_uri(readers, 0)) == ZAIRYU_ERR_NO_CARD);
	HOLDS(open_by_name(ctx, "desk:") == ZAIRYU_ERR_NO_CARD);
	HOLDS(open_by_name(ctx, "desk:2") == ZAIRYU_ERR_NO_READER);
	zairyu_readers_free(readers);
	zairyu_context_free(ctx);
	return 0;
}
