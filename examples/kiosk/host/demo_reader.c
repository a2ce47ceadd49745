/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/demo_reader.h"

#include <stdlib.h>
#include <string.h>

#include "host/demo_link.h"

#define URI   "virtual:"
#define LABEL "Virtual card"

enum { LOOK_MS = 20 };

struct demo_reader {
	zairyu_backend table;
	struct demo_place place;
};

static int demo_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
		     zairyu_error **err)
{
	struct demo_reader *reader = userdata;
	const struct demo_seen seen = demo_place_look(&reader->place);
	int rc = zairyu_readers_add(into, URI, LABEL, seen.present ? ZAIRYU_CARD_PRESENT : ZAIRYU_CARD_NONE, 1,
				    ZAIRYU_READER_CONTACTLESS);

	(void)ctx, (void)wait;
	if (rc == ZAIRYU_OK)
		rc = zairyu_readers_set_changes(into, seen.changes);
	return rc == ZAIRYU_OK ? rc : zairyu_error_set(err, rc, NULL, 0, "the reader cannot be listed");
}

static int demo_open(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		     zairyu_transport **out, zairyu_error **err)
{
	struct demo_reader *reader = userdata;
	const zairyu_backend *real = zairyu_virtual_backend();
	zairyu_transport *inner = NULL;
	int rc;

	*out = NULL;
	rc = real->open(real->userdata, ctx, name, wait, &inner, err);
	return rc == ZAIRYU_OK ? demo_link_new(ctx, &reader->place, inner, out, err) : rc;
}

static int demo_watch(void *userdata, zairyu_context *ctx, const zairyu_readers *known, const zairyu_wait *wait,
		      zairyu_error **err)
{
	struct demo_reader *reader = userdata;
	uint32_t changes = 0;
	int rc = ZAIRYU_OK;

	(void)ctx;
	for (size_t i = 0; i < zairyu_readers_count(known); i++)
		if (strcmp(zairyu_readers_uri(known, i), URI) == 0)
			changes = zairyu_readers_changes(known, i);
	while (rc == ZAIRYU_OK && demo_place_look(&reader->place).changes == changes)
		rc = zairyu_wait_sleep(wait, LOOK_MS, err);
	return rc;
}

struct demo_reader *demo_reader_new(unsigned byte_us)
{
	struct demo_reader *reader = calloc(1, sizeof *reader);

	if (!reader || !demo_place_init(&reader->place, byte_us)) {
		free(reader);
		return NULL;
	}
	reader->table = (zairyu_backend){
		.size = sizeof reader->table,
		.scheme = "virtual",
		.userdata = reader,
		.list = demo_list,
		.open = demo_open,
		.watch = demo_watch,
	};
	return reader;
}

void demo_reader_free(struct demo_reader *reader)
{
	if (!reader)
		return;
	demo_place_done(&reader->place);
	free(reader);
}

const zairyu_backend *demo_reader_backend(const struct demo_reader *reader)
{
	return &reader->table;
}

void demo_reader_place(struct demo_reader *reader)
{
	demo_place_set(&reader->place, true);
}

void demo_reader_take(struct demo_reader *reader)
{
	demo_place_set(&reader->place, false);
}

bool demo_reader_has_card(struct demo_reader *reader)
{
	return demo_place_look(&reader->place).present;
}
