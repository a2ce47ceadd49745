/* SPDX-License-Identifier: BSD-2-Clause */
/* An emulated PN532 with a card on it, served by a thread, and the backend that reads it through the real libnfc. */
#ifndef TESTS_NFC_BOARD_H
#define TESTS_NFC_BOARD_H

#include <pthread.h>
#include <zairyu/nfc.h>
#include <zairyu/vcard.h>

#include "../support/clock.h"
#include "../support/process.h"
#include "../support/suite.h"

struct board {
	zairyu_context *ctx;
	zairyu_vcard_ca *ca;
	zairyu_vcard *card;
	zairyu_vcard_pn532 *chip;
	zairyu_cancel *end;
	pthread_t thread;
	int serving, served;
	char uri[200], node[64]; /* `node`: the port's own name, if it has one */
	zairyu_transport *transport;
	zairyu_error *err;
	uint8_t response[ZAIRYU_RESPONSE_MAX];
	size_t response_len;
};

/* Makes the CA that all cards of the program come from before the tests fork, and runs them. */
int board_run(const char *name, TCase *tcase);

/* Starts it with a card of these options (NULL: none), and opens a transport to it. */
void board_start(struct board *board, const char *options);
/* The same with no transport opened. */
void board_plug_in(struct board *board, const char *options);
void board_open(struct board *board);
/*
 * Names its port as a system names readers, one name per process, by which it is opened from then on. The name of a
 * pseudo-terminal is the next program's as soon as it is unplugged.
 */
void board_name(struct board *board);
/* Takes that name away and unplugs it at this command from now. */
void board_unplug(struct board *board, uint32_t at);
/* Opens this one and closes it again; returns the code, which the error has too. */
int board_try(struct board *board, const char *uri);
void board_stop(struct board *board);
/* Ends serving alone: the chip falls silent. */
void board_fall_silent(struct board *board);
/* Lays on a new card. */
void board_card(struct board *board, const char *options);
void board_fault(struct board *board, int fault, uint32_t at, uint32_t arg);

/* Calls with a deadline; the error is kept in `err`. */
int board_connect(struct board *board, uint32_t ms);
int board_send(struct board *board, uint32_t ms, const char *hex);

#define SELECT_MF "00A40000023F00"
#define READ_TYPE "00B08A00000000"

/* The error that came last has libnfc's own code. */
void board_ck_native(const struct board *board, int64_t wanted);
/* A whole, short conversation works. */
void board_ck_works(struct board *board);

#endif
