/* SPDX-License-Identifier: BSD-2-Clause */
/* The virtual card's options, gathered from a profile file and the command line. */
#include "command/vcard_options.h"

#include <stdio.h>
#include <string.h>

#include "files/file_read.h"
#include "person/fail.h"

enum { PROFILE_MAX = 65536, WHENCE_MAX = 4096 };

static int put(struct vcard_options *options, const char *text, size_t len)
{
	return content_append(&options->text, text, len);
}

/* A comma would end the value: the library takes %2C for it. */
static int put_value(struct vcard_options *options, const char *value, size_t len)
{
	int rc = 0;

	for (size_t i = 0; rc == ZAIRYU_OK && i < len; i++)
		rc = value[i] == ',' ? put(options, "%2C", 3) : put(options, value + i, 1);
	return rc;
}

/* What comes later counts: the command line after the profile. */
static void drop(struct vcard_options *options, const char *key, size_t key_len)
{
	char *text = (char *)options->text.data;
	size_t len = options->text.len;

	for (size_t at = 0, item; at < len; at += item) {
		const char *comma = memchr(text + at, ',', len - at);

		item = comma ? (size_t)(comma - (text + at)) + 1 : len - at;
		if (item <= key_len || memcmp(text + at, key, key_len) != 0 || text[at + key_len] != '=')
			continue;
		memmove(text + at, text + at + item, len - at - item);
		options->text.len = len - item;
		if (!comma && at > 0)
			options->text.len--; /* the comma before it */
		return;
	}
}

static int add(struct vcard_options *options, const struct app *app, const char *key, size_t key_len, const char *value,
	       size_t value_len, zairyu_error **err)
{
	drop(options, key, key_len);
	if ((options->text.len && put(options, ",", 1)) || put(options, key, key_len) || put(options, "=", 1) ||
	    put_value(options, value, value_len))
		return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	return ZAIRYU_OK;
}

int vcard_options_add(struct vcard_options *options, const struct app *app, const char *key, const char *value,
		      zairyu_error **err)
{
	return value ? add(options, app, key, strlen(key), value, strlen(value), err) : ZAIRYU_OK;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static void trim(const char **text, size_t *len)
{
	while (*len > 0 && is_blank(**text)) {
		++*text;
		--*len;
	}
	while (*len > 0 && is_blank((*text)[*len - 1]))
		--*len;
}

/* A key is a plain word, so that none can smuggle in another option. */
static bool is_key(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_-", text[i]) || !text[i])
			return false;
	return len > 0;
}

static int add_line(struct vcard_options *options, const struct app *app, const char *text, size_t len,
		    const char *whence, zairyu_error **err)
{
	const char *equals = memchr(text, '=', len), *value;
	size_t key_len, value_len;

	if (!equals)
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_NO_KEY_VALUE, whence, NULL);
	key_len = (size_t)(equals - text);
	value = equals + 1;
	value_len = len - key_len - 1;
	trim(&text, &key_len);
	trim(&value, &value_len);
	if (!is_key(text, key_len) || memchr(value, '\0', value_len))
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_NO_KEY_VALUE, whence, NULL);
	return add(options, app, text, key_len, value, value_len, err);
}

int vcard_options_add_setting(struct vcard_options *options, const struct app *app, const char *setting,
			      zairyu_error **err)
{
	return add_line(options, app, setting, strlen(setting), "--option", err);
}

static int add_lines(struct vcard_options *options, const struct app *app, const char *text, size_t len,
		     const char *path, zairyu_error **err)
{
	const char *end = text + len;
	char whence[WHENCE_MAX];

	for (size_t number = 1; text < end; number++) {
		const char *newline = memchr(text, '\n', (size_t)(end - text)), *line = text;
		size_t line_len = (size_t)((newline ? newline : end) - text);
		int rc = ZAIRYU_OK;

		trim(&line, &line_len);
		(void)snprintf(whence, sizeof whence, "%s:%zu", path, number);
		if (line_len > 0 && line[0] != '#')
			rc = add_line(options, app, line, line_len, whence, err);
		if (rc != ZAIRYU_OK)
			return rc;
		text = newline ? newline + 1 : end;
	}
	return ZAIRYU_OK;
}

int vcard_options_add_file(struct vcard_options *options, const struct app *app, const char *path, zairyu_error **err)
{
	struct content content;
	int rc = file_read(app, path, PROFILE_MAX, &content, err);

	if (rc != ZAIRYU_OK)
		return rc;
	rc = add_lines(options, app, (const char *)content.data, content.len, path, err);
	content_done(&content);
	return rc;
}

const char *vcard_options_text(struct vcard_options *options)
{
	return put(options, "", 1) ? NULL : (const char *)options->text.data;
}

void vcard_options_done(struct vcard_options *options)
{
	content_done(&options->text);
}
