/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Short tones, made in memory and played by a program from its standard input. They never hold anything up, and never
 * sound two at once. Without sound the kiosk works all the same, so a failure is only counted.
 */
#ifndef HOST_SOUND_H
#define HOST_SOUND_H

#include <gio/gio.h>

enum sound_kind { SOUND_DONE, SOUND_ERROR, SOUND_TAKE_CARD, SOUND_KINDS };

/* A tone as a WAV file: 16 bits, mono. */
GBytes *sound_wav(enum sound_kind kind);

struct sound;

/* A player. `program`: words, up to NULL, copied; NULL if there is to be no sound. */
struct sound *sound_new(const char *const *program);
/* Stops what sounds. */
void sound_free(struct sound *sound);
/* Plays a tone; behind the one that sounds now, in place of one that waits. */
void sound_play(struct sound *sound, enum sound_kind kind);
/* How many tones were played, and how many could not be. */
guint sound_played(const struct sound *sound);
guint sound_failures(const struct sound *sound);

#endif
