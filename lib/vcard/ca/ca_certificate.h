/* SPDX-License-Identifier: BSD-2-Clause */
/* Writing certificates, with the oddities that real cards were met with: what is in one, and how it is written. */
#ifndef CA_CA_CERTIFICATE_H
#define CA_CA_CERTIFICATE_H

#include "ca/ca.h"
#include "ca/ca_der.h"

enum serial { SERIAL_USUAL, SERIAL_LONG, SERIAL_NEGATIVE, SERIAL_ZEROS };

struct certificate {
	const struct key *subject, *signer;
	const char *subject_name, *issuer_name;
	uint8_t authority_id[KEY_ID];
	zairyu_bytes name; /* DER of both names, if not empty */
	const char *not_before, *not_after;
	bool ca, null_parameter, flip_signature;
	enum der_length outer, inner; /* how the lengths of the certificate and of what is signed are written */
	bool pieces;                  /* the common names are strings in pieces */
	bool signed_as_der;           /* whatever is written */
	bool printable_issuer;        /* its strings are of another type than the CA's */
	bool version_1;
	bool signature_zeros; /* needless ones in r and s */
	enum serial serial;
};

/* Writes and signs it. */
int ca_certificate_write(const struct certificate *c, struct blob *out, zairyu_error **err);
/* A name as the certificates have it, DER. Returns how many bytes. */
size_t ca_certificate_name(const char *common_name, uint8_t out[CA_NAME_MAX]);

#endif
