/* SPDX-License-Identifier: BSD-2-Clause */
/* Taking trust anchors out of a directory. */
#include "trust/trust_remove.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/file_path.h"
#include "person/fail.h"
#include "trust/certificate_files.h"
#include "trust/trust_install.h"
#include "trust/trust_store.h"

enum { DIGITS_LEAST = 8, DIGITS = 64 };

int removal_begin(struct removal *removal, const struct app *app, const struct trust_place *place, zairyu_error **err)
{
	const struct trust_places alone = { .item = { *place }, .count = 1 };
	int rc;

	*removal = (struct removal){ .place = place };
	rc = trust_store_look(app, &alone, &removal->there, err);
	if (rc != ZAIRYU_OK)
		return rc;
	removal->anchor = calloc(zairyu_trust_count(removal->there) + 1, sizeof *removal->anchor);
	removal->refused = calloc(zairyu_trust_refused_count(removal->there) + 1, sizeof *removal->refused);
	if (removal->anchor && removal->refused)
		return ZAIRYU_OK;
	return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
}

void removal_done(struct removal *removal)
{
	free(removal->anchor);
	free(removal->refused);
	zairyu_trust_free(removal->there);
}

/* Hexadecimal digits alone, in either case and with the colons that other programs put between them. */
static bool digest_of(const char *word, char out[DIGITS + 1])
{
	size_t len = 0;

	for (; *word; word++) {
		if (*word == ':')
			continue;
		if (!isxdigit((unsigned char)*word) || len == DIGITS)
			return false;
		out[len++] = (char)tolower((unsigned char)*word);
	}
	out[len] = '\0';
	return len > 0;
}

static int not_found(const struct removal *removal, const struct app *app, const char *word, zairyu_error **err)
{
	return fail(app, err, ZAIRYU_ERR_FILE, MSG_TRUST_NOT_THERE, word, removal->place->path);
}

static int mark_digest(struct removal *removal, const struct app *app, const char *word, const char *digits,
		       zairyu_error **err)
{
	const size_t len = strlen(digits), count = zairyu_trust_count(removal->there);
	size_t found = count;

	if (len < DIGITS_LEAST)
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_DIGEST_TOO_SHORT, word, NULL);
	for (size_t i = 0; i < count; i++) {
		if (strncmp(zairyu_trust_sha256(removal->there, i), digits, len) != 0)
			continue;
		if (found < count)
			return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_DIGEST_AMBIGUOUS, word, removal->place->path);
		found = i;
	}
	if (found == count)
		return not_found(removal, app, word, err);
	removal->anchor[found] = true;
	return ZAIRYU_OK;
}

/* A file of the directory that is no use, by whatever name it is reached. */
static bool mark_refused(struct removal *removal, const char *path)
{
	for (size_t i = 0; i < zairyu_trust_refused_count(removal->there); i++)
		if (file_same_place(zairyu_trust_refused_path(removal->there, i), path)) {
			removal->refused[i] = true;
			return true;
		}
	return false;
}

static int mark_certificates(struct removal *removal, const struct app *app, const char *path, zairyu_error **err)
{
	zairyu_trust *meant;
	int rc = zairyu_trust_new(app->ctx, &meant, err);

	if (rc != ZAIRYU_OK)
		return rc;
	rc = certificate_file_add(app, path, meant, ZAIRYU_TRUST_CUSTOM, err);
	for (size_t i = 0; rc == ZAIRYU_OK && i < zairyu_trust_count(meant); i++)
		rc = mark_digest(removal, app, path, zairyu_trust_sha256(meant, i), err);
	zairyu_trust_free(meant);
	return rc;
}

/* A name as `trust list` shows it is one of the directory, unless it is one where the person is. */
static int mark_file(struct removal *removal, const struct app *app, const char *word, zairyu_error **err)
{
	char *inside = file_join(removal->place->path, word);
	struct stat info;
	const char *path = word;
	int rc;

	if (!inside)
		return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	if (!strchr(word, '/') && lstat(word, &info) && lstat(inside, &info) == 0)
		path = inside;
	if (mark_refused(removal, path))
		rc = ZAIRYU_OK;
	else if (lstat(path, &info))
		rc = not_found(removal, app, word, err);
	else
		rc = mark_certificates(removal, app, path, err);
	free(inside);
	return rc;
}

int removal_mark(struct removal *removal, const struct app *app, const char *word, zairyu_error **err)
{
	char digits[DIGITS + 1];

	if (!word[0]) /* of a variable that is not set: the directory itself is never meant */
		return not_found(removal, app, word, err);
	if (digest_of(word, digits) && (strlen(digits) >= DIGITS_LEAST || !file_exists(word)))
		return mark_digest(removal, app, word, digits, err);
	return mark_file(removal, app, word, err);
}

/* Whether a file is one of those that an anchor is in. */
static bool is_of(const zairyu_trust *trust, size_t index, const char *path)
{
	const char *file;

	for (size_t n = 0; (file = zairyu_trust_file(trust, index, n)); n++)
		if (strcmp(file, path) == 0)
			return true;
	return false;
}

/* Whether the file was told of before, for an anchor of a lower index. */
static bool is_repeated(const struct removal *removal, size_t index, const char *path)
{
	for (size_t i = 0; i < index; i++)
		if (removal->anchor[i] && is_of(removal->there, i, path))
			return true;
	return false;
}

const char *removal_path(const struct removal *removal, size_t number)
{
	const char *file;

	for (size_t i = 0; i < zairyu_trust_count(removal->there); i++)
		for (size_t n = 0; removal->anchor[i] && (file = zairyu_trust_file(removal->there, i, n)); n++)
			if (!is_repeated(removal, i, file) && number-- == 0)
				return file;
	for (size_t i = 0; i < zairyu_trust_refused_count(removal->there); i++)
		if (removal->refused[i] && number-- == 0)
			return zairyu_trust_refused_path(removal->there, i);
	return NULL;
}

/* What is left in the directory keeps its file; and what only looks like a file is for the person to clear away. */
static int check(const struct removal *removal, const struct app *app, const char *path, zairyu_error **err)
{
	struct stat info;

	for (size_t i = 0; i < zairyu_trust_count(removal->there); i++)
		if (!removal->anchor[i] && is_of(removal->there, i, path))
			return fail(app, err, ZAIRYU_ERR_FILE, MSG_TRUST_HOLDS_MORE, path, NULL);
	if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode))
		return fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_REMOVE, path, EISDIR);
	return access(removal->place->path, W_OK) == 0
		       ? ZAIRYU_OK
		       : fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_REMOVE, path, errno);
}

int removal_carry_out(const struct removal *removal, const struct app *app, zairyu_error **err)
{
	const char *path;
	int rc = ZAIRYU_OK;

	for (size_t n = 0; rc == ZAIRYU_OK && (path = removal_path(removal, n)); n++)
		rc = check(removal, app, path, err);
	for (size_t n = 0; rc == ZAIRYU_OK && (path = removal_path(removal, n)); n++)
		if (unlink(path) && errno != ENOENT)
			rc = fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_REMOVE, path, errno);
	return rc;
}
