/* SPDX-License-Identifier: BSD-2-Clause */
/* Makes test keys, certificates and records: everything a CA and a card would, and everything they should not. */
#ifndef TESTS_VERIFY_MAKER_H
#define TESTS_VERIFY_MAKER_H

#include <openssl/evp.h>
#include <stdbool.h>
#include <zairyu/verify.h>

#include "blob.h"

/* Keys, made once a process: two CAs and two cards of each kind, and unsuitable ones. */
enum key_name { RSA_CA, RSA_OTHER_CA, RSA_CARD, P384_CA, P384_OTHER_CA, P384_CARD, RSA_1024, P256, KEYS };
extern EVP_PKEY *keys[KEYS];
void keys_make(void);
void keys_free(void);

enum { CARD_MADE_AT = 1750000000 /* 2025-06-15 */ };

/* Which form of the signed part was signed: as it stands; as DER; as DER but for what extensions wrap. */
enum signed_as { SIGNED_AS_STORED, SIGNED_AS_DER, SIGNED_AS_DER_OUTSIDE };

/* What stands in an RSA signature: the right thing, or what a lax reader of PKCS #1 takes for it. */
enum pkcs1 { PKCS1_RIGHT, PKCS1_SHORT_PADDING, PKCS1_GARBAGE_IN_INFO, PKCS1_BLOCK_TYPE_2, PKCS1_NO_INFO, PKCS1_GAMES };

/* What a name may be that is none, or none that can be written. */
enum odd_name { NAME_USUAL, NAME_EMPTY_PART, NAME_NOT_A_SET, NAME_OF_HUGE_OID, NAME_OF_NOTHING };

/* A certificate to be made. Zeros are the usual thing. */
struct certificate_plan {
	enum key_name key, issuer_key;
	const char *subject, *issuer; /* CN */
	const char *digest;           /* "SHA256" if NULL */
	const char *not_before, *not_after;
	enum form form;           /* of everything but: */
	enum form inside;         /* what extensions and the key's bits wrap */
	enum signed_as signed_as; /* the form that was signed */
	zairyu_bytes serial;      /* content of the INTEGER; the usual one if empty */
	uint8_t signed_zeros;     /* so many zeros of the serial's were not there when it was signed */
	uint8_t version;          /* as written; 3 is the usual one */
	uint8_t true_octet;       /* 0: FF */
	bool pair_of_units;       /* the issuer has two attributes in one SET */
	bool swap_parts;          /* in the other order than DER's */
	uint8_t number_zeros;     /* needless ones before r and before s */
	uint8_t signature_more;   /* bytes behind the signature */
	bool zero_tail;           /* the signature ends in NULs, and is wrong */
	enum pkcs1 pkcs1;
	bool no_usage, no_extensions, malformed_identifiers;
	bool null_parameter; /* in an ECDSA AlgorithmIdentifier */
	bool outer_null_only;
	zairyu_bytes curve_parameter; /* in an ECDSA AlgorithmIdentifier: an OID */
	bool compressed_point;
	enum odd_name odd_subject, odd_issuer;
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
/* Adds the signature over what was signed. */
void add_signature(struct blob *to, const struct certificate_plan *plan, const struct blob *tbs);
/* An ECDSA signature in DER with needless zeros before r and before s, at least one if it is all. */
void rewrite_numbers(const uint8_t *der, size_t len, uint8_t zeros, struct blob *out);
/* The point that is the key comes off its curve, whatever the certificate's form. */
void spoil_point(struct blob *certificate);
/* A self-signed CA with the usual name. */
void make_ca(enum key_name key, const char *name, struct blob *out);
/* A certificate as PEM text, behind what is there. */
void to_pem(const struct blob *der, struct blob *pem, const char *line_end);
/* The plan of a sound card certificate for a type. */
struct certificate_plan card_certificate_plan(const char *type);
/* A change, with keys and names of that one. */
struct certificate_plan changed_certificate_plan(const char *type, const struct certificate_plan *change);
#define CA_NAME "Test CA"

enum check_code_form { CODE_RAW, CODE_DER, CODE_DER_PADDED };

/* A card as it would be read. Zeros are the usual thing. */
struct card_plan {
	const char *type;
	const struct blob *certificate; /* NULL: one of card_certificate_plan() */
	enum key_name key;              /* that signs the data */
	enum check_code_form code_form;
	uint8_t code_zeros;      /* needless ones before r and before s, in DER */
	uint8_t code_more;       /* bytes behind the code */
	uint8_t code_more_octet; /* what they are */
	bool exact_certificate;  /* its object is as long as it is */
	const char *number;      /* in the chip; the one that opened the card if NULL */
	bool no_number;          /* its file holds no object */
	const char *birth_date;  /* the usual one if NULL */
	const char *reader;      /* "test:" if NULL */
	bool other_holder;       /* other images, and another thing in what is not signed */
	bool no_face;            /* D1 is empty */
	bool face_signed_as_nothing;
	bool no_check_code, no_certificate;
	bool only_code_object; /* DA 00 and NULs */
	bool extra_signature_object;
	uint64_t leave_out; /* items not read */
	uint64_t assume;    /* items whose last bytes were not transferred */
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
struct blob file_of(const struct card *card, uint64_t item);
/* The same with another file in the place of one, or with some as they are on another card. NULL if it is refused. */
zairyu_record *record_with(const struct card *card, uint64_t item, const struct blob *replacement);
zairyu_record *record_of_two(const struct card *card, const struct card *other, uint64_t from_other);
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
