/* SPDX-License-Identifier: BSD-2-Clause */
/* The tones as files, and a player whose programs misbehave. */
#include <stdlib.h>
#include <string.h>

#include "../../support/suite.h"
#include "host/sound.h"
#include "waiting.h"

static guint32 little(const guint8 *at, int bytes)
{
	guint32 value = 0;

	for (int i = bytes; i > 0; i--)
		value = value << 8 | at[i - 1];
	return value;
}

START_TEST(a_tone_is_a_wav_file)
{
	GBytes *wav = sound_wav((enum sound_kind)_i);
	gsize len;
	const guint8 *bytes = g_bytes_get_data(wav, &len);
	int loudest = 0;

	ck_assert_uint_gt(len, 44 + 22050 / 5 * 2);
	ck_assert_uint_lt(len, 44 + 22050 * 2);
	ck_assert_mem_eq(bytes, "RIFF", 4);
	ck_assert_uint_eq(little(bytes + 4, 4), len - 8);
	ck_assert_mem_eq(bytes + 8, "WAVEfmt ", 8);
	ck_assert_uint_eq(little(bytes + 16, 4), 16);
	ck_assert_uint_eq(little(bytes + 20, 2), 1);
	ck_assert_uint_eq(little(bytes + 22, 2), 1);
	ck_assert_uint_eq(little(bytes + 28, 4), little(bytes + 24, 4) * 2);
	ck_assert_uint_eq(little(bytes + 32, 2), 2);
	ck_assert_uint_eq(little(bytes + 34, 2), 16);
	ck_assert_mem_eq(bytes + 36, "data", 4);
	ck_assert_uint_eq(little(bytes + 40, 4), len - 44);
	for (gsize i = 44; i < len; i += 2)
		loudest = MAX(loudest, abs((gint16)little(bytes + i, 2)));
	ck_assert_int_gt(loudest, 12000);
	ck_assert_int_eq(little(bytes + 44, 2), 0); /* it does not click */
	ck_assert_int_eq(little(bytes + len - 2, 2), 0);
	g_bytes_unref(wav);
}
END_TEST

START_TEST(tones_differ)
{
	for (enum sound_kind i = 0; i < SOUND_KINDS; i++) {
		for (enum sound_kind k = 0; k < i; k++) {
			GBytes *a = sound_wav(i), *b = sound_wav(k);

			ck_assert(!g_bytes_equal(a, b));
			g_bytes_unref(a), g_bytes_unref(b);
		}
	}
}
END_TEST

static gboolean is_over(gpointer userdata)
{
	*(int *)userdata = 1;
	return G_SOURCE_REMOVE;
}

static void wait_for(struct sound *sound, guint played, guint failures)
{
	for (int looks = 0; sound_played(sound) < played || sound_failures(sound) < failures; looks++) {
		int flag = 0;

		ck_assert_int_lt(looks, 6000);
		g_timeout_add(10, is_over, &flag);
		wait_until(&flag);
	}
	ck_assert_uint_eq(sound_played(sound), played);
	ck_assert_uint_eq(sound_failures(sound), failures);
}

/* The player says when two sound at once. */
START_TEST(one_at_a_time_and_the_newest_last)
{
	char *scratch = scratch_new(), *log = scratch_path(scratch, "log"), *text, *lines;
	const char *argv[2] = { NULL };
	struct sound *sound;
	char *wanted;
	GBytes *first = sound_wav(SOUND_DONE), *last = sound_wav(SOUND_TAKE_CARD);

	lines = g_strdup_printf("mkdir '%s/busy' || exit 1\nwc -c >>'%s'\nrmdir '%s/busy'", scratch, log, scratch);
	argv[0] = scratch_script(scratch, "player", lines);
	sound = sound_new(argv);
	sound_play(sound, SOUND_DONE);
	sound_play(sound, SOUND_ERROR); /* gives way to the next */
	sound_play(sound, SOUND_TAKE_CARD);
	wait_for(sound, 2, 0);
	text = file_text(log);
	wanted = g_strdup_printf("%zu\n%zu\n", g_bytes_get_size(first), g_bytes_get_size(last));
	ck_assert_str_eq(text, wanted);
	sound_free(sound);
	g_bytes_unref(first), g_bytes_unref(last);
	g_free(wanted), g_free(text), g_free(lines), g_free((char *)argv[0]), g_free(log), scratch_done(scratch);
}
END_TEST

static const char *const failing[][3] = { { "/no/such/player", NULL },
					  { "false", NULL },
					  { "sh", "-c", "kill -SEGV $$" } };

START_TEST(failures_are_silent_and_counted)
{
	const char *const argv[] = { failing[_i][0], failing[_i][1], failing[_i][2], NULL };
	struct sound *sound = sound_new(argv);

	sound_play(sound, SOUND_DONE);
	wait_for(sound, 0, 1);
	sound_play(sound, SOUND_DONE);
	sound_play(sound, SOUND_ERROR);
	wait_for(sound, 0, 3);
	sound_free(sound);
}
END_TEST

START_TEST(ends_while_it_sounds)
{
	static const char *const argv[] = { "sleep", "600", NULL };
	struct sound *sound = sound_new(argv), *mute = sound_new(NULL);
	int flag = 0;

	sound_play(sound, SOUND_DONE);
	sound_play(mute, SOUND_DONE);
	ck_assert_uint_eq(sound_failures(mute) + sound_played(mute), 0);
	sound_free(sound), sound_free(mute), sound_free(NULL);
	g_timeout_add(200, is_over, &flag);
	wait_until(&flag);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("sound", 120);

	suite_add(tcase, (const TTest *const[]){ tones_differ, one_at_a_time_and_the_newest_last, ends_while_it_sounds,
						 NULL });
	tcase_add_loop_test(tcase, a_tone_is_a_wav_file, 0, SOUND_KINDS);
	tcase_add_loop_test(tcase, failures_are_silent_and_counted, 0, COUNT(failing));
	return suite_run("sound", tcase);
}
