/* SPDX-License-Identifier: BSD-2-Clause */
/* The session from the inside, shared by its steps. */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include <zairyu/session.h>

#include "card/card.h"
#include "iso7816/apdu.h"
#include "record/record.h"
#include "sm/channel.h"
#include "transport/transport.h"
#include "util/time/wait_internal.h"

/* The longest answer of a card: a whole file under secure messaging is 7015 bytes. Free files come in short ones. */
enum { SESSION_RESPONSE_MAX = 8192, SESSION_FREE_FILE_MAX = 256 };

enum session_state { SESSION_NEW, SESSION_IDENTIFIED, SESSION_AUTHENTICATED };

/*
 * Internal outcomes, positive so that they are never error codes: the reader or card refuses this length or form; or
 * what came is not a whole answer.
 */
enum { SESSION_REFUSED = 1, SESSION_INCOMPLETE = 2 };

/* A file that is free to read, as it came. */
struct free_file {
	uint8_t data[SESSION_FREE_FILE_MAX];
	size_t len;
};

/* What a conversation has behind it before it can read, an exchange each. */
enum progress_mark {
	PROGRESS_CONNECTED = 1,
	PROGRESS_COMMON_DATA,
	PROGRESS_CARD_TYPE,
	PROGRESS_CHALLENGED,
	PROGRESS_AUTHENTICATED,
	PROGRESS_VERIFIED
};

/* Where a conversation stands, for the callback. */
struct progress {
	uint64_t done, total;
	uint64_t shown_done, shown_total;
	uint64_t before, after; /* of a read: what was done, and what is left, when its bytes are there */
	bool reading;           /* or it has read */
	uint64_t finished;      /* the items of a finished read; reading them whole only makes sure of it */
};

/* What says that the chip or its data is broken, a status word or one that stands for it, and in which step; or 0. */
struct complaint {
	enum step step;
	uint16_t sw;
};

/* What speaks for a broken chip in a public call; doubt.c. */
struct doubt {
	struct complaint before, now; /* of the conversation before this one, and of this one */
	unsigned looks;               /* conversations started again because of it */
};

/* A refusal of a length, in the read that is under way; read_mode.c. */
struct refusal {
	size_t asked;        /* bytes that the last READ BINARY asked for */
	bool asked_for_more; /* than there is in the file */
	unsigned disturbances;
	bool passing; /* what happened is not to be remembered */
	bool exactly; /* never ask for more than there is */
};

enum { READ_MODES = 4 };

/* What sessions learned about lengths, of the reader that had that URI; it lives with the transport. read_mode.c. */
struct read_memory {
	uint32_t learned_from;        /* a hash of the URI */
	unsigned mode;                /* index into the table of modes */
	unsigned uses;                /* reads that succeeded in it since */
	uint8_t refusals[READ_MODES]; /* of each mode, in succession */
	size_t carried[2];            /* the most bytes read at once: short form, extended form */
	bool exactly;                 /* never ask for more than there is */
};
struct read_memory *read_memory_of(zairyu_transport *transport);

struct zairyu_session {
	zairyu_transport *transport;
	struct read_memory *memory; /* the transport's */
	zairyu_cancel *cancel;
	uint32_t timeout_ms;
	zairyu_progress_fn *progress_fn;
	void *progress_userdata;
	zairyu_item_fn *item_fn;
	void *item_userdata;

	enum session_state state;
	const zairyu_wait *wait; /* of the public call that is under way */
	enum step step;
	zairyu_card card;
	struct free_file common_data, card_type;
	char number[ZAIRYU_NUMBER_SIZE];
	struct sm_channel channel;
	int current_df;
	const struct card_file *current_file; /* the current EF, once a read of it succeeded */
	struct progress progress;
	unsigned read_mode; /* of the read that is under way; index into the table of modes */
	struct refusal refusal;
	struct doubt doubt;
	uint8_t response[SESSION_RESPONSE_MAX]; /* last, and not set: it would cost as much as a key */
};

/* The lengths and form of READ BINARY; read_mode.c. */
struct read_mode {
	bool extended; /* extended APDU form */
	size_t frame;  /* longest answer to provoke, status word included; SIZE_MAX for no limit */
};
struct read_mode session_read_mode(const zairyu_session *s);
/* At the beginning of a read: what earlier ones learned. */
void session_recall_mode(zairyu_session *s);
/* After a refusal: whether there is a way to try, the same once more or the next fallback. */
bool session_next_fallback(zairyu_session *s);
/* So many bytes came in one READ BINARY. */
void session_carried(zairyu_session *s, size_t len);
/* After a read that succeeded: remembers its mode. */
void session_remember_mode(zairyu_session *s);

/*
 * One command and its answer, 61xx and 6Cxx seen to (`apdu->le` is then what was asked for). `*data` lies in
 * `s->response`. Fails only if the transport does, or is SESSION_INCOMPLETE; the caller judges the status word.
 */
