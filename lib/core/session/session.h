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
#include "util/wait_internal.h"

/* The longest answer of a card: a whole file under secure messaging is 7015 bytes. */
enum { SESSION_RESPONSE_MAX = 8192, SESSION_FREE_FILE_MAX = 16 };

enum session_state { SESSION_NEW, SESSION_IDENTIFIED, SESSION_AUTHENTICATED };

/* Internal outcome of a read: the reader or card refuses this length or form; positive, so never an error code. */
enum { SESSION_REFUSED = 1 };

/* A file that is free to read, as it came. */
struct free_file {
	uint8_t data[SESSION_FREE_FILE_MAX];
	size_t len;
};

/* Where a read stands, for the callback. */
struct progress {
	uint64_t done, total;
	uint64_t shown_done, shown_total;
	uint32_t incomplete; /* the items of a read that left padding out; reading them whole is its second half */
};

struct zairyu_session {
	zairyu_transport *transport;
	zairyu_cancel *cancel;
	uint32_t timeout_ms;
	zairyu_progress_fn *progress_fn;
	void *progress_userdata;
	zairyu_item_fn *item_fn;
	void *item_userdata;

	enum session_state state;
	const zairyu_wait *wait; /* of the public call that is under way */
	const char *step;
	zairyu_card card;
	struct free_file common_data, card_type;
	char number[ZAIRYU_NUMBER_SIZE];
	struct sm_channel channel;
	int current_df;
	const struct card_file *current_file; /* the current EF, once a read of it succeeded */
	struct progress progress;
	unsigned read_mode; /* of the read that is under way; index into the table of modes */
	uint8_t response[SESSION_RESPONSE_MAX];
};

/* The lengths and form of READ BINARY; read_mode.c. */
struct read_mode {
	bool extended; /* extended APDU form */
	size_t frame;  /* longest answer to provoke, status word included; SIZE_MAX for no limit */
};
struct read_mode session_read_mode(const zairyu_session *s);
/* At the beginning of a read: what earlier ones learned. */
void session_recall_mode(zairyu_session *s);
/* Goes on to the next, humbler mode; false if there is none. */
bool session_humbler_mode(zairyu_session *s);
/* After a read that succeeded: remembers its mode. */
void session_remember_mode(zairyu_session *s);

/*
 * One exchange. `*data` lies in `s->response`. Fails only if the transport does; the caller judges the status word.
 */
int session_exchange(zairyu_session *s, const struct apdu *apdu, zairyu_bytes *data, uint16_t *sw, zairyu_error **err);
/* The error of a status word that does not fit the step. */
int session_status_error(const zairyu_session *s, uint16_t sw, zairyu_error **err);
/* An error of the step that is under way. */
int session_fail(const zairyu_session *s, int code, const char *message, zairyu_error **err);

/* SELECT of DF `df`; does nothing if it is selected. */
int session_select_df(zairyu_session *s, int df, zairyu_error **err);

/* The steps, without state checks: connect and read the free files; agree on keys with s->number. */
int session_do_identify(zairyu_session *s, zairyu_error **err);
int session_do_authenticate(zairyu_session *s, zairyu_error **err);
/* All items into a record. */
int session_do_read(zairyu_session *s, uint32_t items, uint32_t flags, zairyu_record **out, zairyu_error **err);

/* A file as it comes in. */
struct file_content {
	const struct card_file *table;
	uint8_t *data;
	size_t size;    /* of the whole file */
	size_t have;    /* known from the start without a gap */
	struct record_padding padding; /* of these, NULs that were not transferred */
};
void file_content_done(struct file_content *content);
/* Reads one file of the selected DF, whole or up to the end of what is in it. May return SESSION_REFUSED. */
int session_read_file(zairyu_session *s, const struct card_file *table, bool trim, struct file_content *out,
		      zairyu_error **err);
/* One READ BINARY of at most `len` bytes from the file's `have` on; grows `have`. May return SESSION_REFUSED. */
int session_read_range(zairyu_session *s, struct file_content *content, size_t len, zairyu_error **err);

void progress_begin(zairyu_session *s, uint64_t total);
/* Counts bytes that came, or that need not come; calls the callback. CANCELLED if that says stop. */
int progress_add(zairyu_session *s, uint64_t bytes, zairyu_error **err);
void progress_shrink(zairyu_session *s, uint64_t bytes);
/* All is read: shows so, if the last thing was padding that need not come. */
int progress_end(zairyu_session *s, zairyu_error **err);

/* Forgets keys and what was read, and lets go of the card. */
void session_reset(zairyu_session *s);

#endif
