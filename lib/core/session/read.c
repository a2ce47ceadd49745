/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading items into a record: which files in which order, and starting over after a refusal. */
#include <string.h>

#include "record/source.h"
#include "session/session.h"
#include "tlv/tlv.h"
#include "util/error/error.h"

/* One attempt at all files. */
struct reading {
	uint64_t items;
	bool trim; /* leave out padding where the signature will prove it */
	struct file_content files[RECORD_FILES_MAX];
	size_t count;
};

static void reading_done(struct reading *r)
{
	for (size_t i = 0; i < r->count; i++)
		file_content_done(&r->files[i]);
	r->count = 0;
}

static int read_one(zairyu_session *s, struct reading *r, const struct card_file *file, bool trim, zairyu_error **err)
{
	struct file_content *content = &r->files[r->count];
	int rc = session_select_df(s, file->df, err);

	if (rc == ZAIRYU_OK)
		rc = session_read_file(s, file, trim, content, err);
	if (rc != ZAIRYU_OK)
		return rc;
	r->count++;
	if (s->item_fn && s->item_fn(s->item_userdata, file->item, (zairyu_bytes){ content->data, content->size }) != 0)
		return session_fail(s, ZAIRYU_ERR_CANCELLED, "the item callback said stop", err);
	return ZAIRYU_OK;
}

/* Whether the signature file that was just read holds a check code. */
static bool holds_check_code(const struct file_content *content)
{
	const struct card_object *check_code = card_role_in(content->table, ZAIRYU_ROLE_CHECK_CODE);
	struct cursor c = cursor_of((zairyu_bytes){ content->data, content->size });
	zairyu_bytes value;
	uint32_t tag;

	return check_code && tlv_next(&c, &tag, &value) == TLV_OBJECT && tag == check_code->tag &&
	       !bytes_are_nul(value);
}

static bool wanted(const zairyu_session *s, uint64_t items, const struct card_file *file)
{
	return file->access != CARD_FREE && (items & file->item) != 0 && card_file_applies(&s->card, file);
}

uint64_t session_size_of(const zairyu_session *s, uint64_t items)
{
	const struct card_family *family = s->card.type->family;
	uint64_t total = 0;

	for (size_t i = 0; i < family->file_count; i++)
		if (wanted(s, items, &family->files[i]))
			total += card_file_size(&s->card, &family->files[i]);
	return total;
}

/*
 * All files once. When padding is to be left out the signature comes first, since without a check code nothing could
 * prove the padding that was assumed.
 */
static int read_files(zairyu_session *s, struct reading *r, zairyu_error **err)
{
	const struct card_family *family = s->card.type->family;
	bool trim = r->trim && (r->items & ZAIRYU_ITEM_SIGNATURE) != 0;
	const bool signature_first = trim;
	int rc = ZAIRYU_OK;

	progress_begin(s, session_size_of(s, r->items));
	if (signature_first) {
		rc = read_one(s, r, card_file_of(&s->card, ZAIRYU_ITEM_SIGNATURE), true, err);
		trim = rc == ZAIRYU_OK && holds_check_code(&r->files[0]);
	}
	for (size_t i = 0; rc == ZAIRYU_OK && i < family->file_count; i++) {
		const struct card_file *file = &family->files[i];

		if (wanted(s, r->items, file) && !(signature_first && file->item == ZAIRYU_ITEM_SIGNATURE))
			rc = read_one(s, r, file, trim && file->is_signed, err);
	}
	return rc == ZAIRYU_OK ? progress_end(s, err) : rc;
}

/* A new conversation with the same card, which forgot the rights it had given. */
static int converse_again(zairyu_session *s, zairyu_error **err)
{
	const struct card_type *type = s->card.type;
	zairyu_error *cause = NULL;
	int rc = session_do_identify(s, &cause);

	if (rc == ZAIRYU_OK && s->card.type == type)
		rc = session_do_authenticate(s, &cause);
	/* The number was right a moment ago. */
	if (rc == ZAIRYU_ERR_WRONG_NUMBER || (rc == ZAIRYU_OK && s->card.type != type)) {
		zairyu_error_free(cause);
		return session_fail(s, ZAIRYU_ERR_CARD_GONE, "the card was replaced by another", err);
	}
	error_pass(err, cause);
	return rc;
}

