/* SPDX-License-Identifier: BSD-2-Clause */
/* Which language the person reads, and putting values into texts. */
#include "person/language.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

#include "person/address_book.h"
#include "person/safe_text.h"

/* "ja", "ja_JP.UTF-8", "ja.UTF-8", but not another language whose code begins so. */
static bool is_japanese(const char *locale)
{
	return strncmp(locale, "ja", 2) == 0 && !(locale[2] >= 'a' && locale[2] <= 'z');
}

int language_find(const char *name)
{
	return strcmp(name, "ja") == 0 ? ZAIRYU_LANGUAGE_JA : strcmp(name, "en") == 0 ? ZAIRYU_LANGUAGE_EN : 0;
}

int language_of_environment(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value && value[0])
			return is_japanese(value) ? ZAIRYU_LANGUAGE_JA : ZAIRYU_LANGUAGE_EN;
	}
	return ZAIRYU_LANGUAGE_EN;
}

/* An address, or what came in its place. */
static size_t address_piece(const char *text, const char **piece, size_t *len)
{
	const size_t length = address_book_length(text);
	char written[ADDRESS_MAX];

	(void)snprintf(written, sizeof written, "%.*s", (int)length, text);
	*piece = address_book_now(written);
	if (*piece == written)
		*piece = text;
	*len = *piece == text ? length : strlen(*piece);
	return length;
}

/* The next piece of a text: a run of plain characters, an address or one placeholder. Returns its length in `text`. */
static size_t next_piece(const char *text, const char *one, const char *two, const char **piece, size_t *len)
{
	size_t run = 1;

	if (strncmp(text, "{1}", 3) == 0 || strncmp(text, "{2}", 3) == 0) {
		*piece = text[1] == '1' ? one : two;
		if (!*piece)
			*piece = "";
		*len = strlen(*piece);
		return 3;
	}
	if (address_book_length(text) > 0)
		return address_piece(text, piece, len);
	while (text[run] && text[run] != '{' && address_book_length(text + run) == 0)
		run++;
	*piece = text;
	*len = run;
	return run;
}

void message_format(char *out, size_t size, const char *text, const char *one, const char *two)
{
	size_t used = 0;

	while (*text) {
		const char *piece;
		size_t len;

		text += next_piece(text, one, two, &piece, &len);
		if (len > size - 1 - used) {
			len = size - 1 - used;
			while (len > 0 && ((unsigned char)piece[len] & 0xC0) == 0x80)
				len--;
			text = "";
		}
		memcpy(out + used, piece, len);
		used += len;
	}
	out[used] = '\0';
}

static void print(FILE *stream, const char *text, const char *one, const char *two)
{
	while (*text) {
		const char *own = text, *piece;
		size_t len;

		text += next_piece(text, one, two, &piece, &len);
		if (piece == own) /* our words, line ends included; what is put in is somebody else's */
			(void)fwrite(piece, 1, len, stream);
		else
			safe_text_write(stream, piece, len);
	}
}

void message_print(FILE *stream, enum message message, int language, const char *one, const char *two)
{
	print(stream, message_text(message, language), one, two);
}

void text_print(FILE *stream, const char *text)
{
	print(stream, text, NULL, NULL);
}
