/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Key agreement [annex 1]: from the card number and random numbers of both sides to the session key. Pure: bytes in,
 * bytes out.
 */
#ifndef SM_AGREEMENT_H
#define SM_AGREEMENT_H

#include <zairyu/number.h>

#include "sm/suite.h"

enum { SM_CHALLENGE_SIZE = 8, SM_CRYPTOGRAM_SIZE = 32, SM_TOKEN_SIZE = SM_CRYPTOGRAM_SIZE + SM_MAC_SIZE };

/* One side's state during an agreement. Secret throughout. */
struct sm_agreement {
	const struct sm_suite *suite;
	struct sm_engine *engine;
	uint8_t static_key[SM_KEY_SIZE]; /* Kenc = Kmac */
	uint8_t rnd_icc[SM_CHALLENGE_SIZE];
	struct {
		uint8_t rnd[SM_CHALLENGE_SIZE];
		uint8_t k[SM_KEY_SIZE];
	} ifd; /* RND.IFD and K.IFD, drawn in one go */
};

/* Derives Kenc and Kmac from the normalised number, and takes the card's challenge. Keeps `engine` as long as itself.
 */
int agreement_init(struct sm_agreement *g, const struct sm_suite *suite, struct sm_engine *engine,
		   const char number[ZAIRYU_NUMBER_SIZE], const uint8_t rnd_icc[SM_CHALLENGE_SIZE]);
void agreement_done(struct sm_agreement *g);

/* E_IFD and M_IFD, the data of MUTUAL AUTHENTICATE, once `ifd` is set. */
int agreement_token(const struct sm_agreement *g, uint8_t out[SM_TOKEN_SIZE]);

/*
 * Takes a token apart that was made with the same number and RND.ICC: sets `ifd` to what it has. For replaying a
 * recorded conversation. ZAIRYU_ERR_SECURE_MESSAGING if it is not such a token.
 */
int agreement_recover(struct sm_agreement *g, const uint8_t token[SM_TOKEN_SIZE]);

/*
 * Checks the card's E_ICC and M_ICC and derives the session key.
 * ZAIRYU_ERR_SECURE_MESSAGING if they do not fit.
 */
int agreement_accept(const struct sm_agreement *g, const uint8_t answer[SM_TOKEN_SIZE],
		     uint8_t session_key[SM_KEY_SIZE]);

#endif
