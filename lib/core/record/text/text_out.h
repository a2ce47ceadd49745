/* SPDX-License-Identifier: BSD-2-Clause */
/* Text in the making: UTF-8 in a room that is wiped unless it becomes a field's value. */
#ifndef TEXT_TEXT_OUT_H
#define TEXT_TEXT_OUT_H

#include <stdbool.h>
#include <zairyu/base.h>

#include "record/text/repertoire.h"

struct text_out {
	char *text;
	size_t len, room;
	unsigned notes; /* field_note.h */
	bool after_return;
	struct repertoire_text shown;
	bool has_control;  /* a control character came, which was not written */
	bool has_stranger; /* a character came that cannot be shown, or not there */
};

/* Room for whatever `stored` may become in any encoding. False if memory ran out. */
bool text_out_init(struct text_out *out, zairyu_bytes stored);
void text_out_done(struct text_out *out);
/* As if nothing had been put since the beginning. */
void text_out_clear(struct text_out *out);

/* Adds a character. A line break, in whichever form, becomes one space with a note. */
void text_out_put(struct text_out *out, uint32_t character);
/* Drops the spaces at the end. */
void text_out_trim(struct text_out *out);
/* Hands the text over; the caller wipes and frees it. */
char *text_out_take(struct text_out *out);

#endif
