/* SPDX-License-Identifier: BSD-2-Clause */
/* The public handle: makes and ends a card, and gives access to its files. */
#include <stdlib.h>
#include <string.h>

#include "base/vcard_reader.h"
#include "common/failure.h"
#include "handle.h"
#include "issuer.h"
#include "twin/events.h"

static void destroy(zairyu_vcard *card)
{
	chip_done(&card->chip);
	events_free(card->events);
	issuer_free(card->issuer);
	vcard_files_done(&card->files);
	(void)pthread_mutex_destroy(&card->fault_lock);
	zairyu_wipe(card, sizeof *card);
	free(card);
}

zairyu_vcard *vcard_blank(void)
{
	zairyu_vcard *card = calloc(1, sizeof *card);

	if (card && pthread_mutex_init(&card->fault_lock, NULL) != 0) {
		free(card);
		return NULL;
	}
	if (card)
		atomic_init(&card->references, 1u);
	return card;
}

zairyu_vcard *vcard_ref(zairyu_vcard *card)
{
	atomic_fetch_add(&card->references, 1u);
	return card;
}

void zairyu_vcard_free(zairyu_vcard *card)
{
	if (card && atomic_fetch_sub(&card->references, 1u) == 1u)
		destroy(card);
}

static int personalise(zairyu_context *ctx, zairyu_vcard *card, zairyu_vcard_ca *ca, const char *options,
		       zairyu_error **err)
{
	struct vcard_reader reader;
	int rc = fault_from_options(&card->fault, options, err);

	if (rc == ZAIRYU_OK)
		rc = reader_from_options(&reader, options,
					 err); /* the backend's, but a slip in it is told to everyone */
	if (rc == ZAIRYU_OK)
		rc = issuer_personalise(ctx, ca, options, &card->files, &card->issuer, err);
	if (rc != ZAIRYU_OK)
		return rc;
	card->events = events_new(issuer_twin(card->issuer));
	if (!card->events && issuer_twin(card->issuer))
		return no_memory(err);
	rc = chip_init(&card->chip, &card->files);
	return rc == ZAIRYU_OK ? rc : zairyu_error_set(err, rc, NULL, 0, "libcrypto lacks an algorithm of the card");
}

static int vcard_new(zairyu_context *ctx, zairyu_vcard_ca *ca, const char *options, zairyu_vcard **out,
		     zairyu_error **err)
{
	zairyu_vcard *card;
	int rc;

	if (out)
		*out = NULL;
	if (!ctx || !options || !out)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "context, options and out are required");
	card = vcard_blank();
	if (!card)
		return no_memory(err);
	rc = personalise(ctx, card, ca, options, err);
	if (rc != ZAIRYU_OK) {
		zairyu_vcard_free(card);
		return rc;
	}
	*out = card;
	return ZAIRYU_OK;
}

int zairyu_vcard_new(zairyu_context *ctx, zairyu_vcard_ca *ca, const char *options, zairyu_vcard **out,
		     zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, vcard_new(ctx, ca, options, out, err));
}

void vcard_reader_of(const zairyu_vcard *card, struct vcard_reader *reader)
{
	events_reader(issuer_twin(card->issuer), reader);
}

const char *zairyu_vcard_number(const zairyu_vcard *card)
{
	return card ? card->files.number : NULL;
}

zairyu_vcard_ca *zairyu_vcard_authority(const zairyu_vcard *card)
{
	return card ? issuer_authority(card->issuer) : NULL;
}

static const struct vcard_file *find_file(const zairyu_vcard *card, int df, int sfi)
{
	for (size_t i = 0; i < card->files.count; i++) {
		if (card->files.file[i].df == df && card->files.file[i].sfi == sfi)
			return &card->files.file[i];
	}
	return NULL;
}

int zairyu_vcard_file(const zairyu_vcard *card, int df, int sfi, zairyu_bytes *out)
{
	const struct vcard_file *file;

	if (out)
		*out = (zairyu_bytes){ NULL, 0 };
	if (!card || !out)
		return ZAIRYU_ERR_ARGUMENT;
	file = find_file(card, df, sfi);
	if (!file)
		return ZAIRYU_ERR_ABSENT;
	*out = (zairyu_bytes){ file->data, file->len };
	return ZAIRYU_OK;
}

static int vcard_set_file(zairyu_vcard *card, int df, int sfi, zairyu_bytes content, zairyu_error **err)
{
	const struct vcard_file *file;

	if (!card || (content.len && !content.data))
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "no card or no content");
	file = find_file(card, df, sfi);
	if (!file)
		return zairyu_error_set(err, ZAIRYU_ERR_ABSENT, NULL, 0, "the card has no such file");
	if (content.len != file->len)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "a file cannot change its size");
	if (content.len)
		memmove(file->data, content.data, content.len);
	return ZAIRYU_OK;
}

int zairyu_vcard_set_file(zairyu_vcard *card, int df, int sfi, zairyu_bytes content, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, vcard_set_file(card, df, sfi, content, err));
}

static int vcard_sign(zairyu_vcard *card, zairyu_error **err)
{
	if (!card)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "a card is required");
	return issuer_sign(card->issuer, &card->files, err);
}

int zairyu_vcard_sign(zairyu_vcard *card, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, vcard_sign(card, err));
}

int zairyu_vcard_set_random(zairyu_vcard *card, zairyu_bytes rnd_icc, zairyu_bytes k_icc)
{
	if (!card || !rnd_icc.data || !k_icc.data || rnd_icc.len != CHIP_NONCE || k_icc.len != CHIP_KEY)
		return ZAIRYU_ERR_ARGUMENT;
	memcpy(card->chip.fixed_rnd_icc, rnd_icc.data, CHIP_NONCE);
	memcpy(card->chip.fixed_k_icc, k_icc.data, CHIP_KEY);
	card->chip.fixed = true;
	return ZAIRYU_OK;
}
