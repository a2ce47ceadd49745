/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/pin.h"

#include <glib.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>
#include <zairyu.h>

#define NAME "pbkdf2-sha256"

enum {
	SALT_BYTES = 16,
	HASH_BYTES = 32,
	ITERATIONS = 600000,
	ITERATIONS_MIN = 100000,  /* fewer protect nothing */
	ITERATIONS_MAX = 10000000 /* more would hold the staff screen up */
};

struct parts {
	guint64 iterations;
	guint8 salt[SALT_BYTES], hash[HASH_BYTES];
};

bool pin_is_well_formed(const char *pin)
{
	const size_t len = strspn(pin, "0123456789");

	return pin[len] == '\0' && len >= PIN_MIN && len <= PIN_MAX;
}

static bool from_hex(const char *hex, guint8 *out, size_t len)
{
	if (strlen(hex) != 2 * len)
		return false;
	for (size_t i = 0; i < len; i++) {
		const int high = g_ascii_xdigit_value(hex[2 * i]), low = g_ascii_xdigit_value(hex[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		out[i] = (guint8)(high << 4 | low);
	}
	return true;
}

static void to_hex(const guint8 *bytes, size_t len, char *out)
{
	for (size_t i = 0; i < len; i++)
		g_snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}

static bool parse(const char *text, struct parts *parts)
{
	char **words = g_strsplit(text, "$", 5);
	const bool is_hash =
		g_strv_length(words) == 4 && strcmp(words[0], NAME) == 0 &&
		g_ascii_string_to_unsigned(words[1], 10, ITERATIONS_MIN, ITERATIONS_MAX, &parts->iterations, NULL) &&
		from_hex(words[2], parts->salt, sizeof parts->salt) &&
		from_hex(words[3], parts->hash, sizeof parts->hash);

	g_strfreev(words);
	return is_hash;
}

bool pin_hash_is_well_formed(const char *hash)
{
	struct parts parts;

	return parse(hash, &parts);
}

static bool derive(const char *pin, const struct parts *parts, guint8 out[HASH_BYTES])
{
	return PKCS5_PBKDF2_HMAC(pin, (int)strlen(pin), parts->salt, sizeof parts->salt, (int)parts->iterations,
				 EVP_sha256(), HASH_BYTES, out) == 1;
}

bool pin_make(const char *pin, char out[PIN_HASH_SIZE])
{
	struct parts parts = { .iterations = ITERATIONS };
	char salt[2 * SALT_BYTES + 1], hash[2 * HASH_BYTES + 1];

	out[0] = '\0';
	if (!pin_is_well_formed(pin) || RAND_bytes(parts.salt, sizeof parts.salt) != 1 ||
	    !derive(pin, &parts, parts.hash))
		return false;
	to_hex(parts.salt, sizeof parts.salt, salt);
	to_hex(parts.hash, sizeof parts.hash, hash);
	g_snprintf(out, PIN_HASH_SIZE, NAME "$%d$%s$%s", ITERATIONS, salt, hash);
	return true;
}

bool pin_fits(const char *hash, const char *pin)
{
	struct parts parts;
	guint8 derived[HASH_BYTES];
	bool fits;

	if (!parse(hash, &parts) || !pin_is_well_formed(pin))
		return false;
	fits = derive(pin, &parts, derived) && CRYPTO_memcmp(derived, parts.hash, sizeof derived) == 0;
	zairyu_wipe(derived, sizeof derived);
	return fits;
}
