/* SPDX-License-Identifier: BSD-2-Clause */
/* What the certificates of the test CAs and cards say, as the variants ask for it. */
#include <string.h>

#include "ca/ca_certificate.h"
#include "profile/variant.h"

static const char *const authority_names[KEY_KINDS] = { "libzairyu Test CA", "libzairyu Test CA2" };

size_t ca_name(enum key_kind kind, uint8_t out[CA_NAME_MAX])
{
	return ca_certificate_name(authority_names[kind], out);
}

int ca_certificate_make(zairyu_vcard_ca *ca, enum key_kind kind, struct blob *out, zairyu_error **err)
{
	const struct key *key;
	int rc = ca_key(ca, kind, CA_AUTHORITY, &key, err);
	struct certificate c = { .subject = key,
				 .signer = key,
				 .subject_name = authority_names[kind],
				 .issuer_name = authority_names[kind],
				 .not_before = ca->expired ? "100101000000Z"
					       : ca->early ? "450101000000Z"
							   : "200101000000Z",
				 .not_after = ca->expired ? "191231235959Z" : "491231235959Z",
				 .ca = true };

	if (rc != ZAIRYU_OK)
		return rc;
	memcpy(c.authority_id, key->id, KEY_ID);
	if (ca->name.len && ca->name_kind == kind)
		c.name = (zairyu_bytes){ ca->name.data, ca->name.len };
	return ca_certificate_write(&c, out, err);
}

/* What the certificate calls its issuer, whose key it is in truth. */
static const char *issuer_name(enum key_kind kind, const struct variant_set *variants)
{
	static const char *const in_capitals[KEY_KINDS] = { "LIBZAIRYU TEST CA", "LIBZAIRYU TEST CA2" };

	if (variant_on(variants, VARIANT_ISSUER_UNKNOWN))
		return "libzairyu Stranger CA";
	if (variant_on(variants, VARIANT_CERTIFICATE_ISSUER_OTHER))
		return "libzairyu Other Name";
	return variant_on(variants, VARIANT_CERTIFICATE_ISSUER_CASE) ? in_capitals[kind] : authority_names[kind];
}

/* Who signs the card's certificate, and who it says that it was. */
static int choose_issuer(struct certificate *c, zairyu_vcard_ca *ca, enum key_kind kind,
			 const struct variant_set *variants, zairyu_error **err)
{
	const struct key *authority;
	int rc = ca_key(ca, kind, CA_AUTHORITY, &authority, err);
	bool same_key_id = variant_on(variants, VARIANT_ISSUER_SAME_KEY_ID);
	bool stranger = same_key_id || variant_on(variants, VARIANT_ISSUER_UNKNOWN) ||
			variant_on(variants, VARIANT_ISSUER_SAME_NAME);

	c->signer = authority;
	c->issuer_name = issuer_name(kind, variants);
	c->printable_issuer = variant_on(variants, VARIANT_CERTIFICATE_ISSUER_PRINTABLE);
	if (rc == ZAIRYU_OK && stranger)
		rc = ca_key(ca, kind, CA_STRANGER, &c->signer, err);
	if (variant_on(variants, VARIANT_SELF_SIGNED)) {
		c->signer = c->subject;
		c->issuer_name = c->subject_name;
	}
	memcpy(c->authority_id, same_key_id ? authority->id : c->signer->id, KEY_ID);
	if (variant_on(variants, VARIANT_CERTIFICATE_AKI_OTHER))
		c->authority_id[0] ^= 1;
	return rc;
}

static void choose_dates(struct certificate *c, const struct variant_set *variants)
{
	c->not_before = "240401000000Z";
	c->not_after = "390331235959Z";
	if (variant_on(variants, VARIANT_CERTIFICATE_EXPIRED)) {
		c->not_before = "150401000000Z";
		c->not_after = "200331235959Z";
	} else if (variant_on(variants, VARIANT_CERTIFICATE_NOT_YET_VALID)) {
		c->not_before = "460401000000Z";
		c->not_after = "490331235959Z";
	}
}

static void choose_encoding(struct certificate *c, const struct variant_set *variants)
{
	bool as_der = variant_on(variants, VARIANT_CERTIFICATE_BER_SIGNED_AS_DER);

	c->pieces = variant_on(variants, VARIANT_CERTIFICATE_PIECES);
	c->signed_as_der = as_der || c->pieces;
	if (as_der || variant_on(variants, VARIANT_CERTIFICATE_INDEFINITE))
		c->outer = DER_INDEFINITE;
	if (as_der || variant_on(variants, VARIANT_CERTIFICATE_TBS_INDEFINITE))
		c->inner = DER_INDEFINITE;
	if (variant_on(variants, VARIANT_CERTIFICATE_LONG_LENGTHS))
		c->outer = c->inner = DER_LONG;
	c->null_parameter = variant_on(variants, VARIANT_CERTIFICATE_NULL_PARAMETER);
	c->version_1 = variant_on(variants, VARIANT_CERTIFICATE_VERSION_1);
	c->signature_zeros = variant_on(variants, VARIANT_CERTIFICATE_SIGNATURE_ZEROS);
	c->flip_signature = variant_on(variants, VARIANT_FLIP_CERTIFICATE);
}

static void choose_serial(struct certificate *c, const struct variant_set *variants)
{
	static const struct {
		enum variant variant;
		enum serial serial;
	} serials[] = {
		{ VARIANT_CERTIFICATE_SERIAL_LONG, SERIAL_LONG },
		{ VARIANT_CERTIFICATE_SERIAL_NEGATIVE, SERIAL_NEGATIVE },
		{ VARIANT_CERTIFICATE_SERIAL_ZEROS, SERIAL_ZEROS },
	};

	for (size_t i = 0; i < sizeof serials / sizeof *serials; i++)
		if (variant_on(variants, serials[i].variant))
			c->serial = serials[i].serial;
}

int ca_card_certificate(zairyu_vcard_ca *ca, enum key_kind kind, const struct variant_set *variants, struct blob *out,
			zairyu_error **err)
{
	const struct key *subject;
	int rc = ca_key(ca, kind, CA_CARD, &subject, err);
	struct certificate c = { .subject = subject, .subject_name = "libzairyu Test Card" };

	if (rc == ZAIRYU_OK)
		rc = choose_issuer(&c, ca, kind, variants, err);
	choose_dates(&c, variants);
	choose_encoding(&c, variants);
	choose_serial(&c, variants);
	if (rc == ZAIRYU_OK)
		rc = ca_certificate_write(&c, out, err);
	/* The first length says more than there is. */
	if (rc == ZAIRYU_OK && variant_on(variants, VARIANT_CERTIFICATE_MALFORMED))
		out->data[2] ^= 0x40;
	return rc;
}
