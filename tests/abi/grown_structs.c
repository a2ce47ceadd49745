/* SPDX-License-Identifier: BSD-2-Clause */
/* Hints, and the structs that the library fills in: what a program's own end of them sees. */
#include <stdio.h>
#include <string.h>

#include "grown_program.h"
#ifdef WITH_VCARD
#include <zairyu/vcard.h>
#endif

enum { FOREIGN = 0xA5 };

/* Each with memory behind it that is not the library's. */
struct hints_room {
	zairyu_hints here;
	uint8_t behind[64];
};
struct request_room {
	zairyu_handoff_request here;
	uint8_t behind[64];
};
struct object_room {
	zairyu_card_object_info here;
	uint8_t behind[64];
};
#ifdef WITH_VCARD
struct part_room {
	zairyu_twin_part here;
	uint8_t behind[64];
};
#endif

static struct {
	size_t size;
	uint32_t patience_ms;
	long long later; /* -1: the library does not say it */
	int strays;      /* bytes that are set in members which this program does not know */
} told;

void own_expect(void *userdata, const zairyu_hints *hints)
{
	const uint8_t *raw = (const uint8_t *)hints;

	(void)userdata;
	told.size = hints->size;
	told.patience_ms = hints->patience_ms;
	told.later = -1;
	told.strays = 0;
	for (size_t i = sizeof *hints; i < hints->size; i++)
		told.strays += raw[i] != 0;
#ifdef GROWN
	if (hints->size >= offsetof(zairyu_hints, later) + sizeof hints->later)
		told.later = (long long)hints->later;
#endif
}

void give_hints(zairyu_transport *transport)
{
	struct hints_room room;

	memset(&room, FOREIGN, sizeof room);
	room.here = (zairyu_hints){ .size = sizeof room.here, .patience_ms = PATIENCE_MS };
#ifdef GROWN
	room.here.later = LATER_HINT;
#endif
	say("own: expect", zairyu_transport_expect(transport, &room.here));
}

void say_hints(void)
{
	say("own: patience", told.patience_ms);
	say("own: hints are longer than known here", told.size > sizeof(zairyu_hints));
	say("own: hints are shorter than known here", told.size < sizeof(zairyu_hints));
	say("own: stray hints", told.strays);
	say("own: later hint", told.later);
}

static void say_of(const char *name, const char *what, long long value)
{
	char line[80];

	(void)snprintf(line, sizeof line, "%s: %s", name, what);
	say(line, value);
}

/* Of a struct of `size` bytes, in a room of `whole`. */
static void say_given(const char *name, const void *room, size_t size, size_t whole)
{
	const uint8_t *raw = room;
	long long written = 0;
	size_t said;

	memcpy(&said, room, sizeof said);
	say_of(name, "size is changed", said != size);
	for (size_t i = size; i < whole; i++)
		written += raw[i] != FOREIGN;
	say_of(name, "bytes written behind it", written);
}

void take_request(zairyu_context *ctx)
{
	struct request_room room;
	zairyu_transport *transport = NULL;
	zairyu_handoff *handoff = NULL;

	memset(&room, FOREIGN, sizeof room);
	room.here.size = sizeof room.here;
	say("request: hand-off", zairyu_handoff_new(ctx, "own:", &handoff, &transport, NULL));
	say("request: take", zairyu_handoff_take(handoff, &room.here, NULL));
	say("request: kind", room.here.kind);
	say_given("request", &room, sizeof room.here, sizeof room);
#ifdef GROWN
	say("request: later", (long long)room.here.later);
#endif
	zairyu_transport_free(transport);
	zairyu_handoff_free(handoff);
}

void list_objects(const zairyu_card *card)
{
	struct object_room room;

	memset(&room, FOREIGN, sizeof room);
	room.here.size = sizeof room.here;
	say("object: describe", zairyu_card_object(card, 0, &room.here));
	say("object: role", room.here.role);
	say_given("object", &room, sizeof room.here, sizeof room);
#ifdef GROWN
	say("object: soon", room.here.soon);
	say("object: later", (long long)room.here.later);
#endif
}

#ifdef WITH_VCARD
void list_twin(zairyu_context *ctx, const zairyu_record *record)
{
	struct part_room room;
	zairyu_vcard_ca *ca = NULL;
	zairyu_twin *twin = NULL;

	memset(&room, FOREIGN, sizeof room);
	room.here.size = sizeof room.here;
	say("twin: CA", zairyu_vcard_ca_new(ctx, 1, &ca, NULL));
	say("twin: make", zairyu_twin_from_record(ctx, ca, record, NULL, 0, &twin, NULL));
	say("twin: describe", zairyu_twin_file(twin, 0, &room.here));
	say("twin: has a length", room.here.length > 0 && room.here.length < UINT32_MAX);
	say_given("twin", &room, sizeof room.here, sizeof room);
#ifdef GROWN
	say("twin: later", (long long)room.here.later);
#endif
	zairyu_twin_free(twin);
	zairyu_vcard_ca_free(ca);
}
#endif