int session_ask(zairyu_session *s, struct apdu *apdu, zairyu_bytes *data, uint16_t *sw, zairyu_error **err);
/* The same where nothing shorter could be asked for: an incomplete answer is ZAIRYU_ERR_COMMUNICATION. */
int session_exchange(zairyu_session *s, const struct apdu *apdu, zairyu_bytes *data, uint16_t *sw, zairyu_error **err);
/* The error of a status word that does not fit the step; ZAIRYU_ERR_CHIP_BROKEN only once there is no doubt. */
int session_status_error(zairyu_session *s, uint16_t sw, zairyu_error **err);
/* An error of the step that is under way. */
int session_fail(const zairyu_session *s, int code, const char *message, zairyu_error **err);

/* In the place of a word, for data that cannot be; no card has such a word. */
enum { DOUBT_DATA = 1 };
/* Takes note of a word that says the chip is broken. */
void doubt_note(zairyu_session *s, uint16_t sw);
/* Whether the conversation before gave the same word in the step that is under way. */
bool doubt_is_settled(const zairyu_session *s, uint16_t sw);
/* Whether a call that failed with `rc` is to be tried in a new conversation: such a word, or such data, came once. */
bool doubt_wants_another_look(zairyu_session *s, int rc);

/* The same for a command whose data are encrypted; its class and data are set here. */
int session_ask_protected(zairyu_session *s, const struct apdu *command, zairyu_bytes plain, zairyu_bytes *data,
			  uint16_t *sw, zairyu_error **err);
/* SELECT of an application or DF by its name, plain; the caller judges. */
int session_ask_name(zairyu_session *s, const struct card_aid *name, uint16_t *sw, zairyu_error **err);
/* SELECT of DF `df`; does nothing if it is selected. */
int session_select_df(zairyu_session *s, int df, zairyu_error **err);

/* The steps, without state checks: connect and read the free files; agree on keys with s->number. */
int session_do_identify(zairyu_session *s, zairyu_error **err);
int session_do_authenticate(zairyu_session *s, zairyu_error **err);
/* One of the two ways to a session key: a key of ours under the card's public one. */
int session_deliver_key(zairyu_session *s, zairyu_error **err);
/* The bytes of these items' files, as the card's tables have them. */
uint64_t session_size_of(const zairyu_session *s, uint64_t items);
/* All items into a record. */
int session_do_read(zairyu_session *s, uint64_t items, uint32_t flags, zairyu_record **out, zairyu_error **err);

/* A file as it comes in. */
struct file_content {
	const struct card_file *table;
	uint8_t *data;
	size_t size;                   /* of the whole file: the table's, until its end was seen */
	size_t room;                   /* allocated, at least `size` */
	size_t have;                   /* known from the start without a gap; behind it is nothing yet */
	struct record_padding padding; /* of these, NULs that were not transferred */
	bool ended;                    /* nothing comes after `have`, */
	bool certain;                  /* and the card said so */
};
void file_content_done(struct file_content *content);
/* Reads one file of the selected DF, whole or up to the end of what is in it. Fails, or one of the outcomes above. */
int session_read_file(zairyu_session *s, const struct card_file *table, bool trim, struct file_content *out,
		      zairyu_error **err);
/* READ BINARY until the first `upto` bytes are there, or the file ended before; the same outcomes. */
int session_read_upto(zairyu_session *s, struct file_content *content, size_t upto, zairyu_error **err);
/* READ BINARY until the end of the file, wherever that is. */
int session_read_to_end(zairyu_session *s, struct file_content *content, zairyu_error **err);
/* The file is to have `size` bytes; progress follows. ZAIRYU_ERR_LIMIT. */
int file_content_resize(zairyu_session *s, struct file_content *content, size_t size, zairyu_error **err);

/* A conversation begins. */
void progress_start(zairyu_session *s);
/* So far it has come; calls the callback. CANCELLED if that says stop. Once it reads, that counts for nothing. */
int progress_reach(zairyu_session *s, enum progress_mark mark, zairyu_error **err);
/* The card has so many bytes to read. */
void progress_expect(zairyu_session *s, uint64_t bytes);
/* A read begins: goes on from where the conversation stands, or, if it has read already, from the beginning. */
void progress_read(zairyu_session *s, bool goes_on);
/* All the read's files, once; it may start over. */
void progress_begin(zairyu_session *s, uint64_t total);
/* Counts bytes that came, or that need not come; calls the callback. CANCELLED if that says stop. */
int progress_add(zairyu_session *s, uint64_t bytes, zairyu_error **err);
/* Of those that were expected, so many are to come. */
void progress_correct(zairyu_session *s, uint64_t expected, uint64_t bytes);
/* All is read: shows so, if the last thing was padding that need not come. */
int progress_end(zairyu_session *s, zairyu_error **err);
/* The caller's own step after a read; `done` if it was the last. */
int progress_further(zairyu_session *s, const char *step, bool done, zairyu_error **err);

/* Forgets keys and what was read, and lets go of the card. */
void session_reset(zairyu_session *s);

#endif
