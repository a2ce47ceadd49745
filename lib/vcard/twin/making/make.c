/* SPDX-License-Identifier: BSD-2-Clause */
/* Makes a twin's files, and looks at what came out before anyone else does. */
#include "twin/making/make.h"

#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

#include "common/failure.h"
#include "twin/making/alike.h"
#include "twin/making/relations.h"
#include "twin/play.h"

enum { ATTEMPTS = 24 };

/* Numbers of nobody: the first that shares nothing with the card's data is the twin's. */
static const char *const numbers[] = { "TW90807060IN", "ZW13579135IN", "QX24680246WN", "JX86420864UQ", "KY97531975VZ" };

static bool choose_number(struct maker *m)
{
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		if (grams_meet(m->secret, (const uint8_t *)numbers[i], ZAIRYU_NUMBER_LENGTH))
			continue;
		memcpy(m->twin->number, numbers[i], ZAIRYU_NUMBER_SIZE);
		return true;
	}
	return false;
}

static void walk_files(struct maker *m, const struct source *source)
{
	for (size_t i = 0; i < source->files.count && !m->failed; i++) {
		const struct vcard_file *file = &source->files.file[i];

		if (!source->known[i])
			continue;
		if (!m->collecting)
			m->failed = !twin_file_begin(m->twin, file->df, file->sfi);
		m->tail_len = 0;
		make_file(m, file->df, file->data, file->len);
	}
}

/* Everything the twin has so far, starting over from the beginning. */
static void start_over(struct maker *m)
{
	m->twin->files = m->twin->pieces = m->twin->literals.len = 0;
	m->unclean = false;
	m->failed = RAND_bytes(m->twin->salt, TWIN_SALT) != 1;
}

/* What is in every twin, or of no card but this one's structure: name and identifier of the test CA are nobody's. */
static bool is_structure(const struct piece *piece)
{
	return piece->kind == PIECE_KEEP || piece->kind == PIECE_FILL || piece->kind == PIECE_AUTHORITY_NAME ||
	       piece->kind == PIECE_AUTHORITY_ID;
}

/* Four bytes in a row that the card had among its data; what is structure through and through is not looked at. */
static bool file_is_clean(const struct maker *m, const struct twin_file *file, const struct vcard_file *made)
{
	size_t at = 0;

	for (size_t i = 0; i < file->count; i++) {
		const struct piece *piece = &m->twin->piece[file->first + i];
		size_t from = at >= GRAM - 1 ? at - (GRAM - 1) : 0, to = at + piece->len + GRAM - 1;

		if (to > made->len)
			to = made->len;
		at += piece->len;
		if (!is_structure(piece) && piece->len > 0 && grams_meet(m->secret, made->data + from, to - from))
			return false;
	}
	return true;
}

/* The twin as a card: compared with everything that was remembered, and read. */
static int look_at_it(zairyu_context *ctx, const struct maker *m, const struct source *source, zairyu_vcard_ca *ca,
		      bool *clean, zairyu_error **err)
{
	struct issuer issuer = { .ca = ca_ref(ca) };
	struct vcard_files files = { .second_generation = m->second_generation };
	int rc = play_files(&issuer, m->twin, &files, err);

	*clean = rc == ZAIRYU_OK;
	for (size_t i = 0; *clean && i < m->twin->files; i++)
		*clean = file_is_clean(m, &m->twin->file[i],
				       files_find(&files, m->twin->file[i].df, m->twin->file[i].sfi));
	if (*clean)
		rc = reads_alike(ctx, source, &files, clean, err);
	vcard_files_done(&files);
	zairyu_vcard_ca_free(issuer.ca);
	return rc;
}

static int attempt(zairyu_context *ctx, struct maker *m, const struct source *source, zairyu_vcard_ca *ca, bool *clean,
		   zairyu_error **err)
{
	int rc;

	start_over(m);
	walk_files(m, source);
	*clean = !m->unclean;
	if (m->failed)
		return zairyu_error_set(err, ZAIRYU_ERR_LIMIT, NULL, 0, "the card is too large or too odd for a twin");
	rc = twin_check(m->twin, err);
	return rc == ZAIRYU_OK && *clean ? look_at_it(ctx, m, source, ca, clean, err) : rc;
}

