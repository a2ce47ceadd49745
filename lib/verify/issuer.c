/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds the issuer of a card's certificate among the anchors. */
#include "issuer.h"

#include "bytes.h"
#include "name.h"
#include "trust.h"

enum fit { FIT_NOT, FIT_BY_NAME, FIT_BY_KEY_IDENTIFIER };

/* A CA of the other family has the other kind of key, so it is no candidate. */
static enum fit fit(const struct anchor *anchor, const struct certificate *certificate)
{
	zairyu_bytes wanted = certificate->extensions.authority_key;
	zairyu_bytes has = anchor->certificate.extensions.subject_key;
	if (anchor->key.kind != certificate->key.kind || !name_equal(certificate->issuer, anchor->certificate.subject))
		return FIT_NOT;
	if (wanted.len == 0 || has.len == 0)
		return FIT_BY_NAME;
	return bytes_equal(wanted, has) ? FIT_BY_KEY_IDENTIFIER : FIT_NOT;
}

/* Anchors of one kind. `*best` is the closest fit met among those whose key does not verify. */
static int find_of_kind(const zairyu_trust *trust, int kind, const struct certificate *certificate,
			const struct anchor **anchor, enum fit *best)
{
	for (size_t i = 0; i < trust->count; i++) {
		struct anchor *candidate = trust->anchors[i];
		enum fit how = candidate->kind == kind ? fit(candidate, certificate) : FIT_NOT;
		if (how == FIT_NOT)
			continue;
		int result = certificate_check_signature(certificate, &trust->digests, &candidate->key);
		if (result < 0)
			return result;
		if (result == SIGNATURE_RIGHT) {
			*anchor = candidate;
			return ZAIRYU_OK;
		}
		if (how > *best)
			*best = how;
	}
	return ZAIRYU_OK;
}

int issuer_find(const zairyu_trust *trust, const struct certificate *certificate, const struct anchor **anchor,
		enum note *problem)
{
	static const int kinds[] = { ZAIRYU_ANCHOR_PRODUCTION, ZAIRYU_ANCHOR_OFFICIAL_TEST, ZAIRYU_ANCHOR_CUSTOM };
	enum fit best = FIT_NOT;
	*anchor = NULL;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		int status = find_of_kind(trust, kinds[i], certificate, anchor, &best);
		if (status != ZAIRYU_OK)
			return status;
		if (*anchor != NULL) {
			*problem = NOTE_NONE;
			return ZAIRYU_OK;
		}
	}
	/* A name alone is no claim to that very key: another CA of the same name may be the one that is not here. */
	*problem = best == FIT_BY_KEY_IDENTIFIER ? NOTE_ISSUER_SIGNATURE_MISMATCH : NOTE_ISSUER_UNKNOWN;
	return ZAIRYU_OK;
}
