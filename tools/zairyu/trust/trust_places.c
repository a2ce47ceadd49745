/* SPDX-License-Identifier: BSD-2-Clause */
/* The directories of trust anchors: the machine's, the person's, or one that was named. */
#include "trust/trust_places.h"

#include <stdlib.h>
#include <string.h>

#include "files/user_data.h"
#include "person/fail.h"

static int add(const struct app *app, struct trust_places *places, uint32_t place, const char *given,
	       zairyu_error **err)
{
	struct trust_place *item = &places->item[places->count];
	int rc = ZAIRYU_OK;

	*item = (struct trust_place){ .place = place };
	if (!given)
		rc = user_data_path(app, place, ZAIRYU_PLACE_TRUST, &item->path, err);
	else if (!(item->path = strdup(given)))
		rc = fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	places->count += rc == ZAIRYU_OK;
	return rc;
}

int trust_places_find(const struct app *app, const char *given, uint32_t places, struct trust_places *out,
		      zairyu_error **err)
{
	static const uint32_t order[TRUST_PLACES_MAX] = { ZAIRYU_PLACE_SYSTEM, ZAIRYU_PLACE_USER };
	int rc = ZAIRYU_OK;

	*out = (struct trust_places){ 0 };
	if (given)
		return add(app, out, 0, given, err);
	for (size_t i = 0; rc == ZAIRYU_OK && i < TRUST_PLACES_MAX; i++)
		if (places & order[i])
			rc = add(app, out, order[i], NULL, err);
	if (rc == ZAIRYU_ERR_FILE) { /* somebody without a home has no place of their own */
		zairyu_error_clear(err);
		rc = ZAIRYU_OK;
	}
	if (rc != ZAIRYU_OK)
		trust_places_done(out);
	return rc;
}

int trust_places_one(const struct app *app, const char *given, uint32_t place, struct trust_places *out,
		     zairyu_error **err)
{
	*out = (struct trust_places){ 0 };
	return add(app, out, given ? 0 : place, given, err);
}

void trust_places_done(struct trust_places *places)
{
	for (size_t i = 0; i < places->count; i++)
		free(places->item[i].path);
	*places = (struct trust_places){ 0 };
}

const char *trust_place_name(const struct trust_place *place)
{
	return place->place == ZAIRYU_PLACE_SYSTEM ? "system" : place->place == ZAIRYU_PLACE_USER ? "user" : "given";
}

bool trust_place_holds(const struct trust_place *place, const char *file)
{
	size_t len = strlen(place->path);

	if (strncmp(file, place->path, len) != 0)
		return false;
	len += file[len] == '/'; /* unless the path ends in one */
	return len > 0 && file[len - 1] == '/' && file[len] && !strchr(file + len, '/');
}
