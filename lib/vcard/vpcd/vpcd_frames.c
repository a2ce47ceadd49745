/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A frame is a 16-bit length and that many bytes: one byte is a control code, more are a command, which wants an answer
 * in a frame of its own.
 */
#include "vpcd/vpcd_frames.h"

#include <string.h>

#include "handle.h"
#include "vpcd/vpcd_socket.h"

enum { CONTROL_OFF = 0, CONTROL_ON = 1, CONTROL_RESET = 2, CONTROL_ATR = 4 };

/* One send for the whole frame, which lies behind its prefix in `out`. What a frame cannot hold is a length refused. */
static int send_frame(struct vpcd_server *server, size_t len, zairyu_error **err)
{
	int rc;

	if (len > VPCD_FRAME_MAX) {
		server->out[VPCD_PREFIX] = (uint8_t)(SW_LENGTH >> 8);
		server->out[VPCD_PREFIX + 1] = (uint8_t)SW_LENGTH;
		len = 2;
	}
	server->out[0] = (uint8_t)(len >> 8);
	server->out[1] = (uint8_t)len;
	rc = socket_send(server->fd, server->wait, server->out, VPCD_PREFIX + len, err);
	zairyu_wipe(server->out, sizeof server->out);
	return rc;
}

static int control(struct vpcd_server *server, uint8_t code, enum vpcd_outcome *outcome, zairyu_error **err)
{
	zairyu_bytes atr = zairyu_vcard_atr();

	switch (code) {
	case CONTROL_OFF:
		vcard_power_off(server->card);
		return ZAIRYU_OK;
	case CONTROL_ON:
	case CONTROL_RESET:
		server->noticed = true;
		if (zairyu_vcard_reset(server->card) != ZAIRYU_OK)
			*outcome = VPCD_TAKEN_AWAY;
		return ZAIRYU_OK;
	case CONTROL_ATR:
		memcpy(server->out + VPCD_PREFIX, atr.data, atr.len);
		return send_frame(server, atr.len, err);
	default:
		return ZAIRYU_OK; /* nothing else wants an answer */
	}
}

/* Keeps silent as long as the fault says, then lets the answer go. */
static int answer_late(struct vpcd_server *server, size_t ms, size_t *len, enum vpcd_outcome *outcome,
		       zairyu_error **err)
{
	bool closed = false;
	int rc = socket_stay_silent(server->fd, server->wait, (uint32_t)ms, &closed, err);

	if (rc != ZAIRYU_OK)
		return rc;
	if (closed) {
		*outcome = VPCD_TAKEN_AWAY; /* the reader gave up and dropped the card */
		return ZAIRYU_OK;
	}
	return zairyu_vcard_process(server->card, (zairyu_bytes){ NULL, 0 }, server->out + VPCD_PREFIX,
				    ZAIRYU_RESPONSE_MAX, len);
}

static int command(struct vpcd_server *server, zairyu_bytes frame, enum vpcd_outcome *outcome, zairyu_error **err)
{
	size_t len = 0;
	int rc = zairyu_vcard_process(server->card, frame, server->out + VPCD_PREFIX, ZAIRYU_RESPONSE_MAX, &len);

	if (rc == ZAIRYU_VCARD_SILENT)
		rc = answer_late(server, len, &len, outcome, err);
	/* vpcd throws a card out that answers an empty frame, so an empty answer ends like a removal. */
	if (rc == ZAIRYU_VCARD_REMOVED || (rc == ZAIRYU_VCARD_ANSWER && len == 0))
		*outcome = VPCD_TAKEN_AWAY;
	if (rc < 0 || *outcome == VPCD_TAKEN_AWAY)
		return rc < 0 ? rc : ZAIRYU_OK;
	return send_frame(server, len, err);
}

static int handle(struct vpcd_server *server, zairyu_bytes frame, enum vpcd_outcome *outcome, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	if (frame.len == 1)
		rc = control(server, frame.data[0], outcome, err);
	else if (frame.len > 1)
		rc = command(server, frame, outcome, err);
	server->noticed = server->noticed || frame.len > 1;
	if (rc == ZAIRYU_OK && server->noticed && server->ready) {
		void (*ready)(void *) = server->ready;

		server->ready = NULL;
		ready(server->userdata);
	}
	return rc;
}

int vpcd_handle_frames(struct vpcd_server *server, enum vpcd_outcome *outcome, zairyu_error **err)
{
	size_t at = 0;
	int rc = ZAIRYU_OK;

	while (rc == ZAIRYU_OK && *outcome == VPCD_GO_ON && server->have - at >= VPCD_PREFIX) {
		size_t len = (size_t)server->in[at] << 8 | server->in[at + 1];

		if (server->have - at - VPCD_PREFIX < len)
			break;
		rc = handle(server, (zairyu_bytes){ server->in + at + VPCD_PREFIX, len }, outcome, err);
		at += VPCD_PREFIX + len;
	}
	memmove(server->in, server->in + at, server->have - at);
	server->have -= at;
	return rc;
}
