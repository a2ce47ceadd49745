/* SPDX-License-Identifier: BSD-2-Clause */
/* Judges the certificate found on a card. */
#include "trust/signer_open.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "certificate/name.h"
#include "trust/signer_cache.h"
#include "trust/store.h"

/* The subject as text. One that is not a name, or too long for a person, ends in "..." where that begins. */
static int take_subject(struct signer *signer, const struct certificate *certificate)
{
	static const char cut[] = "...";
	char subject[NAME_TEXT_MAX];

	if (!name_write(certificate->subject, subject, sizeof subject - strlen(cut))) {
		memcpy(subject + strlen(subject), cut, sizeof cut);
		signer->oddities |= ODDITY_UNUSUAL;
	}
	signer->subject = strdup(subject);
	return signer->subject ? ZAIRYU_OK : ZAIRYU_ERR_NO_MEMORY;
}

/* What can be said of the certificate to a person, sound or not. */
static int take_facts(struct signer *signer, const struct certificate *certificate)
{
	zairyu_bytes serial = certificate->serial;
	int rc;

	signer->oddities = certificate->oddities;
	rc = take_subject(signer, certificate);
	if (rc != ZAIRYU_OK)
		return rc;
	if (serial.len > 1 && serial.data[0] == 0 && serial.data[1] >= 0x80) { /* only says that it is not negative */
		serial.data++;
		serial.len--;
	}
	hex_write(serial, signer->serial);
	signer->validity = certificate->validity;
	signer->length = certificate->whole.len;
	return ZAIRYU_OK;
}

static enum note find_problem(const struct certificate *certificate, const struct signer_rules *rules)
{
	const struct certificate_extensions *extensions = &certificate->extensions;

	if (extensions->unknown_critical || extensions->is_ca || (extensions->has_key_usage && !extensions->may_sign))
		return NOTE_CERTIFICATE_MALFORMED;
	if (certificate->key.kind != rules->key || certificate->key.bits != rules->bits || !certificate->algorithm ||
	    certificate->algorithm->key != rules->key)
		return NOTE_CERTIFICATE_ALGORITHM;
	return NOTE_NONE;
}

/* Everything about a certificate that could be parsed. */
static int judge_parsed(struct signer *signer, const zairyu_trust *trust, const struct certificate *certificate,
			const struct signer_rules *rules)
{
	int rc = take_facts(signer, certificate);

	if (rc != ZAIRYU_OK)
		return rc;
	signer->problem = find_problem(certificate, rules);
	if (signer->problem != NOTE_NONE)
		return ZAIRYU_OK;
	rc = public_key_init(&signer->key, trust ? trust->importer : NULL, &certificate->key);
	if (rc == ZAIRYU_ERR_CERTIFICATE) {
		signer->problem = NOTE_CERTIFICATE_MALFORMED;
		return ZAIRYU_OK;
	}
	if (rc != ZAIRYU_OK || !trust)
		return rc;
	rc = issuer_find(trust, certificate, &signer->issuer);
	signer->oddities |= signer->issuer.oddities;
	return rc;
}

static int judge(struct signer *signer, const zairyu_trust *trust, zairyu_bytes stored,
		 const struct signer_rules *rules)
{
	struct certificate certificate;
	int rc = certificate_parse(stored, &certificate);

	if (rc == ZAIRYU_ERR_CERTIFICATE) {
		signer->problem = NOTE_CERTIFICATE_MALFORMED;
		return ZAIRYU_OK;
	}
	if (rc == ZAIRYU_OK)
		rc = judge_parsed(signer, trust, &certificate, rules);
	certificate_done(&certificate);
	return rc;
}

int signer_open(const zairyu_trust *trust, const struct digests *digests, zairyu_bytes stored,
		const struct signer_rules *rules, struct signer **out)
{
	uint8_t digest[DIGEST_SIZE_MAX];
	size_t len;
	struct signer *signer;
	int rc;

	*out = NULL;
	if (!digest_bytes(digests, DIGEST_SHA256, stored, digest, &len))
		return ZAIRYU_ERR_CRYPTO;
	signer = trust ? signer_cache_find(trust->cache, digest) : NULL;
	if (signer && signer->key.kind == rules->key && signer->key.bits == rules->bits) {
		*out = signer;
		return ZAIRYU_OK;
	}
	signer_free(signer); /* proved, but for the other family: judged again, it has a problem */
	signer = calloc(1, sizeof *signer);
	if (!signer)
		return ZAIRYU_ERR_NO_MEMORY;
	atomic_init(&signer->references, 1);
	memcpy(signer->digest, digest, SHA256_SIZE);
	rc = judge(signer, trust, stored, rules);
	if (rc != ZAIRYU_OK) {
		signer_free(signer);
		return rc;
	}
	if (trust && signer->issuer.anchor)
		signer_cache_put(trust->cache, signer);
	*out = signer;
	return ZAIRYU_OK;
}
