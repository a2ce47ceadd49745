/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A card for vpcd's virtual reader that does what the command tells it to, so that a test chooses every answer:
 *
 *   00 10 hh ll …   hhll bytes of data, 9000
 *   00 20           grant rights; a reset takes them away
 *   00 21           9000 if there are rights, else 6982
 *   00 30 hh ll     9000 after hhll times 10 ms
 *   00 31           no answer
 *   00 40           the card is taken away
 *   00 50           a frame of no bytes
 *   00 51           an answer of one byte
 *   00 60           how many resets and power-ups there were, as one byte, 9000
 *   others          6D00
 */
#ifndef TESTS_PCSC_VICC_H
#define TESTS_PCSC_VICC_H

#include <stdbool.h>
#include <stdint.h>

struct vicc;

/* Lays the card on vpcd's reader `slot` (0 or 1). NULL if nobody listens there. */
struct vicc *vicc_insert(int slot);

/* Takes it away. NULL is fine. */
void vicc_remove(struct vicc *vicc);

#endif
