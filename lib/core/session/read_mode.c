/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How long answers may be and which APDU form READ BINARY takes. The transport may tell; else it is learned by trying,
 * and remembered in the transport: only once a read has succeeded so, and not forever. A disturbance of the field
 * looks like a refusal too, so what happens once teaches nothing.
 */
#include <assert.h>

#include "session/session.h"
#include "sm/agreement.h"

enum {
	ANSWER_MIN = SM_TOKEN_SIZE + 2, /* before anything is read, one as long has come, or a longer one */
	FRAME = 253,                    /* an answer that fits one frame of ISO/IEC 14443-4: 256 less PCB and CRC */
	HALF_FRAME = 126,               /* the same for frames of 128 bytes, rounded down */
	SHORT_COMMAND_MAX = 261
};

/* From the best to the last resort. The specification has extended READ BINARY only; cards take the short form too. */
static const struct read_mode modes[] = {
	{ true, SIZE_MAX },
	{ true, FRAME },
	{ false, FRAME },
	{ false, HALF_FRAME },
};

enum { MODES = sizeof modes / sizeof *modes, MODE_FRAMES = 1, MODE_SHORT = 2 };
static_assert(sizeof modes / sizeof *modes == READ_MODES, "the refusals of each mode are counted");

/* Reads in a fallback before the best is tried again. Trying costs a conversation, staying twice the time. */
enum { MODE_KEPT = 16 };

enum { REFUSALS_BELIEVED = 2, DISTURBANCES_MAX = 2 };

/* The longest answer that the transport says it carries. What cannot be tells nothing. */
static size_t longest_answer(const zairyu_session *s)
{
	uint64_t most;

	if (zairyu_transport_property(s->transport, ZAIRYU_PROPERTY_MAX_RESPONSE, &most) == ZAIRYU_OK &&
	    most >= ANSWER_MIN && most < SIZE_MAX)
		return (size_t)most;
	return SIZE_MAX;
}

static unsigned current_mode(const zairyu_session *s)
{
	unsigned mode = s->read_mode;
	uint64_t value;

	if (mode < MODE_FRAMES && longest_answer(s) < SESSION_RESPONSE_MAX)
		mode = MODE_FRAMES;
	if (mode < MODE_SHORT &&
	    zairyu_transport_property(s->transport, ZAIRYU_PROPERTY_MAX_COMMAND, &value) == ZAIRYU_OK &&
	    value <= SHORT_COMMAND_MAX)
		mode = MODE_SHORT;
	return mode;
}

struct read_mode session_read_mode(const zairyu_session *s)
{
	struct read_mode mode = modes[current_mode(s)];
	const size_t longest = longest_answer(s);

	if (mode.frame != SIZE_MAX && longest < mode.frame)
		mode.frame = longest;
	return mode;
}

/* FNV-1a: another reader than the one that taught us shows in the URI. */
static uint32_t hash_of(const char *text)
{
	uint32_t hash = 2166136261u;

	for (; *text; text++)
		hash = (hash ^ (uint8_t)*text) * 16777619u;
	return hash;
}

struct read_memory *read_memory_of(zairyu_transport *transport)
{
	return transport_memory(transport, sizeof(struct read_memory));
}

static void forget(struct read_memory *memory)
{
	*memory = (struct read_memory){ .learned_from = memory->learned_from };
}

/*
 * A length that this reader carried before is not refused but disturbed, by a card that was lifted for example: that is
 * tried again, and teaches nothing. Otherwise the same way must be refused twice in succession.
 */
static bool same_way_again(zairyu_session *s, unsigned mode)
{
	struct refusal *refusal = &s->refusal;
	struct read_memory *memory = s->memory;

	if (refusal->asked <= memory->carried[modes[mode].extended]) {
		refusal->passing = ++refusal->disturbances > DISTURBANCES_MAX;
		return !refusal->passing;
	}
	if (memory->refusals[mode] < REFUSALS_BELIEVED)
		memory->refusals[mode]++;
	return memory->refusals[mode] < REFUSALS_BELIEVED;
}

/* When even the last was refused nothing was learned: the next conversation begins with the best again. */
bool session_next_fallback(zairyu_session *s)
{
	unsigned mode = current_mode(s);

	if (same_way_again(s, mode)) {
		s->refusal.exactly = s->refusal.exactly || s->refusal.asked_for_more;
		return true;
	}
	s->refusal.exactly = false;
	s->read_mode = ++mode < MODES ? mode : 0;
	if (mode == MODES && !s->refusal.passing)
		forget(s->memory);
	return mode < MODES;
}

void session_carried(zairyu_session *s, size_t len)
{
	size_t *carried = &s->memory->carried[modes[current_mode(s)].extended];

	if (len > *carried)
		*carried = len;
}

void session_recall_mode(zairyu_session *s)
{
	struct read_memory *memory = s->memory;
	const uint32_t reader = hash_of(zairyu_transport_uri(s->transport));

	if (memory->learned_from != reader && memory->learned_from != 0)
		forget(memory);
	memory->learned_from = reader;
	if (memory->uses >= MODE_KEPT) {
		memory->mode = memory->uses = 0;
		memory->exactly = false;
	}
	s->read_mode = memory->mode;
	s->refusal = (struct refusal){ .exactly = memory->exactly };
}

void session_remember_mode(zairyu_session *s)
{
	struct read_memory *memory = s->memory;

	if (s->refusal.passing)
		return;
	memory->refusals[s->read_mode] = 0;
	memory->exactly = s->refusal.exactly;
	memory->uses = s->read_mode == memory->mode ? memory->uses + 1 : 1;
	memory->mode = s->read_mode;
}
