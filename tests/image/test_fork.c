/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Children after fork(). Newer versions of Pango keep a thread once text was drawn, and a child that draws waits for it
 * for ever: here every Pango does so, as the linker puts that in front of pango_layout_new().
 */
#include <pango/pango.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zairyu/vcard.h>

#include "cards.h"

static pid_t served; /* the process that has the thread */

static void *serve(void *unused)
{
	for (;;)
		pause();
	return unused;
}

PangoLayout *__real_pango_layout_new(PangoContext *context);
PangoLayout *__wrap_pango_layout_new(PangoContext *context);
PangoLayout *__wrap_pango_layout_new(PangoContext *context)
{
	pthread_t thread;

	if (!served && pthread_create(&thread, NULL, serve, NULL) == 0)
		served = getpid();
	while (served != getpid())
		pause();
	return __real_pango_layout_new(context);
}

/* Composes the view of a card; its code. */
static int compose_one(void)
{
	zairyu_record *record = second_generation("05", 0);
	zairyu_image *image = NULL;
	int rc = zairyu_image_compose(ctx, record, NULL, 0, &image, NULL);

	zairyu_image_free(image);
	zairyu_record_free(record);
	return rc;
}

static zairyu_vcard_ca *ca;

/* Makes a virtual card of this name, with an authority that may have drawn before. */
static int make_card(const char *options)
{
	zairyu_vcard *card = NULL;
	int rc = zairyu_vcard_new(ctx, ca, options, &card, NULL);

	zairyu_vcard_free(card);
	return rc;
}

static int make_one(void)
{
	return make_card("type=05");
}

static int make_another(void)
{
	return make_card("type=06,variant=tiff-be");
}

static int verify_nothing(void)
{
	zairyu_record *record = first_generation("1", true, true);
	zairyu_image *image = NULL;
	int rc = zairyu_image_decode(ctx, record, ZAIRYU_IMAGE_FRONT, &image, NULL);

	zairyu_image_free(image);
	zairyu_record_free(record);
	return rc;
}

/* What a child comes to, as an exit status that no code is like: a signal, or the alarm of one that waits for ever. */
static int in_child(int (*what)(void))
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		alarm(20);
		_exit(-what());
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_msg(WIFEXITED(status), "a child waited for ever, or crashed");
	return -WEXITSTATUS(status);
}

static int (*const draws[])(void) = { compose_one, make_one };

/* Whatever drew in the parent, its children are told and do not hang; the parent goes on. */
START_TEST(after_the_parent_drew)
{
	ck_assert_int_eq(zairyu_vcard_ca_new(ctx, 1, &ca, NULL), ZAIRYU_OK);
	ck_assert_int_eq(draws[_i](), ZAIRYU_OK);
	ck_assert_int_eq(in_child(compose_one), ZAIRYU_ERR_STATE);
	ck_assert_int_eq(in_child(make_another), ZAIRYU_ERR_STATE);
	ck_assert_int_eq(in_child(zairyu_image_can_write_japanese), 0);
	ck_assert_int_eq(in_child(verify_nothing), ZAIRYU_OK); /* what draws no text works */
	ck_assert_int_eq(compose_one(), ZAIRYU_OK);
	ck_assert_int_eq(make_another(), ZAIRYU_OK);
	zairyu_vcard_ca_free(ca);
}
END_TEST

/* Workers that draw, of a parent that never does. */
START_TEST(workers_that_draw)
{
	ck_assert_int_eq(zairyu_vcard_ca_new(ctx, 1, &ca, NULL), ZAIRYU_OK);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(in_child(compose_one), ZAIRYU_OK);
		ck_assert_int_eq(in_child(make_one), ZAIRYU_OK);
	}
	zairyu_vcard_ca_free(ca);
}
END_TEST

static int draw_both(void)
{
	int rc = make_one();

	return rc == ZAIRYU_OK ? compose_one() : rc;
}

/* A child that draws with one library may draw with the other, and its own children may not. */
static int draw_and_fork(void)
{
	int rc = draw_both();

	return rc == ZAIRYU_OK ? in_child(draw_both) : rc;
}

START_TEST(children_of_workers)
{
	ck_assert_int_eq(zairyu_vcard_ca_new(ctx, 1, &ca, NULL), ZAIRYU_OK);
	ck_assert_int_eq(in_child(draw_both), ZAIRYU_OK);
	ck_assert_int_eq(in_child(draw_and_fork), ZAIRYU_ERR_STATE);
	zairyu_vcard_ca_free(ca);
}
END_TEST

int main(void)
{
	TCase *tcase = cards_case("fork");

	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, after_the_parent_drew, 0, COUNT(draws));
	tcase_add_test(tcase, workers_that_draw);
	tcase_add_test(tcase, children_of_workers);
	return suite_run("fork", tcase);
}
