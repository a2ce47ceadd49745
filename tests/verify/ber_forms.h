/* SPDX-License-Identifier: BSD-2-Clause */
/* The forms that BER has for one and the same DER. */
#ifndef TESTS_VERIFY_BER_FORMS_H
#define TESTS_VERIFY_BER_FORMS_H

#include "blob.h"

enum {
	BER_INDEFINITE = 1 << 0, /* lengths of constructed elements left open */
	BER_LONG = 1 << 1,       /* other lengths with bytes too many */
	BER_PIECES = 1 << 2,     /* strings in pieces of pieces */
	BER_VALUES = 1 << 3,     /* TRUE not FF, unused bits set, SETs the other way round */
	BER_INSIDE = 1 << 4,     /* also what OCTET STRINGs and BIT STRINGs wrap */
	BER_INTEGERS = 1 << 5,   /* INTEGERs with needless bytes, which BER has not either */
	BER_FORMS = 1 << 6
};

/* Writes elements of DER in these forms. */
void ber_write(struct blob *to, zairyu_bytes der, unsigned forms);

/* Takes a certificate in DER through every form and back, and requires the same bytes each time. */
void expect_round_trips(zairyu_bytes certificate);

#endif
