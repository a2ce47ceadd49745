/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/text/text_decode.h"

#include <zairyu/error.h>

#include "record/text/field_note.h"
#include "record/text/text.h"
#include "record/text/text_shift_jis.h"
#include "record/text/text_utf8.h"
#include "record/text/utf8.h"

static zairyu_bytes skip_byte_order_mark(zairyu_bytes text)
{
	const size_t mark = utf8_byte_order_mark(text);

	return mark > 0 ? (zairyu_bytes){ text.data + mark, text.len - mark } : text;
}

/* What is nearly UTF-8 is nothing else, whether it can be read or not. */
static bool read_in_some_encoding(zairyu_bytes text, struct text_out *out)
{
	zairyu_bytes rest = skip_byte_order_mark(text);

	if (text_read_utf8(text_trim_spaces(rest), out)) {
		out->notes |= rest.len < text.len ? (unsigned)NOTE_BYTE_ORDER_MARK : 0;
		return true;
	}
	text_out_clear(out);
	if (rest.len == text.len && !text_looks_like_utf8(text))
		return text_read_shift_jis(text, out);
	out->notes = NOTE_BROKEN_UTF8;
	return false;
}

/* What was read, if all of it can be shown. */
static int finish(struct text_out *out)
{
	text_out_trim(out);
	if (out->has_control)
		out->notes = NOTE_CONTROL_CHARACTER;
	else if (out->has_stranger)
		out->notes = NOTE_CHARACTER;
	else
		return out->len > 0 ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
	return ZAIRYU_ERR_MALFORMED;
}

int text_decode(zairyu_bytes stored, char **out, unsigned *notes)
{
	zairyu_bytes text = text_trim(stored);
	struct text_out read;
	int rc;

	*out = NULL;
	*notes = 0;
	if (text_is_blank(skip_byte_order_mark(text)))
		return ZAIRYU_ERR_ABSENT;
	if (!text_out_init(&read, text))
		return ZAIRYU_ERR_NO_MEMORY;
	rc = read_in_some_encoding(text, &read) ? finish(&read) : ZAIRYU_ERR_MALFORMED;
	if (rc == ZAIRYU_OK)
		*out = text_out_take(&read);
	*notes = read.notes;
	text_out_done(&read);
	return rc;
}
