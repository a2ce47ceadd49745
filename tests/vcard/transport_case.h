/* SPDX-License-Identifier: BSD-2-Clause */
/* A card of type "1", made by hand, and a transport to it in this process. */
#ifndef TESTS_TRANSPORT_CASE_H
#define TESTS_TRANSPORT_CASE_H

#include "card_case.h"

extern zairyu_context *ctx;
extern zairyu_transport *transport;
extern zairyu_error *err;
extern uint8_t room[ZAIRYU_RESPONSE_MAX];
extern size_t room_len;

/* A case around whose tests context and card are made; the transport is theirs to open. */
TCase *transport_case(const char *name);

/* Opens it through a reader of these options, and connects. */
void open_with(const char *options);
int transmit(const char *hex, const zairyu_wait *wait);
void ck_transmit(const char *hex, const char *answer);
void ck_fails(const char *hex, int code);
/* All the way to the rights, through the transport. */
void authenticate_through(void);

#endif
