/* SPDX-License-Identifier: BSD-2-Clause */
/* A service that lets nobody in. Apart from the other tests because pcsc-lite looks for its socket's name only once. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <zairyu/pcsc.h>

#include "../support/clock.h"
#include "../support/suite.h"

/*
 * pcscd built with polkit (Debian 12's is not) asks it for each client and closes the connection of whom it refuses.
 * This does the same in its place, in the time that asking takes.
 */
static void *refuse(void *arg)
{
	int listener = *(int *)arg;

	for (;;) {
		int client = accept(listener, NULL, NULL);

		if (client < 0)
			return NULL;
		sleep_ms(30);
		close(client);
	}
}

START_TEST(a_user_whom_polkit_refuses)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char folder[] = "/tmp/zairyu-test-XXXXXX";
	zairyu_context *ctx;
	zairyu_error *err = NULL;
	zairyu_readers *readers;
	pthread_t thread;
	int listener;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_context_add_backend(ctx, zairyu_pcsc_backend(), NULL), ZAIRYU_OK);
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", folder);
	listener = socket(AF_UNIX, SOCK_STREAM, 0);
	ck_assert_int_eq(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
	ck_assert_int_eq(listen(listener, 5), 0);
	setenv("PCSCLITE_CSOCK_NAME", address.sun_path, 1);
	ck_assert_int_eq(pthread_create(&thread, NULL, refuse, &listener), 0);
	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", NULL, &readers, &err), ZAIRYU_ERR_NO_PERMISSION);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "polkit"));
	shutdown(listener, SHUT_RDWR);
	pthread_join(thread, NULL);
	close(listener);
	unlink(address.sun_path);
	rmdir(folder);
	zairyu_error_free(err);
	zairyu_context_free(ctx);
}
END_TEST

SUITE_MAIN("pcsc refused", 10, a_user_whom_polkit_refuses)
