/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * READ BINARY [G1 4.2.5], range by range up to the end of the file. An answer counts only if status word, data object,
 * padding and length all fit. The table's size is a guess that costs nothing where it is right: the last range asks for
 * all that is left, and a file of another length is taken if it consists of whole data objects.
 */
#include <string.h>

#include "iso7816/status.h"
#include "session/session.h"
#include "tlv/tlv.h"
#include "util/error/error.h"

enum {
	ALL = 0,          /* what READ BINARY calls "everything from the offset on" */
	OBJECTS_MAX = 32, /* in one file; no card has more than ten */
	OFFSET_MAX = 0x7FFF,
	LONG_ANSWER = 256, /* bytes that some drivers hand over as NULs */
	LE_OBJECT_MAX = 2 + 3
};

/* The data object that says how much is requested, in as many bytes as the family has there. Returns its length. */
static size_t put_length(const zairyu_session *s, size_t len, uint8_t out[LE_OBJECT_MAX])
{
	const size_t bytes = s->card.type->family->messaging->length_bytes;

	out[0] = 0x96;
	out[1] = (uint8_t)bytes;
	for (size_t i = 0; i < bytes; i++)
		out[2 + i] = (uint8_t)(len >> 8 * (bytes - 1 - i));
	return 2 + bytes;
}

/* The command for `len` bytes (or ALL) from what is there on; by SFI at the start, later in the then current EF. */
static void build_read(const zairyu_session *s, const struct file_content *content, size_t len,
		       uint8_t le_object[LE_OBJECT_MAX], struct apdu *out)
{
	const struct read_mode mode = session_read_mode(s);
	const size_t offset = content->have;

	*out = (struct apdu){ .cla = CLA_PLAIN, .ins = INS_READ_BINARY, .le = (uint32_t)len };
	out->le_form = mode.extended ? APDU_LE_EXTENDED : APDU_LE_SHORT;
	out->p1 = offset == 0 ? (uint8_t)(0x80 | content->table->sfi) : (uint8_t)(offset >> 8);
	out->p2 = offset == 0 ? 0 : (uint8_t)offset;
	if (content->table->access != CARD_PROTECTED)
		return;
	out->cla = CLA_PROTECTED;
	out->data = (zairyu_bytes){ le_object, put_length(s, len, le_object) };
	out->le = 0;
	out->answer_max = len == ALL ? ZAIRYU_RESPONSE_MAX : channel_answer_max(s->channel.suite, len);
}

/* What one exchange may bring at most in the present mode. */
static size_t exchange_capacity(const zairyu_session *s, const struct card_file *table)
{
	const struct read_mode mode = session_read_mode(s);

	if (mode.frame == SIZE_MAX)
		return SIZE_MAX;
	return table->access == CARD_PROTECTED ? channel_plain_capacity(s->channel.suite, mode.frame) : mode.frame - 2;
}

/* What the file should still have. */
static size_t left_of(const struct file_content *content)
{
	return content->size > content->have ? content->size - content->have : 0;
}

/* How much to ask for, to have the first `upto` bytes: where the exchange is limited, a full one costs no more. */
static size_t range_length(const zairyu_session *s, const struct file_content *content, size_t upto, size_t capacity)
{
	const size_t left = left_of(content);

	if (s->refusal.exactly && left > 0)
		return capacity == SIZE_MAX ? upto - content->have : capacity < left ? capacity : left;
	if (capacity == SIZE_MAX)
		return upto < content->size ? upto - content->have : ALL;
	return capacity;
}

static int open_answer(zairyu_session *s, const struct file_content *content, zairyu_bytes *data, zairyu_error **err)
{
	int rc;

	if (content->table->access != CARD_PROTECTED)
		return content->have == 0 && data->len >= LONG_ANSWER && bytes_are_nul(*data) ? SESSION_INCOMPLETE
											      : ZAIRYU_OK;
	if (data->len == 0)
		return ZAIRYU_OK;
	if (!channel_is_whole(*data))
		return SESSION_INCOMPLETE;
	rc = channel_open(&s->channel, s->response, data->len, data);
	if (rc < 0)
		doubt_note(s, DOUBT_DATA);
	return rc < 0 ? session_fail(s, rc, "the protected answer is not well formed", err) : ZAIRYU_OK;
}

/* The exchange of a READ BINARY; a refused length is an outcome of its own, and so is the end of the file. */
static int read_exchange(zairyu_session *s, struct file_content *content, size_t *len, zairyu_bytes *data,
			 zairyu_error **err)
{
	zairyu_error *cause = NULL;
	uint8_t le_object[LE_OBJECT_MAX];
	struct apdu command;
	uint16_t sw = 0;
	int rc;

	build_read(s, content, *len, le_object, &command);
	rc = session_ask(s, &command, data, &sw, &cause);
	if (command.cla == CLA_PLAIN && rc == ZAIRYU_OK)
		*len = command.le; /* the card may have named another */
	if (rc == ZAIRYU_ERR_LENGTH_REFUSED || (rc == ZAIRYU_OK && status_refuses_length(sw))) {
		zairyu_error_free(cause);
		return SESSION_REFUSED;
	}
	content->certain = rc == ZAIRYU_OK && (sw == SW_END_OF_FILE || (sw == SW_OFFSET && content->have > 0));
	if (rc == ZAIRYU_OK && !content->certain && !status_is_fine(sw))
		rc = session_status_error(s, sw, &cause);
	error_pass(err, cause);
	return rc;
}

