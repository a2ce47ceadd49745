/* SPDX-License-Identifier: BSD-2-Clause */
/* Decides whether a certificate can be a trust anchor, and of which kind. */
#include "trust/anchor.h"

#include <stdlib.h>
#include <string.h>

#include "certificate/certificate_signature.h"
#include "certificate/name.h"
#include "common/failure.h"
#include "trust/pinned.h"

static int refuse(zairyu_error **err, const char *message)
{
	return zairyu_error_set(err, ZAIRYU_ERR_CERTIFICATE, NULL, 0, message);
}

/* What every CA must have, the agency's too. */
static int check_usable(const struct certificate *certificate, zairyu_error **err)
{
	const struct certificate_extensions *extensions = &certificate->extensions;

	if (extensions->has_key_usage && !extensions->may_sign_certificates)
		return refuse(err, "the certificate's key may not sign certificates (key usage)");
	if (certificate->key.kind == KEY_OTHER)
		return refuse(err, "the certificate's key is neither RSA of 2048 to 4096 bits nor ECDSA P-384");
	return ZAIRYU_OK;
}

/* The agency's certificates are known to the last bit; others must at least hold together. */
static int check_custom(struct anchor *anchor, const struct digests *digests, zairyu_error **err)
{
	const struct certificate *certificate = &anchor->certificate;
	int answer;

	if (!certificate->extensions.is_ca)
		return refuse(err, "the certificate does not say that it is a CA's (basic constraints)");
	if (certificate->extensions.unknown_critical)
		return refuse(err, "the certificate has a critical extension that is not supported");
	if (!name_equal(certificate->issuer, certificate->subject))
		return ZAIRYU_OK;
	answer = certificate_check_signature(certificate, digests, &anchor->key);
	if (answer < 0)
		return zairyu_error_set(err, answer, NULL, 0, "checking the CA's own signature failed");
	return answer == SIGNATURE_RIGHT ? ZAIRYU_OK : refuse(err, "the CA's signature over itself is wrong");
}

static int take_copies(struct anchor *anchor, zairyu_bytes der, zairyu_error **err)
{
	char subject[NAME_TEXT_MAX];
	int rc;

	anchor->der = malloc(der.len);
	if (!anchor->der)
		return no_memory(err);
	memcpy(anchor->der, der.data, der.len);
	rc = certificate_parse((zairyu_bytes){ anchor->der, der.len }, &anchor->certificate);
	if (rc != ZAIRYU_OK)
		return rc == ZAIRYU_ERR_CERTIFICATE ? refuse(err, "not an X.509 certificate") : no_memory(err);
	if (!name_write(anchor->certificate.subject, subject, sizeof subject))
		return refuse(err, "the subject of the certificate is malformed or too long");
	anchor->subject = strdup(subject);
	return anchor->subject ? ZAIRYU_OK : no_memory(err);
}

static int find_kind(struct anchor *anchor, const struct digests *digests, zairyu_error **err)
{
	uint8_t digest[DIGEST_SIZE_MAX];
	size_t len;

	if (!digest_bytes(digests, DIGEST_SHA256, anchor->certificate.whole, digest, &len))
		return zairyu_error_set(err, ZAIRYU_ERR_CRYPTO, NULL, 0, "SHA-256 failed");
	hex_write((zairyu_bytes){ digest, len }, anchor->sha256);
	anchor->kind = pinned_kind(digest);
	return ZAIRYU_OK;
}

static int judge(struct anchor *anchor, const struct digests *digests, bool custom_allowed, zairyu_error **err)
{
	int rc = check_usable(&anchor->certificate, err);

	if (rc != ZAIRYU_OK)
		return rc;
	rc = public_key_init(&anchor->key, NULL, &anchor->certificate.key);
	if (rc != ZAIRYU_OK)
		return zairyu_error_set(err, rc, NULL, 0, "the key of the certificate cannot be used");
	if (anchor->kind != 0)
		return ZAIRYU_OK;
	if (!custom_allowed)
		return zairyu_error_set(err, ZAIRYU_ERR_UNKNOWN_ANCHOR, NULL, 0,
					"not one of the agency's published CA certificates");
	anchor->kind = ZAIRYU_ANCHOR_CUSTOM;
	return check_custom(anchor, digests, err);
}

int anchor_new(const struct digests *digests, zairyu_bytes der, bool custom_allowed, struct anchor **out,
	       zairyu_error **err)
{
	struct anchor *anchor;
	int rc;

	*out = NULL;
	if (der.len == 0 || der.len > CERTIFICATE_BYTES_MAX)
		return refuse(err, "not an X.509 certificate");
	anchor = calloc(1, sizeof *anchor);
	if (!anchor)
		return no_memory(err);
	rc = take_copies(anchor, der, err);
	if (rc == ZAIRYU_OK)
		rc = find_kind(anchor, digests, err);
	if (rc == ZAIRYU_OK)
		rc = judge(anchor, digests, custom_allowed, err);
	if (rc != ZAIRYU_OK) {
		anchor_free(anchor);
		return rc;
	}
	*out = anchor;
	return ZAIRYU_OK;
}

void anchor_free(struct anchor *anchor)
{
	if (!anchor)
		return;
	public_key_done(&anchor->key);
	certificate_done(&anchor->certificate);
	free(anchor->subject);
	free(anchor->der);
	free(anchor);
}
