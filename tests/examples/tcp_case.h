/* SPDX-License-Identifier: BSD-2-Clause */
/* The backend of examples/tcp at a port that is free, and clients of it, played on threads. */
#ifndef TESTS_TCP_CASE_H
#define TESTS_TCP_CASE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <zairyu/vcard.h>

#include "../support/clock.h"
#include "../support/suite.h"
#include "tcp.h"
#include "tcp_frame.h"

struct tcp_case {
	zairyu_context *ctx;
	struct tcp_backend *backend;
	zairyu_transport *reader; /* freed at the end, if a test opened one */
	const char *uri, *address;
};
extern struct tcp_case tcp;

TCase *tcp_case(const char *name);
void tcp_open(void); /* `reader` */

/* A client. What it does with a command is the test's: false ends it. */
enum { CONTROLS_MAX = 32 };
struct client {
	int fd;
	pthread_t thread;
	bool running;
	bool (*answer)(struct client *client, const uint8_t *command, size_t len);
	const char *atr;    /* bytes that are sent for it, prefix and all, in hexadecimal; NULL: those of a good one */
	const char *reply;  /* the same, for who answers with it */
	zairyu_vcard *card; /* that it has */
	bool obeys;         /* the controls that reset it */
	bool selects;       /* the MF instead, as the Android application does */
	bool leaves;        /* at a reset */
	size_t most;        /* the longest answer that it has time for; it leaves at a longer one; 0: any */
	atomic_size_t controls;
	uint8_t control[CONTROLS_MAX];
	atomic_bool closed; /* by the other side */
};

/* Connects, and plays until it is closed. */
void client_start(struct client *client);
/* Waits until it has ended, by whichever side. */
void client_join(struct client *client);
/* Closes it and waits. */
void client_stop(struct client *client);
/* Waits until it was told so many controls. */
void client_await_controls(struct client *client, size_t count);
/* All that it was told, up to an end; after client_join(). */
void ck_controls(const struct client *client, const char *hex);

void client_send_hex(const struct client *client, const char *hex);
void client_send_frame(const struct client *client, const uint8_t *data, size_t len);

/* Ways to answer. */
bool by_card(struct client *client, const uint8_t *command, size_t len);
bool by_reply(struct client *client, const uint8_t *command, size_t len);
bool by_reply_and_leave(struct client *client, const uint8_t *command, size_t len);
bool by_silence(struct client *client, const uint8_t *command, size_t len);
bool by_echo(struct client *client, const uint8_t *command, size_t len);

/* Connects or exchanges a command within `ms`; ck_ends compares the outcome and the error's code. */
int connect_within(uint32_t ms, zairyu_error **err);
int transmit_within(uint32_t ms, size_t cap, zairyu_error **err);
void ck_ends(int rc, zairyu_error **err, int wanted);

/* The readers of the backend; freed by the caller. */
zairyu_readers *tcp_readers(void);
/* There are so many. */
void tcp_count(size_t wanted);

TCase *case_talk(void);
TCase *case_hostile(void);
TCase *case_come_and_go(void);
TCase *case_later(void);

#endif
