/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One file by READ BINARY [4.2.5]: whole, or only up to where its contents end, the NULs after them being restored. An
 * answer counts only if status word, data object, padding and length all fit.
 */
#include <stdlib.h>
#include <string.h>

#include "card/extent.h"
#include "iso7816/status.h"
#include "session/session.h"
#include "tlv/tlv.h"
#include "util/error.h"

enum {
	PROBE = 239, /* first read of a file with an image: what fits one frame */
	PROBE_AFTER =
		8, /* past the objects before the first trimmed one: its header and the beginning of a certificate */
	TRIM_MIN = 1000,    /* smaller files are read whole: finding their end costs more than it saves */
	HEADER_MAX = 5,     /* tag of two bytes, length of three */
	TRUNCATED_MIN = 256 /* an answer cut short beyond this was cut by the reader */
};

void file_content_done(struct file_content *content)
{
	zairyu_wipe(content->data, content->size);
	free(content->data);
	*content = (struct file_content){ 0 };
}

/* The command for `len` bytes (0: all) from `offset` on; by SFI at the start, later in the then current EF. */
static void build_read(const zairyu_session *s, const struct file_content *content, size_t len, uint8_t le_object[4],
		       struct apdu *out)
{
	const struct read_mode mode = session_read_mode(s);
	const size_t offset = content->have;

	*out = (struct apdu){ .cla = CLA_PLAIN, .ins = INS_READ_BINARY, .le = (uint32_t)len };
	out->le_form = mode.extended ? APDU_LE_EXTENDED : APDU_LE_SHORT;
	out->p1 = offset == 0 ? (uint8_t)(0x80 | content->table->sfi) : (uint8_t)(offset >> 8);
	out->p2 = offset == 0 ? 0 : (uint8_t)offset;
	if (content->table->access != CARD_PROTECTED)
		return;
	le_object[0] = 0x96;
	le_object[1] = 2;
	le_object[2] = (uint8_t)(len >> 8);
	le_object[3] = (uint8_t)len;
	out->cla = CLA_PROTECTED;
	out->data = (zairyu_bytes){ le_object, 4 };
	out->le = 0;
}

/* What one exchange may bring at most in the present mode. */
static size_t exchange_capacity(const zairyu_session *s, const struct card_file *table)
{
	const struct read_mode mode = session_read_mode(s);

	if (mode.frame == SIZE_MAX)
		return SIZE_MAX;
	return table->access == CARD_PROTECTED ? channel_plain_capacity(s->channel.suite, mode.frame) : mode.frame - 2;
}

static int open_answer(zairyu_session *s, const struct file_content *content, zairyu_bytes *data, zairyu_error **err)
{
	int rc;

	if (content->table->access != CARD_PROTECTED)
		return ZAIRYU_OK;
	rc = channel_open(&s->channel, s->response, data->len, data);
	return rc < 0 ? session_fail(s, rc, "the protected answer is not well formed", err) : ZAIRYU_OK;
}

/* The exchange of a READ BINARY; a refused length is an outcome of its own, not an error. */
static int read_exchange(zairyu_session *s, const struct apdu *command, zairyu_bytes *data, zairyu_error **err)
{
	zairyu_error *cause = NULL;
	uint16_t sw = 0;
	int rc = session_exchange(s, command, data, &sw, &cause);

	if (rc == ZAIRYU_ERR_LENGTH_REFUSED || (rc == ZAIRYU_OK && status_refuses_length(sw))) {
		zairyu_error_free(cause);
		return SESSION_REFUSED;
	}
	if (rc == ZAIRYU_OK && sw != SW_OK)
		rc = session_status_error(s, sw, &cause);
	error_pass(err, cause);
	return rc;
}

int session_read_range(zairyu_session *s, struct file_content *content, size_t len, zairyu_error **err)
{
	const bool all = content->have == 0 && len == content->size && exchange_capacity(s, content->table) == SIZE_MAX;
	uint8_t le_object[4];
	struct apdu command;
	zairyu_bytes data;
	int rc;

	s->step = content->table->step;
	build_read(s, content, all ? 0 : len, le_object, &command);
	rc = read_exchange(s, &command, &data, err);
	if (rc != ZAIRYU_OK)
		return rc;
	if (len >= TRUNCATED_MIN && data.len < len)
		return SESSION_REFUSED;
	rc = open_answer(s, content, &data, err);
	if (rc < 0)
		return rc;
	if (data.len != len)
		return session_fail(s, ZAIRYU_ERR_COMMUNICATION, "the answer does not have the expected length", err);
	memcpy(content->data + content->have, data.data, len);
	content->have += len;
	s->current_file = content->table;
	return progress_add(s, len, err);
}

