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

/* Slots for cards with contacts count only where there is no other reader, as in zairyu_transport_open_first(). */
enum kind { KIND_USUAL, KIND_CONTACT, KINDS };

static void add(struct real_readers found[KINDS], const zairyu_readers *list)
{
	for (size_t i = 0; i < zairyu_readers_count(list); i++) {
		const int suitability = zairyu_readers_suitability(list, i);
		struct real_readers *readers = &found[suitability == ZAIRYU_READER_CONTACT ? KIND_CONTACT : KIND_USUAL];

		if (zairyu_readers_simulated(list, i) || suitability == ZAIRYU_READER_SAM)
			continue;
		readers->count++;
		readers->has_card = readers->has_card || zairyu_readers_card(list, i) == ZAIRYU_CARD_PRESENT;
		add_label(readers, zairyu_readers_label(list, i));
	}
}

int real_readers_find(const struct app *app, struct real_readers *out, zairyu_error **err)
{
	struct real_readers found[KINDS] = { 0 };
	zairyu_error *first = NULL;
	const char *scheme;
	int failure = ZAIRYU_OK, rc;

	for (size_t i = 0; (scheme = backends_scheme(i)); i++) {
		zairyu_readers *list = NULL;

		rc = zairyu_readers_list(app->ctx, scheme, app->wait, &list, failure ? NULL : &first);
		failure = failure ? failure : rc;
		add(found, list);
		zairyu_readers_free(list);
	}
	*out = found[found[KIND_USUAL].count > 0 ? KIND_USUAL : KIND_CONTACT];
	rc = fail_if_interrupted(app, err);
	if (rc != ZAIRYU_OK || out->count > 0) {
		zairyu_error_free(first);
		return rc;
	}
	*err = first;
	return failure ? failure : fail(app, err, ZAIRYU_ERR_NO_READER, MSG_NO_READER, NULL, NULL);
}
