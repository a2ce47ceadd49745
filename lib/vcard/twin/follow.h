/* SPDX-License-Identifier: BSD-2-Clause */
/* Follows a conversation with a card from outside: what each command is about, and the how manieth of its kind it is. */
#ifndef TWIN_FOLLOW_H
#define TWIN_FOLLOW_H

#include "twin/model.h"

enum { FOLLOW_KEYS = 512, FOLLOW_ALL = 65536 };

struct followed {
	enum event_command command;
	uint8_t df, sfi;
	uint32_t offset, nth; /* nth: 0 if too many were counted */
	size_t wanted;        /* ON_READ: bytes asked for; FOLLOW_ALL: as many as there are */
	bool secure, extended;
};

struct follower {
	uint8_t df, ef_df, ef_sfi; /* current; an `ef_sfi` of 0 is none */
	struct {
		uint64_t key;
		uint32_t count;
	} seen[FOLLOW_KEYS];
	size_t keys;
};

void follow_reset(struct follower *f);
struct followed follow_command(struct follower *f, zairyu_bytes command);
/* What the command changed, if the card did it. */
void follow_answer(struct follower *f, const struct followed *what, bool done);
/* One more of that kind; also for connecting. */
uint32_t follow_count(struct follower *f, const struct followed *what);

#endif
