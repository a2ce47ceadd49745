/* SPDX-License-Identifier: BSD-2-Clause */
/* Personalises a virtual card: reads the options, finds the CA, has the files made, signed and damaged. */
#include "issuer.h"

#include <stdlib.h>
#include <string.h>

#include "common/failure.h"
#include "issuer/issuer_files.h"
#include "twin/play.h"

/* The CA handed in, or one of the seed asked for, or the expired one a variant wants. */
static int find_authority(zairyu_context *ctx, zairyu_vcard_ca *ca, struct issuer *issuer, zairyu_error **err)
{
	struct profile *p = &issuer->profile;
	zairyu_vcard_ca *own = NULL;
	int rc = ZAIRYU_OK;

	if (ca && p->seed_given && p->seed != ca->seed)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "seed: not the seed of the CA handed in");
	if (ca)
		own = ca_ref(ca);
	else
		rc = zairyu_vcard_ca_new(ctx, p->seed, &own, err);
	if (rc == ZAIRYU_OK && profile_has(p, VARIANT_CA_EXPIRED)) {
		rc = ca_expired_new(own, &issuer->ca, err);
		zairyu_vcard_ca_free(own);
	} else {
		issuer->ca = own;
	}
	if (issuer->ca)
		p->seed = issuer->ca->seed;
	return rc;
}

static unsigned manners_of(const struct profile *p)
{
	static const struct {
		enum variant variant;
		enum vcard_manner manner;
	} table[] = {
		{ VARIANT_ANSWER_61, MANNER_MORE },     { VARIANT_ANSWER_6282, MANNER_END },
		{ VARIANT_ANSWER_6C, MANNER_LE },       { VARIANT_ANSWER_FCI, MANNER_FCI },
		{ VARIANT_CHIP_BROKEN, MANNER_BROKEN }, { VARIANT_POWER_UP_6F00, MANNER_POWER_UP },
		{ VARIANT_MY_NUMBER_DF1, MANNER_DF1 },
	};
	unsigned manners = 0;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (profile_has(p, table[i].variant))
			manners |= table[i].manner;
	return manners;
}

static void describe(const struct profile *p, struct vcard_files *files)
{
	static const char *const types[TYPES] = { "1", "2", "05", "06" };
	const char *type;

	files->nature = profile_has(p, VARIANT_FOREIGN)          ? VCARD_FOREIGN
			: files_my_number(p)                     ? VCARD_MY_NUMBER
			: profile_has(p, VARIANT_MY_NUMBER_ONLY) ? VCARD_MY_NUMBER_ONLY
								 : VCARD_RESIDENCE;
	files->manners = manners_of(p);
	type = files->nature == VCARD_MY_NUMBER ? "07" : types[p->type];
	memcpy(files->type, type, strlen(type) + 1);
	files->second_generation = profile_second_generation(p);
	memcpy(files->number, p->number, sizeof files->number);
}

/* A twin says itself what card it is; the seed may be chosen, as it is the CA's. */
static int open_twin(zairyu_context *ctx, struct issuer *issuer, zairyu_error **err)
{
	struct profile asked = issuer->profile;
	char options[96];
	int rc;

	if (!asked.twin[0])
		return ZAIRYU_OK;
	if (asked.described)
		return zairyu_error_set(
			err, ZAIRYU_ERR_ARGUMENT, NULL, 0,
			"twin: combines with seed, fault and reader only; the rest is in the twin's file");
	rc = play_open(ctx, asked.twin, &issuer->twin, err);
	if (rc != ZAIRYU_OK)
		return rc;
	play_options(issuer->twin, options, sizeof options);
	rc = profile_parse(options, &issuer->profile, err);
	issuer->profile.seed = asked.seed;
	issuer->profile.seed_given = asked.seed_given;
	return rc;
}

static int personalise(zairyu_context *ctx, zairyu_vcard_ca *ca, const char *options, struct vcard_files *out,
		       struct issuer *issuer, zairyu_error **err)
{
	int rc = profile_parse(options, &issuer->profile, err);

	if (rc == ZAIRYU_OK)
		rc = open_twin(ctx, issuer, err);
	if (rc == ZAIRYU_OK)
		rc = find_authority(ctx, ca, issuer, err);
	if (rc != ZAIRYU_OK)
		return rc;
	describe(&issuer->profile, out);
	rc = files_make(issuer, out, err);
	patch_apply(&issuer->profile, out, PATCH_BEFORE_SIGNING);
	if (rc == ZAIRYU_OK)
		rc = sign_files(issuer, out, err);
	patch_apply(&issuer->profile, out, PATCH_AFTER_SIGNING);
	if (rc == ZAIRYU_OK && issuer->twin)
		rc = play_files(issuer, issuer->twin, out, err);
	return rc == ZAIRYU_OK ? form_apply(&issuer->profile, out, err) : rc;
}

int issuer_personalise(zairyu_context *ctx, zairyu_vcard_ca *ca, const char *options, struct vcard_files *out,
		       struct issuer **issuer_out, zairyu_error **err)
{
	struct issuer *issuer;
	int rc;

	*out = (struct vcard_files){ 0 };
	*issuer_out = NULL;
	issuer = calloc(1, sizeof *issuer);
	if (!issuer)
		return no_memory(err);
	rc = personalise(ctx, ca, options, out, issuer, err);
	if (rc == ZAIRYU_OK) {
		*issuer_out = issuer;
		return rc;
	}
	vcard_files_done(out);
	issuer_free(issuer);
	return rc;
}

int issuer_sign(struct issuer *issuer, struct vcard_files *files, zairyu_error **err)
{
	return issuer->twin ? play_sign(issuer, issuer->twin, files, err) : sign_files(issuer, files, err);
}

const struct zairyu_twin *issuer_twin(const struct issuer *issuer)
{
	return issuer ? issuer->twin : NULL;
}

zairyu_vcard_ca *issuer_authority(const struct issuer *issuer)
{
	return issuer->ca;
}

void issuer_free(struct issuer *issuer)
{
	if (!issuer)
		return;
	zairyu_vcard_ca_free(issuer->ca);
	zairyu_twin_free(issuer->twin);
	zairyu_wipe(issuer, sizeof *issuer);
	free(issuer);
}
