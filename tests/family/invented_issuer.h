/* SPDX-License-Identifier: BSD-2-Clause */
/* Makes cards of the invented family, of fictional holders, and the CA that issues them. */
#ifndef TESTS_INVENTED_ISSUER_H
#define TESTS_INVENTED_ISSUER_H

#include <zairyu.h>

#include "invented_chip.h"

struct invented_ca {
	EVP_PKEY *key;
	uint8_t certificate[1500]; /* DER */
	size_t certificate_len;
};

void invented_ca_make(struct invented_ca *ca);
void invented_ca_free(struct invented_ca *ca);
/* Keeps a CA in a file and fetches it from there, so that another program can be told to trust it. False if it fails. */
bool invented_ca_store(const struct invented_ca *ca, const char *path);
bool invented_ca_fetch(struct invented_ca *ca, const char *path);

/* Fills a chip: type "91" or "92", and what a virtual card of the second generation has. NULL for the usual number. */
void invented_issue(struct chip *chip, const struct invented_ca *ca, const char *type, const char *number);
/* Signs what is in the chip anew. */
void invented_sign(struct chip *chip, const struct invented_ca *ca);

#endif
