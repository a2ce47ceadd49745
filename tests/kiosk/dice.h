/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers at random, the same in every run. */
#ifndef KIOSK_DICE_H
#define KIOSK_DICE_H

#include <stdint.h>

/* xorshift64*; begins with anything but 0. */
static inline uint64_t dice_next(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 0x2545F4914F6CDD1D;
}

/* 0 … sides - 1. */
static inline int dice(uint64_t *state, int sides)
{
	return (int)((dice_next(state) >> 33) % (uint64_t)sides);
}

#endif
