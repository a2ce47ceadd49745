/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Delivery of a session key: a key that the reader makes goes to the card under the card's public RSA key (RSAES-OAEP,
 * SHA-256 in both places, empty label [RFC 8017 7.1]). Pure: bytes in, bytes out.
 */
#ifndef SM_DELIVERY_H
#define SM_DELIVERY_H

#include "sm/suite.h"

enum {
	DELIVERY_KEY_SIZE = 32,  /* of the field for a key, whatever the cipher; it uses the first bytes */
	DELIVERY_RSA_SIZE = 256, /* of the modulus, and of what is sent */
	DELIVERY_COMMAND_SIZE = 4 + 3 + DELIVERY_RSA_SIZE /* without Le */
};

/* A card's public key. Its numbers are borrowed from the file. */
struct delivery_key {
	zairyu_bytes exponent, modulus;
};

/* Finds the two numbers in a key file, by their tags. False if they are not there once each, or not usable. */
bool delivery_find_key(zairyu_bytes file, uint32_t exponent_tag, uint32_t modulus_tag, struct delivery_key *out);

/* What is sent: the template with the key for encryption and no other, encrypted. 0; CRYPTO. */
int delivery_encrypt(const struct delivery_key *card, const uint8_t key[DELIVERY_KEY_SIZE],
		     uint8_t out[DELIVERY_RSA_SIZE]);

#endif
