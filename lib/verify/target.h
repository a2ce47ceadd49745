/* SPDX-License-Identifier: BSD-2-Clause */
/* What a card's signature covers, and the signature itself, as found in a record [card-protocol 6]. */
#ifndef VERIFY_TARGET_H
#define VERIFY_TARGET_H

#include <zairyu/verify.h>

#include "layout.h"
#include "signer.h"

/* A value and the NULs that fill it up to its fixed length. */
struct target_piece {
	zairyu_bytes value;
	size_t padding;
	bool is_missing_face;
};

enum target_state {
	TARGET_NOT_UNDERSTOOD, /* a card of a later library than this one is of */
	TARGET_NOT_READ, /* the signature or what it covers was not read */
	TARGET_UNSIGNED, /* the signature file holds nothing */
	TARGET_SIGNED    /* there is something to check, maybe only half of it */
};

struct target {
	enum target_state state;
	struct signer_rules rules;
	zairyu_bytes check_code;  /* empty if there is none */
	zairyu_bytes certificate; /* empty if there is none */
	struct target_piece piece[LAYOUT_PARTS_MAX];
	size_t count;
	bool is_well_formed; /* the signed files hold exactly the objects they should */
	bool face_missing;
	bool signature_guessed; /* padding behind the certificate was assumed, not read */
	bool data_guessed; /* padding of the signed data was; none can be of the check code, whose end does not show */
};

void target_collect(const zairyu_record *record, const struct layout *layout, struct target *out);

/* How a missing face counts: as 3000 NULs, or as nothing. The specification does not say. */
enum target_face { TARGET_FACE_NULS, TARGET_FACE_NOTHING };

/* @return 0; NO_MEMORY; CRYPTO. */
int target_hash(const struct target *target, const struct digests *digests, enum target_face face,
		uint8_t hash[SHA256_SIZE]);

#endif
