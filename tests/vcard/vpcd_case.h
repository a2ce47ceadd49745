/* SPDX-License-Identifier: BSD-2-Clause */
/* A card of type "1", made by hand, and vpcd: a small server that frames as vpcd does, played by the test. */
#ifndef TESTS_VPCD_CASE_H
#define TESTS_VPCD_CASE_H

#include <pthread.h>

#include "card_case.h"

#define ATR                                                                                                            \
	"3B8880010000000033818100"                                                                                     \
	"3A"

struct vpcd {
	zairyu_context *ctx;
	zairyu_cancel *cancel;
	int listener, peer;
	char address[32];
	pthread_t thread;
	int served; /* what serving returned */
	int served_error;
	atomic_int readies;
};
extern struct vpcd vpcd;

/* A case around whose tests the card is there and vpcd listens. */
TCase *vpcd_case(const char *name);

/* Has the card served; ends that, and compares how it ended. */
void vpcd_start(void);
void *vpcd_serve(void *unused); /* on a thread, without waiting for the card */
void vpcd_stop(int wanted);

/* What vpcd does. */
void vpcd_accept(void);
void vpcd_put(const char *hex);
size_t vpcd_get(uint8_t *out);
bool vpcd_quiet(int ms);
void ck_frame(const char *sent, const char *wanted);
void ck_closed(void);

#endif
