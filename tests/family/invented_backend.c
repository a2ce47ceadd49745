/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * To be loaded before the command: the backend "virtual" has invented cards. "virtual:CA-FILE,TYPE[,short]" is a card of
 * that type, issued on the spot by the CA in that file; `short`, on a reader of short APDUs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <zairyu/vcard.h>

#include "invented_issuer.h"
#include "invented_reader.h"

/* A reader and what it owns. */
struct whole {
	struct invented_reader reader; /* first */
	struct chip chip;
};

static void whole_free(void *userdata)
{
	struct whole *whole = userdata;

	invented_chip_free(&whole->chip);
	free(whole);
}

static int list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into, zairyu_error **err)
{
	(void)userdata;
	(void)ctx;
	(void)wait;
	(void)into;
	(void)err;
	return ZAIRYU_OK;
}

static int open_card(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		     zairyu_transport **out, zairyu_error **err)
{
	char path[512], type[3] = "", form[6] = "";
	struct invented_ca ca;
	struct whole *whole;

	(void)userdata;
	(void)wait;
	*out = NULL;
	if (sscanf(name, "%511[^,],%2[0-9],%5s", path, type, form) < 2 || !invented_ca_fetch(&ca, path))
		return zairyu_error_set(err, ZAIRYU_ERR_NO_READER, NULL, 0, "no such CA");
	whole = calloc(1, sizeof *whole);
	if (!whole)
		return ZAIRYU_ERR_NO_MEMORY;
	invented_issue(&whole->chip, &ca, type, NULL);
	invented_ca_free(&ca);
	whole->reader.chip = &whole->chip;
	whole->reader.carries = form[0] ? 261 : 0;
	whole->reader.tells = form[0] != '\0';
	whole->reader.free = whole_free;
	return invented_transport(ctx, &whole->reader, out, err);
}

const zairyu_backend *zairyu_virtual_backend(void)
{
	static const zairyu_backend backend = {
		.size = sizeof backend, .scheme = "virtual", .list = list, .open = open_card
	};

	return &backend;
}
