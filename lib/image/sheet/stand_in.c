/* SPDX-License-Identifier: BSD-2-Clause */
/* What stands for the characters that no font has: Pango knows which these are. */
#include <string.h>

#include "sheet/lettering_layout.h"

enum { SIZE = 16, UNKNOWN_MAX = 32 /* kinds of characters in one text */ };

/* Characters without a glyph, each once. */
struct unknown {
	size_t count;
	uint32_t characters[UNKNOWN_MAX];
};

static bool unknown_has(const struct unknown *unknown, uint32_t character)
{
	for (size_t i = 0; i < unknown->count; i++)
		if (unknown->characters[i] == character)
			return true;
	return false;
}

static bool unknown_add(struct unknown *unknown, uint32_t character)
{
	if (unknown_has(unknown, character))
		return true;
	if (unknown->count == UNKNOWN_MAX)
		return false;
	unknown->characters[unknown->count++] = character;
	return true;
}

/* Adds the characters for which no font has a glyph. False if there are more than can be held. */
static bool find_unknown(PangoLayout *layout, struct unknown *unknown)
{
	PangoLayoutIter *iter = pango_layout_get_iter(layout);
	bool held = true;

	do {
		const PangoLayoutRun *run = pango_layout_iter_get_run_readonly(iter);

		for (int i = 0; run && i < run->glyphs->num_glyphs; i++) {
			const PangoGlyph glyph = run->glyphs->glyphs[i].glyph;

			if (glyph & PANGO_GLYPH_UNKNOWN_FLAG)
				held = unknown_add(unknown, glyph & ~PANGO_GLYPH_UNKNOWN_FLAG) && held;
		}
	} while (pango_layout_iter_next_run(iter));
	pango_layout_iter_free(iter);
	return held;
}

/* The text with the sign for each of these characters; -1 if there is no room. */
static int replace(const char *text, const struct unknown *unknown, char *out, size_t size)
{
	size_t len = 0;
	int count = 0;

	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		const bool lacks = unknown_has(unknown, g_utf8_get_char(at));
		const char *from = lacks ? LETTERING_STAND_IN : at;
		const size_t bytes = (size_t)(g_utf8_next_char(from) - from);

		if (bytes >= size - len)
			return -1;
		memcpy(out + len, from, bytes);
		len += bytes;
		count += lacks;
	}
	out[len] = 0;
	return count;
}

static void report_missing(const struct unknown *unknown, struct lettering_missing *missing)
{
	for (size_t i = 0; i < unknown->count; i++) {
		size_t at = 0;

		while (at < missing->count && missing->characters[at] != unknown->characters[i])
			at++;
		if (at == missing->count && at < MISSING_MAX)
			missing->characters[missing->count++] = unknown->characters[i];
	}
}

int lettering_stand_in(struct lettering *lettering, const char *text, char *out, size_t size,
		       struct lettering_missing *missing)
{
	PangoLayout *layout = lettering_layout(lettering, &(struct lettering_run){ .size = SIZE, .text = text });
	struct unknown unknown = { 0 };
	int count = -1;

	out[0] = 0;
	if (!layout)
		return -1;
	if (find_unknown(layout, &unknown))
		count = replace(text, &unknown, out, size);
	g_object_unref(layout);
	report_missing(&unknown, missing);
	if (count > 0 && !lettering_knows(lettering, &(struct lettering_run){ .size = SIZE, .text = out }))
		count = -1;
	if (count < 0)
		zairyu_wipe(out, size);
	return count;
}
