/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The virtual card's innards: what the chip (chip*.c, which answers commands) and the issuer (issuer*.c, ca*.c,
 * draw*.c, which fills the files) share. Nothing here may be taken from the reader's side (lib/core).
 */
#ifndef VCARD_CARD_H
#define VCARD_CARD_H

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

/* Filled by the issuer, read by the chip. */
struct vcard_files {
	enum vcard_nature nature;
	char type[3];           /* "1", "2", "05", "06"; "07" for VCARD_MY_NUMBER */
	bool second_generation; /* AES rather than 3DES */
	char number[ZAIRYU_NUMBER_SIZE];
	struct vcard_file file[VCARD_FILES_MAX];
	size_t count;
};

/* chip.h and issuer.h declare the functions of each side. */

#endif
