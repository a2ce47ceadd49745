/* SPDX-License-Identifier: BSD-2-Clause */
#include <zairyu/image.h>
#include <zairyu/json.h>

#include "scene.h"

#define FRAGMENT_zairyu_json_1
#include "fragments.h"

static int found;

static int look(void *userdata, const void *data, size_t len)
{
	const char *text = data;

	(void)userdata;
	HOLDS(len > 0 && text[len - 1] == '\n');
	for (size_t i = 0; i + 12 < len; i++)
		found += memcmp(text + i, "\"height\": 200", 13) == 0;
	return 0;
}

int main(void)
{
	zairyu_context *ctx = scene_context(NULL);
	zairyu_record *record = scene_record(ctx);
	zairyu_json_extra *extra = NULL;

	HOLDS(zairyu_json_extra_new(&extra, NULL) == ZAIRYU_OK);
	for (int which = 1; zairyu_image_name(which); which++)
		HOLDS(add_image(ctx, record, which, extra) == ZAIRYU_OK);
	HOLDS(zairyu_json_write_card(ctx, record, NULL, extra, 0, look, NULL, NULL) == ZAIRYU_OK && found == 1);
	zairyu_json_extra_free(extra);
	zairyu_record_free(record);
	zairyu_context_free(ctx);
	return 0;
}
