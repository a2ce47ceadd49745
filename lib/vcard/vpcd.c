/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The card on vpcd's virtual reader. vpcd is the server. A frame is a 16-bit length and that many bytes: one byte is a
 * control code, more are a command, which wants an answer in a frame of its own.
 */
#include "handle.h"
#include "pause.h"
#include "vpcd_socket.h"

#include <stdlib.h>
#include <string.h>

#define DEFAULT_ADDRESS "localhost:35963"
/* How long a card that was taken away stays away; pcscd looks every 400 ms, so it is surely noticed. */
#define AWAY_MS 1000

enum { CONTROL_OFF = 0, CONTROL_ON = 1, CONTROL_RESET = 2, CONTROL_ATR = 4 };
enum { PREFIX = 2, FRAME_MAX = 65535 };

/* How a connection ended without a failure. */
enum outcome { GO_ON, TAKEN_AWAY };

struct server {
	zairyu_vcard *card;
	const zairyu_wait *wait;
	void (*ready)(void *userdata); /* NULL once called */
	void *userdata;
	int fd;
	size_t have; /* bytes in `in` */
	uint8_t in[PREFIX + FRAME_MAX];
	uint8_t out[PREFIX + ZAIRYU_RESPONSE_MAX];
};

/* One send for the whole frame, which lies behind its prefix in `out`. What a frame cannot hold is a length refused. */
static int send_frame(struct server *server, size_t len, zairyu_error **err)
{
	int rc;

	if (len > FRAME_MAX) {
		server->out[PREFIX] = (uint8_t)(SW_LENGTH >> 8);
		server->out[PREFIX + 1] = (uint8_t)SW_LENGTH;
		len = 2;
	}
	server->out[0] = (uint8_t)(len >> 8);
	server->out[1] = (uint8_t)len;
	rc = socket_send(server->fd, server->wait, server->out, PREFIX + len, err);
	zairyu_wipe(server->out, sizeof(server->out));
	return rc;
}

static int control(struct server *server, uint8_t code, enum outcome *outcome, zairyu_error **err)
{
	zairyu_bytes atr = zairyu_vcard_atr();

	switch (code) {
	case CONTROL_OFF:
		vcard_power_off(server->card);
		return ZAIRYU_OK;
	case CONTROL_ON:
	case CONTROL_RESET:
		if (zairyu_vcard_reset(server->card) != ZAIRYU_OK)
			*outcome = TAKEN_AWAY;
		return ZAIRYU_OK;
	case CONTROL_ATR:
		memcpy(server->out + PREFIX, atr.data, atr.len);
		return send_frame(server, atr.len, err);
	default:
		return ZAIRYU_OK; /* nothing else wants an answer */
	}
}

/* Keeps silent as long as the fault says, then lets the answer go. */
static int answer_late(struct server *server, size_t ms, size_t *len, enum outcome *outcome, zairyu_error **err)
{
	bool closed = false;
	int rc = socket_stay_silent(server->fd, server->wait, (uint32_t)ms, &closed, err);

	if (rc != ZAIRYU_OK)
		return rc;
	if (closed) {
		*outcome = TAKEN_AWAY; /* the reader gave up and dropped the card */
		return ZAIRYU_OK;
	}
	return zairyu_vcard_process(server->card, (zairyu_bytes){ NULL, 0 }, server->out + PREFIX, ZAIRYU_RESPONSE_MAX,
				    len);
}

static int command(struct server *server, zairyu_bytes frame, enum outcome *outcome, zairyu_error **err)
{
	size_t len = 0;
	int rc = zairyu_vcard_process(server->card, frame, server->out + PREFIX, ZAIRYU_RESPONSE_MAX, &len);

	if (rc == ZAIRYU_VCARD_SILENT)
		rc = answer_late(server, len, &len, outcome, err);
	/* vpcd throws a card out that answers an empty frame, so an empty answer ends like a removal. */
	if (rc == ZAIRYU_VCARD_REMOVED || (rc == ZAIRYU_VCARD_ANSWER && len == 0))
		*outcome = TAKEN_AWAY;
	if (rc < 0 || *outcome == TAKEN_AWAY)
		return rc < 0 ? rc : ZAIRYU_OK;
	return send_frame(server, len, err);
}

static int handle(struct server *server, zairyu_bytes frame, enum outcome *outcome, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	if (frame.len == 1)
		rc = control(server, frame.data[0], outcome, err);
	else if (frame.len > 1)
		rc = command(server, frame, outcome, err);
	if (rc == ZAIRYU_OK && server->ready) { /* vpcd spoke to the card, so it lies on the reader */
		void (*ready)(void *) = server->ready;

		server->ready = NULL;
		ready(server->userdata);
	}
	return rc;
}

