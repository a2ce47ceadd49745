/* SPDX-License-Identifier: BSD-2-Clause */
/* Cards fresh from the issuer, without a chip, and plain OpenSSL to look at what is on them. */
#ifndef ISSUER_FIXTURE_H
#define ISSUER_FIXTURE_H

#include <openssl/x509.h>

#include "../support/suite.h"
#include "ca/ca.h"
#include "issuer.h"

/* One CA for all tests of a program, made before Check forks: the keys are made once. */
extern zairyu_context *fixture_ctx;
extern zairyu_vcard_ca *fixture_ca;
/* Runs the suite of the cases and returns the exit status. */
int fixture_run(const char *name, TCase *const *cases);

struct made {
	struct vcard_files files;
	struct issuer *issuer;
};

/* A card of `fixture_ca`; the test fails if it cannot be made. */
void made_init(struct made *made, const char *options);
void made_done(struct made *made);
/* Tries to make one and returns the code; `message` receives what the error says. */
int made_refused(const char *options, char message[256]);
const struct vcard_file *made_file(const struct made *made, int df, int sfi);

/* A data object by its tag. `value` is NULL if it is not there. */
struct value {
	const uint8_t *data;
	size_t len;
};
struct value made_value(const struct made *made, int df, int sfi, unsigned tag);
bool all_bytes_are(const uint8_t *data, size_t len, uint8_t byte);

/* The card's certificate as OpenSSL takes it; NULL if it does not. The caller frees it. */
X509 *made_certificate(const struct made *made);
/* Does the check code fit the padded values and the card's certificate? `with_face` as the second generation needs. */
bool made_check_code_fits(const struct made *made, bool with_face);
/* Did this CA sign the card's certificate? */
bool made_issued_by(const struct made *made, zairyu_vcard_ca *ca);

#endif
