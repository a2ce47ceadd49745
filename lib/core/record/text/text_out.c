/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/text/text_out.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "record/text/field_note.h"
#include "record/text/text.h"
#include "record/text/utf8.h"

enum { UTF8_PER_BYTE = 3 }; /* a half-width kana of one byte takes three; a pair of bytes takes six at most */

bool text_out_init(struct text_out *out, zairyu_bytes stored)
{
	memset(out, 0, sizeof *out);
	out->room = UTF8_PER_BYTE * stored.len + UTF8_MAX;
	out->text = calloc(1, out->room + 1);
	return out->text != NULL;
}

void text_out_done(struct text_out *out)
{
	if (out->text)
		zairyu_wipe(out->text, out->room);
	free(out->text);
	memset(out, 0, sizeof *out);
}

void text_out_clear(struct text_out *out)
{
	zairyu_wipe(out->text, out->len);
	out->len = 0;
	out->notes = 0;
	out->after_return = out->has_control = out->has_stranger = false;
	out->shown = (struct repertoire_text){ 0 };
}

static void put_character(struct text_out *out, uint32_t character)
{
	assert(out->room - out->len >= UTF8_MAX);
	out->has_stranger = !repertoire_takes(&out->shown, character) || out->has_stranger;
	out->len += utf8_write(character, out->text + out->len);
}

void text_out_put(struct text_out *out, uint32_t character)
{
	bool second = character == '\n' && out->after_return;

	out->after_return = character == '\r';
	if (character == '\r' || character == '\n') {
		out->notes |= NOTE_LINE_BREAK;
		if (!second)
			put_character(out, ' ');
	} else if (character < 0x20 || (character >= 0x7F && character <= 0x9F)) {
		out->has_control = true;
	} else {
		put_character(out, character);
	}
}

void text_out_trim(struct text_out *out)
{
	zairyu_bytes trimmed = text_trim_spaces((zairyu_bytes){ .data = (const uint8_t *)out->text, .len = out->len });

	zairyu_wipe(out->text + trimmed.len, out->len - trimmed.len);
	out->len = trimmed.len;
}

char *text_out_take(struct text_out *out)
{
	char *text = out->text;

	out->text = NULL;
	return text;
}
