/* SPDX-License-Identifier: BSD-2-Clause */
#include <zairyu/pcsc.h>

#include "scene.h"

#define zairyu_pcsc_backend scene_backend

static int open_first(zairyu_context *ctx, zairyu_cancel *cancel, zairyu_transport **out)
{
	zairyu_transport *reader = NULL;
	zairyu_error *err = NULL;
	int rc;

#define FRAGMENT_zairyu_backend_1
#include "fragments.h"
	HOLDS(zairyu_error_code(err) == rc);
	zairyu_error_free(err);
	*out = reader;
	return rc;
}

int main(void)
{
	zairyu_context *ctx = scene_context(NULL);
	zairyu_cancel *cancel = NULL;
	zairyu_transport *reader = NULL;

	HOLDS(open_first(ctx, NULL, &reader) == ZAIRYU_OK && zairyu_transport_uri(reader)[0] != '\0');
	zairyu_transport_free(reader);
	zairyu_context_free(ctx);

	ctx = scene_context(NULL);
	HOLDS(zairyu_cancel_new(&cancel, NULL) == ZAIRYU_OK);
	zairyu_cancel_trigger(cancel);
	HOLDS(open_first(ctx, cancel, &reader) == ZAIRYU_ERR_CANCELLED && !reader);
	zairyu_cancel_free(cancel);
	zairyu_context_free(ctx);
	return 0;
}
