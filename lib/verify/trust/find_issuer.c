/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds the issuer of a card's certificate among the anchors. */
#include "trust/find_issuer.h"

#include "base/bytes.h"
#include "certificate/certificate_signature.h"
#include "certificate/name.h"
#include "trust/store.h"

/* How near an anchor comes to what a certificate says of its issuer. A CA of the other generation has other keys. */
enum fit { FIT_NOT, FIT_BY_KEY_KIND, FIT_BY_NAME, FIT_BY_KEY_IDENTIFIER, FIT_BY_BOTH };

struct search {
	const zairyu_trust *trust;
	const struct certificate *certificate;
	struct signed_forms forms;
	enum fit best; /* of those whose key did not verify */
};

static bool identifiers_equal(const struct anchor *anchor, const struct certificate *certificate)
{
	zairyu_bytes wanted = certificate->extensions.authority_key;

	return wanted.len > 0 && bytes_equal(wanted, anchor->certificate.extensions.subject_key);
}

static bool identifiers_differ(const struct anchor *anchor, const struct certificate *certificate)
{
	return certificate->extensions.authority_key.len > 0 && anchor->certificate.extensions.subject_key.len > 0 &&
	       !identifiers_equal(anchor, certificate);
}

static enum fit fit(const struct anchor *anchor, const struct certificate *certificate)
{
	bool by_identifier;

	if (anchor->key.kind != certificate->key.kind)
		return FIT_NOT;
	by_identifier = identifiers_equal(anchor, certificate);
	if (name_equal(certificate->issuer, anchor->certificate.subject))
		return by_identifier ? FIT_BY_BOTH : FIT_BY_NAME;
	return by_identifier ? FIT_BY_KEY_IDENTIFIER : FIT_BY_KEY_KIND;
}

/* Tries the anchors of one kind and one fit. Returns SIGNATURE_*, or a ZAIRYU_ERR_*. */
static int try_anchors(struct search *search, int kind, enum fit wanted, const struct anchor **found)
{
	for (size_t i = 0; i < search->trust->count; i++) {
		struct anchor *candidate = search->trust->anchors[i];
		int answer;

		if (candidate->kind != kind || fit(candidate, search->certificate) != wanted)
			continue;
		answer = signed_forms_check(&search->forms, search->certificate, &candidate->key);
		if (answer == SIGNATURE_RIGHT)
			*found = candidate;
		if (answer != SIGNATURE_WRONG)
			return answer;
		if (wanted > search->best)
			search->best = wanted;
	}
	return SIGNATURE_WRONG;
}

/* Where several would do, a production anchor is the one. */
static int try_all(struct search *search, const struct anchor **found)
{
	static const int kinds[] = { ZAIRYU_ANCHOR_PRODUCTION, ZAIRYU_ANCHOR_OFFICIAL_TEST, ZAIRYU_ANCHOR_CUSTOM };
	int answer = SIGNATURE_WRONG;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds && answer == SIGNATURE_WRONG; i++)
		for (enum fit fit = FIT_BY_BOTH; fit > FIT_NOT && answer == SIGNATURE_WRONG; fit--)
			answer = try_anchors(search, kinds[i], fit, found);
	return answer;
}

/* As it is stored; and if that is nobody's, as DER. */
static int search_forms(struct search *search, struct issuer *out)
{
	const struct digests *digests = &search->trust->digests;
	int rc = signed_forms_as_stored(search->certificate, digests, &search->forms);
	int answer = rc == ZAIRYU_OK ? try_all(search, &out->anchor) : rc;

	if (answer != SIGNATURE_WRONG)
		return answer;
	rc = signed_forms_as_der(search->certificate, digests, &search->forms);
	if (rc != ZAIRYU_OK)
		return rc;
	answer = try_all(search, &out->anchor);
	if (answer == SIGNATURE_RIGHT)
		out->oddities |= ODDITY_NOT_DER;
	return answer;
}

static bool is_younger(const zairyu_trust *trust, const struct certificate *certificate)
{
	for (size_t i = 0; i < trust->count; i++)
		if (trust->anchors[i]->key.kind == certificate->key.kind &&
		    trust->anchors[i]->certificate.validity.not_before >= certificate->validity.not_before)
			return false;
	return true;
}

/* A name alone is not a claim to that very key: another CA of the same name may be the one that is not here. */
static void explain(const struct search *search, struct issuer *out)
{
	if (search->certificate->signature_malformed) {
		out->problem = NOTE_CERTIFICATE_MALFORMED;
	} else if (search->best >= FIT_BY_KEY_IDENTIFIER) {
		out->problem = NOTE_ISSUER_SIGNATURE_MISMATCH;
	} else {
		out->problem = NOTE_ISSUER_UNKNOWN;
		out->younger = is_younger(search->trust, search->certificate);
	}
}

int issuer_find(const zairyu_trust *trust, const struct certificate *certificate, struct issuer *out)
{
	struct search search = { .trust = trust, .certificate = certificate };
	int answer;

	*out = (struct issuer){ 0 };
	answer = search_forms(&search, out);
	if (answer < 0)
		return answer;
	if (!out->anchor) {
		explain(&search, out);
		return ZAIRYU_OK;
	}
	if (!bytes_equal(certificate->issuer, out->anchor->certificate.subject))
		out->oddities |= ODDITY_NAME_DIFFERS;
	if (identifiers_differ(out->anchor, certificate))
		out->oddities |= ODDITY_KEY_IDENTIFIER_DIFFERS;
	return ZAIRYU_OK;
}

bool issuer_is_decidable(const zairyu_trust *trust, enum key_kind key)
{
	bool any_production = false;
	bool production = false;
	bool custom = false;

	for (size_t i = 0; i < trust->count; i++) {
		bool fits = trust->anchors[i]->key.kind == key;
		bool is_production = trust->anchors[i]->kind == ZAIRYU_ANCHOR_PRODUCTION;

		any_production = any_production || is_production;
		production = production || (is_production && fits);
		custom = custom || (fits && trust->anchors[i]->kind == ZAIRYU_ANCHOR_CUSTOM);
	}
	return production || (custom && !any_production);
}
