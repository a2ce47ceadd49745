/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How long answers may be and which APDU form READ BINARY takes. The transport may tell; else it is learned by trying,
 * and remembered in the transport: only once a read has succeeded so, and not for ever, as a disturbance of the field
 * looks like a refusal too.
 */
#include "session/session.h"

enum {
	FRAME = 253,      /* an answer that fits one frame of ISO/IEC 14443-4: 256 less PCB and CRC */
	HALF_FRAME = 126, /* the same for frames of 128 bytes, rounded down */
	SHORT_COMMAND_MAX = 261
};

/* From the best to the humblest. The specification defines extended READ BINARY only; cards take the short form too. */
static const struct read_mode modes[] = {
	{ true, SIZE_MAX },
	{ true, FRAME },
	{ false, FRAME },
	{ false, HALF_FRAME },
};

enum { MODES = sizeof modes / sizeof *modes, MODE_FRAMES = 1, MODE_SHORT = 2 };

/* Reads in a humbler mode before the best is tried again. Trying costs a conversation, staying humble twice the time.
 */
enum { MODE_KEPT = 16 };

static unsigned current_mode(const zairyu_session *s)
{
	unsigned mode = s->read_mode;
	uint64_t value;

	if (mode < MODE_FRAMES &&
	    zairyu_transport_property(s->transport, ZAIRYU_PROPERTY_MAX_RESPONSE, &value) == ZAIRYU_OK &&
	    value < SESSION_RESPONSE_MAX)
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
	uint64_t most;

	if (mode.frame != SIZE_MAX &&
	    zairyu_transport_property(s->transport, ZAIRYU_PROPERTY_MAX_RESPONSE, &most) == ZAIRYU_OK &&
	    most < mode.frame)
		mode.frame = (size_t)most;
	return mode;
}

/* When even the humblest was refused nothing was learned: the next conversation begins with the best again. */
bool session_humbler_mode(zairyu_session *s)
{
	unsigned mode = current_mode(s) + 1;

	s->read_mode = mode < MODES ? mode : 0;
	if (mode == MODES)
		s->transport->read_mode = 0;
	return mode < MODES;
}

void session_recall_mode(zairyu_session *s)
{
	if (s->transport->read_mode_uses >= MODE_KEPT)
		s->transport->read_mode = s->transport->read_mode_uses = 0;
	s->read_mode = s->transport->read_mode;
}

void session_remember_mode(zairyu_session *s)
{
	zairyu_transport *t = s->transport;

	t->read_mode_uses = s->read_mode == t->read_mode ? t->read_mode_uses + 1 : 1;
	t->read_mode = s->read_mode;
}
