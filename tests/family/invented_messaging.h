/* SPDX-License-Identifier: BSD-2-Clause */
/* Secure messaging as the chip of the invented family does it, and how the key for it comes in. */
#ifndef TESTS_INVENTED_MESSAGING_H
#define TESTS_INVENTED_MESSAGING_H

#include "invented_chip.h"

/* Opens `86 L 01 ...` into `plain`, which has room for as much. False: the session is gone. */
bool invented_open(const struct chip *chip, const uint8_t *data, size_t data_len, uint8_t *plain, size_t *len);
/* The same the other way. False: there is no room for it. */
bool invented_seal(const struct chip *chip, const uint8_t *plain, size_t len, uint8_t *out, size_t cap,
		   size_t *out_len);

/* What was encrypted under the chip's public key; `*len` is the room for it before. */
bool invented_decrypt(const struct chip *chip, const uint8_t *data, size_t data_len, uint8_t *plain, size_t *len);

#endif
