/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/sound.h"

#include <stdbool.h>

#include "host/child.h"

/* A tone takes a second; a program that needs longer hangs. */
enum { LIMIT_MS = 5000 };

struct sound {
	char **program;
	GCancellable *cancel;
	bool is_playing, is_waiting, is_ending;
	enum sound_kind waiting;
	guint played, failures;
};

struct sound *sound_new(const char *const *program)
{
	struct sound *sound = g_new0(struct sound, 1);

	sound->program = g_strdupv((char **)program);
	sound->cancel = g_cancellable_new();
	return sound;
}

static void release(struct sound *sound)
{
	g_strfreev(sound->program);
	g_object_unref(sound->cancel);
	g_free(sound);
}

void sound_free(struct sound *sound)
{
	if (!sound)
		return;
	sound->is_ending = true;
	g_cancellable_cancel(sound->cancel);
	if (!sound->is_playing)
		release(sound);
}

static void on_end(const struct child_outcome *outcome, gpointer userdata)
{
	struct sound *sound = userdata;

	sound->is_playing = false;
	if (sound->is_ending) {
		release(sound);
		return;
	}
	if (outcome->end == CHILD_EXITED && outcome->number == 0)
		sound->played++;
	else
		sound->failures++;
	if (sound->is_waiting) {
		sound->is_waiting = false;
		sound_play(sound, sound->waiting);
	}
}

void sound_play(struct sound *sound, enum sound_kind kind)
{
	struct child_job job = { .argv = (const char *const *)sound->program, .limit_ms = LIMIT_MS };
	GBytes *wav;

	if (!sound->program)
		return;
	if (sound->is_playing) {
		sound->is_waiting = true;
		sound->waiting = kind;
		return;
	}
	wav = sound_wav(kind);
	job.input = g_bytes_get_data(wav, &job.input_len);
	sound->is_playing = true;
	child_run(&job, sound->cancel, on_end, sound);
	g_bytes_unref(wav);
}

guint sound_played(const struct sound *sound)
{
	return sound->played;
}

guint sound_failures(const struct sound *sound)
{
	return sound->failures;
}
