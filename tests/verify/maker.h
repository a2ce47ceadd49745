/* SPDX-License-Identifier: BSD-2-Clause */
/* Makes test keys, certificates and records: everything a CA and a card would, and everything they should not. */
#ifndef TESTS_VERIFY_MAKER_H
#define TESTS_VERIFY_MAKER_H

#include <stdbool.h>
#include <openssl/evp.h>
#include <zairyu/verify.h>

#include "blob.h"

/* Keys, made once a process: two CAs and two cards of each kind, and unsuitable ones. */
enum key_name { RSA_CA, RSA_OTHER_CA, RSA_CARD, P384_CA, P384_OTHER_CA, P384_CARD, RSA_1024, P256, KEYS };
extern EVP_PKEY *keys[KEYS];
void keys_make(void);
void keys_free(void);

enum { CARD_MADE_AT = 1750000000 /* 2025-06-15 */ };

/* A certificate to be made. Zeros are the usual thing. */
struct certificate_plan {
	enum key_name key, issuer_key;
	const char *subject, *issuer; /* CN */
	const char *digest;           /* "SHA256" if NULL */
	const char *not_before, *not_after;
	enum form form;
	bool null_parameter; /* in an ECDSA AlgorithmIdentifier */
	bool outer_null_only;
	bool no_rsa_null;
	bool wrong_outer_algorithm;
	bool is_ca, ca_without_constraints;
	bool not_a_ca;       /* basic constraints that say so */
	bool no_identifiers; /* neither SKI nor AKI */
	bool wrong_authority_key;
	bool version_1;
	bool unknown_critical, policies_critical, repeated_extension;
	uint8_t key_usage; /* first octet of its bits; 0: the usual one */
	const char *issuer_string_tag;
	size_t padding;
	uint8_t padding_octet;
	int flip_signature; /* flips a bit of the signature */
};

void make_certificate(const struct certificate_plan *plan, struct blob *out);
/* A self-signed CA with the usual name. */
void make_ca(enum key_name key, const char *name, struct blob *out);
/* The plan of a sound card certificate for a type. */
struct certificate_plan card_certificate_plan(const char *type);
#define CA_NAME "Test CA"

enum check_code_form { CODE_RAW, CODE_DER, CODE_DER_PADDED };

/* A card as it would be read. Zeros are the usual thing. */
struct card_plan {
	const char *type;
	const struct blob *certificate; /* NULL: one of card_certificate_plan() */
	enum key_name key;              /* that signs the data */
	enum check_code_form code_form;
	bool no_face; /* D1 is empty */
	bool face_signed_as_nothing;
	bool no_check_code, no_certificate;
	bool only_code_object; /* DA 00 and NULs */
	uint32_t leave_out;    /* items not read */
	uint32_t assume;       /* items whose last bytes were not transferred */
	const char *digest;
	bool empty_tail;                 /* type 05 with nothing in the last four entries */
	uint8_t swap_first, swap_second; /* tags of printed entries to swap */
	bool extra_entry;
	bool extra_object; /* beside an image */
	int64_t read_at;
};

/* A file of the card, and a record of all of them. */
struct card {
	struct card_plan plan;
	struct blob front, face, entries, name_and_face, signature, type_file, common;
	size_t certificate_padding; /* NULs behind the certificate */
};
void make_card(const struct card_plan *plan, struct card *out);
zairyu_record *record_of(const struct card *card);
/* Both at once. */
zairyu_record *make_record(const struct card_plan *plan);

bool is_first_generation(const char *type);
/* A usual card: its key and form of code for the type. */
struct card_plan card_plan_of(const char *type);

extern zairyu_context *ctx;
/* A trust store with the two usual CAs: custom, or of another kind by way of the internals. */
zairyu_trust *trust_with(int kind);
void trust_add_as(zairyu_trust *trust, const struct blob *der, int kind);

/* Unchecked fixture: the keys and the context. */
void makers_setup(void);
void makers_teardown(void);

#endif
