/* SPDX-License-Identifier: BSD-2-Clause */
/* Other programs that use the same card, with a real pcscd. */
#include <stdatomic.h>
#include <stdio.h>
#include <sys/wait.h>
#include <winscard.h>

#include "desk.h"

#define NEAR_NAME "Rival PICC"

enum { NEAR, READERS };
static const char *const names[READERS] = { NEAR_NAME };
static struct desk desk;

/* Another program. */
static SCARDHANDLE rival_card;
static SCARDCONTEXT rival_context;

static void rival_begin(DWORD share, bool transaction)
{
	DWORD protocol;

	ck_assert_int_eq(SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &rival_context), SCARD_S_SUCCESS);
	ck_assert_int_eq(SCardConnect(rival_context, NEAR_NAME " 00 00", share, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
				      &rival_card, &protocol),
			 SCARD_S_SUCCESS);
	if (transaction)
		ck_assert_int_eq(SCardBeginTransaction(rival_card), SCARD_S_SUCCESS);
}

static void rival_end(void)
{
	SCardDisconnect(rival_card, SCARD_LEAVE_CARD);
	SCardReleaseContext(rival_context);
}

static void *rival_end_soon(void *unused)
{
	sleep_ms(1200);
	rival_end();
	return unused;
}

static int connect_within(uint32_t ms)
{
	zairyu_wait *wait;
	int rc;

	ck_assert_int_eq(zairyu_wait_new(ms, NULL, &wait, NULL), ZAIRYU_OK);
	rc = zairyu_transport_connect(desk.transport, wait, &desk_error);
	zairyu_wait_free(wait);
	return rc;
}

/* Exclusive use is waited for as a transaction is, and as little for ever. */
START_TEST(a_rival_that_lets_go)
{
	pthread_t thread;
	double start;

	desk_open(&desk, NEAR, NEAR_NAME, "type=1", true);
	rival_begin(_i ? SCARD_SHARE_SHARED : SCARD_SHARE_EXCLUSIVE, _i);
	start = now();
	ck_assert_int_eq(connect_within(700), ZAIRYU_ERR_READER_BUSY);
	ck_assert(now() - start < 1.2 + SLACK);
	zairyu_error_free(desk_error);
	desk_error = NULL;
	ck_assert_int_eq(pthread_create(&thread, NULL, rival_end_soon, NULL), 0);
	ck_assert_int_eq(connect_within(20000), ZAIRYU_OK);
	pthread_join(thread, NULL);
	desk_close(&desk);
}
END_TEST

#ifdef TEST_TOOL
/* The command for this reader, with so many seconds to wait; its exit status. */
static int run_tool(const char *seconds)
{
	char command[1024];
	int status;

	(void)snprintf(command, sizeof command,
		       "printf '%%s\\n' '%s' | '%s' read --reader 'pcsc:" NEAR_NAME
		       "' --wait %s --json >/dev/null 2>&1",
		       zairyu_vcard_number(desk.card), TEST_TOOL, seconds);
	status = system(command); /* NOLINT: of our own making */
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* What is left of the wait, and some seconds at least, is all that a rival can cost. */
START_TEST(a_rival_that_never_lets_go)
{
	double start;

	desk_open(&desk, NEAR, NEAR_NAME, "type=1", true);
	rival_begin(_i ? SCARD_SHARE_SHARED : SCARD_SHARE_EXCLUSIVE, _i);
	start = now();
	ck_assert_int_eq(run_tool("2"), 10);
	ck_assert(now() - start >= 2);
	ck_assert(now() - start < 20);
	rival_end();
	ck_assert_int_eq(run_tool("20"), 4);
	desk_close(&desk);
}
END_TEST
#endif

static atomic_bool storm_over;

/* A program that resets the card as fast as it can. */
static void *storm(void *unused)
{
	SCARDCONTEXT context;

	(void)unused;
	SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context);
	while (!storm_over) {
		SCARDHANDLE card;
		DWORD protocol;

		if (SCardConnect(context, NEAR_NAME " 00 00", SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
				 &card, &protocol) != SCARD_S_SUCCESS)
			continue;
		for (int i = 0; i < 5; i++)
			SCardReconnect(card, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
				       SCARD_RESET_CARD, &protocol);
		SCardDisconnect(card, SCARD_RESET_CARD);
	}
	SCardReleaseContext(context);
	return NULL;
}

START_TEST(many_programs_that_reset_the_card)
{
	enum { STORMS = 4, READS = 20 };
	pthread_t threads[STORMS];
	int commands, failed = 0;

	desk_open(&desk, NEAR, NEAR_NAME, "type=05", true);
	for (int i = 0; i < STORMS; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, storm, NULL), 0);
	for (int i = 0; i < READS; i++) {
		if (desk_read(&desk, &commands, &desk_error) != ZAIRYU_OK) {
			fprintf(stderr, "%s [%s]\n", zairyu_error_message(desk_error), zairyu_error_step(desk_error));
			failed++;
		}
		zairyu_error_free(desk_error);
		desk_error = NULL;
		zairyu_transport_disconnect(desk.transport);
	}
	storm_over = true;
	for (int i = 0; i < STORMS; i++)
		pthread_join(threads[i], NULL);
	ck_assert_int_eq(failed, 0);
	desk_close(&desk);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("rivals", 60);

	tcase_add_loop_test(tcase, a_rival_that_lets_go, 0, 2);
#ifdef TEST_TOOL
	tcase_add_loop_test(tcase, a_rival_that_never_lets_go, 0, 2);
#endif
	tcase_add_test(tcase, many_programs_that_reset_the_card);
	return desk_run("pcsc rivals", tcase, names, READERS);
}
