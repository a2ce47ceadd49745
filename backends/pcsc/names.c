/* SPDX-License-Identifier: BSD-2-Clause */
/* Which of several readers is meant: by name, or by what lies on it. */
#include "names.h"

#include <string.h>

static bool is_word_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static char lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Whether `word` (lower case) is a word of `name`; digits may follow, as in "SAM1". */
static bool has_word(const char *name, const char *word)
{
	size_t len = strlen(word);

	for (const char *p = name; *p; p++) {
		size_t i = 0;

		if (p != name && is_word_char(p[-1]))
			continue;
		while (i < len && lower(p[i]) == word[i])
			i++;
		if (i < len)
			continue;
		while (p[i] >= '0' && p[i] <= '9')
			i++;
		if (!is_word_char(p[i]))
			return true;
	}
	return false;
}

static bool has_any(const char *name, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (has_word(name, words[i]))
			return true;
	return false;
}

enum slot names_slot(const char *name)
{
	static const char *const contactless[] = { "contactless", "picc", "cl", "nfc" };
	static const char *const contact[] = { "contact", "icc" };

	if (has_word(name, "sam"))
		return SLOT_SAM;
	if (has_any(name, contactless, sizeof contactless / sizeof *contactless))
		return SLOT_CONTACTLESS;
	if (names_contact_only(name))
		return SLOT_CONTACT;
	return has_any(name, contact, sizeof contact / sizeof *contact) ? SLOT_CONTACT : SLOT_PLAIN;
}

bool names_contact_only(const char *name)
{
	static const char *const models[] = { "ACR39", "CLOUD 2700", "SCR3310", "SCR 3310" };

	for (size_t i = 0; i < sizeof models / sizeof *models; i++)
		if (strstr(name, models[i]))
			return true;
	return false;
}

static void append(struct readers *out, const char *name, size_t len)
{
	struct reader *reader;

	if (len > MAX_READERNAME || out->count == READERS_MAX)
		return;
	reader = &out->list[out->count++];
	memcpy(reader->name, name, len);
	reader->name[len] = 0;
	reader->state = SCARD_STATE_UNAWARE;
}

void names_parse(const char *multi, size_t len, struct readers *out)
{
	out->count = 0;
	for (enum slot slot = SLOT_CONTACTLESS; slot <= SLOT_SAM; slot++) {
		const char *end;

		for (const char *p = multi; (end = memchr(p, 0, len - (size_t)(p - multi))) && end != p; p = end + 1) {
			if (names_slot(p) == slot)
				append(out, p, (size_t)(end - p));
			if (end + 1 == multi + len)
				break;
		}
	}
}

int names_find(const struct readers *readers, const char *wanted)
{
	size_t len = strlen(wanted);
	int found = NAMES_NONE;

	for (size_t i = 0; i < readers->count; i++) {
		const char *name = readers->list[i].name;

		if (strcmp(name, wanted) == 0)
			return (int)i;
		if (strncmp(name, wanted, len) == 0)
			found = found == NAMES_NONE ? (int)i : NAMES_SEVERAL;
	}
	return found;
}

bool names_has_card(const struct reader *reader)
{
	return (reader->state & SCARD_STATE_PRESENT) != 0;
}

bool names_same(const struct readers *a, const struct readers *b)
{
	const DWORD what_counts = 0xFFFF0000 | SCARD_STATE_PRESENT | SCARD_STATE_EMPTY;

	for (size_t i = 0; a->count == b->count && i < a->count; i++)
		if (strcmp(a->list[i].name, b->list[i].name) != 0 ||
		    ((a->list[i].state ^ b->list[i].state) & what_counts) != 0)
			return false;
	return a->count == b->count;
}

/* The list is sorted by slot, so the first that fits is of the best kind. */
static int best(const struct readers *readers, const char *last, enum slot worst)
{
	int found = NAMES_NONE;

	for (size_t i = 0; i < readers->count; i++) {
		const struct reader *reader = &readers->list[i];

		if (!names_has_card(reader) || names_slot(reader->name) > worst)
			continue;
		if (found != NAMES_NONE && names_slot(reader->name) != names_slot(readers->list[found].name))
			break;
		if (found == NAMES_NONE || strcmp(reader->name, last) == 0)
			found = (int)i;
	}
	return found;
}

int names_with_card(const struct readers *readers, const char *last)
{
	const bool better = readers->count > 0 && names_slot(readers->list[0].name) <= SLOT_PLAIN;

	return best(readers, last, better ? SLOT_PLAIN : SLOT_CONTACT);
}
