/* SPDX-License-Identifier: BSD-2-Clause */
/* The handle of the test CAs: keys and certificates, made when first needed and shared by many cards. */
#include "ca/ca.h"

#include <stdlib.h>

#include "common/failure.h"
#include "draw/draw.h"

static int vcard_ca_new(zairyu_context *ctx, uint64_t seed, zairyu_vcard_ca **out, zairyu_error **err)
{
	zairyu_vcard_ca *ca;

	if (out)
		*out = NULL;
	if (!ctx || !out)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "context and out are required");
	ca = calloc(1, sizeof *ca);
	if (!ca)
		return no_memory(err);
	atomic_init(&ca->references, 1);
	ca->seed = seed;
	*out = ca;
	return ZAIRYU_OK;
}

int zairyu_vcard_ca_new(zairyu_context *ctx, uint64_t seed, zairyu_vcard_ca **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, vcard_ca_new(ctx, seed, out, err));
}

zairyu_vcard_ca *ca_ref(zairyu_vcard_ca *ca)
{
	atomic_fetch_add(&ca->references, 1);
	return ca;
}

zairyu_vcard_ca *ca_base(zairyu_vcard_ca *ca)
{
	return ca->base ? ca->base : ca;
}

int ca_look_new(zairyu_vcard_ca *ca, const struct ca_look *look, zairyu_vcard_ca **out, zairyu_error **err)
{
	zairyu_vcard_ca *other = calloc(1, sizeof *other);

	*out = NULL;
	if (!other || (look->name.len && !blob_set(&other->name, look->name.data, look->name.len))) {
		free(other);
		return no_memory(err);
	}
	atomic_init(&other->references, 1);
	other->seed = ca->seed;
	other->expired = look->expired;
	other->early = look->early;
	other->name_kind = look->kind;
	other->base = ca_ref(ca_base(ca));
	*out = other;
	return ZAIRYU_OK;
}

int ca_expired_new(zairyu_vcard_ca *ca, zairyu_vcard_ca **out, zairyu_error **err)
{
	return ca_look_new(ca, &(struct ca_look){ .expired = true }, out, err);
}

int ca_key(zairyu_vcard_ca *ca, enum key_kind kind, enum ca_role role, const struct key **out, zairyu_error **err)
{
	static const char *const labels[KEY_KINDS][CA_ROLES] = {
		{ "authority rsa", "stranger rsa", "card rsa", "twin rsa", "twin of twin rsa" },
		{ "authority p384", "stranger p384", "card p384", "twin p384", "twin of twin p384" },
	};
	struct key *key = &ca_base(ca)->key[kind][role];

	*out = key;
	return key_make(key, kind, ca->seed, labels[kind][role], err);
}

static int vcard_ca_certificate(zairyu_vcard_ca *ca, int family, zairyu_bytes *out, zairyu_error **err)
{
	enum key_kind kind;
	struct blob *certificate;

	if (out)
		*out = (zairyu_bytes){ NULL, 0 };
	if (!ca || !out || (family != ZAIRYU_FAMILY_FIRST_GENERATION && family != ZAIRYU_FAMILY_SECOND_GENERATION))
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0,
					"a CA, one of two families and out are required");
	kind = family == ZAIRYU_FAMILY_FIRST_GENERATION ? KEY_RSA_2048 : KEY_EC_P384;
	certificate = &ca->certificate[kind];
	if (!certificate->data) {
		int rc = ca_certificate_make(ca, kind, certificate, err);

		if (rc != ZAIRYU_OK)
			return rc;
	}
	*out = (zairyu_bytes){ certificate->data, certificate->len };
	return ZAIRYU_OK;
}

int zairyu_vcard_ca_certificate(zairyu_vcard_ca *ca, int family, zairyu_bytes *out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, vcard_ca_certificate(ca, family, out, err));
}

void zairyu_vcard_ca_free(zairyu_vcard_ca *ca)
{
	if (!ca || atomic_fetch_sub(&ca->references, 1) != 1)
		return;
	for (size_t kind = 0; kind < KEY_KINDS; kind++) {
		for (size_t role = 0; role < CA_ROLES; role++)
			key_done(&ca->key[kind][role]);
		blob_done(&ca->certificate[kind]);
	}
	blob_done(&ca->name);
	memo_done(&ca->memo);
	draw_free(ca->draw);
	zairyu_vcard_ca_free(ca->base);
	free(ca);
}
