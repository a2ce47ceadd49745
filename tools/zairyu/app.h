/* SPDX-License-Identifier: BSD-2-Clause */
/* What every part of the command shares: the library's context, the cancel token, the language, what is asked for. */
#ifndef ZAIRYU_APP_H
#define ZAIRYU_APP_H

#include <stdbool.h>
#include <zairyu.h>

enum { ABOUT_MAX = 4096 };

/* The file that a library's failure is about, whose messages hold no names but those inside a directory. */
struct about {
	char file[ABOUT_MAX]; /* "" for none */
};

struct app {
	struct about *about; /* the program's, NULL in a thread beside it */
	zairyu_context *ctx;
	zairyu_cancel *cancel;
	zairyu_wait *wait;   /* without a deadline; ends with `cancel` */
	int language;        /* ZAIRYU_LANGUAGE_* */
	const char *command; /* whose help helps; NULL if none is known */
	bool json;
	bool brief;   /* of a card, only what verifying it gave */
	bool raw;     /* of a card, also what is stored, as it is stored */
	bool verbose; /* of a card, also what is for those who help */
	void *log;    /* an open FILE, or NULL */
	bool quiet; /* no warnings and no bar: asked for, or because nobody could tell which of many cards they are about */
};

#endif
