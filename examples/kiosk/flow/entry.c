/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/entry.h"

#include <string.h>

#include "flow/elapsed.h"

/* Any number: what it has at a position says what kind goes there, and it fills up what is asked of the library. */
static const char entry_form[] = "AA00000000AA";

enum { ENTRY_CHARACTER_MAX = 4, ENTRY_FIRST_DIGIT = 2 };

static enum entry_kind entry_kind_at(size_t position)
{
	if (position >= ZAIRYU_NUMBER_LENGTH)
		return ENTRY_NOTHING;
	return entry_form[position] == '0' ? ENTRY_DIGIT : ENTRY_LETTER;
}

enum entry_kind entry_wants(const struct entry *entry)
{
	return entry_kind_at(entry->position);
}

bool entry_is_complete(const struct entry *entry)
{
	return entry->length == ZAIRYU_NUMBER_LENGTH;
}

/* How long the first character is. Whether it is one, the library says. */
static size_t entry_character(const char *utf8, size_t len)
{
	size_t length = 1;

	while (length < len && length < ENTRY_CHARACTER_MAX && ((unsigned char)utf8[length] & 0xC0) == 0x80)
		length++;
	return length;
}

/* Puts a character into the form before what `skip` leaves of it, and asks whether that is a number. */
static bool entry_try(const char *utf8, size_t len, size_t at, size_t skip, char out[ZAIRYU_NUMBER_SIZE])
{
	char tried[sizeof entry_form + ENTRY_CHARACTER_MAX];
	int rc;

	memcpy(tried, entry_form, at);
	memcpy(tried + at, utf8, len);
	memcpy(tried + at + len, entry_form + at + skip, ZAIRYU_NUMBER_LENGTH - at - skip);
	rc = zairyu_number_normalize(tried, len + ZAIRYU_NUMBER_LENGTH - skip, out, NULL);
	zairyu_wipe(tried, sizeof tried);
	return rc == ZAIRYU_OK;
}

/* What is passed over still fits where a number has no room. */
static bool entry_is_passed(const char *utf8, size_t len)
{
	char out[ZAIRYU_NUMBER_SIZE];

	return entry_try(utf8, len, 0, 0, out);
}

/* Which kind a character is, and its half-width form. ENTRY_NOTHING if no number has it. */
static enum entry_kind entry_fold(const char *utf8, size_t len, char *folded)
{
	static const struct {
		enum entry_kind kind;
		size_t at;
	} places[] = { { ENTRY_LETTER, 0 }, { ENTRY_DIGIT, ENTRY_FIRST_DIGIT } };
	enum entry_kind kind = ENTRY_NOTHING;
	char out[ZAIRYU_NUMBER_SIZE];

	for (size_t i = 0; kind == ENTRY_NOTHING && i < sizeof places / sizeof *places; i++)
		if (entry_try(utf8, len, places[i].at, 1, out)) {
			kind = places[i].kind;
			*folded = out[places[i].at];
		}
	zairyu_wipe(out, sizeof out);
	return kind;
}

static bool entry_fits(enum entry_answer answer)
{
	return answer == ENTRY_TAKEN || answer == ENTRY_SCANNED;
}

static void burst_forget(struct entry *entry)
{
	zairyu_wipe(&entry->burst, sizeof entry->burst);
}

static void burst_continue(struct entry *entry, int64_t now)
{
	if (now < entry->burst.at || elapsed_ms(entry->burst.at, now) > ENTRY_KEY_GAP_MS)
		burst_forget(entry);
	entry->burst.at = now;
}

static void burst_add(struct entry *entry, char character)
{
	if (entry->burst.length < sizeof entry->burst.text)
		entry->burst.text[entry->burst.length++] = character;
}

static enum entry_answer entry_put(struct entry *entry, enum entry_kind kind, char character)
{
	if (entry_wants(entry) == ENTRY_NOTHING)
		return ENTRY_FULL;
	if (entry_wants(entry) != kind)
		return ENTRY_WRONG_KIND;
	entry->text[entry->position++] = character;
	if (entry->length < entry->position)
		entry->length = entry->position;
	return ENTRY_TAKEN;
}

/* Replaces all by a whole number. False, changing nothing, if it is none. */
static bool entry_replace(struct entry *entry, const char *utf8, size_t len)
{
	char number[ZAIRYU_NUMBER_SIZE];

	if (zairyu_number_normalize(utf8, len, number, NULL) != ZAIRYU_OK)
		return false;
	burst_forget(entry);
	memcpy(entry->text, number, sizeof number);
	entry->length = entry->position = ZAIRYU_NUMBER_LENGTH;
	zairyu_wipe(number, sizeof number);
	return true;
}

static enum entry_answer entry_take(struct entry *entry, const char *utf8, size_t len)
{
	enum entry_answer answer = ENTRY_STRANGE;
	enum entry_kind kind;
	char folded = '\0';

	if (entry_is_passed(utf8, len))
		return ENTRY_TAKEN;
	kind = entry_fold(utf8, len, &folded);
	burst_add(entry, folded);
	if (kind != ENTRY_NOTHING)
		answer = entry_put(entry, kind, folded);
	if (entry->burst.length == ZAIRYU_NUMBER_LENGTH &&
	    entry_replace(entry, entry->burst.text, ZAIRYU_NUMBER_LENGTH))
		answer = ENTRY_SCANNED;
	if (!entry_fits(answer))
		entry->burst.refused = answer;
	return answer;
}

static enum entry_answer entry_end(struct entry *entry)
{
	enum entry_answer refused = entry->burst.refused;

	burst_forget(entry);
	if (refused != ENTRY_TAKEN)
		return refused;
	return entry_is_complete(entry) ? ENTRY_ENDED : ENTRY_SHORT;
}

/* Whether there are line ends at the end, which are then cut off. */
static bool entry_cut_line_end(const char *utf8, size_t *len)
{
	size_t whole = *len;

	while (*len > 0 && (utf8[*len - 1] == '\r' || utf8[*len - 1] == '\n'))
		--*len;
	return *len < whole;
}

enum entry_answer entry_type(struct entry *entry, const char *utf8, size_t len, int64_t now)
{
	bool ends = entry_cut_line_end(utf8, &len);
	enum entry_answer answer = ENTRY_TAKEN;
	size_t length;

	burst_continue(entry, now);
	if (entry_replace(entry, utf8, len))
		return ends ? ENTRY_ENDED : ENTRY_SCANNED;
	for (; len > 0 && entry_fits(answer); utf8 += length, len -= length) {
		length = entry_character(utf8, len);
		answer = entry_take(entry, utf8, length);
	}
	return ends ? entry_end(entry) : answer;
}

bool entry_select(struct entry *entry, size_t position)
{
	if (position > entry->length)
		return false;
	burst_forget(entry);
	entry->position = position;
	return true;
}

void entry_erase(struct entry *entry)
{
	bool chosen = entry->position < entry->length;

	burst_forget(entry);
	if (entry->position > 0)
		entry->position--;
	if (!chosen && entry->length > 0)
		entry->text[--entry->length] = '\0';
}

void entry_clear(struct entry *entry)
{
	zairyu_wipe(entry, sizeof *entry);
}
