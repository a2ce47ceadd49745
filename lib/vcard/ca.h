/* SPDX-License-Identifier: BSD-2-Clause */
/* The test CAs: two authorities, the strangers who pretend to be them, and the keys that sign cards. */
#ifndef VCARD_CA_H
#define VCARD_CA_H

#include <stdatomic.h>
#include <zairyu.h>
#include <zairyu/vcard.h>
#include "ca_key.h"

struct draw;
struct variant_set;

enum ca_role {
	CA_AUTHORITY, /* the CA that is given out */
	CA_STRANGER,  /* one that is not */
	CA_CARD,      /* whose certificate is on the cards */
	CA_ROLES
};
enum { KEY_KINDS = 2 };

struct zairyu_vcard_ca {
	atomic_uint references;
	uint64_t seed;
	zairyu_vcard_ca *base; /* an expired CA has the keys of the one it was made from */
	bool expired;
	struct key key[KEY_KINDS][CA_ROLES];
	struct blob certificate[KEY_KINDS];
	struct memo memo;
	struct draw *draw; /* the fonts; made when first needed */
};

zairyu_vcard_ca *ca_hold(zairyu_vcard_ca *ca);
/* A key, made when first asked for. */
int ca_key(zairyu_vcard_ca *ca, enum key_kind kind, enum ca_role role, const struct key **out, zairyu_error **err);
/* The same CA, whose certificates have expired. */
int ca_expired_new(zairyu_vcard_ca *ca, zairyu_vcard_ca **out, zairyu_error **err);
/* Where results are kept, and the fonts: the base's. */
zairyu_vcard_ca *ca_base(zairyu_vcard_ca *ca);

/* ca_certificate.c: the CA's own certificate, and the one on the cards as the variants ask for it. */
int ca_certificate_make(zairyu_vcard_ca *ca, enum key_kind kind, struct blob *out, zairyu_error **err);
int ca_card_certificate(zairyu_vcard_ca *ca, enum key_kind kind, const struct variant_set *variants, struct blob *out,
			zairyu_error **err);

#endif
