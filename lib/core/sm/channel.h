/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Secure messaging with the session key [4.2.2, 4.2.5]: the encrypted number of VERIFY and the encrypted answers of
 * READ BINARY. It gives secrecy only: answers carry no MAC, so the card's signature alone vouches for what they hold.
 * A counted channel has its commands numbered from 1 on; the number, encrypted as one block, is the IV of a command and
 * of its answer.
 */
#ifndef SM_CHANNEL_H
#define SM_CHANNEL_H

#include <zairyu/number.h>

#include "sm/suite.h"

enum { SM_PLAIN_MAX = 31, SM_PROTECTED_MAX = 3 + SM_PLAIN_MAX + 1 };

struct sm_channel {
	const struct sm_suite *suite;
	struct sm_engine engine;
	uint8_t key[SM_KEY_SIZE];
	bool counted;
	uint64_t sent; /* protected commands so far */
};

void channel_done(struct sm_channel *channel);

/*
 * The data of the next command: `86 L 01` and `plain`, padded and encrypted. At most SM_PLAIN_MAX bytes. For one sending
 * only: it counts.
 */
int channel_protect(struct sm_channel *channel, zairyu_bytes plain, uint8_t out[SM_PROTECTED_MAX], size_t *len);

/* A protected command is sent now, with or without such data, and the next answer is to it. */
void channel_count(struct sm_channel *channel);

/*
 * Opens the answer data of READ BINARY in place: `86 L 01 <ciphertext>`. `*plain` lies within `answer`.
 * ZAIRYU_ERR_SECURE_MESSAGING if tag, length, block size or padding is wrong.
 */
int channel_open(struct sm_channel *channel, uint8_t *answer, size_t len, zairyu_bytes *plain);

/* Whether it is all of such an answer and nothing but it: the length of its object fits what came. */
bool channel_is_whole(zairyu_bytes answer);

/* The longest answer, status word included, to who asks for `plain` bytes. */
size_t channel_answer_max(const struct sm_suite *suite, size_t plain);

/* The longest plaintext whose answer, status word included, is no longer than `response`; 0 if none fits. */
size_t channel_plain_capacity(const struct sm_suite *suite, size_t response);

#endif
