/* SPDX-License-Identifier: BSD-2-Clause */
/* One file: whole, or only up to where its contents end, the NULs after them being restored. */
#include <string.h>

#include "card/extent.h"
#include "session/session.h"
#include "tlv/tlv.h"
#include "util/error/error.h"

enum {
	PROBE = 239,     /* first read of a file with an image: what fits one frame */
	PROBE_AFTER = 8, /* past what comes before the first trimmed object: its header, and how a certificate begins */
	TRIM_MIN = 1000, /* smaller files are read whole: finding their end costs more than it saves */
	HEADER_MAX = 5   /* tag of two bytes, length of three */
};

/* Takes the rest of a value, from `from` on, for NULs. */
static void assume_padding(zairyu_session *s, struct file_content *content, size_t from, size_t value_end)
{
	size_t known = content->have > from ? content->have : from;

	if (known >= value_end || !padding_add(&content->padding, known, value_end - known))
		return;
	memset(content->data + known, 0, value_end - known);
	content->have = value_end;
	progress_correct(s, value_end - known, 0);
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
	int rc = session_read_upto(s, content, header_end, err);

	*odd = true;
	if (rc != ZAIRYU_OK || content->have < *pos)
		return rc;
	c = cursor_of((zairyu_bytes){ content->data + *pos, content->have - *pos });
	if (tlv_header(&c, &tag, &len) != TLV_OBJECT || tag != object->tag)
		return ZAIRYU_OK;
	value = content->have - c.left;
	if (len > content->size - value)
		return ZAIRYU_OK;
	*odd = false;
	*pos = value + len;
	for (;;) {
		size_t have = content->have < *pos ? content->have - value : len;
		enum extent_outcome outcome =
			extent_find(object->extent, (zairyu_bytes){ content->data + value, have }, len, &at);

		if (outcome == EXTENT_UNKNOWN)
			return session_read_upto(s, content, *pos, err);
		rc = session_read_upto(s, content, value + at, err);
		*odd = content->have < *pos && content->ended; /* it says more than there is */
		if (rc != ZAIRYU_OK || *odd)
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
	int rc = session_read_upto(s, content, first_probe(table), err);

	for (size_t i = 0; rc == ZAIRYU_OK && !odd && i < table->object_count; i++)
		rc = read_object(s, content, &table->objects[i], &pos, &odd, err);
	/* The edition is known, so nothing lies behind the padding. */
	if (!odd && content->padding.count > 0 && content->have == card_file_size(&s->card, table))
		content->ended = true;
	return rc == ZAIRYU_OK ? session_read_to_end(s, content, err) : rc;
}

int session_read_file(zairyu_session *s, const struct card_file *table, bool trim, struct file_content *out,
		      zairyu_error **err)
{
	const size_t size = card_file_size(&s->card, table);
	int rc;

	*out = (struct file_content){ .table = table, .size = size };
	s->step = table->step;
	rc = file_content_resize(s, out, size, err);
	if (rc == ZAIRYU_OK)
		rc = trim && size >= TRIM_MIN ? read_trimmed(s, out, err) : session_read_to_end(s, out, err);
	if (rc != ZAIRYU_OK)
		file_content_done(out);
	return rc;
}
