/* SPDX-License-Identifier: BSD-2-Clause */
/* An X.509 certificate, as parsed: what decides is strict, what proves nothing is taken as it is (doc/verification.md).
 */
#ifndef CERTIFICATE_CERTIFICATE_H
#define CERTIFICATE_CERTIFICATE_H

#include "key/ecdsa.h"
#include "key/public_key.h"

/* No certificate of a card or CA comes near this. */
enum { CERTIFICATE_BYTES_MAX = 16384 };

/* Oddities that are accepted, as they prove nothing [card-protocol 6]; the last two are between it and its issuer. */
enum {
	ODDITY_NOT_DER = 1 << 0,
	ODDITY_NULL_PARAMETER = 1 << 1,
	ODDITY_UNUSUAL = 1 << 2, /* against the profile [RFC 5280 4.1, 4.2] in something without consequence */
	ODDITY_NAME_DIFFERS = 1 << 3,
	ODDITY_KEY_IDENTIFIER_DIFFERS = 1 << 4
};

struct certificate_extensions {
	zairyu_bytes subject_key;   /* SKI; empty if there is none */
	zairyu_bytes authority_key; /* the key identifier in the AKI; empty if there is none */
	bool is_ca;
	bool has_key_usage; /* one that names a use */
	bool may_sign;      /* digitalSignature or nonRepudiation */
	bool may_sign_certificates;
	bool unknown_critical; /* one that is critical and means nothing to us */
	bool unusual;          /* ODDITY_UNUSUAL */
	bool malformed_hint;   /* so is a key identifier that cannot be read */
};

/* No serial number comes near this. */
enum { SERIAL_BYTES_MAX = 128, SERIAL_HEX_SIZE = 2 * SERIAL_BYTES_MAX + 1 };

/* Borrows from the bytes it was parsed from, and from `der`. */
/* RFC 5280, 4.1.2.5; seconds since 1970-01-01T00:00:00Z. */
struct validity {
	int64_t not_before, not_after;
};
/* Hands both on, to a caller who may want only one: each may be NULL. */
void validity_give(const struct validity *validity, int64_t *not_before, int64_t *not_after);

struct certificate {
	zairyu_bytes whole;  /* as stored, without what pads it */
	zairyu_bytes tbs;    /* the signed part, as stored */
	zairyu_bytes serial; /* content of the INTEGER as stored: opaque bytes */
	zairyu_bytes issuer;
	zairyu_bytes subject;
	bool malformed_name; /* one of the two is not a Name */
	struct validity validity;
	struct public_key_info key;
	struct certificate_extensions extensions;
	const struct signature_algorithm *algorithm; /* NULL: not one of ours */
	zairyu_bytes signature;
	uint8_t ecdsa[2 * ECDSA_NUMBER]; /* r and s, if the signature is an ECDSA one */
	bool signature_malformed;        /* which it does not look like then */
	unsigned oddities;
	uint8_t *der; /* what was stored, as DER, where that is not what was stored */
};

/*
 * Parses a certificate, DER or BER, which only NULs may follow.
 * Returns 0 with a certificate to be given to certificate_done(); CERTIFICATE if it is malformed; NO_MEMORY.
 */
int certificate_parse(zairyu_bytes in, struct certificate *out);
void certificate_done(struct certificate *certificate);

/* Reads the Extensions. */
bool certificate_extensions_read(struct der *in, struct certificate_extensions *out);

#endif
