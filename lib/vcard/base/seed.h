/* SPDX-License-Identifier: BSD-2-Clause */
/* What is made from a seed, so that it is the same every time. */
#ifndef BASE_SEED_H
#define BASE_SEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Fills `out` from SHA-256 over seed, label and a counter. */
bool seed_expand(uint64_t seed, const char *label, uint8_t *out, size_t len);

#endif
