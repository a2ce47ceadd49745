/* SPDX-License-Identifier: BSD-2-Clause */
#include "variant_case.h"

#include <stdio.h>

const char *const types[4] = { "1", "2", "05", "06" };

void init_with(struct made *made, size_t type, const char *variant)
{
	char options[128];

	snprintf(options, sizeof options, "type=%s,variant=%s", types[type], variant);
	made_init(made, options);
}

bool without_signature(const struct made *made)
{
	return !made_value(made, 3, 2, 0xDA).len && !made_value(made, 3, 2, 0xDC).len;
}

enum outcome outcome_of(const struct made *made)
{
	X509 *certificate;

	if (!made_file(made, 3, 2))
		return NO_CARD;
	if (without_signature(made))
		return NO_SIGNATURE;
	certificate = made_certificate(made);
	if (!certificate)
		return NO_CERTIFICATE;
	X509_free(certificate);
	if (!made_check_code_fits(made, true))
		return FALSIFIED;
	return made_issued_by(made, fixture_ca) ? BOTH_OK : NOT_ISSUED;
}
