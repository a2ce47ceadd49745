/* SPDX-License-Identifier: BSD-2-Clause */
#include <zairyu/verify.h>

#include "scene.h"

static int add_default(zairyu_trust *trust)
{
	zairyu_error *err = NULL;
	int rc;

#define FRAGMENT_zairyu_place_1
#include "fragments.h"
	HOLDS(zairyu_error_code(err) == rc);
	zairyu_error_free(err);
	return rc;
}

int main(void)
{
	zairyu_context *ctx = scene_context(NULL);
	zairyu_trust *trust = NULL;

	HOLDS(setenv("HOME", "/nonexistent", 1) == 0 && unsetenv("XDG_DATA_HOME") == 0);
	HOLDS(zairyu_trust_new(ctx, &trust, NULL) == ZAIRYU_OK);
	HOLDS(add_default(trust) == ZAIRYU_OK);
	zairyu_trust_free(trust);
	zairyu_context_free(ctx);
	return 0;
}
