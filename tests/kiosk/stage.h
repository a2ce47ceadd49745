/* SPDX-License-Identifier: BSD-2-Clause */
/* A reader on which the test places cards, and which it unplugs: "stage:", or another scheme. */
#ifndef KIOSK_STAGE_H
#define KIOSK_STAGE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <zairyu/vcard.h>

struct stage {
	zairyu_backend backend;
	char uri[32];
	zairyu_vcard *card; /* changed only while nothing is placed */
	atomic_bool placed, unplugged;
	atomic_uint plugs;        /* how often it was plugged in again: what was opened before is gone */
	atomic_bool blind;        /* it cannot tell whether a card is there */
	atomic_int trouble;       /* what opening it fails with; 0: nothing */
	atomic_uint slow_ms;      /* each exchange */
	atomic_uint remove_after; /* the card leaves after so many exchanges; 0: it stays */
	atomic_bool held_back;    /* the card's word about the number does not come yet, whatever is cancelled */
	atomic_bool holding;      /* it was asked for */
	atomic_uint begun, exchanges;
};

void stage_begin(struct stage *stage, zairyu_context *ctx, const char *scheme);
void stage_unplug(struct stage *stage);
void stage_plug_in(struct stage *stage);

#endif