/* Reads on until the first `upto` bytes are there. */
static int ensure(zairyu_session *s, struct file_content *content, size_t upto, zairyu_error **err)
{
	const size_t capacity = exchange_capacity(s, content->table);
	int rc = ZAIRYU_OK;

	if (capacity == 0)
		return session_fail(s, ZAIRYU_ERR_LENGTH_REFUSED, "the reader carries too little for any answer", err);
	while (rc == ZAIRYU_OK && content->have < upto) {
		size_t left = content->size - content->have;
		/* Where the exchange is limited, a full one costs no more than a part. */
		size_t len = capacity == SIZE_MAX ? upto - content->have : capacity < left ? capacity : left;

		rc = session_read_range(s, content, len, err);
	}
	return rc;
}

/* Takes the rest of a value, from `from` on, for NULs. */
static void assume_padding(zairyu_session *s, struct file_content *content, size_t from, size_t value_end)
{
	size_t known = content->have > from ? content->have : from;

	if (known >= value_end || !padding_add(&content->padding, known, value_end - known))
		return;
	content->have = value_end;
	progress_shrink(s, value_end - known);
}

/* One data object from `*pos` on. `*odd` if it is not as expected; then the rest is to be read whole. */
static int read_object(zairyu_session *s, struct file_content *content, const struct card_object *object, size_t *pos,
		       bool *odd, zairyu_error **err)
{
	/* After padding that was left out, an image is probed as at the start of a file. */
	size_t ahead = content->have <= *pos && object->extent != CARD_EXTENT_NONE ? PROBE : HEADER_MAX;
	size_t header_end = *pos + ahead < content->size ? *pos + ahead : content->size;
	struct cursor c;
	uint32_t tag;
	size_t len, value, at = 0;
	int rc = ensure(s, content, header_end, err);

	if (rc != ZAIRYU_OK)
		return rc;
	c = cursor_of((zairyu_bytes){ content->data + *pos, content->have - *pos });
	*odd = tlv_header(&c, &tag, &len) != TLV_OBJECT || tag != object->tag || len > content->size;
	value = content->have - c.left;
	if (*odd || len > content->size - value) {
		*odd = true;
		return ZAIRYU_OK;
	}
	*pos = value + len;
	for (;;) {
		size_t have = content->have < *pos ? content->have - value : len;
		enum extent_outcome outcome =
			extent_find(object->extent, (zairyu_bytes){ content->data + value, have }, len, &at);

		if (outcome == EXTENT_UNKNOWN)
			return ensure(s, content, *pos, err);
		rc = ensure(s, content, value + at, err);
		if (rc != ZAIRYU_OK)
			return rc;
		if (outcome == EXTENT_END) {
			assume_padding(s, content, value + at, *pos);
			return ZAIRYU_OK;
		}
	}
}

/* How much to ask for first: past what comes before the first object whose end can be found. */
static size_t first_probe(const struct card_file *table)
{
	size_t lead = 0;

	for (size_t i = 0; i < table->object_count && table->objects[i].extent == CARD_EXTENT_NONE; i++)
		lead += 4u + table->objects[i].capacity;
	return lead == 0 ? PROBE : lead + PROBE_AFTER;
}

static int read_trimmed(zairyu_session *s, struct file_content *content, zairyu_error **err)
{
	const struct card_file *table = content->table;
	size_t pos = 0;
	bool odd = false;
	int rc = ensure(s, content, first_probe(table), err);

	for (size_t i = 0; rc == ZAIRYU_OK && !odd && i < table->object_count; i++)
		rc = read_object(s, content, &table->objects[i], &pos, &odd, err);
	return rc == ZAIRYU_OK ? ensure(s, content, content->size, err) : rc;
}

int session_read_file(zairyu_session *s, const struct card_file *table, bool trim, struct file_content *out,
		      zairyu_error **err)
{
	int rc;

	*out = (struct file_content){ .table = table, .size = card_file_size(&s->card, table) };
	s->step = table->step;
	if (out->size > zairyu_context_limit(s->transport->ctx, ZAIRYU_LIMIT_FILE_BYTES))
		return session_fail(s, ZAIRYU_ERR_LIMIT, "the file is larger than the context's limit", err);
	out->data = calloc(1, out->size);
	if (!out->data)
		return error_no_memory(err);
	rc = trim && out->size >= TRIM_MIN ? read_trimmed(s, out, err) : ensure(s, out, out->size, err);
	if (rc != ZAIRYU_OK)
		file_content_done(out);
	return rc;
}
