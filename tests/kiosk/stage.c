/* SPDX-License-Identifier: BSD-2-Clause */
#include "stage.h"

#include <poll.h>
#include <stdio.h>

#include "../support/suite.h"

/* What was opened. */
struct handle {
	struct stage *stage;
	unsigned plugs;
};

static int list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into, zairyu_error **err)
{
	struct stage *stage = userdata;

	(void)ctx;
	(void)wait;
	if (stage->unplugged)
		return ZAIRYU_OK;
	(void)err;
	return zairyu_readers_add(into, stage->uri, "Stage", stage->placed ? ZAIRYU_CARD_PRESENT : ZAIRYU_CARD_NONE, 0,
				  ZAIRYU_READER_CONTACTLESS);
}

static bool is_unplugged(const struct handle *handle)
{
	return handle->stage->unplugged || handle->stage->plugs != handle->plugs;
}

static int gone(const struct handle *handle, zairyu_error **err)
{
	if (is_unplugged(handle))
		return zairyu_error_set(err, ZAIRYU_ERR_READER_GONE, NULL, 0, "unplugged");
	return handle->stage->placed ? ZAIRYU_OK : zairyu_error_set(err, ZAIRYU_ERR_CARD_GONE, NULL, 0, "taken away");
}

static int connect_card(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	const struct handle *handle = userdata;
	struct stage *stage = handle->stage;

	(void)wait;
	if (!stage->placed && !is_unplugged(handle))
		return zairyu_error_set(err, ZAIRYU_ERR_NO_CARD, NULL, 0, "nothing there");
	if (gone(handle, err) != ZAIRYU_OK)
		return zairyu_error_code(*err);
	return zairyu_vcard_reset(stage->card);
}

/* Until then, and as a driver that knows of no cancelling. */
static void hold_back(struct stage *stage, const uint8_t *command, size_t command_len)
{
	enum { EXTERNAL_AUTHENTICATE = 0x82 };

	stage->holding = command_len > 1 && command[1] == EXTERNAL_AUTHENTICATE;
	while (stage->holding && stage->held_back)
		(void)poll(NULL, 0, 1);
}

static int transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
		    uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	const struct handle *handle = userdata;
	struct stage *stage = handle->stage;
	int rc;

	hold_back(stage, command, command_len);
	stage->begun++;
	rc = stage->slow_ms > 0 ? zairyu_wait_sleep(wait, stage->slow_ms, err) : ZAIRYU_OK;
	stage->exchanges++;
	if (stage->remove_after > 0 && stage->exchanges >= stage->remove_after)
		stage->placed = false;
	if (rc == ZAIRYU_OK)
		rc = gone(handle, err);
	if (rc != ZAIRYU_OK)
		return rc;
	switch (zairyu_vcard_process(stage->card, (zairyu_bytes){ command, command_len }, response, response_cap,
				     response_len)) {
	case ZAIRYU_VCARD_ANSWER:
		return ZAIRYU_OK;
	case ZAIRYU_VCARD_REMOVED:
		return zairyu_error_set(err, ZAIRYU_ERR_CARD_GONE, NULL, 0, "taken away");
	default:
		return zairyu_error_set(err, ZAIRYU_ERR_COMMUNICATION, NULL, 0, "silence");
	}
}

static void free_handle(void *userdata)
{
	free(userdata);
}

static void disconnect(void *userdata)
{
	(void)userdata;
}

static int wait_card(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	const struct handle *handle = userdata;
	struct stage *stage = handle->stage;

	for (;;) {
		const int rc = zairyu_wait_check(wait, err);

		if (is_unplugged(handle))
			return zairyu_error_set(err, ZAIRYU_ERR_READER_GONE, NULL, 0, "unplugged");
		if (stage->placed == (present != 0))
			return ZAIRYU_OK;
		if (rc != ZAIRYU_OK)
			return rc;
		(void)zairyu_wait_sleep(wait, 5, NULL);
	}
}

static int open_reader(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		       zairyu_transport **out, zairyu_error **err)
{
	struct stage *stage = userdata;
	zairyu_transport_ops ops = {
		.size = sizeof ops,
		.connect = connect_card,
		.transmit = transmit,
		.disconnect = disconnect,
		.free = free_handle,
		.wait_card = stage->blind ? NULL : wait_card,
	};
	struct handle *handle;

	(void)name;
	(void)wait;
	if (stage->unplugged)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_READER, NULL, 0, "not plugged in");
	if (stage->trouble != 0)
		return zairyu_error_set(err, stage->trouble, NULL, 0, "as the test wants it");
	handle = malloc(sizeof *handle);
	ck_assert_ptr_nonnull(handle);
	*handle = (struct handle){ stage, stage->plugs };
	return zairyu_transport_new(ctx, stage->uri, &ops, handle, out, err);
}

void stage_begin(struct stage *stage, zairyu_context *ctx, const char *scheme)
{
	*stage = (struct stage){ .backend = { .size = sizeof stage->backend,
					      .scheme = scheme,
					      .userdata = stage,
					      .list = list,
					      .open = open_reader } };
	(void)snprintf(stage->uri, sizeof stage->uri, "%s:", scheme);
	ck_assert_int_eq(zairyu_context_add_backend(ctx, &stage->backend, NULL), ZAIRYU_OK);
}

void stage_unplug(struct stage *stage)
{
	stage->unplugged = true;
}

void stage_plug_in(struct stage *stage)
{
	stage->plugs++;
	stage->unplugged = false;
}
