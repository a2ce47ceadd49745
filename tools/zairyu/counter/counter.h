/* SPDX-License-Identifier: BSD-2-Clause */
/* The counter: card after card, of which none is mixed with another, and nothing is kept unasked. */
#ifndef COUNTER_COUNTER_H
#define COUNTER_COUNTER_H

#include "card/card_reading.h"
#include "person/messages.h"

struct counter {
	struct app *app;
	struct card_reading reading;
	const char *uri;         /* of the reader; NULL for whichever has a card */
	const char *number_from; /* a shell's command whose answer is the number; NULL for standard input */
	const char *program;     /* a shell's command that is given each line of JSON, or NULL */
	bool sound;
	/* Now: */
	zairyu_transport *reader; /* NULL if it has to be opened (again) */
	int trouble;              /* with readers, of which the person was told; 0 for none */
	bool began;               /* a reader was there */
	bool over;                /* no further number will come */
};

#endif
