/* SPDX-License-Identifier: BSD-2-Clause */
/* Putting trust anchors into a directory. */
#include "trust/trust_install.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/file_path.h"
#include "files/file_set.h"
#include "person/fail.h"
#include "trust/trust_store.h"

size_t trust_find(const zairyu_trust *trust, const char *sha256)
{
	size_t i = 0;

	while (i < zairyu_trust_count(trust) && strcmp(zairyu_trust_sha256(trust, i), sha256) != 0)
		i++;
	return i;
}

/* The digest is the name: the same certificate twice is one file, and no name from outside is used. */
char *trust_install_path(const struct trust_place *place, const char *sha256)
{
	char name[80];

	(void)snprintf(name, sizeof name, "%s.crt", sha256);
	return file_join(place->path, name);
}

static int add_anchor(const struct app *app, struct file_set *files, const struct trust_place *place,
		      const zairyu_trust *trust, size_t index, zairyu_error **err)
{
	zairyu_bytes der = zairyu_trust_certificate(trust, index);
	char *path = trust_install_path(place, zairyu_trust_sha256(trust, index));
	struct content content = { 0 };
	int rc;

	if (!path || content_append(&content, der.data, der.len))
		rc = fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	else
		rc = file_set_add(files, app, path, FILE_PUBLIC, &content, err);
	content_done(&content);
	free(path);
	return rc;
}

/* What is there already, as far as that can be read: a directory that is not there, or is shut, has nothing. */
static int look(const struct app *app, const struct trust_place *place, zairyu_trust **out, zairyu_error **err)
{
	const struct trust_places alone = { .item = { *place }, .count = 1 };
	int rc = trust_store_look(app, &alone, out, err);

	if (rc != ZAIRYU_ERR_FILE)
		return rc;
	zairyu_error_clear(err);
	return zairyu_trust_new(app->ctx, out, err);
}

static int install_new(const struct app *app, const struct trust_place *place, const zairyu_trust *trust,
		       const bool *is_new, zairyu_error **err)
{
	struct file_set files = { .shared = place->place == ZAIRYU_PLACE_SYSTEM };
	int rc = file_set_directory(&files, app, place->path, err);

	for (size_t i = 0; rc == ZAIRYU_OK && i < zairyu_trust_count(trust); i++)
		if (is_new[i])
			rc = add_anchor(app, &files, place, trust, i, err);
	if (rc == ZAIRYU_OK)
		rc = file_set_commit(&files, app, err);
	file_set_done(&files);
	return rc;
}

int trust_install(const struct app *app, const struct trust_place *place, const zairyu_trust *trust, bool *is_new,
		  zairyu_error **err)
{
	zairyu_trust *there;
	bool any = false;
	int rc = look(app, place, &there, err);

	if (rc != ZAIRYU_OK)
		return rc;
	for (size_t i = 0; i < zairyu_trust_count(trust); i++) {
		is_new[i] = trust_find(there, zairyu_trust_sha256(trust, i)) == zairyu_trust_count(there);
		any = any || is_new[i];
	}
	zairyu_trust_free(there);
	return any ? install_new(app, place, trust, is_new, err) : ZAIRYU_OK;
}

/* The directory and the one it is in, which is the product's own. */
static bool may_others_read(const char *path)
{
	const mode_t needed = S_IROTH | S_IXOTH;
	char *parent = file_join(path, "..");
	struct stat info;
	bool may = !parent || stat(parent, &info) || (info.st_mode & S_IXOTH);

	free(parent);
	return may && (stat(path, &info) || (info.st_mode & needed) == needed);
}

void trust_install_warn(const struct app *app, const struct trust_place *place)
{
	const bool became_root = geteuid() == 0 && (getenv("SUDO_USER") || getenv("DOAS_USER"));

	if (place->place == ZAIRYU_PLACE_USER && became_root)
		failure_warn(app, MSG_TRUST_ROOT_ONLY, place->path, NULL);
	if (place->place == ZAIRYU_PLACE_SYSTEM && !may_others_read(place->path))
		failure_warn(app, MSG_TRUST_OTHERS_CANNOT_READ, place->path, NULL);
}
