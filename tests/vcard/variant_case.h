/* SPDX-License-Identifier: BSD-2-Clause */
/* Cards of a type and a variant, and what checking their signature says. */
#ifndef VARIANT_CASE_H
#define VARIANT_CASE_H

#include "issuer_fixture.h"

extern const char *const types[4];

void init_with(struct made *made, size_t type, const char *variant);
bool without_signature(const struct made *made);

/* What checking the signature says: the check code over the data, and the CA's signature on the certificate. */
enum outcome { BOTH_OK, FALSIFIED, NOT_ISSUED, NO_SIGNATURE, NO_CERTIFICATE, NO_CARD };
enum outcome outcome_of(const struct made *made);

/* One for each file of tests. */
TCase *case_absent(void);
TCase *case_content(void);
TCase *case_certificate(void);

#endif
