/* SPDX-License-Identifier: BSD-2-Clause */
/* Which of several readers is meant: by name, or by what lies on it. Pure functions. */
#ifndef PCSC_NAMES_H
#define PCSC_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <winscard.h>

/* pcsc-lite knows 16; what is beyond is not looked at. */
enum { READERS_MAX = 32 };

struct reader {
	char name[MAX_READERNAME + 1];
	DWORD state; /* SCARD_STATE_* */
};

struct readers {
	struct reader list[READERS_MAX];
	size_t count;
};

/* What kind of slot a name gives away. The order is the order of preference. */
enum slot {
	SLOT_CONTACTLESS, /* says so */
	SLOT_PLAIN,       /* nothing speaks for or against it */
	SLOT_CONTACT,     /* takes cards with contacts */
	SLOT_SAM,         /* holds a security module inside the device */
};

enum slot names_slot(const char *name);

/* Whether it is a reader known to have contacts only, which can never read a residence card. */
bool names_contact_only(const char *name);

/* Fills the list from a multi-string, most promising slots first. Never reads past `len`; overlong names are left out.
 */
void names_parse(const char *multi, size_t len, struct readers *out);

enum { NAMES_NONE = -1, NAMES_SEVERAL = -2 };

/* The reader called `wanted`: the whole name, or its beginning if only one reader begins so. Its index or NAMES_*. */
int names_find(const struct readers *readers, const char *wanted);

bool names_has_card(const struct reader *reader);

/* Whether these are the same readers, and no card came or went on one: the service counts that. */
bool names_same(const struct readers *a, const struct readers *b);

/*
 * The best reader with a card on it; `last` (may be "") goes before others of its kind. What lies in a contact slot is
 * not what a person lays down, so these count only if there is nothing better, and SAM slots never. Its index or
 * NAMES_NONE.
 */
int names_with_card(const struct readers *readers, const char *last);

/* The longest name in a URI: every byte written as %XX. */
enum { URI_NAME_MAX = 3 * MAX_READERNAME };

/*
 * Writes a reader's name so that it may stand in a URI, which is UTF-8: a byte that is part of no character, of a
 * control character, or a percent sign, is written as %XX.
 */
void names_to_uri(const char *name, char out[URI_NAME_MAX + 1]);

/* The reader that a URI names: as in names_find() by the name as it stands there, else by what its %XX stand for. */
int names_find_uri(const struct readers *readers, const char *wanted);

#endif
