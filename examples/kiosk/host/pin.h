/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The PIN of the staff, kept as a hash: "pbkdf2-sha256$ITERATIONS$SALT$HASH", salt and hash in hexadecimal. A PIN of a
 * few digits can be found from its hash by trying; the file that holds it is for its owner alone.
 */
#ifndef HOST_PIN_H
#define HOST_PIN_H

#include <stdbool.h>
#include <stddef.h>

enum { PIN_MIN = 4, PIN_MAX = 12, PIN_SIZE = PIN_MAX + 1, PIN_HASH_SIZE = 128 };

/* Whether it is 4 to 12 digits. */
bool pin_is_well_formed(const char *pin);
/* Whether it is such a hash, of an effort that this program takes. */
bool pin_hash_is_well_formed(const char *hash);
/* Makes a hash with a new salt. False if the PIN is not well formed, or libcrypto fails. */
bool pin_make(const char *pin, char out[PIN_HASH_SIZE]);
/* Whether the PIN fits, in a time that does not tell how far it does. False for a hash that is not one. Takes a tenth of a second or more. */
bool pin_fits(const char *hash, const char *pin);

#endif
