/* SPDX-License-Identifier: BSD-2-Clause */
/* The trust store: making and filling it, and what is in it. */
#include "trust/trust.h"

#include <stdlib.h>
#include <string.h>

#include "common/failure.h"
#include "common/flags.h"
#include "key/key_importer.h"
#include "trust/signer_cache.h"

enum { CAPACITY_FIRST = 8, PEM_BYTES_MAX = 65536 };

static int trust_new(zairyu_context *ctx, zairyu_trust **out, zairyu_error **err)
{
	zairyu_trust *trust;
	int rc;

	if (!out)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "no place for the trust store");
	*out = NULL;
	if (!ctx)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "no context");
	trust = calloc(1, sizeof *trust);
	if (!trust)
		return no_memory(err);
	rc = digests_init(&trust->digests);
	if (rc == ZAIRYU_OK)
		rc = signer_cache_new(&trust->cache);
	if (rc == ZAIRYU_OK)
		rc = key_importer_new(&trust->importer);
	if (rc != ZAIRYU_OK) {
		zairyu_trust_free(trust);
		return zairyu_error_set(err, rc, NULL, 0, "libcrypto lacks an algorithm, or memory ran out");
	}
	*out = trust;
	return ZAIRYU_OK;
}

int zairyu_trust_new(zairyu_context *ctx, zairyu_trust **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, trust_new(ctx, out, err));
}

void zairyu_trust_free(zairyu_trust *trust)
{
	if (!trust)
		return;
	signer_cache_free(trust->cache);
	key_importer_free(trust->importer);
	trust_go_back(trust, (struct trust_mark){ 0 });
	origins_done(&trust->origins);
	free(trust->anchors);
	digests_done(&trust->digests);
	free(trust);
}

struct trust_mark trust_mark(const zairyu_trust *trust)
{
	return (struct trust_mark){ trust->count, trust->origins.count, trust->origins.refusals };
}

void trust_go_back(zairyu_trust *trust, struct trust_mark mark)
{
	origins_truncate(&trust->origins, mark.origins, mark.refusals);
	while (trust->count > mark.anchors)
		anchor_free(trust->anchors[--trust->count]);
}

bool trust_is_incomplete(const zairyu_trust *trust)
{
	return trust->origins.refusals > 0;
}

/* The same certificate, if it is there already. */
static const struct anchor *find(const zairyu_trust *trust, const struct anchor *anchor)
{
	for (size_t i = 0; i < trust->count; i++)
		if (memcmp(trust->anchors[i]->sha256, anchor->sha256, SHA256_HEX_SIZE) == 0)
			return trust->anchors[i];
	return NULL;
}

static bool grow(zairyu_trust *trust)
{
	size_t capacity;
	struct anchor **anchors;

	if (trust->count < trust->capacity)
		return true;
	capacity = trust->capacity == 0 ? CAPACITY_FIRST : trust->capacity * 2;
	anchors = realloc(trust->anchors, capacity * sizeof *anchors);
	if (!anchors)
		return false;
	trust->anchors = anchors;
	trust->capacity = capacity;
	return true;
}

int trust_take(zairyu_trust *trust, struct anchor *anchor)
{
	const struct anchor *known = find(trust, anchor);

	if (known) {
		anchor_free(anchor);
		return origins_note(&trust->origins, known);
	}
	if (!grow(trust)) {
		anchor_free(anchor);
		return ZAIRYU_ERR_NO_MEMORY;
	}
	trust->anchors[trust->count++] = anchor;
	signer_cache_clear(trust->cache); /* a better kind of anchor may vouch for a signer from now on */
	return origins_note(&trust->origins, anchor);
}

static int add_der(zairyu_trust *trust, zairyu_bytes der, bool custom_allowed, zairyu_error **err)
{
	struct anchor *anchor;
	int rc = anchor_new(&trust->digests, der, custom_allowed, &anchor, err);

	if (rc != ZAIRYU_OK)
		return rc;
	rc = trust_take(trust, anchor);
	return rc == ZAIRYU_OK ? rc : no_memory(err);
}

