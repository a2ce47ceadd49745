/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow/text.h"
#include "flow/text_table.h"

#define FILLED "{1}"

enum { NAME_SIZE = 64 };

const struct flow_language *flow_language(size_t index)
{
	return index < text_language_count ? &text_languages[index] : NULL;
}

const char *flow_text_name(size_t index)
{
	return index < text_row_count ? text_rows[index].name : NULL;
}

/* Where a language's text is in a row. */
static size_t column_of(const char *language)
{
	if (!language)
		return text_fallback;
	if (strcmp(language, FLOW_LANGUAGE_PSEUDO) == 0)
		return text_language_count;
	for (size_t i = 0; i < text_language_count; i++)
		if (strcmp(text_languages[i].tag, language) == 0)
			return i;
	return text_fallback;
}

static int compare_name(const void *name, const void *row)
{
	return strcmp(name, ((const struct text_row *)row)->name);
}

static const struct text_row *row_of(const char *name)
{
	return name ? bsearch(name, text_rows, text_row_count, sizeof *text_rows, compare_name) : NULL;
}

const char *flow_text_at_desk(const char *name)
{
	char desk[NAME_SIZE];
	const struct text_row *row = NULL;

	if (name && (size_t)snprintf(desk, sizeof desk, "%s-desk", name) < sizeof desk)
		row = row_of(desk);
	return row ? row->name : name;
}

const char *flow_text(const char *name, const char *language)
{
	const struct text_row *row = row_of(name);

	return row ? row->texts[column_of(language)] : NULL;
}

/* How many of some bytes fit, up to the beginning of a character. */
static size_t fitting(const char *text, size_t size, size_t room)
{
	if (size <= room)
		return size;
	while (room > 0 && ((unsigned char)text[room] & 0xc0) == 0x80)
		room--;
	return room;
}

/* Writes in a buffer that ends in a NUL, for which there is always room. Nothing follows what was cut. */
struct text_out {
	char *at;
	size_t room;
};

static void put(struct text_out *out, const char *text, size_t size)
{
	size_t taken = fitting(text, size, out->room);

	memcpy(out->at, text, taken);
	out->at += taken;
	*out->at = '\0';
	out->room = taken < size ? 0 : out->room - taken;
}

const char *flow_text_format(const char *name, const char *language, const char *argument, char *buffer, size_t size)
{
	struct text_out out = { buffer, size > 0 ? size - 1 : 0 };
	const char *text = flow_text(name, language), *gap;

	if (size > 0)
		*buffer = '\0';
	if (!text || size == 0)
		return NULL;
	for (; (gap = strstr(text, FILLED)); text = gap + strlen(FILLED)) {
		put(&out, text, (size_t)(gap - text));
		put(&out, argument ? argument : "", argument ? strlen(argument) : 0);
	}
	put(&out, text, strlen(text));
	return buffer;
}
