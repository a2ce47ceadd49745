/* SPDX-License-Identifier: BSD-2-Clause */
/* The backend "virtual": a reader made on the spot, with a card of the wanted make on it. */
#include <stdlib.h>
#include <string.h>

#include "base/vcard_reader.h"
#include "common/failure.h"
#include "handle.h"

static int virtual_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
			zairyu_error **err)
{
	int rc;

	(void)userdata;
	(void)ctx;
	(void)wait;
	rc = zairyu_readers_add(into, "virtual:", "Virtual card", ZAIRYU_CARD_PRESENT, 1, ZAIRYU_READER_UNKNOWN);
	return rc == ZAIRYU_OK ? rc : zairyu_error_set(err, rc, NULL, 0, "the reader cannot be listed");
}

/* "virtual:" and the options. */
static char *make_uri(const char *name)
{
	static const char scheme[] = "virtual:";
	size_t len = strlen(name);
	char *uri = malloc(sizeof scheme + len);

	if (uri) {
		memcpy(uri, scheme, sizeof scheme - 1);
		memcpy(uri + sizeof scheme - 1, name, len + 1);
	}
	return uri;
}

static int virtual_open(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
			zairyu_transport **out, zairyu_error **err)
{
	struct vcard_reader reader;
	zairyu_vcard *card = NULL;
	char *uri = NULL;
	int rc = reader_from_options(&reader, name, err);

	(void)userdata;
	(void)wait;
	*out = NULL;
	if (rc == ZAIRYU_OK)
		rc = zairyu_vcard_new(ctx, NULL, name, &card, err);
	if (rc != ZAIRYU_OK)
		return rc;
	if (!reader_is_chosen(name))
		vcard_reader_of(card, &reader);
	uri = make_uri(name);
	rc = uri ? reader_transport(ctx, card, &reader, uri, out, err) : no_memory(err);
	free(uri);
	zairyu_vcard_free(card);
	return rc;
}

const zairyu_backend *zairyu_virtual_backend(void)
{
	static const zairyu_backend backend = {
		.size = sizeof backend,
		.scheme = "virtual",
		.list = virtual_list,
		.open = virtual_open,
	};

	return &backend;
}
