/* SPDX-License-Identifier: BSD-2-Clause */
/* The trust anchors of some directories of certificate files. */
#include "trust/trust_store.h"

#include <stdio.h>

#include "files/user_data.h"
#include "person/fail.h"
#include "trust/certificate_files.h"
#include "trust/refusal_text.h"

enum { TOLD_MAX = 3 };

static int add_place(const struct app *app, zairyu_trust *trust, const struct trust_place *place, uint32_t flags,
		     zairyu_error **err)
{
	zairyu_error *cause = NULL;
	int rc;

	if (!place->place)
		return certificate_directory_add(app, place->path, trust, flags, err);
	rc = zairyu_trust_add_default(trust, place->place, user_data_home(), user_home(), flags, &cause);
	return rc != ZAIRYU_OK ? fail_about_file(app, err, rc, MSG_CANNOT_READ, place->path, cause) : rc;
}

static int load(const struct app *app, const struct trust_places *places, uint32_t flags, zairyu_trust **out,
		zairyu_error **err)
{
	zairyu_trust *trust;
	int rc = zairyu_trust_new(app->ctx, &trust, err);

	*out = NULL;
	if (rc != ZAIRYU_OK)
		return rc;
	for (size_t i = 0; rc == ZAIRYU_OK && i < places->count; i++)
		rc = add_place(app, trust, &places->item[i], flags | ZAIRYU_TRUST_CUSTOM, err);
	if (rc == ZAIRYU_OK)
		*out = trust;
	else
		zairyu_trust_free(trust);
	return rc;
}

/* Once, and not at any length: `trust list` has the rest. */
static void warn(const struct app *app, const zairyu_trust *trust)
{
	const size_t count = zairyu_trust_refused_count(trust);
	char text[REFUSAL_TEXT_SIZE], more[24];

	for (size_t i = 0; i < count && i < TOLD_MAX; i++)
		failure_warn(app, MSG_TRUST_LEFT_OUT, zairyu_trust_refused_path(trust, i),
			     refusal_text(app, zairyu_trust_refused_error(trust, i), text));
	(void)snprintf(more, sizeof more, "%zu", count > TOLD_MAX ? count - TOLD_MAX : 0);
	if (count > TOLD_MAX)
		failure_warn(app, MSG_TRUST_LEFT_OUT_MORE, more, NULL);
}

static int load_from(const struct app *app, const char *directory, uint32_t flags, zairyu_trust **out,
		     zairyu_error **err)
{
	struct trust_places places;
	int rc = trust_places_find(app, directory, ZAIRYU_PLACES_ALL, &places, err);

	*out = NULL;
	if (rc == ZAIRYU_OK)
		rc = load(app, &places, flags, out, err);
	trust_places_done(&places);
	return rc;
}

int trust_store_load(const struct app *app, const char *directory, zairyu_trust **out, zairyu_error **err)
{
	int rc = load_from(app, directory, ZAIRYU_TRUST_TOLERANT, out, err);

	if (rc == ZAIRYU_OK)
		warn(app, *out);
	return rc;
}

int trust_store_load_strict(const struct app *app, const char *directory, zairyu_trust **out, zairyu_error **err)
{
	return load_from(app, directory, 0, out, err);
}

int trust_store_look(const struct app *app, const struct trust_places *places, zairyu_trust **out, zairyu_error **err)
{
	return load(app, places, ZAIRYU_TRUST_TOLERANT, out, err);
}
