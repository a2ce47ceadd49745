/* SPDX-License-Identifier: BSD-2-Clause */
/* Images as data objects. Drawing costs more than all else, so the CA remembers what was drawn from the same inputs. */
#include <string.h>

#include "common/drawing.h"
#include "common/failure.h"
#include "draw/draw.h"
#include "issuer/issuer_files.h"

typedef int draw_fn(struct draw *draw, const struct profile *p, struct blob *out, zairyu_error **err);

#define ALL_KEYS (((uint32_t)1 << PROFILE_KEYS) - 1)
#define KEY(key) ((uint32_t)1 << (key))

/* How each image is drawn, and all that it is drawn from. */
static const struct {
	draw_fn *draw;
	enum variant first, last; /* of its variants */
	uint32_t keys;
	bool number_and_seed;
} images[] = {
	[IMAGE_FRONT] = { draw_front, VARIANT_ADDRESS_EMPTY, VARIANT_TIFF_UNSORTED, ALL_KEYS, true },
	[IMAGE_NAME] = { draw_name, VARIANT_TIFF_IFD_FIRST, VARIANT_TIFF_UNSORTED, KEY(PROFILE_NAME), false },
	[IMAGE_ADDRESS] = { draw_address, VARIANT_TIFF_IFD_FIRST, VARIANT_TIFF_UNSORTED, KEY(PROFILE_ADDRESS), false },
	[IMAGE_FACE] = { draw_face, VARIANT_FACE_J2K, VARIANT_FACE_VENDOR_COLOUR, KEY(PROFILE_SEX), true },
};

/* Those of the card's variants that the image is drawn from. */
static struct variant_set inputs_variants(const struct profile *p, enum image image)
{
	struct variant_set set = { 0 };

	for (enum variant variant = images[image].first; variant <= images[image].last; variant++)
		if (profile_has(p, variant))
			variant_add(&set, variant);
	return set;
}

/* The type comes in because the front differs by it. */
static bool inputs_digest(const struct profile *p, enum image image, uint8_t out[MEMO_KEY])
{
	uint64_t fixed[3] = { image, image == IMAGE_FRONT ? p->type : 0, images[image].number_and_seed ? p->seed : 0 };
	struct variant_set variants = inputs_variants(p, image);
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	bool ok = md && EVP_DigestInit_ex2(md, EVP_sha256(), NULL) && EVP_DigestUpdate(md, fixed, sizeof fixed) &&
		  EVP_DigestUpdate(md, &variants, sizeof variants);

	if (ok && images[image].number_and_seed)
		ok = EVP_DigestUpdate(md, p->number, sizeof p->number);
	for (size_t i = 0; ok && i < PROFILE_KEYS; i++)
		if (images[image].keys & KEY(i))
			ok = EVP_DigestUpdate(md, p->value[i], strlen(p->value[i]) + 1);
	ok = ok && EVP_DigestFinal_ex(md, out, NULL);
	EVP_MD_CTX_free(md);
	return ok;
}

static int image_make(zairyu_vcard_ca *base, const struct profile *p, enum image image, const uint8_t digest[MEMO_KEY],
		      zairyu_error **err)
{
	struct blob blob = { 0 };
	int rc = drawing_begin(err);

	if (rc != ZAIRYU_OK)
		return rc;
	if (!base->draw)
		base->draw = draw_new();
	if (!base->draw)
		return no_memory(err);
	rc = images[image].draw(base->draw, p, &blob, err);
	if (rc == ZAIRYU_OK)
		memo_put(&base->memo, digest, &blob);
	return rc;
}

/* Behind the image's own end, where readers expect NULs. */
static void spoil_padding(const struct profile *p, uint8_t *padding, size_t len)
{
	if (len > 0 && profile_has(p, VARIANT_IMAGE_TRAILING))
		padding[len - 1] = 0xFF;
	if (profile_has(p, VARIANT_IMAGE_PADDING_FF))
		memset(padding, 0xFF, len);
}

int image_put(struct issuer *issuer, struct put *put, enum image image, unsigned tag, size_t size, zairyu_error **err)
{
	uint8_t digest[MEMO_KEY];
	const struct profile *p = &issuer->profile;
	zairyu_vcard_ca *base = ca_base(issuer->ca);
	const struct blob *blob;

	if (!inputs_digest(p, image, digest))
		return zairyu_error_set(err, ZAIRYU_ERR_CRYPTO, NULL, 0, "SHA-256 failed");
	blob = memo_get(&base->memo, digest);
	if (!blob) {
		int rc = image_make(base, p, image, digest, err);

		if (rc != ZAIRYU_OK)
			return rc;
		blob = memo_get(&base->memo, digest);
	}
	put_object(put, tag, size, blob->data, blob->len, 0);
	if (!put->failed)
		spoil_padding(p, put->data + put->len - (size - blob->len), size - blob->len);
	return ZAIRYU_OK;
}
