/* SPDX-License-Identifier: BSD-2-Clause */
#include "twin/play.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/failure.h"
#include "twin/twin_ber.h"
#include "twin/twin_compose.h"
#include "twin/words.h"

static int cannot_read(zairyu_error **err)
{
	return zairyu_error_set(err, ZAIRYU_ERR_FILE, NULL, 0,
				"twin: the file cannot be read; give the name of a file that `zairyu twin` made");
}

/* The whole file, or as much as shows that it is too large. */
static int read_all(int fd, uint8_t *data, size_t cap, size_t *len)
{
	*len = 0;
	while (*len < cap) {
		ssize_t n = read(fd, data + *len, cap - *len);

		if (n < 0)
			return -1;
		if (n == 0)
			break;
		*len += (size_t)n;
	}
	return 0;
}

int play_open(zairyu_context *ctx, const char *path, struct zairyu_twin **out, zairyu_error **err)
{
	size_t len = 0, cap = (size_t)TWIN_TEXT_MAX + 1;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	uint8_t *data;
	int rc;

	*out = NULL;
	if (fd < 0)
		return cannot_read(err);
	data = malloc(cap);
	rc = ZAIRYU_OK;
	if (!data)
		rc = no_memory(err);
	else if (read_all(fd, data, cap, &len) != 0)
		rc = cannot_read(err);
	else
		rc = zairyu_twin_load(ctx, (zairyu_bytes){ data, len }, out, err);
	free(data);
	(void)close(fd);
	return rc;
}

void play_options(const struct zairyu_twin *twin, char *out, size_t size)
{
	static const char *const variants[] = { "", "foreign", "my-number", "my-number-only" };

	(void)snprintf(out, size, "type=%s,number=%s,variant=%s", twin_type(twin), twin->number,
		       variants[twin->head[HEAD_NATURE]]);
}

/* The card's file of that name, or a new one. NULL if there is no room. */
static struct vcard_file *place_for(struct vcard_files *files, const struct twin_file *file)
{
	struct vcard_file *place = files_find(files, file->df, file->sfi);

	if (place || files->count == VCARD_FILES_MAX)
		return place;
	place = &files->file[files->count++];
	*place = (struct vcard_file){ .df = file->df, .sfi = file->sfi, .access = VCARD_AUTHENTICATED };
	return place;
}

static int put_file(struct issuer *issuer, const struct zairyu_twin *twin, const struct twin_file *file,
		    struct vcard_files *files, zairyu_error **err)
{
	struct vcard_file *place = place_for(files, file);
	uint8_t *data = place ? calloc(1, file->len ? file->len : 1) : NULL;

	if (!data)
		return no_memory(err);
	if (place->data)
		zairyu_wipe(place->data, place->len);
	free(place->data);
	place->data = data;
	place->len = file->len;
	return twin_compose(issuer->ca, twin, file, data, err);
}

/* The CA of the card: called as the certificate says, and as valid as the CA of the card the twin was made from. */
static int find_authority(struct issuer *issuer, const struct zairyu_twin *twin, const struct vcard_files *files,
			  zairyu_error **err)
{
	uint8_t der[CA_NAME_MAX];
	struct ber name;
	zairyu_bytes stored = compose_issuer_name(twin, files);
	struct ca_look look = { .kind = compose_key_kind(twin),
				.expired = twin->head[HEAD_AUTHORITY] == EXPIRED,
				.early = twin->head[HEAD_AUTHORITY] == NOT_YET_VALID };
	zairyu_vcard_ca *other;
	int rc;

	if (twin->head[HEAD_AUTHORITY_NAME] && stored.len && ber_read(stored.data, stored.data + stored.len, &name))
		look.name = (zairyu_bytes){ der, ber_to_der(&name, der, sizeof der) };
	if (!look.expired && !look.early && look.name.len == 0)
		return ZAIRYU_OK;
	other = NULL;
	rc = ca_look_new(issuer->ca, &look, &other, err);
	if (rc != ZAIRYU_OK)
		return rc;
	zairyu_vcard_ca_free(issuer->ca);
	issuer->ca = other;
	return ZAIRYU_OK;
}

int play_files(struct issuer *issuer, const struct zairyu_twin *twin, struct vcard_files *files, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	files->manners |= twin->manners;
	for (size_t i = 0; rc == ZAIRYU_OK && i < twin->files; i++)
		rc = put_file(issuer, twin, &twin->file[i], files, err);
	if (rc == ZAIRYU_OK)
		rc = find_authority(issuer, twin, files, err);
	return rc == ZAIRYU_OK ? play_sign(issuer, twin, files, err) : rc;
}
