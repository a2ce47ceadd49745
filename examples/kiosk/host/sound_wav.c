/* SPDX-License-Identifier: BSD-2-Clause */
/* The tones: notes of a sine wave that swell and fade, so that they do not click. */
#include <math.h>
#include <string.h>

#include "host/sound.h"

enum { RATE = 22050, SAMPLE_BYTES = 2, HEADER_BYTES = 44, FADE_MS = 8, LOUD = 16000, NOTES_MAX = 4 };

struct note {
	int hertz; /* 0: silence */
	int ms;    /* 0: the end */
};

/* Rising: well. Falling and low: not well. Twice the same, high: somebody is to do something. */
static const struct note tones[SOUND_KINDS][NOTES_MAX] = {
	[SOUND_DONE] = { { 784, 130 }, { 1047, 260 } },
	[SOUND_ERROR] = { { 392, 180 }, { 0, 40 }, { 262, 360 } },
	[SOUND_TAKE_CARD] = { { 1319, 160 }, { 0, 90 }, { 1319, 160 } },
};

static guint samples_of(int ms)
{
	return (guint)(ms * RATE / 1000);
}

static void put_little(GByteArray *to, guint32 value, guint bytes)
{
	for (; bytes > 0; bytes--, value >>= 8) {
		const guint8 byte = (guint8)value;

		g_byte_array_append(to, &byte, 1);
	}
}

static void put_word(GByteArray *to, const char *word)
{
	g_byte_array_append(to, (const guint8 *)word, 4);
}

static void put_header(GByteArray *to, guint32 data_bytes)
{
	put_word(to, "RIFF");
	put_little(to, HEADER_BYTES - 8 + data_bytes, 4);
	put_word(to, "WAVE");
	put_word(to, "fmt ");
	put_little(to, 16, 4);
	put_little(to, 1, 2); /* PCM */
	put_little(to, 1, 2); /* channel */
	put_little(to, RATE, 4);
	put_little(to, RATE * SAMPLE_BYTES, 4);
	put_little(to, SAMPLE_BYTES, 2);
	put_little(to, SAMPLE_BYTES * 8, 2);
	put_word(to, "data");
	put_little(to, data_bytes, 4);
}

static void put_note(GByteArray *to, const struct note *note)
{
	const guint count = samples_of(note->ms), fade = samples_of(FADE_MS);

	for (guint i = 0; i < count; i++) {
		const guint edge = MIN(i, count - 1 - i);
		const double loud = note->hertz ? LOUD * MIN(1.0, (double)edge / fade) : 0;
		const gint16 sample = (gint16)(loud * sin(2 * G_PI * note->hertz * i / RATE));

		put_little(to, (guint16)sample, SAMPLE_BYTES);
	}
}

GBytes *sound_wav(enum sound_kind kind)
{
	const struct note *notes = tones[kind];
	GByteArray *wav = g_byte_array_new();
	guint32 samples = 0;

	for (guint i = 0; i < NOTES_MAX && notes[i].ms; i++)
		samples += samples_of(notes[i].ms);
	put_header(wav, samples * SAMPLE_BYTES);
	for (guint i = 0; i < NOTES_MAX && notes[i].ms; i++)
		put_note(wav, &notes[i]);
	return g_byte_array_free_to_bytes(wav);
}
