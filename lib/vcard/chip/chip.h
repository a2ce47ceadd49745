/* SPDX-License-Identifier: BSD-2-Clause */
/* The chip: commands in, answers out, over the files the issuer filled. Knows nothing of readers and faults. */
#ifndef CHIP_CHIP_H
#define CHIP_CHIP_H

#include "base/vcard_files.h"
#include "chip/chip_apdu.h"
#include "chip/chip_crypto.h"
#include "chip/chip_status.h"

enum { CHIP_NONCE = 8 };

struct chip {
	const struct vcard_files *files; /* borrowed */
	struct chip_crypto *crypto;

	uint8_t df;                       /* the current DF; 0 is the MF */
	bool application;                 /* VCARD_MY_NUMBER: the residence application is selected */
	const struct vcard_file *current; /* the current EF, or NULL */

	bool has_challenge; /* the command before this one was GET CHALLENGE */
	uint8_t rnd_icc[CHIP_NONCE];
	bool has_session;
	uint8_t ks_enc[CHIP_KEY];
	bool verified;

	bool awake;      /* a command came since power-up */
	bool end_read;   /* the last READ BINARY reached the end of its file */
	uint8_t *kept;   /* an answer kept back by MANNER_MORE, its status word behind it; owned */
	size_t kept_len; /* without the status word */
	size_t kept_at;  /* given out */

	bool fixed; /* the two below are used instead of random numbers */
	uint8_t fixed_rnd_icc[CHIP_NONCE];
	uint8_t fixed_k_icc[CHIP_KEY];
};

/* An answer under construction: data, then the status word. */
struct chip_answer {
	uint8_t *data; /* room for ZAIRYU_RESPONSE_MAX bytes */
	size_t len;
};

/* The most data an answer carries, status word apart. */
#define CHIP_ANSWER_DATA_MAX ((size_t)ZAIRYU_RESPONSE_MAX - 2)

/* Returns 0 or ZAIRYU_ERR_CRYPTO. `files` must outlive the chip. */
int chip_init(struct chip *chip, const struct vcard_files *files);
void chip_done(struct chip *chip);

/* Power-up or reset: MF current, nothing else left. */
void chip_reset(struct chip *chip);
/* Forgets the challenge: called whenever a command other than MUTUAL AUTHENTICATE came in between. */
void chip_forget_challenge(struct chip *chip);
/* Forgets session key and rights. */
void chip_end_session(struct chip *chip);

/* Answers one command; always ends with a status word. */
void chip_process(struct chip *chip, zairyu_bytes command, struct chip_answer *answer);
/* The same as the specification has it, without the card's manners; chip_process() calls it. */
void chip_answer_plainly(struct chip *chip, zairyu_bytes command, struct chip_answer *answer);
/* Forgets an answer that was kept back; chip_manners.c. */
void chip_forget_kept(struct chip *chip);

/* The EF of that short identifier in the current DF, or NULL. */
const struct vcard_file *chip_find_file(const struct chip *chip, uint8_t sfi);

/* One function per command: appends data to the answer, returns the status word. */
typedef unsigned chip_command_fn(struct chip *chip, const struct chip_command *command, struct chip_answer *answer);
chip_command_fn chip_select, chip_get_challenge, chip_mutual_authenticate, chip_verify, chip_read_binary;

#endif
