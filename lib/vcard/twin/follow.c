/* SPDX-License-Identifier: BSD-2-Clause */
#include "twin/follow.h"

#include <string.h>

#include "chip/chip_apdu.h"

enum { INS_SELECT = 0xA4, INS_CHALLENGE = 0x84, INS_AUTHENTICATE = 0x82, INS_VERIFY = 0x20, INS_READ = 0xB0 };
enum {
	BY_NAME = 0x04,
	AID = 16,
	AID_LAST = 5,
	AID_APPLICATION = 1,
	AID_DF3 = 4,
	APPLICATION = 4,
	BY_SFI = 0x80,
	SFI = 0x1F
};

void follow_reset(struct follower *f)
{
	f->df = f->ef_df = f->ef_sfi = 0;
}

static void read_select(const struct chip_command *c, struct followed *out)
{
	uint8_t application = c->p1 == BY_NAME && c->lc == AID ? c->data[AID_LAST] : 0;

	out->command = ON_SELECT;
	if (application == AID_APPLICATION)
		out->df = APPLICATION;
	else if (application > AID_APPLICATION && application <= AID_DF3)
		out->df = (uint8_t)(application - 1);
}

static void read_binary(const struct follower *f, const struct chip_command *c, struct followed *out)
{
	bool by_sfi = c->p1 & BY_SFI;

	out->command = ON_READ;
	out->df = by_sfi ? f->df : f->ef_df;
	out->sfi = by_sfi ? c->p1 & SFI : f->ef_sfi;
	out->offset = by_sfi ? c->p2 : (uint32_t)c->p1 << 8 | c->p2;
	out->secure = c->cla != 0;
	out->wanted = c->ne;
	if (out->secure && c->lc == 4)
		out->wanted = (size_t)c->data[2] << 8 | c->data[3];
	if (out->wanted == 0 || (!out->secure && out->wanted == 256 && !out->extended))
		out->wanted = FOLLOW_ALL;
}

uint32_t follow_count(struct follower *f, const struct followed *what)
{
	uint64_t key =
		(uint64_t)what->command << 48 | (uint64_t)what->df << 40 | (uint64_t)what->sfi << 32 | what->offset;
	size_t i = 0;

	while (i < f->keys && f->seen[i].key != key)
		i++;
	if (i == FOLLOW_KEYS)
		return 0;
	if (i == f->keys)
		f->seen[f->keys++].key = key;
	return ++f->seen[i].count;
}

struct followed follow_command(struct follower *f, zairyu_bytes command)
{
	struct followed out = { .command = ON_OTHER };
	struct chip_command c;

	out.extended = command.len >= 7 && command.data[4] == 0;
	if (chip_command_parse(command, &c)) {
		if (c.ins == INS_SELECT)
			read_select(&c, &out);
		else if (c.ins == INS_READ)
			read_binary(f, &c, &out);
		else
			out.command = c.ins == INS_CHALLENGE      ? ON_CHALLENGE
				      : c.ins == INS_AUTHENTICATE ? ON_AUTHENTICATE
				      : c.ins == INS_VERIFY       ? ON_VERIFY
								  : ON_OTHER;
	}
	out.nth = follow_count(f, &out);
	return out;
}

void follow_answer(struct follower *f, const struct followed *what, bool done)
{
	if (!done)
		return;
	if (what->command == ON_SELECT) {
		f->df = what->df == APPLICATION ? 0 : what->df;
		f->ef_sfi = 0;
	} else if (what->command == ON_READ) {
		f->ef_df = what->df;
		f->ef_sfi = what->sfi;
	}
}
