/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A conversation on two threads: the session's, which asks and waits (handoff_slots.c), and the host's, which takes and
 * answers (handoff_host.c). Each side has a bell that rings as long as there is something for it.
 */
#ifndef TRANSPORT_HANDOFF_H
#define TRANSPORT_HANDOFF_H

#include <openssl/crypto.h>
#include <stdatomic.h>
#include <sys/types.h>
#include <zairyu/handoff.h>
#include <zairyu/transport.h>

#include "transport/bell.h"
#include "util/bytes/buffer.h"
#include "util/context/context.h"

enum { HANDOFF_PROPERTIES = ZAIRYU_PROPERTY_SIMULATED };

enum handoff_state {
	HANDOFF_IDLE,  /* nobody asks */
	HANDOFF_ASKED, /* the host has not taken it */
	HANDOFF_TAKEN,
	HANDOFF_ANSWERED, /* who asked has not noticed */
};

/* What the session's thread asks, and what comes of it. */
struct handoff_question {
	int kind, present;
	zairyu_bytes command;
	zairyu_hints hints;
	const zairyu_wait *wait; /* what the host is told remains */
	int rc;
	zairyu_error *cause;
	uint8_t *answer;
	size_t cap, len;
};

struct zairyu_handoff {
	atomic_uint references; /* the host's, the transport's */
	zairyu_context *ctx;
	pid_t process;      /* a child's is another */
	zairyu_hints hints; /* for the next exchange; the session's thread's own */

	CRYPTO_RWLOCK *lock; /* everything below */
	struct bell host, session;
	enum handoff_state state;
	uint64_t serial;                       /* of the question asked last */
	struct handoff_question *question;     /* while it is asked; the memory of who asks */
	struct buffer asked;                   /* its command, until it is taken */
	struct buffer taken;                   /* the same from then on, until the host answers, in time or not */
	uint64_t taken_serial;                 /* 0: the host has none */
	uint64_t cancelled;                    /* the host is to hear of it; 0: of none */
	bool disconnect;                       /* the host is to do so */
	bool closed;                           /* by the host */
	bool released;                         /* by the transport */
	uint64_t property[HANDOFF_PROPERTIES]; /* 0: not known */
};

/* 0 with the lock held; STATE in a child after fork(), where another thread of the parent's may have held it. */
int handoff_lock(zairyu_handoff *handoff, zairyu_error **err);
/*
 * The kind of what the host is to take next, in the order in which things happened. While it has a request, that is
 * nothing but that request's CANCEL: a card that is still being connected cannot be let go.
 */
int handoff_next(const zairyu_handoff *handoff);
/* Rings both bells as the state wants it, and unlocks. */
void handoff_unlock(zairyu_handoff *handoff);
void handoff_release(zairyu_handoff *handoff);

extern const zairyu_transport_ops handoff_slots;

#endif
