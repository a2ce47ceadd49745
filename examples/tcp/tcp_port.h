/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The port that clients come to, and the one that is there: a connection is a card on the reader. Listing, watching and
 * transports meet here, on whatever threads they are, so each function takes the lock. None of them waits.
 */
#ifndef TCP_PORT_H
#define TCP_PORT_H

#include <pthread.h>
#include <stdbool.h>

#include "tcp_socket.h"

/* Pause between two looks of who waits for a change, in milliseconds. */
enum { TCP_LOOK_MS = 100 };

/* In the place of a client's number. */
enum { TCP_NOBODY = 0 };

struct tcp_port {
	char address[TCP_ADDRESS_SIZE]; /* this and the listener never change */
	int listener;
	pthread_mutex_t lock; /* for what follows */
	int client;           /* -1: none, or taken */
	bool taken;           /* a transport has it for a conversation, and is alone to touch it */
	uint32_t came;        /* how many clients so far: the number of the last */
	uint32_t users;       /* transports that spoke with it, and may again */
};

/* What there is to be seen. */
struct tcp_seen {
	bool present;
	uint32_t came;
};

int tcp_port_open(struct tcp_port *port, const char *address, zairyu_error **err);
void tcp_port_close(struct tcp_port *port);

/* Lets in who waits, notices who left. */
struct tcp_seen tcp_port_look(struct tcp_port *port);

/*
 * Hands the client over for a conversation: 0, NO_CARD, READER_BUSY, or CARD_GONE if it is not the one of the last,
 * `*which`: two conversations of one session must not be with two cards. Who is told that it is gone has TCP_NOBODY in
 * `*which` then, as at first, and takes whoever is there the next time.
 */
int tcp_port_take(struct tcp_port *port, int *client, uint32_t *which, zairyu_error **err);
/* The end of that; -1 if the client was let go. */
void tcp_port_give_back(struct tcp_port *port, int client);

/* Makes an idle client notice whether its card still lies there. */
void tcp_port_ask(struct tcp_port *port);
/* A transport speaks no more with that client, which is let go if it is still there and no other transport does. */
void tcp_port_forget(struct tcp_port *port, uint32_t which);

#endif
