/* SPDX-License-Identifier: BSD-2-Clause */
/* Who signed a card's certificate and data, found out with the card's own bytes and the certificates of the CAs. */
#ifndef MAKING_RELATIONS_H
#define MAKING_RELATIONS_H

#include "twin/making/twin_source.h"
#include "twin/model.h"
#include "twin/twin_ber.h"

/* The parts of a certificate, inside the card's file; `whole.start` is NULL if they cannot be told apart. */
struct certificate_parts {
	struct ber whole, tbs, serial, issuer, validity, subject, spki, algorithm, signature;
};
bool certificate_parts_of(const uint8_t *data, size_t len, struct certificate_parts *out);

enum key_form { KEY_FORM_OTHER, KEY_FORM_RSA_2048, KEY_FORM_P384 };

struct relations {
	enum signed_by signed_by;
	bool over_der, authority_named, check_code_wrong, face_nothing, issuer_is_test_ca;
	enum digest_kind digest;
	enum validity authority;
	bool signature_usable; /* of a form and algorithm that can be made again */
	enum key_form key;     /* of the card; OTHER also where it is not a key at all */
	uint8_t authority_id[20];
	bool authority_id_known;
};

void relations_find(const struct source *source, struct relations *out);

#endif
