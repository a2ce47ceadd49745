/* SPDX-License-Identifier: BSD-2-Clause */
#include "person/wrapped_text.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "person/safe_text.h"

enum { PAGE_USUAL = 80, PAGE_LEAST = 40, PAGE_MOST = 100 };

/* Wide and full-width characters [UAX 11], as far as they occur in what people write. */
static bool is_wide(uint32_t point)
{
	static const struct {
		uint32_t from, to;
	} ranges[] = {
		{ 0x1100, 0x115F }, { 0x2E80, 0x303E },   { 0x3041, 0x4DBF },   { 0x4E00, 0xA4CF },
		{ 0xAC00, 0xD7A3 }, { 0xF900, 0xFAFF },   { 0xFE30, 0xFE6F },   { 0xFF00, 0xFF60 },
		{ 0xFFE0, 0xFFE6 }, { 0x1F300, 0x1F64F }, { 0x1F900, 0x1F9FF }, { 0x20000, 0x3FFFD },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (point >= ranges[i].from && point <= ranges[i].to)
			return true;
	return false;
}

static bool is_among(uint32_t point, const uint32_t *points, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (points[i] == point)
			return true;
	return false;
}

/* Characters that do not begin a line, and those that do not end one [JIS X 4051]. */
static bool no_begin(uint32_t point)
{
	static const uint32_t points[] = { 0x3001, 0x3002, 0x300D, 0x300F, 0x30FC, 0xFF09,
					   0xFF3D, 0x30FB, '.',    ',',    ')',    ':' };

	return is_among(point, points, sizeof points / sizeof *points);
}

static bool no_end(uint32_t point)
{
	static const uint32_t points[] = { 0x300C, 0x300E, 0xFF08, 0xFF3B, '(' };

	return is_among(point, points, sizeof points / sizeof *points);
}

/* The character at the beginning of a text; what is not one takes a byte. */
static size_t character(const char *text, uint32_t *point)
{
	size_t used = safe_text_decode(text, strlen(text), point);

	if (used == 0)
		*point = '?';
	return used ? used : 1;
}

size_t text_width(const char *text)
{
	size_t width = 0;
	uint32_t point;

	for (; *text; width += is_wide(point) ? 2 : 1)
		text += character(text, &point);
	return width;
}

void text_print_padded(FILE *stream, const char *text, size_t width)
{
	size_t used = text_width(text);

	safe_text_print(stream, text);
	for (; used < width; used++)
		fputc(' ', stream);
}

/* Whether a line may end between two characters. */
static bool may_part(uint32_t before, uint32_t after)
{
	if (after == ' ')
		return true;
	return (is_wide(before) || is_wide(after)) && !no_begin(after) && !no_end(before);
}

/* What stays together at the beginning of a text: its length and width. */
static size_t unit(const char *text, size_t *width)
{
	uint32_t point, next;
	size_t len = character(text, &point);

	*width = is_wide(point) ? 2 : 1;
	while (text[len]) {
		size_t more = character(text + len, &next);

		if (may_part(point, next))
			break;
		len += more;
		*width += is_wide(next) ? 2 : 1;
		point = next;
	}
	return len;
}

static void begin_line(FILE *stream, size_t indent)
{
	fprintf(stream, "\n%*s", (int)indent, "");
}

void text_print_wrapped(FILE *stream, const char *text, size_t indent, size_t width)
{
	size_t at = indent;

	while (*text) {
		size_t spaces = strspn(text, " "), wide, len;

		text += spaces;
		if (!*text)
			break;
		len = unit(text, &wide);
		if (at > indent && at + spaces + wide >= width) {
			begin_line(stream, indent);
			at = indent;
			spaces = 0;
		}
		fprintf(stream, "%*s", (int)spaces, "");
		safe_text_write(stream, text, len);
		at += spaces + wide;
		text += len;
	}
	fputc('\n', stream);
}

size_t page_width(FILE *stream)
{
	struct winsize size;
	size_t width = PAGE_USUAL;

	if (isatty(fileno(stream)) && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		width = size.ws_col;
	return width < PAGE_LEAST ? PAGE_LEAST : width > PAGE_MOST ? PAGE_MOST : width;
}
