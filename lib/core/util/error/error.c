/* SPDX-License-Identifier: BSD-2-Clause */
/* The error object: made where a cause is known, completed on the way up. */
#include "util/error/error.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Copies as much as fits. Never cuts a UTF-8 character in two. */
static void copy_text(char *out, size_t cap, const char *text)
{
	size_t len = strlen(text);

	if (len >= cap) {
		len = cap - 1;
		while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
			len--;
	}
	memcpy(out, text, len);
	out[len] = '\0';
}

/* "Z304-05-6300": code, step, and the status word or the backend's code. */
static void make_support_code(struct zairyu_error *e)
{
	char detail[sizeof "-FFFFFFFF"] = "";

	if (e->has_status_word)
		snprintf(detail, sizeof detail, "-%04X", e->status_word);
	else if (e->has_native)
		snprintf(detail, sizeof detail, "-%" PRIX32, (uint32_t)e->native);
	snprintf(e->support_code, sizeof e->support_code, "Z%03d-%02d%s", -e->code % 1000, (int)e->step, detail);
}

static struct zairyu_error *error_new(zairyu_error **err, int code, const char *message)
{
	struct zairyu_error *e;

	if (!err || *err || code >= 0)
		return NULL;
	e = calloc(1, sizeof *e);
	if (!e)
		return NULL;
	e->code = code;
	copy_text(e->message, sizeof e->message, message ? message : zairyu_error_name(code));
	make_support_code(e);
	*err = e;
	return e;
}

int zairyu_error_set(zairyu_error **err, int code, const char *domain, int64_t native, const char *message)
{
	struct zairyu_error *e = error_new(err, code, message);

	if (e && domain) {
		copy_text(e->domain, sizeof e->domain, domain);
		e->has_native = true;
		e->native = native;
		make_support_code(e);
	}
	return code;
}

int error_fail(zairyu_error **err, int code, const char *message)
{
	error_new(err, code, message);
	return code;
}

int error_no_memory(zairyu_error **err)
{
	return error_fail(err, ZAIRYU_ERR_NO_MEMORY, "out of memory");
}

void error_pass(zairyu_error **err, zairyu_error *cause)
{
	if (err && !*err)
		*err = cause;
	else
		zairyu_error_free(cause);
}

int error_check_flags(zairyu_error **err, uint32_t flags, uint32_t known)
{
	if ((flags & ~known) == 0)
		return ZAIRYU_OK;
	return error_fail(err, ZAIRYU_ERR_UNSUPPORTED, "a flag is set that this version does not know");
}

void zairyu_error_clear(zairyu_error **err)
{
	if (!err)
		return;
	zairyu_error_free(*err);
	*err = NULL;
}

int zairyu_error_finish(zairyu_error **err, int code)
{
	if (code >= 0)
		zairyu_error_clear(err);
	else if (err && !*err)
		error_new(err, code, NULL);
	else if (err && (*err)->code != code) {
		(*err)->code = code;
		make_support_code(*err);
	}
	return code;
}

void error_add_status_word(zairyu_error **err, uint16_t status_word)
{
	if (!err || !*err)
		return;
	(*err)->has_status_word = true;
	(*err)->status_word = status_word;
	make_support_code(*err);
}

void error_add_position(zairyu_error **err, size_t position)
{
	if (!err || !*err)
		return;
	(*err)->has_position = true;
	(*err)->position = position;
}

void error_add_step(zairyu_error **err, enum step step)
{
	if (!err || !*err || (*err)->step != STEP_NONE)
		return;
	(*err)->step = step;
	make_support_code(*err);
}

int zairyu_error_code(const zairyu_error *err)
{
	return err ? err->code : ZAIRYU_OK;
}

const char *zairyu_error_message(const zairyu_error *err)
{
	return err ? err->message : "";
}

const char *zairyu_error_step(const zairyu_error *err)
{
	return err ? step_word(err->step) : "";
}

int zairyu_error_status_word(const zairyu_error *err, uint16_t *sw)
{
	if (!err || !err->has_status_word)
		return ZAIRYU_ERR_ABSENT;
	if (sw)
		*sw = err->status_word;
	return ZAIRYU_OK;
}

int zairyu_error_native(const zairyu_error *err, const char **domain, int64_t *code)
{
	if (!err || !err->has_native)
		return ZAIRYU_ERR_ABSENT;
	if (domain)
		*domain = err->domain;
	if (code)
		*code = err->native;
	return ZAIRYU_OK;
}

int zairyu_error_position(const zairyu_error *err, size_t *position)
{
	if (!err || !err->has_position)
		return ZAIRYU_ERR_ABSENT;
	if (position)
		*position = err->position;
	return ZAIRYU_OK;
}

const char *zairyu_error_support_code(const zairyu_error *err)
{
	return err ? err->support_code : "Z000";
}

void zairyu_error_free(zairyu_error *err)
{
	free(err);
}
