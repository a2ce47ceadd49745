/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * An emulated PN532 on a pseudo-terminal: pn532.c serves it, pn532_pty.c is its line, pn532_frame.c its framing,
 * pn532_command.c its commands, pn532_exchange.c the way to the card, pn532_fault.c what goes wrong.
 */
#ifndef PN532_PN532_H
#define PN532_PN532_H

#include <pthread.h>

#include "base/vcard_files.h"
#include "pn532/pn532_frame.h"

enum { PN532_REGISTERS = 0x10000, PN532_DATA_IN = 262, PN532_INPUT = 1024, PN532_CONNSTRING = 160 };

/* A fault waiting for its moment. */
struct pn532_fault {
	int kind;
	uint32_t left; /* how many APDUs until it happens, once; 0: to every command */
	uint32_t arg;
	bool due;          /* it befalls the command now at work */
	bool spent;        /* it was once, and that is over */
	int64_t remove_at; /* for REMOVE_AFTER */
};

/* What the chip will do later. A new command, or ACK from the host, makes it forget. */
enum pn532_later {
	LATER_NOTHING,
	LATER_SEND,   /* send `out` */
	LATER_ANSWER, /* ask the card for the answer it kept back */
	LATER_SELECT, /* answer InListPassiveTarget when a card comes, or time is up */
	LATER_POLL,   /* the same for InAutoPoll */
};

struct zairyu_vcard_pn532 {
	pthread_mutex_t lock; /* everything below but the descriptors, which are the serving thread's */
	zairyu_vcard *card;   /* NULL: no card */
	struct pn532_fault fault;

	int master, slave;
	char connstring[PN532_CONNSTRING];

	bool asleep, field, selected;
	bool infinite; /* InListPassiveTarget waits for a card */
	bool unplugged;
	uint8_t registers[PN532_REGISTERS];

	size_t chain_at, chain_len; /* what is left of an answer longer than a frame */
	uint8_t chain[ZAIRYU_RESPONSE_MAX];

	enum pn532_later later;
	int64_t later_at;    /* when; INT64_MAX: not by itself */
	uint32_t drip_ms;    /* sends byte by byte, this far apart */
	uint8_t answer_code; /* of the answer in `out` */
	size_t out_at, out_len;
	uint8_t out[FRAME_MAX];
	size_t last_len; /* the last answer, for NACK */
	uint8_t last[FRAME_MAX];

	size_t in_len;
	uint8_t in[PN532_INPUT];
};

/* pn532_pty.c: the line. */
int pty_open(zairyu_vcard_pn532 *chip, zairyu_error **err);
void pty_close(zairyu_vcard_pn532 *chip);
void pty_send(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len);

/* pn532_command.c: handles one command; `data` begins with its code. */
void pn532_command(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len);
/* Answers with `data` (code + 1 first) after `delay_ms`. */
void pn532_answer(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len, uint32_t delay_ms);
/* Looks once for a card, for a command that waits for one. Powers it up. */
bool pn532_look_for_card(zairyu_vcard_pn532 *chip);
/* Tells the host that no card came. */
void pn532_answer_no_card(zairyu_vcard_pn532 *chip);

/* pn532_exchange.c: InDataExchange and the card behind it. */
void pn532_exchange(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len);
/* The answer that the card kept back. */
void pn532_late_answer(zairyu_vcard_pn532 *chip);
/* Powers the card up again. Returns false if none is there. */
bool pn532_activate(zairyu_vcard_pn532 *chip);
void pn532_deactivate(zairyu_vcard_pn532 *chip);
void pn532_take_card(zairyu_vcard_pn532 *chip);

/* pn532_fault.c. */
bool fault_make_reader(struct pn532_fault *out, int kind, uint32_t at, uint32_t arg);
/* Whether this fault befalls the command now at work; whether this one, which lasts, is set. */
bool fault_is_due(const zairyu_vcard_pn532 *chip, int kind);
bool fault_lasts(const zairyu_vcard_pn532 *chip, int kind);
/* Counts a command and finds out whether the fault befalls it. */
void fault_count(zairyu_vcard_pn532 *chip, bool apdu);
/* What comes before, instead of or as the ACK. Returns false if the command is not carried out. */
bool fault_acknowledge(zairyu_vcard_pn532 *chip);
/* Damages the answer in `out`, or delays it. */
void fault_spoil(zairyu_vcard_pn532 *chip, uint32_t *delay_ms);

#endif
