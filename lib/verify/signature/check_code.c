/* SPDX-License-Identifier: BSD-2-Clause */
/* Checks a card's signature: the check code, as long as the key or as INTEGERs, over the data with or without a face. */
#include "signature/check_code.h"

#include "base/bytes.h"
#include "key/ecdsa.h"

struct check {
	const struct signed_data *data;
	const struct digests *digests;
	struct public_key *key;
};

static int check_hash(const struct check *check, enum signed_face face, zairyu_bytes signature)
{
	uint8_t hash[SHA256_SIZE];
	int rc = signed_data_hash(check->data, check->digests, face, hash);

	if (rc != ZAIRYU_OK)
		return rc;
	return public_key_check(check->key, DIGEST_SHA256, (zairyu_bytes){ hash, sizeof hash }, signature);
}

static int check_signature(const struct check *check, zairyu_bytes signature)
{
	int answer = check_hash(check, SIGNED_FACE_NULS, signature);

	if (answer == SIGNATURE_WRONG && check->data->face_missing)
		answer = check_hash(check, SIGNED_FACE_NOTHING, signature);
	return answer;
}

/* Whether a code is so long, but for NULs, with which every value may be padded [G1 3.3]. */
static bool is_as_long_as(zairyu_bytes code, size_t size)
{
	return code.len >= size && bytes_all_nul(code.data + size, code.len - size);
}

/* r and s as INTEGERs, for those who took the specification by its word. */
static int check_encoded_code(const struct check *check, zairyu_bytes code, struct check_code_reading *form)
{
	uint8_t raw[P384_RAW_SIGNATURE];
	bool canonical;
	int answer;

	if (!ecdsa_signature_decode(code, true, raw, &canonical))
		return SIGNATURE_WRONG;
	form->malformed = false;
	answer = check_signature(check, (zairyu_bytes){ raw, sizeof raw });
	form->not_der = answer == SIGNATURE_RIGHT && !canonical;
	return answer;
}

int check_code_check(const struct signed_data *data, const struct digests *digests, struct public_key *key,
		     struct check_code_reading *form)
{
	const struct check check = { data, digests, key };
	zairyu_bytes code = data->check_code;
	bool rsa = key->kind == KEY_RSA;
	size_t size = rsa ? key->bits / 8 : (size_t)P384_RAW_SIGNATURE;
	int answer;

	*form = (struct check_code_reading){ .malformed = !is_as_long_as(code, size) };
	answer = form->malformed ? SIGNATURE_WRONG : check_signature(&check, (zairyu_bytes){ code.data, size });
	return answer == SIGNATURE_WRONG && !rsa ? check_encoded_code(&check, code, form) : answer;
}
