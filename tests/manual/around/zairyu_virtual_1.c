/* SPDX-License-Identifier: BSD-2-Clause */
#include "scene.h"

int main(void)
{
	zairyu_context *ctx = scene_context(NULL);
	zairyu_vcard_ca *ca = NULL;
	zairyu_vcard *card = NULL;
	zairyu_error *err = NULL;
	int rc;

#define FRAGMENT_zairyu_virtual_1
#include "fragments.h"
	HOLDS(rc == ZAIRYU_OK && !err && strcmp(zairyu_vcard_number(card), SCENE_NUMBER) == 0);
	zairyu_vcard_free(card);
	zairyu_context_free(ctx);
	return 0;
}
