/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The card on vpcd's virtual reader; vpcd is the server. A card placed at an unlucky moment may be overlooked: vpcd
 * listens again only some tenths of a second after a card left, may drop what connected meanwhile, and pcscd, which
 * looks every 400 ms and then asks for no more than the ATR, may take the new card for the one before. As with a real
 * card, placing it again helps.
 */
#include <stdlib.h>

#include "base/pause.h"
#include "handle.h"
#include "vpcd/vpcd_frames.h"
#include "vpcd/vpcd_socket.h"

#define DEFAULT_ADDRESS "127.0.0.1:35963"

enum {
	AWAY_MS = 1000,    /* how long a card that was taken away stays away: surely noticed */
	NOTICED_MS = 2000, /* by then a card is powered, if it was noticed at all */
	UNLUCKY_MAX = 3,   /* then it stays if vpcd speaks to it: a card may be powered only when a program wants it */
	LISTENING_MS = 1000, /* how long nobody listening may be mere bad luck */
	LISTEN_AGAIN_MS = 100,
};

/* Connects, with patience for a port that is just being opened. */
static int arrive(struct vpcd_server *server, const char *address, zairyu_error **err)
{
	const int64_t end = pause_now() + LISTENING_MS;

	for (;;) {
		int rc = socket_open(address, server->wait, &server->fd, err);

		if (rc != ZAIRYU_ERR_NO_SERVICE || pause_now() >= end)
			return rc;
		zairyu_error_clear(err);
		rc = zairyu_wait_sleep(server->wait, LISTEN_AGAIN_MS, err);
		if (rc != ZAIRYU_OK)
			return rc;
	}
}

/* Takes what vpcd sent. What ends before the card was noticed was an unlucky stay. */
static int listen_to(struct vpcd_server *server, int64_t until, enum vpcd_outcome *outcome, zairyu_error **err)
{
	const int64_t left = until - pause_now();
	size_t got = 0;
	bool silent = false;
	int rc;

	if (!server->noticed && left <= 0) {
		*outcome = VPCD_OVERLOOKED;
		return ZAIRYU_OK;
	}
	rc = socket_receive(server->fd, server->wait, server->noticed ? 0 : (uint32_t)left, server->in + server->have,
			    sizeof server->in - server->have, &got, &silent, err);
	if (rc != ZAIRYU_OK || silent)
		return rc;
	server->have += got;
	server->spoken_to = server->spoken_to || got > 0;
	if (got == 0 && !server->noticed)
		*outcome = VPCD_OVERLOOKED;
	else if (got == 0)
		rc = zairyu_error_set(err, ZAIRYU_ERR_READER_GONE, NULL, 0, "vpcd closed the connection");
	return rc;
}

/* One stay on the reader. Returns 0 if it ended as `*outcome` says, else what went wrong. */
static int stay(struct vpcd_server *server, enum vpcd_outcome *outcome, zairyu_error **err)
{
	const int64_t until = pause_now() + NOTICED_MS;
	int rc = ZAIRYU_OK;

	server->have = 0;
	server->noticed = server->unlucky >= UNLUCKY_MAX;
	*outcome = VPCD_GO_ON;
	while (rc == ZAIRYU_OK && *outcome == VPCD_GO_ON) {
		rc = listen_to(server, until, outcome, err);
		if (rc == ZAIRYU_OK && *outcome == VPCD_GO_ON)
			rc = vpcd_handle_frames(server, outcome, err);
	}
	server->unlucky = *outcome == VPCD_OVERLOOKED ? server->unlucky + 1 : 0;
	if (rc == ZAIRYU_OK && server->unlucky == UNLUCKY_MAX && !server->spoken_to)
		rc = zairyu_error_set(err, ZAIRYU_ERR_READER_BUSY, NULL, 0,
				      "vpcd does not talk to the card: another may be on its reader");
	zairyu_wipe(server->in, sizeof server->in);
	return rc;
}

/* Lays the card back on the reader when its fault lets it, a power-up at a time. */
static int come_back(struct vpcd_server *server, zairyu_error **err)
{
	int rc;

	do
		rc = zairyu_wait_sleep(server->wait, AWAY_MS, err);
	while (rc == ZAIRYU_OK && zairyu_vcard_reset(server->card) != ZAIRYU_OK);
	return rc;
}

/* From one stay to the next, until something ends it. */
static int serve(struct vpcd_server *server, const char *address, zairyu_error **err)
{
	int rc = zairyu_vcard_reset(server->card) == ZAIRYU_OK ? ZAIRYU_OK : come_back(server, err);

	for (bool first = true; rc == ZAIRYU_OK; first = false) {
		enum vpcd_outcome outcome = VPCD_GO_ON;

		rc = arrive(server, address, err);
		if (rc == ZAIRYU_ERR_NO_SERVICE && !first) {
			zairyu_error_clear(err);
			rc = zairyu_error_set(err, ZAIRYU_ERR_READER_GONE, NULL, 0,
					      "vpcd ended while the card was away");
		}
		if (rc == ZAIRYU_OK)
			rc = stay(server, &outcome, err);
		socket_close(&server->fd);
		vcard_power_off(server->card);
		if (rc == ZAIRYU_OK && outcome == VPCD_OVERLOOKED)
			rc = zairyu_wait_sleep(server->wait, AWAY_MS, err);
		else if (rc == ZAIRYU_OK)
			rc = come_back(server, err);
	}
	return rc;
}

static int serve_vpcd(zairyu_context *ctx, zairyu_vcard *card, const char *host_port, void (*ready)(void *userdata),
		      void *userdata, zairyu_cancel *cancel, zairyu_error **err)
{
	struct vpcd_server *server;
	zairyu_wait *wait = NULL;
	int rc;

	if (!ctx || !card)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "context and card are required");
	server = calloc(1, sizeof *server);
	rc = server ? zairyu_wait_new(ZAIRYU_WAIT_FOREVER, cancel, &wait, NULL) : ZAIRYU_ERR_NO_MEMORY;
	if (rc == ZAIRYU_OK) {
		server->card = vcard_ref(card);
		server->wait = wait;
		server->ready = ready;
		server->userdata = userdata;
		server->fd = -1;
		rc = serve(server, host_port ? host_port : DEFAULT_ADDRESS, err);
		zairyu_vcard_free(server->card);
	}
	zairyu_wait_free(wait);
	free(server);
	return rc == ZAIRYU_ERR_CANCELLED ? ZAIRYU_OK : rc; /* how it is meant to end */
}

int zairyu_vcard_serve_vpcd(zairyu_context *ctx, zairyu_vcard *card, const char *host_port,
			    void (*ready)(void *userdata), void *userdata, zairyu_cancel *cancel, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, serve_vpcd(ctx, card, host_port, ready, userdata, cancel, err));
}
