/* SPDX-License-Identifier: BSD-2-Clause */
/* What a card's signature covers, and the signature itself, as found in a record [card-protocol 6]. */
#ifndef SIGNATURE_SIGNED_DATA_H
#define SIGNATURE_SIGNED_DATA_H

#include <zairyu/verify.h>

#include "signature/layout.h"
#include "trust/signer_open.h"

/* A value and the NULs that fill it up to its fixed length. */
struct signed_piece {
	zairyu_bytes value;
	size_t padding;
	bool is_missing_face;
};

enum signed_state {
	SIGNED_NOT_UNDERSTOOD, /* a card of a later library than this one is of */
	SIGNED_NOT_READ,       /* the signature or what it covers was not read */
	SIGNED_NOTHING,        /* the signature file holds nothing */
	SIGNED_SOMETHING       /* there is something to check, maybe only half of it */
};

struct signed_data {
	enum signed_state state;
	struct signer_rules rules;
	zairyu_bytes check_code;  /* empty if there is none */
	zairyu_bytes certificate; /* empty if there is none */
	struct signed_piece piece[LAYOUT_PARTS_MAX];
	size_t count;
	bool is_well_formed; /* the signed files hold exactly the objects they should */
	bool face_missing;
	bool signature_guessed; /* padding behind the certificate was assumed, not read */
	bool data_guessed; /* padding of the signed data was; none can be of the check code, whose end does not show */
};

void signed_data_collect(const zairyu_record *record, const struct layout *layout, struct signed_data *out);

/* How a missing face counts: as 3000 NULs, or as nothing. The specification does not say. */
enum signed_face { SIGNED_FACE_NULS, SIGNED_FACE_NOTHING };

/* Returns 0; NO_MEMORY; CRYPTO. */
int signed_data_hash(const struct signed_data *data, const struct digests *digests, enum signed_face face,
		     uint8_t hash[SHA256_SIZE]);

#endif
