/* SPDX-License-Identifier: BSD-2-Clause */
/* The test CAs: two authorities, the strangers who pretend to be them, and the keys that sign cards. */
#ifndef CA_CA_H
#define CA_CA_H

#include <stdatomic.h>
#include <zairyu.h>
#include <zairyu/vcard.h>

#include "ca/ca_key.h"

struct draw;
struct variant_set;

enum ca_role {
	CA_AUTHORITY, /* the CA that is given out */
	CA_STRANGER,  /* one that is not */
	CA_CARD,      /* whose certificate is on the cards */
	CA_TWIN,      /* whose certificate is on twins, so that none has a key of the card it was made from */
	CA_TWIN_OF_TWIN,
	CA_ROLES
};
enum { KEY_KINDS = 2 };

struct zairyu_vcard_ca {
	atomic_uint references;
	uint64_t seed;
	zairyu_vcard_ca *base; /* an expired CA has the keys of the one it was made from */
	bool expired, early;
	struct blob name; /* DER, what the authority of `name_kind` is called if not as usual */
	enum key_kind name_kind;
	struct key key[KEY_KINDS][CA_ROLES];
	struct blob certificate[KEY_KINDS];
	struct memo memo;
	struct draw *draw; /* the fonts; made when first needed */
};

zairyu_vcard_ca *ca_ref(zairyu_vcard_ca *ca);
/* A key, made when first asked for. */
int ca_key(zairyu_vcard_ca *ca, enum key_kind kind, enum ca_role role, const struct key **out, zairyu_error **err);
/* The same CA, whose certificates have expired. */
int ca_expired_new(zairyu_vcard_ca *ca, zairyu_vcard_ca **out, zairyu_error **err);

/* The same CA, called otherwise and of other dates. */
struct ca_look {
	zairyu_bytes name;  /* DER; empty: as usual */
	enum key_kind kind; /* whose name it is */
	bool expired, early;
};
int ca_look_new(zairyu_vcard_ca *ca, const struct ca_look *look, zairyu_vcard_ca **out, zairyu_error **err);
/* Where results are kept, and the fonts: the base's. */
zairyu_vcard_ca *ca_base(zairyu_vcard_ca *ca);

/* ca_plan.c: the CA's own certificate, and the one on the cards as the variants ask for it. */
int ca_certificate_make(zairyu_vcard_ca *ca, enum key_kind kind, struct blob *out, zairyu_error **err);
/* What the authority is usually called, DER. Returns how many bytes. */
enum { CA_NAME_MAX = 256 };
size_t ca_name(enum key_kind kind, uint8_t out[CA_NAME_MAX]);
int ca_card_certificate(zairyu_vcard_ca *ca, enum key_kind kind, const struct variant_set *variants, struct blob *out,
			zairyu_error **err);

#endif
