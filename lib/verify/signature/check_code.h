/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether the check code is the signature over a card's data. */
#ifndef SIGNATURE_CHECK_CODE_H
#define SIGNATURE_CHECK_CODE_H

#include "signature/signed_data.h"

/* How it is written. */
struct check_code_reading {
	bool malformed; /* in no form that can be read */
	bool not_der;   /* it is right, and not written as DER has it */
};

/* Checks it in each form it can be read as. Returns SIGNATURE_RIGHT; SIGNATURE_WRONG; a ZAIRYU_ERR_*. */
int check_code_check(const struct signed_data *data, const struct digests *digests, struct public_key *key,
		     struct check_code_reading *form);

#endif
