/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The card number while somebody enters it: two letters, eight digits, two letters. It never holds anything but the
 * beginning of such a number, and never makes one character of another: who types O for 0 is told that a digit goes there.
 */
#ifndef FLOW_ENTRY_H
#define FLOW_ENTRY_H

#include <stdbool.h>
#include <zairyu.h>

/* What goes to a position of the number. */
enum entry_kind { ENTRY_NOTHING, ENTRY_LETTER, ENTRY_DIGIT };

enum entry_answer {
	ENTRY_TAKEN,      /* all of it; hyphens and spaces are passed over */
	ENTRY_SCANNED,    /* a whole number, now in place of what was there */
	ENTRY_ENDED,      /* a line end, and the number is complete: go on with it */
	ENTRY_SHORT,      /* a line end, and the number is not complete */
	ENTRY_WRONG_KIND, /* a letter for a digit, or a digit for a letter: entry_wants() says what goes there */
	ENTRY_STRANGE,    /* a character that no number has */
	ENTRY_FULL,       /* one more than a number has */
};

/*
 * A handheld scanner sends its keys faster than this one after the other, and a person slower. If the first
 * twelve of such a row are a whole number, it was scanned.
 */
enum { ENTRY_KEY_GAP_MS = 100 };

/* Empty as { 0 }. Only `text` (with its NUL), `length` and `position` are for others to read. */
struct entry {
	char text[ZAIRYU_NUMBER_SIZE];
	size_t length;
	size_t position; /* where the next character goes: at the end, or on one that it replaces */
	struct {
		char text[ZAIRYU_NUMBER_SIZE];
		size_t length; /* all of `text`: that is more than a number */
		enum entry_answer refused;
		int64_t at;
	} burst; /* keys right behind each other, those that were refused among them */
};

/*
 * Takes what a keyboard, a keypad or a scanner sends: one character or many, in every form that
 * zairyu_number_normalize() takes. Stops at the first that does not fit; what stood before it stays taken.
 * A whole number replaces what is there, be it sent at once or key by key; `now` is when the
 * key was pressed. A line end at the end ends the entry, unless it
 * is that of something else which was scanned: then the answer is why that was refused.
 */
enum entry_answer entry_type(struct entry *entry, const char *utf8, size_t len, int64_t now);

/* What goes to the position; ENTRY_NOTHING behind a complete number. */
enum entry_kind entry_wants(const struct entry *entry);

bool entry_is_complete(const struct entry *entry);

/*
 * Chooses the character that the next one replaces; the choice then moves on to the one behind it. `length` is behind the
 * last. Returns false, changing nothing, where there is no character.
 */
bool entry_select(struct entry *entry, size_t position);

/* Takes the last character away. If one is chosen, chooses the one before it instead: the others keep their places. */
void entry_erase(struct entry *entry);

/* Wipes all of it. */
void entry_clear(struct entry *entry);

#endif
