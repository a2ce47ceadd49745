/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The transport's table. While it is connected it owns the client, so an exchange needs no lock; the slots are called
 * on one thread at a time.
 *
 * Every failure of an exchange closes the connection: an answer that comes late is then nobody's, and never taken for
 * that of the next command.
 *
 * The reset is weak. Clients are told to power the card off and on; but a phone cannot, and the Android application
 * selects the MF instead. Sessions cope with that: a new key agreement replaces the old keys. What may stay behind are
 * rights that the card gave, so when the last transport that spoke with a client is freed, it closes the connection:
 * the phone lets go of the card then, and it has to be laid on anew.
 */
#include "tcp_transport.h"

#include <stdlib.h>

#include "tcp_frame.h"

enum {
	POWER_UP_MS = 5000, /* a client that does not tell the ATR by then is none */
	NETWORK_MS = 2000,  /* what the network may add to the card's time */
	PATIENCE_MS = 5000, /* of an exchange of which nothing was said */
	ASK_EVERY = 5       /* looks: how often an idle client is made to notice that its card left */
};

struct tcp_transport {
	zairyu_context *ctx; /* lives as long as the transport */
	struct tcp_port *port;
	size_t answer_max;
	int client;     /* -1 while not connected, and after a failure */
	uint32_t which; /* the client that the last conversation was with, or TCP_NOBODY */
	uint32_t patience_ms;
	struct tcp_frame frame;
};

static void close_client(struct tcp_transport *t, int why)
{
	zairyu_log(t->ctx, ZAIRYU_LOG_INFO, "tcp", "the connection is closed after a failure", why);
	tcp_close(&t->client);
	tcp_port_give_back(t->port, -1);
	t->which = TCP_NOBODY; /* who is told so is free to speak with another */
}

/* The ATR tells nothing about a contactless card, but its coming says that the client is there and in step. */
static int power_up(struct tcp_transport *t, const zairyu_wait *wait, zairyu_error **err)
{
	static const uint8_t controls[] = { TCP_POWER_OFF, TCP_POWER_ON, TCP_GET_ATR };
	const struct tcp_limit limit = tcp_limit(wait, POWER_UP_MS);
	uint8_t atr[33];
	size_t len;
	int rc = tcp_check_quiet(t->client, err);

	for (size_t i = 0; rc == ZAIRYU_OK && i < sizeof controls; i++)
		rc = tcp_send_control(t->client, controls[i], &limit, err);
	if (rc == ZAIRYU_OK)
		rc = tcp_receive_frame(t->client, atr, 2, sizeof atr, &len, &limit, err);
	if (rc == ZAIRYU_OK && atr[0] != 0x3B && atr[0] != 0x3F) /* [ISO/IEC 7816-3 8.1] */
		rc = zairyu_error_set(err, ZAIRYU_ERR_COMMUNICATION, NULL, 0, "what came is not an ATR");
	return rc;
}

static int tcp_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct tcp_transport *t = userdata;
	int rc = tcp_port_take(t->port, &t->client, &t->which, err);

	if (rc != ZAIRYU_OK)
		return rc;
	rc = power_up(t, wait, err);
	if (rc != ZAIRYU_OK)
		close_client(t, rc);
	return rc;
}

static int exchange(struct tcp_transport *t, const zairyu_wait *wait, zairyu_bytes command, uint8_t *response,
		    size_t cap, size_t *response_len, zairyu_error **err)
{
	const struct tcp_limit limit = tcp_limit(wait, (int64_t)t->patience_ms + NETWORK_MS);
	int rc = tcp_check_quiet(t->client, err);

	if (rc == ZAIRYU_OK)
		rc = tcp_send_frame(t->client, &t->frame, command.data, command.len, &limit, err);
	return rc == ZAIRYU_OK ? tcp_receive_frame(t->client, response, 2, cap, response_len, &limit, err) : rc;
}

static int tcp_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	struct tcp_transport *t = userdata;
	int rc;

	*response_len = 0;
	if (t->client < 0)
		return zairyu_error_set(err, ZAIRYU_ERR_CARD_GONE, NULL, 0,
					"the connection was closed after a failure");
	if (command_len > TCP_FRAME_MAX)
		return zairyu_error_set(err, ZAIRYU_ERR_LENGTH_REFUSED, NULL, 0, "a frame cannot hold the command");
	rc = exchange(t, wait, (zairyu_bytes){ command, command_len }, response, response_cap, response_len, err);
	if (rc != ZAIRYU_OK)
		close_client(t, rc);
	return rc;
}

static void tcp_disconnect(void *userdata)
{
	struct tcp_transport *t = userdata;
	const struct tcp_limit at_once = tcp_limit(NULL, 0);

	if (t->client < 0)
		return;
	if (tcp_send_control(t->client, TCP_POWER_OFF, &at_once, NULL) != ZAIRYU_OK)
		tcp_close(&t->client);
	tcp_port_give_back(t->port, t->client);
	t->client = -1;
}

static void tcp_free(void *userdata)
{
	struct tcp_transport *t = userdata;

	tcp_port_forget(t->port, t->which);
	free(t);
}

static int tcp_wait_card(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	struct tcp_transport *t = userdata;
	struct tcp_seen seen = tcp_port_look(t->port);
	int rc = ZAIRYU_OK;

	for (unsigned looks = 1; rc == ZAIRYU_OK && seen.present != (present != 0); looks++) {
		if (looks % ASK_EVERY == 0)
			tcp_port_ask(t->port);
		rc = zairyu_wait_sleep(wait, TCP_LOOK_MS, err);
		seen = tcp_port_look(t->port);
	}
	if (rc == ZAIRYU_OK && (!seen.present || seen.came != t->which))
		t->which = TCP_NOBODY; /* no session is under way, and the next is with whoever was waited for */
	return rc;
}

static int tcp_get(void *userdata, int property, uint64_t *value)
{
	const struct tcp_transport *t = userdata;

	switch (property) {
	case ZAIRYU_PROPERTY_MAX_COMMAND:
		*value = TCP_FRAME_MAX;
		return ZAIRYU_OK;
	case ZAIRYU_PROPERTY_MAX_RESPONSE:
		*value = t->answer_max;
		return ZAIRYU_OK;
	default:
		return ZAIRYU_ERR_ABSENT;
	}
}

static void tcp_expect(void *userdata, const zairyu_hints *hints)
{
	((struct tcp_transport *)userdata)->patience_ms = hints->patience_ms;
}

int tcp_transport_new(zairyu_context *ctx, const char *uri, struct tcp_port *port, size_t answer_max,
		      zairyu_transport **out, zairyu_error **err)
{
	static const zairyu_transport_ops ops = {
		.size = sizeof ops,
		.connect = tcp_connect,
		.transmit = tcp_transmit,
		.disconnect = tcp_disconnect,
		.free = tcp_free,
		.wait_card = tcp_wait_card,
		.get = tcp_get,
		.expect = tcp_expect,
	};
	struct tcp_transport *t = malloc(sizeof *t);

	if (!t)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "no memory for a transport");
	t->ctx = ctx;
	t->port = port;
	t->answer_max = answer_max > 0 && answer_max < TCP_FRAME_MAX ? answer_max : TCP_FRAME_MAX;
	t->client = -1;
	t->which = TCP_NOBODY;
	t->patience_ms = PATIENCE_MS;
	return zairyu_transport_new(ctx, uri, &ops, t, out, err); /* frees `t` if it fails */
}
