/* SPDX-License-Identifier: BSD-2-Clause */
/* The issuer's signature: over the bytes as they are stored, or over the DER of what they say [card-protocol 6]. */
#include "certificate/certificate_signature.h"

#include <stdlib.h>
#include <string.h>
#include <zairyu/error.h>

#include "base/bytes.h"

static int add_form(const struct certificate *certificate, const struct digests *digests, zairyu_bytes form,
		    struct signed_forms *out)
{
	uint8_t *hash = out->hash[out->count];

	if (!digest_bytes(digests, certificate->algorithm->digest, form, hash, &out->len))
		return ZAIRYU_ERR_CRYPTO;
	for (size_t i = 0; i < out->count; i++)
		if (memcmp(out->hash[i], hash, out->len) == 0)
			return ZAIRYU_OK;
	out->count++;
	return ZAIRYU_OK;
}

int signed_forms_as_stored(const struct certificate *certificate, const struct digests *digests,
			   struct signed_forms *out)
{
	out->first = out->count = 0;
	return certificate->algorithm ? add_form(certificate, digests, certificate->tbs, out) : ZAIRYU_OK;
}

static int add_der(const struct certificate *certificate, const struct digests *digests, unsigned rules,
		   struct signed_forms *forms)
{
	uint8_t *der;
	zairyu_bytes form = { NULL, 0 };
	int rc = to_der(certificate->tbs, rules, &der, &form.len);

	form.data = der;
	if (rc == ZAIRYU_OK)
		rc = add_form(certificate, digests, form, forms);
	free(der);
	return rc == ZAIRYU_ERR_CERTIFICATE ? ZAIRYU_OK : rc;
}

int signed_forms_as_der(const struct certificate *certificate, const struct digests *digests,
			struct signed_forms *forms)
{
	int rc = ZAIRYU_OK;

	forms->first = forms->count;
	for (unsigned rules = 0; rules < TO_DER_RULES && forms->first > 0 && rc == ZAIRYU_OK; rules++)
		rc = add_der(certificate, digests, rules, forms);
	return rc;
}

int signed_forms_check(const struct signed_forms *forms, const struct certificate *certificate,
		       struct public_key *issuer)
{
	const struct signature_algorithm *algorithm = certificate->algorithm;
	zairyu_bytes signature = certificate->signature;
	int answer = SIGNATURE_WRONG;

	if (!algorithm || algorithm->key != issuer->kind || certificate->signature_malformed)
		return SIGNATURE_WRONG;
	if (algorithm->key == KEY_P384)
		signature = (zairyu_bytes){ certificate->ecdsa, sizeof certificate->ecdsa };
	for (size_t i = forms->first; i < forms->count && answer == SIGNATURE_WRONG; i++)
		answer = public_key_check(issuer, algorithm->digest, (zairyu_bytes){ forms->hash[i], forms->len },
					  signature);
	return answer;
}

int certificate_check_signature(const struct certificate *certificate, const struct digests *digests,
				struct public_key *issuer)
{
	struct signed_forms forms;
	int answer = signed_forms_as_stored(certificate, digests, &forms);
	int rc;

	if (answer == ZAIRYU_OK)
		answer = signed_forms_check(&forms, certificate, issuer);
	if (answer != SIGNATURE_WRONG)
		return answer;
	rc = signed_forms_as_der(certificate, digests, &forms);
	return rc == ZAIRYU_OK ? signed_forms_check(&forms, certificate, issuer) : rc;
}