static int write_files(zairyu_context *ctx, struct maker *m, const struct source *source, zairyu_vcard_ca *ca,
		       zairyu_error **err)
{
	bool clean = false;

	for (int i = 0; i < ATTEMPTS; i++) {
		int rc;

		m->twin->head[HEAD_KEY] = i % 2 == 1;
		rc = attempt(ctx, m, source, ca, &clean, err);
		if (rc != ZAIRYU_OK || clean)
			return rc;
	}
	return zairyu_error_set(err, ZAIRYU_ERR_UNSUPPORTED, NULL, 0,
				"no twin of this card could be made that resembles it without any of its data");
}

/* What stands between the bytes is chosen so that the text, too, has nothing of the card's, by chance. */
static int write_text(struct maker *m, zairyu_error **err)
{
	static const char separators[] = TWIN_SEPARATORS;
	const struct blob *text = &m->twin->text;
	int rc = ZAIRYU_OK;

	for (size_t i = 0; rc == ZAIRYU_OK && separators[i]; i++) {
		rc = twin_write(m->twin, separators[i], err);
		if (rc == ZAIRYU_OK && !grams_meet(m->secret, text->data, text->len))
			return rc;
	}
	/* it is a word of the format that the card has as well */
	return rc == ZAIRYU_OK ? twin_write(m->twin, separators[0], err) : rc;
}

static void set_head(struct zairyu_twin *twin, const struct relations *r)
{
	twin->head[HEAD_SIGNED_BY] = (uint8_t)r->signed_by;
	twin->head[HEAD_SIGNED_OVER] = r->over_der;
	twin->head[HEAD_DIGEST] = (uint8_t)(r->digest < DIGESTS ? r->digest : DIGEST_SHA256);
	twin->head[HEAD_AUTHORITY] = (uint8_t)r->authority;
	twin->head[HEAD_AUTHORITY_NAME] = r->authority_named && !r->issuer_is_test_ca;
	twin->head[HEAD_CHECK_CODE] = r->check_code_wrong;
	twin->head[HEAD_MISSING_FACE] = r->face_nothing;
}

int make_twin(zairyu_context *ctx, zairyu_vcard_ca *given, struct zairyu_twin *twin, const struct source *source,
	      zairyu_error **err)
{
	struct relations relations;
	zairyu_vcard_ca *ca = NULL;
	struct maker m = { .twin = twin,
			   .secret = grams_new(),
			   .collecting = true,
			   .second_generation = source->files.second_generation,
			   .number = source->files.number,
			   .read_at = source->read_at,
			   .relations = &relations };
	int rc;

	relations_find(source, &relations);
	set_head(twin, &relations);
	rc = m.secret ? ZAIRYU_OK : no_memory(err);
	if (rc == ZAIRYU_OK && given)
		ca = ca_ref(given);
	else if (rc == ZAIRYU_OK)
		rc = zairyu_vcard_ca_new(ctx, 1, &ca, err);
	if (rc == ZAIRYU_OK) {
		m.failed = !grams_add(m.secret, (const uint8_t *)m.number, strlen(m.number));
		m.failed = m.failed || !grams_add(m.secret, source->digests, source->digests_len);
		walk_files(&m, source);
		m.collecting = false;
		if (m.failed || !choose_number(&m))
			rc = zairyu_error_set(err, ZAIRYU_ERR_LIMIT, NULL, 0, "the card is too large for a twin");
	}
	if (rc == ZAIRYU_OK)
		rc = write_files(ctx, &m, source, ca, err);
	if (rc == ZAIRYU_OK)
		rc = write_text(&m, err);
	zairyu_vcard_ca_free(ca);
	grams_free(m.secret);
	zairyu_wipe(&relations, sizeof relations);
	return rc;
}
