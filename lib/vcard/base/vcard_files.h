/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The virtual card's innards: what the chip (chip/, which answers commands) and the issuer (issuer/, ca/, draw/, which
 * fills the files) share. Nothing here may be taken from the reader's side (lib/core).
 */
#ifndef BASE_VCARD_FILES_H
#define BASE_VCARD_FILES_H

#include <stdatomic.h>
#include <stdbool.h>
#include <zairyu.h>
#include <zairyu/vcard.h>

enum vcard_access { VCARD_FREE, VCARD_AUTHENTICATED, VCARD_AUTHENTICATED_SM };

/* One elementary file, as stored. */
struct vcard_file {
	uint8_t df; /* 0 is the MF */
	uint8_t sfi;
	enum vcard_access access;
	uint8_t *data;
	size_t len;
};

enum { VCARD_FILES_MAX = 16 };

/* What an application's SELECT finds besides DF1 to DF3; a foreign card has none of them. */
enum vcard_nature {
	VCARD_RESIDENCE,     /* a residence card or certificate of the type in `type` */
	VCARD_FOREIGN,       /* some other ISO 7816 card: no such files and DFs */
	VCARD_MY_NUMBER,     /* a My Number card with the residence application (a specified card) */
	VCARD_MY_NUMBER_ONLY /* a My Number card without it */
};

/* What ISO 7816-4 allows a card and the specification does not mention. */
enum vcard_manner {
	MANNER_MORE = 1,      /* keeps data back: 61xx, and gives them out by GET RESPONSE */
	MANNER_END = 2,       /* 6282 where a READ BINARY reached the end of the file */
	MANNER_LE = 4,        /* 6Cxx where Le is not exactly what there is */
	MANNER_FCI = 8,       /* SELECT is answered with file control information */
	MANNER_POWER_UP = 16, /* 6F00 to the first command after power-up */
	MANNER_DF1 = 32,      /* VCARD_MY_NUMBER: DF1 can be selected as well */
	MANNER_BROKEN = 64    /* 6F00 to every READ BINARY after VERIFY */
};

/* Filled by the issuer, read by the chip. */
struct vcard_files {
	enum vcard_nature nature;
	char type[3];           /* "1", "2", "05", "06"; "07" for VCARD_MY_NUMBER */
	unsigned manners;       /* of enum vcard_manner */
	bool second_generation; /* AES rather than 3DES */
	char number[ZAIRYU_NUMBER_SIZE];
	struct vcard_file file[VCARD_FILES_MAX];
	size_t count;
};

void vcard_files_done(struct vcard_files *files);

#endif