/* Handles the frames that are complete, and keeps the rest. */
static int handle_frames(struct server *server, enum outcome *outcome, zairyu_error **err)
{
	size_t at = 0;
	int rc = ZAIRYU_OK;

	while (rc == ZAIRYU_OK && *outcome == GO_ON && server->have - at >= PREFIX) {
		size_t len = (size_t)server->in[at] << 8 | server->in[at + 1];

		if (server->have - at - PREFIX < len)
			break;
		rc = handle(server, (zairyu_bytes){ server->in + at + PREFIX, len }, outcome, err);
		at += PREFIX + len;
	}
	memmove(server->in, server->in + at, server->have - at);
	server->have -= at;
	return rc;
}

/* One stay on the reader. @return 0 if the card was taken away, else what ended it. */
static int stay(struct server *server, zairyu_error **err)
{
	enum outcome outcome = GO_ON;
	int rc = ZAIRYU_OK;

	server->have = 0;
	while (rc == ZAIRYU_OK && outcome == GO_ON) {
		size_t got = 0;

		rc = socket_receive(server->fd, server->wait, server->in + server->have,
				    sizeof(server->in) - server->have, &got, err);
		if (rc == ZAIRYU_OK && got == 0)
			rc = zairyu_error_set(err, ZAIRYU_ERR_READER_GONE, NULL, 0, "vpcd closed the connection");
		server->have += got;
		if (rc == ZAIRYU_OK)
			rc = handle_frames(server, &outcome, err);
	}
	zairyu_wipe(server->in, sizeof(server->in));
	return rc;
}

/* Lays the card back on the reader when its fault lets it, a power-up at a time. */
static int come_back(struct server *server, zairyu_error **err)
{
	int rc;

	do
		rc = pause_for(server->wait, AWAY_MS, err);
	while (rc == ZAIRYU_OK && zairyu_vcard_reset(server->card) != ZAIRYU_OK);
	return rc;
}

/* From one stay to the next, until something ends it. */
static int serve(struct server *server, const char *address, zairyu_error **err)
{
	int rc = zairyu_vcard_reset(server->card) == ZAIRYU_OK ? ZAIRYU_OK : come_back(server, err);

	for (bool first = true; rc == ZAIRYU_OK; first = false) {
		rc = socket_open(address, server->wait, &server->fd, err);
		if (rc == ZAIRYU_ERR_NO_SERVICE && !first) {
			zairyu_error_free(*err);
			*err = NULL;
			rc = zairyu_error_set(err, ZAIRYU_ERR_READER_GONE, NULL, 0,
					      "vpcd ended while the card was away");
		}
		if (rc == ZAIRYU_OK)
			rc = stay(server, err);
		socket_close(&server->fd);
		vcard_power_off(server->card);
		if (rc == ZAIRYU_OK)
			rc = come_back(server, err);
	}
	return rc;
}

/* Being cancelled is how serving is meant to end. */
static int finish(int rc, zairyu_error *found, zairyu_error **err)
{
	if (rc == ZAIRYU_ERR_CANCELLED)
		rc = ZAIRYU_OK;
	if (rc != ZAIRYU_OK && !found)
		return zairyu_error_set(err, rc, NULL, 0, "the virtual card cannot be served");
	if (rc != ZAIRYU_OK && err && !*err)
		*err = found;
	else
		zairyu_error_free(found);
	return rc;
}

int zairyu_vcard_serve_vpcd(zairyu_context *ctx, zairyu_vcard *card, const char *host_port,
			    void (*ready)(void *userdata), void *userdata, zairyu_cancel *cancel, zairyu_error **err)
{
	struct server *server;
	zairyu_wait *wait = NULL;
	zairyu_error *found = NULL;
	int rc;

	if (!ctx || !card)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "context and card are required");
	server = calloc(1, sizeof(*server));
	rc = server ? zairyu_wait_new(ZAIRYU_WAIT_FOREVER, cancel, &wait) : ZAIRYU_ERR_NO_MEMORY;
	if (rc == ZAIRYU_OK) {
		server->card = vcard_hold(card);
		server->wait = wait;
		server->ready = ready;
		server->userdata = userdata;
		server->fd = -1;
		rc = serve(server, host_port ? host_port : DEFAULT_ADDRESS, &found);
		zairyu_vcard_free(server->card);
	}
	zairyu_wait_free(wait);
	free(server);
	return finish(rc, found, err);
}