static int add_first_of_pem(zairyu_trust *trust, zairyu_bytes *pem, bool custom_allowed, zairyu_error **err)
{
	zairyu_bytes der = { NULL, 0 };
	uint8_t *decoded;
	int rc = pem_take(pem, &decoded, &der.len, err);

	if (rc != ZAIRYU_OK)
		return rc;
	der.data = decoded;
	rc = add_der(trust, der, custom_allowed, err);
	free(decoded);
	return rc;
}

static int add_pem(zairyu_trust *trust, zairyu_bytes pem, bool custom_allowed, zairyu_error **err)
{
	const struct trust_mark before = trust_mark(trust);
	int rc = ZAIRYU_OK;

	while (rc == ZAIRYU_OK && pem_is(pem))
		rc = add_first_of_pem(trust, &pem, custom_allowed, err);
	if (rc != ZAIRYU_OK)
		trust_go_back(trust, before);
	return rc;
}

static int trust_add(zairyu_trust *trust, zairyu_bytes certificate, uint32_t flags, zairyu_error **err)
{
	int rc;
	bool custom_allowed;

	if (!trust || (!certificate.data && certificate.len > 0))
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "no trust store, or no bytes");
	rc = flags_check(flags, ZAIRYU_TRUST_CUSTOM, err);
	if (rc != ZAIRYU_OK)
		return rc;
	custom_allowed = (flags & ZAIRYU_TRUST_CUSTOM) != 0;
	if (certificate.len > PEM_BYTES_MAX)
		return zairyu_error_set(err, ZAIRYU_ERR_CERTIFICATE, NULL, 0, "too long for a certificate");
	return pem_is(certificate) ? add_pem(trust, certificate, custom_allowed, err)
				   : add_der(trust, certificate, custom_allowed, err);
}

int zairyu_trust_add(zairyu_trust *trust, zairyu_bytes certificate, uint32_t flags, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, trust_add(trust, certificate, flags, err));
}

static const struct anchor *at(const zairyu_trust *trust, size_t index)
{
	return trust && index < trust->count ? trust->anchors[index] : NULL;
}

size_t zairyu_trust_count(const zairyu_trust *trust)
{
	return trust ? trust->count : 0;
}

int zairyu_trust_kind(const zairyu_trust *trust, size_t index)
{
	const struct anchor *anchor = at(trust, index);

	return anchor ? anchor->kind : 0;
}

/* A card's certificate and its CA's have keys of one kind (find_issuer.c), and each generation has a kind of its own. */
int zairyu_trust_family(const zairyu_trust *trust, size_t index)
{
	static const int families[] = { [KEY_OTHER] = 0,
					[KEY_RSA] = ZAIRYU_FAMILY_FIRST_GENERATION,
					[KEY_P384] = ZAIRYU_FAMILY_SECOND_GENERATION };
	const struct anchor *anchor = at(trust, index);

	return anchor ? families[anchor->key.kind] : 0;
}

const char *zairyu_trust_subject(const zairyu_trust *trust, size_t index)
{
	const struct anchor *anchor = at(trust, index);

	return anchor ? anchor->subject : NULL;
}

const char *zairyu_trust_sha256(const zairyu_trust *trust, size_t index)
{
	const struct anchor *anchor = at(trust, index);

	return anchor ? anchor->sha256 : NULL;
}

zairyu_bytes zairyu_trust_certificate(const zairyu_trust *trust, size_t index)
{
	const struct anchor *anchor = at(trust, index);

	return anchor ? anchor->certificate.whole : (zairyu_bytes){ NULL, 0 };
}

int zairyu_trust_validity(const zairyu_trust *trust, size_t index, int64_t *not_before, int64_t *not_after)
{
	const struct anchor *anchor = at(trust, index);

	if (!anchor)
		return ZAIRYU_ERR_ARGUMENT;
	validity_give(&anchor->certificate.validity, not_before, not_after);
	return ZAIRYU_OK;
}

const char *zairyu_anchor_kind_name(int kind)
{
	static const char *const names[] = {
		[ZAIRYU_ANCHOR_PRODUCTION] = "production",
		[ZAIRYU_ANCHOR_OFFICIAL_TEST] = "official-test",
		[ZAIRYU_ANCHOR_CUSTOM] = "custom",
	};

	return kind >= 0 && (size_t)kind < sizeof names / sizeof *names ? names[kind] : NULL;
}
