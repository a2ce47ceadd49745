/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A session on a card that has one file and knows READ BINARY and little else, and now and then answers something else; and what
 * was sent to it, in words.
 */
#ifndef TESTS_FILE_CARD_H
#define TESTS_FILE_CARD_H

#include <zairyu.h>

#include "session/session.h"

enum { FILE_MAX = 1600, FILE_LOG = 400, ODD_MAX = 3, OBJECTS_MAX = 3, FILE_SFI = 5 };

/* Instead of a status word: what an exchange fails with, or an answer whose last byte is missing, or one spoilt. */
enum { GONE = 1, CUT, SPOILT };

/* One answer that is not what the file has there. */
struct odd {
	unsigned at; /* the exchange, from 1 on */
	uint16_t sw;
	size_t len; /* of the data */
};

struct file_card {
	uint8_t file[FILE_MAX];
	size_t len;
	const struct odd *odd; /* ODD_MAX of them, or NULL */
	unsigned exchanges;
	bool connected;
	uint64_t max_response, max_command, recorded_at; /* that the reader tells; 0: it does not */
	uint16_t select_word, delivery_word;             /* what it answers to those; GONE: the length is refused */
	size_t delivery_data;                            /* and so many bytes before that */
	zairyu_hints hints[ODD_MAX];                     /* what was said beforehand of the first exchanges */
	/*
	 * "8500:s0 " is a short READ BINARY of SFI 5 for everything; "0100:x10 " an extended one for 10 bytes from offset
	 * 256 on, with "X" or "S" a protected one.
	 */
	char log[FILE_LOG];
	uint8_t sent[300]; /* the last command that was no READ BINARY */

	zairyu_context *ctx;
	zairyu_transport *transport;
	zairyu_session *session;
	struct file_content content; /* for the test to read into */
};
extern struct file_card card;

/* A data object: a tag, and how long it is with its header of 4 bytes. */
struct object {
	uint8_t tag;
	uint16_t size;
};

/* An empty file, and a session that could read protected files. */
void file_card_open(void);
/* Fills the file with objects, up to the first without a tag, and NULs. */
void file_card_write(const struct object objects[OBJECTS_MAX], size_t len);
void file_card_close(void);
/* Runs a step on a stack of its own, far below its beginning, and says whether those 16 bytes are left there. */
bool file_card_leaves(void (*step)(void), const uint8_t secret[16]);
/* The table of the file, if it were so long. */
struct card_file file_card_table(uint16_t size, bool protected);

#endif
