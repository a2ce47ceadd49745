/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/text/text_shift_jis.h"

#include <string.h>

#include "record/text/field_note.h"
#include "record/text/shift_jis.h"
#include "record/text/text_rivals.h"

/* What the encodings say of a whole text. */
struct judgement {
	bool accepts[SHIFT_JIS_ENCODINGS];
	bool differs;
	bool has_signs; /* that have two places in Unicode */
};

static bool is_read(const struct shift_jis_unit *unit, enum shift_jis_encoding encoding)
{
	return unit->by[encoding].characters[0] != 0;
}

static bool readings_differ(const struct shift_jis_unit *unit)
{
	const struct shift_jis_reading *windows = &unit->by[SHIFT_JIS_WINDOWS], *jis = &unit->by[SHIFT_JIS_2004];

	return !unit->same_character && memcmp(windows, jis, sizeof *windows) != 0;
}

static struct judgement judge(zairyu_bytes text)
{
	struct judgement judgement = { .accepts = { true, true } };
	struct cursor c = cursor_of(text);
	struct shift_jis_unit unit;

	while (shift_jis_next(&c, &unit)) {
		for (int e = 0; e < SHIFT_JIS_ENCODINGS; e++)
			judgement.accepts[e] = judgement.accepts[e] && is_read(&unit, (enum shift_jis_encoding)e);
		judgement.differs = judgement.differs || readings_differ(&unit);
		judgement.has_signs = judgement.has_signs || unit.same_character;
	}
	for (int e = 0; c.left > 0 && e < SHIFT_JIS_ENCODINGS; e++)
		judgement.accepts[e] = false;
	return judgement;
}

static void put_all(zairyu_bytes text, enum shift_jis_encoding encoding, struct text_out *out)
{
	struct cursor c = cursor_of(text);
	struct shift_jis_unit unit;

	while (shift_jis_next(&c, &unit)) {
		text_out_put(out, unit.by[encoding].characters[0]);
		if (unit.by[encoding].characters[1] != 0)
			text_out_put(out, unit.by[encoding].characters[1]);
	}
}

bool text_read_shift_jis(zairyu_bytes text, struct text_out *out)
{
	struct judgement judgement = judge(text);
	bool windows = judgement.accepts[SHIFT_JIS_WINDOWS], jis = judgement.accepts[SHIFT_JIS_2004];

	if (!windows && !jis) {
		out->notes = NOTE_NO_ENCODING;
		return false;
	}
	if ((windows && jis && judgement.differs) || text_has_rivals(text)) {
		out->notes = NOTE_AMBIGUOUS;
		return false;
	}
	out->notes = windows && jis ? NOTE_SHIFT_JIS : windows ? NOTE_WINDOWS : NOTE_SHIFT_JIS_2004;
	if (windows && jis && judgement.has_signs)
		out->notes |= NOTE_JIS_SIGNS;
	put_all(text, jis ? SHIFT_JIS_2004 : SHIFT_JIS_WINDOWS, out);
	return true;
}