/* `outcome` is SESSION_REFUSED or SESSION_INCOMPLETE. */
static int start_over(zairyu_session *s, int outcome, zairyu_error **err)
{
	if (!session_next_fallback(s))
		return outcome == SESSION_REFUSED ? session_fail(s, ZAIRYU_ERR_LENGTH_REFUSED,
								 "the reader refuses even the shortest answers", err)
						  : session_fail(s, ZAIRYU_ERR_COMMUNICATION,
								 "even the shortest answers are incomplete", err);
	zairyu_log(s->transport->ctx, ZAIRYU_LOG_INFO, "session", "starting over after a refusal", s->read_mode);
	session_reset(s);
	return converse_again(s, err);
}

/* The record takes over the bytes of the files. */
static int add_files(zairyu_record *record, struct reading *r, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	for (size_t i = 0; rc == ZAIRYU_OK && i < r->count; i++) {
		struct file_content *file = &r->files[i];

		rc = record_take_file(record, file->table->item, file->data, file->size, &file->padding, err);
		*file = (struct file_content){ 0 };
	}
	return rc;
}

static int build_record(zairyu_session *s, struct reading *r, zairyu_record **out, zairyu_error **err)
{
	int64_t read_at;
	const int source = source_of_transport(s->transport, &read_at);
	const struct record_origin origin = {
		.card = &s->card,
		.number = s->number,
		.reader = zairyu_transport_uri(s->transport),
		.library_version = ZAIRYU_VERSION,
		.read_at = read_at,
		.source = source,
	};
	zairyu_record *record = NULL;
	int rc = record_new(s->transport->ctx, &origin, &record, err);

	if (rc == ZAIRYU_OK)
		rc = record_add_file(record, ZAIRYU_ITEM_COMMON_DATA,
				     (zairyu_bytes){ s->common_data.data, s->common_data.len }, NULL, err);
	if (rc == ZAIRYU_OK)
		rc = record_add_file(record, ZAIRYU_ITEM_CARD_TYPE,
				     (zairyu_bytes){ s->card_type.data, s->card_type.len }, NULL, err);
	if (rc == ZAIRYU_OK)
		rc = add_files(record, r, err);
	if (rc == ZAIRYU_OK)
		rc = record_finish(record, err);
	if (rc < 0) {
		doubt_note(s, DOUBT_DATA);
		zairyu_record_free(record);
		return rc;
	}
	*out = record;
	return ZAIRYU_OK;
}

/* A later edition than the tables are made from may have added objects behind the padding. */
static bool is_known_edition(const zairyu_session *s)
{
	return strcmp(s->card.spec_version, s->card.type->family->edition) <= 0;
}

/* Once for each call, however many conversations it takes: a bar never goes back. */
static void begin(zairyu_session *s, const struct reading *r, bool goes_on)
{
	if (s->doubt.looks > 0)
		return;
	/* A bar that was full stays full while zairyu_read_and_verify() makes sure, however often. */
	if (r->trim || r->items != s->progress.finished)
		progress_read(s, goes_on);
	session_recall_mode(s);
}

int session_do_read(zairyu_session *s, uint64_t items, uint32_t flags, zairyu_record **out, zairyu_error **err)
{
	struct reading r = { .items = items, .trim = (flags & ZAIRYU_READ_WHOLE) == 0 };
	int rc = ZAIRYU_OK;

	begin(s, &r, (flags & ZAIRYU_READ_GOES_ON) != 0);
	r.trim = r.trim && is_known_edition(s);
	if (s->state != SESSION_AUTHENTICATED)
		rc = converse_again(s, err);
	while (rc == ZAIRYU_OK && (rc = read_files(s, &r, err)) > 0) {
		reading_done(&r);
		rc = start_over(s, rc, err);
	}
	if (rc == ZAIRYU_OK)
		session_remember_mode(s);
	if (rc == ZAIRYU_OK)
		rc = build_record(s, &r, out, err);
	if (rc == ZAIRYU_OK && (flags & ZAIRYU_READ_WHOLE) == 0)
		s->progress.finished = items;
	reading_done(&r);
	return rc;
}
