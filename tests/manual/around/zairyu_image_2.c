/* SPDX-License-Identifier: BSD-2-Clause */
#include <zairyu/image.h>

#include "scene.h"

struct screen {
	zairyu_context *ctx;
	zairyu_card *card;
	uint32_t height;
	int shown, items;
};

static void show(struct screen *screen, const zairyu_image *face, const char *caption)
{
	screen->shown += *caption != '\0';
	screen->height = zairyu_image_height(face);
}

#define FRAGMENT_zairyu_image_2
#include "fragments.h"

static int count_items(void *userdata, uint64_t item, zairyu_bytes file)
{
	struct screen *screen = userdata;

	screen->items++;
	return on_item(userdata, item, file);
}

int main(void)
{
	zairyu_context *ctx = scene_context(NULL);
	zairyu_session *session = scene_session(ctx, 0);
	struct screen screen = { .ctx = ctx };
	zairyu_record *record = NULL;

	HOLDS(zairyu_session_identify(session, &screen.card, NULL) == ZAIRYU_OK);
	HOLDS(zairyu_session_authenticate(session, SCENE_NUMBER, 12, NULL) == ZAIRYU_OK);
	zairyu_session_set_item_callback(session, count_items, &screen);
	HOLDS(zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL) == ZAIRYU_OK);
	HOLDS(screen.shown == 1 && screen.height == 200 && screen.items > 3);
	zairyu_record_free(record);
	zairyu_card_free(screen.card);
	zairyu_session_free(session);
	zairyu_context_free(ctx);
	return 0;
}
