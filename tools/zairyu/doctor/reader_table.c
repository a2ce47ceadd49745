/* SPDX-License-Identifier: BSD-2-Clause */
#include "doctor/reader_table.h"

#include <stdio.h>
#include <string.h>

#include "files/built_in.h"

static const char unknown[] = "-";

/* What a column may hold, as words; others are free. */
static const struct {
	enum reader_column column;
	const char *words[6];
} vocabulary[] = {
	{ READER_LENGTH, { "extended", "short", "tpdu", "-" } },
	{ READER_RATING, { "good", "fair", "poor", "unusable", "unknown" } },
};

/* "054c:0dc8", in small letters. */
static bool is_usb(const char *text)
{
	static const char hex[] = "0123456789abcdef";

	if (strlen(text) != 9 || text[4] != ':')
		return false;
	return strspn(text, hex) == 4 && strspn(text + 5, hex) == 4;
}

static bool is_number(const char *text)
{
	const size_t len = strlen(text);

	return len <= 6 && strspn(text, "0123456789") == len;
}

static bool is_one_of(const char *const *words, const char *text)
{
	for (; *words; words++)
		if (strcmp(*words, text) == 0)
			return true;
	return false;
}

/* Words of {contactless, contact, sam}, separated by commas. */
static bool are_slots(const char *text)
{
	static const char *const slots[] = { "contactless", "contact", "sam", NULL };

	for (const char *end;; text = end + 1) {
		char word[16];

		end = text + strcspn(text, ",");
		(void)snprintf(word, sizeof word, "%.*s", (int)(end - text), text);
		if ((size_t)(end - text) >= sizeof word || !is_one_of(slots, word))
			return false;
		if (!*end)
			return true;
	}
}

bool reader_is(const struct data_row *model, enum reader_column column, const char *word)
{
	return strcmp(model->column[column], word) == 0;
}

const char *reader_text(const struct data_row *model, enum reader_column column)
{
	return reader_is(model, column, unknown) ? NULL : model->column[column];
}

/* A column is unknown or of its form. */
static bool is_or_unknown(const struct data_row *row, enum reader_column column, bool (*is_form)(const char *))
{
	return !reader_text(row, column) || is_form(row->column[column]);
}

static bool is_row(const struct data_row *row)
{
	for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++)
		if (!is_one_of(vocabulary[i].words, row->column[vocabulary[i].column]))
			return false;
	return (reader_text(row, READER_USB) || reader_text(row, READER_PCSC)) && reader_text(row, READER_NAME) &&
	       is_or_unknown(row, READER_USB, is_usb) && is_or_unknown(row, READER_MESSAGE, is_number) &&
	       is_or_unknown(row, READER_SLOTS, are_slots) &&
	       !reader_text(row, READER_REMARK_JA) == !reader_text(row, READER_REMARK_EN);
}

/* A model is known by its numbers on USB, and by its name where those are not known. */
static bool is_same(const struct data_row *one, const struct data_row *other)
{
	const enum reader_column key = reader_text(one, READER_USB) ? READER_USB : READER_PCSC;

	return !reader_text(one, READER_USB) == !reader_text(other, READER_USB) &&
	       strcmp(one->column[key], other->column[key]) == 0;
}

const struct data_form readers_form = { "readers", built_in_readers, READER_COLUMNS, is_row, is_same };

const struct data_row *reader_by_usb(const struct data_table *readers, unsigned vendor, unsigned product)
{
	char usb[16];

	(void)snprintf(usb, sizeof usb, "%04x:%04x", vendor & 0xFFFF, product & 0xFFFF);
	for (size_t i = 0; i < readers->count; i++)
		if (reader_is(&readers->rows[i], READER_USB, usb))
			return &readers->rows[i];
	return NULL;
}

const struct data_row *reader_by_name(const struct data_table *readers, const char *name)
{
	const struct data_row *found = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < readers->count; i++) {
		const char *part = reader_text(&readers->rows[i], READER_PCSC);

		if (part && strlen(part) > longest && strstr(name, part)) {
			found = &readers->rows[i];
			longest = strlen(part);
		}
	}
	return found;
}

const char *reader_recommended(const struct data_table *readers)
{
	for (size_t i = 0; i < readers->count; i++)
		if (reader_is(&readers->rows[i], READER_RATING, "good"))
			return readers->rows[i].column[READER_NAME];
	return NULL;
}
