/* SPDX-License-Identifier: BSD-2-Clause */
#include "scene.h"

static int shown;

static void show(const zairyu_readers *now)
{
	shown++;
	HOLDS(zairyu_readers_count(now) == 1);
}

static int follow(zairyu_context *ctx, const zairyu_wait *wait)
{
	zairyu_error *err = NULL;
	int code;

#define FRAGMENT_zairyu_backend_2
#include "fragments.h"
	code = zairyu_error_code(err);
	zairyu_error_free(err);
	return code;
}

int main(void)
{
	zairyu_context *ctx = scene_context(scene_backend());
	zairyu_wait *wait = NULL;

	HOLDS(zairyu_wait_new(50, NULL, &wait, NULL) == ZAIRYU_OK);
	HOLDS(follow(ctx, wait) == ZAIRYU_ERR_TIMEOUT && shown == 1);
	zairyu_wait_free(wait);
	zairyu_context_free(ctx);
	return 0;
}
