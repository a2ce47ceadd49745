/* SPDX-License-Identifier: BSD-2-Clause */
#include "card/real_readers.h"

#include <string.h>

#include "card/backends.h"
#include "person/fail.h"

static void add_label(struct real_readers *readers, const char *label)
{
	static const char comma[] = ", ";
	size_t used = strlen(readers->labels), separator = used ? strlen(comma) : 0, len = strlen(label);

	if (used + separator + len >= sizeof readers->labels)
		return;
	memcpy(readers->labels + used, comma, separator);
	memcpy(readers->labels + used + separator, label, len + 1);
}

static void add(struct real_readers *readers, const zairyu_readers *list)
{
	for (size_t i = 0; i < zairyu_readers_count(list); i++) {
		if (zairyu_readers_simulated(list, i) || zairyu_readers_suitability(list, i) == ZAIRYU_READER_SAM)
			continue;
		readers->count++;
		readers->has_card = readers->has_card || zairyu_readers_card(list, i) == ZAIRYU_CARD_PRESENT;
		add_label(readers, zairyu_readers_label(list, i));
	}
}

int real_readers_find(const struct app *app, struct real_readers *out, zairyu_error **err)
{
	zairyu_error *first = NULL;
	const char *scheme;
	int failure = ZAIRYU_OK, rc;

	*out = (struct real_readers){ 0 };
	for (size_t i = 0; (scheme = backends_scheme(i)); i++) {
		zairyu_readers *list = NULL;

		rc = zairyu_readers_list(app->ctx, scheme, app->wait, &list, failure ? NULL : &first);
		failure = failure ? failure : rc;
		add(out, list);
		zairyu_readers_free(list);
	}
	rc = fail_if_interrupted(app, err);
	if (rc != ZAIRYU_OK || out->count > 0) {
		zairyu_error_free(first);
		return rc;
	}
	*err = first;
	return failure ? failure : fail(app, err, ZAIRYU_ERR_NO_READER, MSG_NO_READER, NULL, NULL);
}