/* Whether what is there are data objects, each once, and NULs after them, and nothing is cut. */
static bool holds_whole_objects(const struct file_content *content)
{
	struct cursor c = cursor_of((zairyu_bytes){ content->data, content->have });
	uint32_t tags[OBJECTS_MAX];
	enum tlv_outcome outcome;
	zairyu_bytes value;
	size_t count = 0;

	while (count < OBJECTS_MAX && (outcome = tlv_next(&c, &tags[count], &value)) == TLV_OBJECT) {
		for (size_t i = 0; i < count; i++)
			if (tags[i] == tags[count])
				return false; /* the answer twice over */
		count++;
	}
	return count < OBJECTS_MAX && outcome == TLV_END && bytes_are_nul((zairyu_bytes){ c.data, c.left });
}

/* Takes the bytes of an answer; `asked` bytes were wanted. */
static int take(zairyu_session *s, struct file_content *content, size_t asked, zairyu_bytes data, zairyu_error **err)
{
	const size_t have = content->have + data.len;
	int rc = ZAIRYU_OK;

	if ((asked != ALL && data.len > asked) || (data.len == 0 && content->have == 0))
		return SESSION_INCOMPLETE;
	if (have > content->size)
		rc = file_content_resize(s, content, have, err);
	if (rc != ZAIRYU_OK)
		return rc;
	if (data.len > 0)
		memcpy(content->data + content->have, data.data, data.len);
	content->have = have;
	content->ended = content->certain || asked == ALL || data.len < asked ||
			 (s->refusal.exactly && have == content->size && holds_whole_objects(content));
	s->current_file = content->table;
	session_carried(s, data.len);
	return progress_add(s, data.len, err);
}

static int read_range(zairyu_session *s, struct file_content *content, size_t upto, zairyu_error **err)
{
	const size_t capacity = exchange_capacity(s, content->table);
	const size_t wanted = range_length(s, content, upto, capacity);
	size_t asked = wanted;
	zairyu_bytes data = { 0 };
	int rc;

	s->step = content->table->step;
	s->refusal.asked = wanted == ALL ? left_of(content) : wanted;
	s->refusal.asked_for_more = wanted != ALL && wanted > left_of(content);
	rc = read_exchange(s, content, &asked, &data, err);
	if (rc == ZAIRYU_OK)
		rc = open_answer(s, content, &data, err);
	return rc == ZAIRYU_OK ? take(s, content, asked, data, err) : rc;
}

int session_read_upto(zairyu_session *s, struct file_content *content, size_t upto, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	while (rc == ZAIRYU_OK && content->have < upto && !content->ended)
		rc = read_range(s, content, upto, err);
	return rc;
}

/* A file shorter than the table says may be the card's, or cut: whether there is more shows when it is asked for. */
static int look_behind(zairyu_session *s, struct file_content *content, zairyu_error **err)
{
	const size_t before = content->have;
	zairyu_error *cause = NULL;
	int rc = read_range(s, content, content->size, &cause);

	if (rc == ZAIRYU_ERR_STATUS_WORD) {
		zairyu_error_free(cause);
		cause = NULL;
		rc = ZAIRYU_OK;
	}
	if (rc == ZAIRYU_OK && content->have == before)
		content->ended = content->certain = true;
	error_pass(err, cause);
	return rc;
}

static int read_on(zairyu_session *s, struct file_content *content, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	while (rc == ZAIRYU_OK && !content->ended) {
		if (content->have > OFFSET_MAX)
			return session_fail(s, ZAIRYU_ERR_LIMIT, "the file is larger than an offset can address", err);
		rc = read_range(s, content, content->have < content->size ? content->size : SIZE_MAX, err);
	}
	return rc;
}

int session_read_to_end(zairyu_session *s, struct file_content *content, zairyu_error **err)
{
	const size_t expected = card_file_size(&s->card, content->table);

	for (;;) {
		int rc = read_on(s, content, err);

		if (rc != ZAIRYU_OK || content->have == expected)
			return rc;
		if (!holds_whole_objects(content))
			return SESSION_INCOMPLETE;
		if (content->have > expected || content->certain)
			return file_content_resize(s, content, content->have, err);
		rc = look_behind(s, content, err);
		if (rc != ZAIRYU_OK)
			return rc;
	}
}
