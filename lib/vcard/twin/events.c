/* SPDX-License-Identifier: BSD-2-Clause */
#include "twin/events.h"

#include <stdlib.h>

struct event_player *events_new(const struct zairyu_twin *twin)
{
	struct event_player *player = twin ? calloc(1, sizeof *player) : NULL;

	if (player)
		player->twin = twin;
	return player;
}

void events_free(struct event_player *player)
{
	free(player);
}

static const struct event *find(const struct event_player *player, const struct followed *what, enum event_kind kind)
{
	for (size_t i = 0; i < player->twin->events; i++) {
		const struct event *event = &player->twin->event[i];

		if (event->kind == kind && event->command == what->command && event->df == what->df &&
		    event->sfi == what->sfi && event->offset == what->offset && event->nth == what->nth)
			return event;
	}
	return NULL;
}

int events_connect(struct event_player *player)
{
	struct followed what = { .command = ON_CONNECT };
	const struct event *event;

	if (!player)
		return ZAIRYU_OK;
	follow_reset(&player->follower);
	what.nth = follow_count(&player->follower, &what);
	event = find(player, &what, EVENT_CONNECT);
	return event ? -(int)event->value : ZAIRYU_OK;
}

int events_command(struct event_player *player, zairyu_bytes command, uint32_t *late)
{
	const struct event *lateness, *error;

	*late = 0;
	if (!player)
		return ZAIRYU_OK;
	player->now = follow_command(&player->follower, command);
	lateness = find(player, &player->now, EVENT_LATE);
	error = find(player, &player->now, EVENT_ERROR);
	*late = lateness ? lateness->value : 0;
	return error ? -(int)error->value : ZAIRYU_OK;
}

static void set_status(struct chip_answer *answer, uint32_t sw)
{
	answer->data[0] = (uint8_t)(sw >> 8);
	answer->data[1] = (uint8_t)sw;
	answer->len = 2;
}

/* The last byte of the length of the answer's data object, so that it is off by one. */
static void garble(struct chip_answer *answer)
{
	size_t at = 1;

	if (answer->len > 1 && answer->data[1] > 0x80)
		at += answer->data[1] & 0x7Fu;
	if (at < answer->len)
		answer->data[at] ^= 1;
}

void events_answer(struct event_player *player, struct chip_answer *answer)
{
	const struct event *status, *garbled, *cut;
	bool done;

	if (!player)
		return;
	status = find(player, &player->now, EVENT_STATUS);
	garbled = find(player, &player->now, EVENT_GARBLED);
	cut = find(player, &player->now, EVENT_CUT);
	if (status)
		set_status(answer, status->value);
	done = answer->len >= 2 && answer->data[answer->len - 2] == 0x90 && answer->data[answer->len - 1] == 0;
	follow_answer(&player->follower, &player->now, done);
	if (garbled && done)
		garble(answer);
	if (cut && cut->value < answer->len)
		answer->len = cut->value;
}

void events_reader(const struct zairyu_twin *twin, struct vcard_reader *reader)
{
	const struct twin_reader *t;

	if (!twin || !twin->head[HEAD_SOURCE])
		return;
	t = &twin->reader;
	*reader = (struct vcard_reader){ .max_command = t->told_command,
					 .max_response = t->told_response,
					 .tells = t->told_command || t->told_response,
					 .short_only = t->short_only };
	reader->cut = t->refusal == CUTS ? t->max_response : 0;
	reader->zeros = t->refusal == GIVES_ZEROS;
	if (t->refusal != REFUSES_BY_ERROR && t->refusal != REFUSES_BY_STATUS)
		return;
	reader->says_6700 = t->refusal == REFUSES_BY_STATUS;
	reader->max_response = t->max_response;
	reader->tells = false;
}
