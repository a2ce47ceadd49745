/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A twin: a card described piece by piece (doc/twin-format.md). What was kept of the card it was made from is in pieces
 * of one kind only, PIECE_KEEP and PIECE_FILL, and is structure; everything else was made up.
 */
#ifndef TWIN_MODEL_H
#define TWIN_MODEL_H

#include <stdbool.h>
#include <zairyu.h>

#include "base/blob.h"
#include "base/vcard_files.h"

enum piece_kind {
	PIECE_KEEP,             /* bytes of the card that are structure */
	PIECE_MADE,             /* bytes made up when the twin was made */
	PIECE_FILL,             /* one byte again and again, as on the card */
	PIECE_NOISE,            /* bytes that follow from the salt; never NUL */
	PIECE_LETTERS,          /* letters that follow from the salt */
	PIECE_NUMBER,           /* the twin's card number */
	PIECE_MODULUS,          /* of the twin's RSA key */
	PIECE_POINT,            /* of the twin's P-384 key, without its first byte */
	PIECE_SUBJECT_ID,       /* key identifier of the twin's key */
	PIECE_AUTHORITY_ID,     /* that of the authority */
	PIECE_AUTHORITY_NAME,   /* the test CA's name, DER */
	PIECE_ISSUER_SIGNATURE, /* RSA, over what lies between PIECE_TBS and PIECE_TBS_END */
	PIECE_ISSUER_R,
	PIECE_ISSUER_S,
	PIECE_CHECK_CODE, /* RSA, or r and s side by side */
	PIECE_CHECK_R,
	PIECE_CHECK_S,
	PIECE_TBS, /* marks without length */
	PIECE_TBS_END,
	PIECE_ISSUER_NAME,
	PIECE_ISSUER_NAME_END,
	PIECE_KINDS
};

/* How noise or a number begins: anyhow, or with the highest bit clear or set. */
enum { FORM_ANY, FORM_LOW, FORM_HIGH };

struct piece {
	enum piece_kind kind;
	uint8_t form; /* FORM_*; of PIECE_FILL the byte */
	size_t len;
	size_t at; /* of PIECE_KEEP and PIECE_MADE: where in the twin's literals */
};

struct twin_file {
	uint8_t df, sfi;
	size_t len, first, count; /* pieces */
};

/* What befell a command of the trace that a card and reader without faults would not have done. */
enum event_kind { EVENT_STATUS, EVENT_ERROR, EVENT_CUT, EVENT_GARBLED, EVENT_LATE, EVENT_CONNECT };
enum event_command { ON_CONNECT, ON_SELECT, ON_CHALLENGE, ON_AUTHENTICATE, ON_VERIFY, ON_READ, ON_OTHER };

struct event {
	enum event_kind kind;
	enum event_command command;
	uint8_t df, sfi; /* ON_READ; `df` also ON_SELECT: 0 MF, 1 to 3, 4 the residence application */
	uint32_t offset, nth, value;
};

/* What the reader of the trace carried. */
enum reader_refusal { REFUSES_NOTHING, REFUSES_BY_ERROR, REFUSES_BY_STATUS, CUTS, GIVES_ZEROS };
struct twin_reader {
	uint32_t told_command, told_response; /* properties; 0: not told */
	uint32_t max_response;                /* longer answers are refused, cut or zeros */
	enum reader_refusal refusal;
	uint32_t code; /* the status word, or the error's number without its sign */
	bool short_only;
};

/* A line of the head with one word of a few: `nature foreign`. */
enum head_line {
	HEAD_TYPE,
	HEAD_NATURE,         /* enum vcard_nature */
	HEAD_SIGNED_BY,      /* enum signed_by */
	HEAD_SIGNED_OVER,    /* 1: over DER rather than over the bytes as stored */
	HEAD_DIGEST,         /* enum digest_kind */
	HEAD_AUTHORITY,      /* enum validity */
	HEAD_AUTHORITY_NAME, /* 1: the authority is called what the certificate calls its issuer */
	HEAD_CHECK_CODE,     /* 1: wrong */
	HEAD_MISSING_FACE,   /* 1: a missing face is signed as nothing rather than as NULs */
	HEAD_SOURCE,         /* 1: a trace */
	HEAD_KEY,            /* 1: the second, as the first is that of the card it was made from, a twin itself */
	HEAD_LINES
};

enum signed_by { SIGNED_BY_AUTHORITY, SIGNED_BY_STRANGER, SIGNED_BY_ITSELF };
enum validity { VALID, EXPIRED, NOT_YET_VALID };
enum digest_kind { DIGEST_SHA256, DIGEST_SHA384, DIGEST_SHA512, DIGESTS };

enum {
	TWIN_FILES_MAX = VCARD_FILES_MAX,
	TWIN_FILE_BYTES_MAX = 65535,
	TWIN_PIECES_MAX = 8192,
	TWIN_EVENTS_MAX = 1024,
	TWIN_TEXT_MAX = 1 << 20,
	TWIN_SALT = 8,
	MANNERS_ALL = 31
};

struct zairyu_twin {
	uint8_t head[HEAD_LINES]; /* which of its words each line has */
	char number[ZAIRYU_NUMBER_SIZE];
	uint8_t salt[TWIN_SALT];
	unsigned manners; /* MANNER_* of vcard_files.h that the trace shows */
	struct twin_reader reader;
	struct twin_file file[TWIN_FILES_MAX];
	size_t files;
	struct piece *piece;
	size_t pieces;
	struct blob literals;
	size_t literal_cap;
	struct event *event;
	size_t events;
	struct blob text; /* as saved */
};

/* pieces.c: building one. False without memory or beyond the limits. */
struct zairyu_twin *twin_new(void);
bool twin_file_begin(struct zairyu_twin *twin, uint8_t df, uint8_t sfi);
bool twin_piece(struct zairyu_twin *twin, enum piece_kind kind, uint8_t form, size_t len);
bool twin_literal(struct zairyu_twin *twin, enum piece_kind kind, const uint8_t *data, size_t len);
bool twin_event(struct zairyu_twin *twin, const struct event *event);
const struct twin_file *twin_find(const struct zairyu_twin *twin, uint8_t df, uint8_t sfi);
const uint8_t *piece_data(const struct zairyu_twin *twin, const struct piece *piece);

/* text_write.c, text_read.c: the saved form. */
#define TWIN_SEPARATORS ":._|~"
/* `separator` is one of those, and stands between bytes. */
int twin_write(struct zairyu_twin *twin, char separator, zairyu_error **err);
int twin_read(zairyu_bytes text, struct zairyu_twin **out, zairyu_error **err);
/* check.c: that nobody else's signature can be in it. */
int twin_check(const struct zairyu_twin *twin, zairyu_error **err);

#endif
