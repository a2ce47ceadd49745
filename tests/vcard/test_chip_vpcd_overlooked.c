/* SPDX-License-Identifier: BSD-2-Clause */
/* A card placed on vpcd's reader at an unlucky moment: it is placed again. */
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/pause.h"
#include "vpcd_case.h"

static void drop(void)
{
	close(vpcd.peer);
	vpcd.peer = -1;
}

/* vpcd dropped the connection before it said anything. */
START_TEST(dropped_unseen)
{
	vpcd_start();
	drop();
	vpcd_accept();
	ck_assert_int_eq(atomic_load(&vpcd.readies), 0);
	vpcd_put("01");
	ck_frame(READ_TYPE, "C101319000");
	ck_assert_int_eq(atomic_load(&vpcd.readies), 1);
	vpcd_stop(ZAIRYU_OK);
}
END_TEST

/* vpcd keeps the connection and says nothing, or the service takes the card for the one before: not ready, and laid
 * again. */
START_TEST(overlooked)
{
	int64_t begun = pause_now();

	vpcd_start();
	for (int i = 0; _i && i < 8; i++) {
		ck_frame("04", ATR);
		ck_assert(vpcd_quiet(200));
	}
	ck_closed();
	ck_assert_int_ge(pause_now() - begun, 1900);
	begun = pause_now();
	vpcd_accept();
	ck_assert_int_ge(pause_now() - begun, 800);
	ck_assert_int_eq(atomic_load(&vpcd.readies), 0);
	vpcd_put("01");
	ck_frame("04", ATR);
	ck_assert(vpcd_quiet(2500));
	ck_frame(READ_TYPE, "C101319000");
	ck_assert_int_eq(atomic_load(&vpcd.readies), 1);
	vpcd_stop(ZAIRYU_OK);
}
END_TEST

/* Other hosts may power a card only when a program wants it: it does not come and go for ever. */
START_TEST(overlooked_too_often)
{
	vpcd_start();
	for (int i = 0; i < 3; i++) {
		ck_frame("04", ATR);
		drop();
		vpcd_accept();
	}
	ck_frame("04", ATR);
	ck_assert(vpcd_quiet(2500));
	ck_frame(READ_TYPE, "C101319000");
	ck_assert_int_eq(atomic_load(&vpcd.readies), 1);
	drop();
	ck_assert_int_eq(pthread_join(vpcd.thread, NULL), 0);
	ck_assert_int_eq(vpcd.served, ZAIRYU_ERR_READER_GONE);
}
END_TEST

/* vpcd never says a word, as when another card lies on its reader. */
START_TEST(occupied)
{
	vpcd_start();
	for (int i = 0; i < 3; i++) {
		drop();
		if (i < 2)
			vpcd_accept();
	}
	ck_assert_int_eq(pthread_join(vpcd.thread, NULL), 0);
	ck_assert_int_eq(vpcd.served, ZAIRYU_ERR_READER_BUSY);
	ck_assert_int_eq(vpcd.served_error, ZAIRYU_ERR_READER_BUSY);
	ck_assert_int_eq(atomic_load(&vpcd.readies), 0);
}
END_TEST

START_TEST(listening_again_later)
{
	struct sockaddr_in at;
	socklen_t len = sizeof at;
	int on = 1;

	ck_assert_int_eq(getsockname(vpcd.listener, (struct sockaddr *)&at, &len), 0);
	close(vpcd.listener);
	ck_assert_int_eq(pthread_create(&vpcd.thread, NULL, vpcd_serve, NULL), 0);
	ck_assert_int_eq(zairyu_wait_sleep(NULL, 400, NULL), ZAIRYU_OK);
	vpcd.listener = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_eq(setsockopt(vpcd.listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), 0);
	ck_assert_int_eq(bind(vpcd.listener, (struct sockaddr *)&at, sizeof at), 0);
	ck_assert_int_eq(listen(vpcd.listener, 1), 0);
	vpcd_accept();
	ck_frame(READ_TYPE, "C101319000");
	vpcd_stop(ZAIRYU_OK);
}
END_TEST

TCase *case_vpcd_overlooked(void)
{
	TCase *tcase = vpcd_case("vpcd overlooked");

	tcase_add_test(tcase, dropped_unseen);
	tcase_add_loop_test(tcase, overlooked, 0, 2);
	tcase_add_test(tcase, overlooked_too_often);
	tcase_add_test(tcase, occupied);
	tcase_add_test(tcase, listening_again_later);
	return tcase;
}
