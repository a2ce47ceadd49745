/* SPDX-License-Identifier: BSD-2-Clause */
#include "scene.h"

void scene_holds(int holds, const char *condition, const char *file, int line)
{
	if (holds)
		return;
	fprintf(stderr, "%s:%d: not so: %s\n", file, line, condition);
	exit(1);
}

static int list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into, zairyu_error **err)
{
	(void)userdata, (void)ctx, (void)wait, (void)err;
	return zairyu_readers_add(into, "pcsc:Desk", "Desk", ZAIRYU_CARD_PRESENT, 0, ZAIRYU_READER_UNKNOWN);
}

static int open_card(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		     zairyu_transport **out, zairyu_error **err)
{
	const zairyu_backend *backend = zairyu_virtual_backend();

	(void)userdata;
	HOLDS(*name == '\0' || strcmp(name, "Desk") == 0);
	return backend->open(backend->userdata, ctx, "type=05,number=" SCENE_NUMBER, wait, out, err);
}

const zairyu_backend *scene_backend(void)
{
	static const zairyu_backend backend = {
		.size = sizeof backend, .scheme = "pcsc", .list = list, .open = open_card
	};

	return &backend;
}

zairyu_context *scene_context(const zairyu_backend *backend)
{
	zairyu_context *ctx = NULL;

	HOLDS(zairyu_context_new(&ctx, NULL) == ZAIRYU_OK);
	HOLDS(!backend || zairyu_context_add_backend(ctx, backend, NULL) == ZAIRYU_OK);
	return ctx;
}

zairyu_transport *scene_reader(zairyu_context *ctx)
{
	zairyu_transport *reader = NULL;

	HOLDS(open_card(NULL, ctx, "", NULL, &reader, NULL) == ZAIRYU_OK);
	return reader;
}

zairyu_session *scene_session(zairyu_context *ctx, int authenticated)
{
	zairyu_transport *reader = scene_reader(ctx);
	zairyu_session *session = NULL;

	HOLDS(zairyu_session_new(reader, &session, NULL) == ZAIRYU_OK);
	zairyu_transport_free(reader);
	if (authenticated)
		HOLDS(zairyu_session_authenticate(session, SCENE_NUMBER, strlen(SCENE_NUMBER), NULL) == ZAIRYU_OK);
	else
		HOLDS(zairyu_session_identify(session, NULL, NULL) == ZAIRYU_OK);
	return session;
}

zairyu_record *scene_record(zairyu_context *ctx)
{
	zairyu_session *session = scene_session(ctx, 1);
	zairyu_record *record = NULL;

	HOLDS(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL) == ZAIRYU_OK);
	zairyu_session_free(session);
	return record;
}
