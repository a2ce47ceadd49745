/* SPDX-License-Identifier: BSD-2-Clause */
#include "tcp_port.h"

#include "tcp_frame.h"

/* Clients let in at one look, so that a flood of them keeps nobody. */
enum { LET_IN_MAX = 8 };

int tcp_port_open(struct tcp_port *port, const char *address, zairyu_error **err)
{
	int rc;

	*port = (struct tcp_port){ .listener = -1, .client = -1 };
	if (pthread_mutex_init(&port->lock, NULL) != 0)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "no memory for a lock");
	rc = tcp_listen(address, &port->listener, port->address, err);
	if (rc != ZAIRYU_OK)
		tcp_port_close(port);
	return rc;
}

void tcp_port_close(struct tcp_port *port)
{
	tcp_close(&port->client);
	tcp_close(&port->listener);
	pthread_mutex_destroy(&port->lock);
}

/* Three bytes always fit what the system keeps for a client that listens. */
static int tell(int client, uint8_t control)
{
	const struct tcp_limit at_once = tcp_limit(NULL, 0);

	return tcp_send_control(client, control, &at_once, NULL);
}

static void replace(struct tcp_port *port, int client)
{
	tcp_close(&port->client);
	port->client = client;
	port->came += client >= 0;
	port->users = 0;
}

/*
 * One that speaks before it is asked is none of ours, a browser for example. The others are powered up: as pcscd greets
 * a card; who is not believes to be overlooked, and leaves.
 */
static bool is_welcome(int client)
{
	return tcp_check_quiet(client, NULL) == ZAIRYU_OK && tell(client, TCP_POWER_ON) == ZAIRYU_OK;
}

/*
 * A later client takes the place of an earlier one, which may have been cut off without a word; but nobody is let in
 * while a conversation lasts, and `later` is false where one may begin anew. That goes for any that is silent, as
 * clients of vpcd are: waiting for its ATR first would keep whoever only lists.
 */
static void look(struct tcp_port *port, bool later)
{
	int client;

	if (port->taken)
		return;
	if (port->client >= 0 && tcp_check_quiet(port->client, NULL) != ZAIRYU_OK)
		replace(port, -1);
	for (int n = 0; n < LET_IN_MAX && (later || port->client < 0); n++) {
		client = tcp_accept(port->listener);
		if (client < 0)
			break;
		if (is_welcome(client))
			replace(port, client);
		else
			tcp_close(&client);
	}
}

struct tcp_seen tcp_port_look(struct tcp_port *port)
{
	struct tcp_seen seen;

	pthread_mutex_lock(&port->lock);
	look(port, true);
	seen = (struct tcp_seen){ .present = port->taken || port->client >= 0, .came = port->came };
	pthread_mutex_unlock(&port->lock);
	return seen;
}

static int check_free(const struct tcp_port *port, uint32_t which, zairyu_error **err)
{
	if (port->taken)
		return zairyu_error_set(err, ZAIRYU_ERR_READER_BUSY, NULL, 0, "another session holds this reader");
	if (port->client < 0)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_CARD, NULL, 0, "no client is connected");
	if (which != TCP_NOBODY && which != port->came)
		return zairyu_error_set(err, ZAIRYU_ERR_CARD_GONE, NULL, 0, "another client took the place of this");
	return ZAIRYU_OK;
}

int tcp_port_take(struct tcp_port *port, int *client, uint32_t *which, zairyu_error **err)
{
	int rc;

	pthread_mutex_lock(&port->lock);
	look(port, false);
	rc = check_free(port, *which, err);
	if (rc == ZAIRYU_OK) {
		*client = port->client;
		port->users += *which == TCP_NOBODY;
		*which = port->came;
		port->client = -1;
		port->taken = true;
	} else if (rc != ZAIRYU_ERR_READER_BUSY) {
		*which = TCP_NOBODY;
	}
	pthread_mutex_unlock(&port->lock);
	return rc;
}

void tcp_port_give_back(struct tcp_port *port, int client)
{
	pthread_mutex_lock(&port->lock);
	port->taken = false;
	port->client = client;
	pthread_mutex_unlock(&port->lock);
}

void tcp_port_ask(struct tcp_port *port)
{
	pthread_mutex_lock(&port->lock);
	if (port->client >= 0 && tell(port->client, TCP_RESET) != ZAIRYU_OK)
		replace(port, -1);
	pthread_mutex_unlock(&port->lock);
}

void tcp_port_forget(struct tcp_port *port, uint32_t which)
{
	pthread_mutex_lock(&port->lock);
	if (which != TCP_NOBODY && which == port->came && port->users > 0 && --port->users == 0)
		replace(port, -1);
	pthread_mutex_unlock(&port->lock);
}
