/* SPDX-License-Identifier: BSD-2-Clause */
#include "ender.h"

#include <signal.h>
#include <stdio.h>
#include <sys/time.h>

#include "../support/suite.h"
#include "soak.h"

zairyu_cancel *token;
double triggered;
static volatile sig_atomic_t signalled;

static void trigger(void)
{
	triggered = now_ms();
	zairyu_cancel_trigger(token);
}

static void *trigger_later(void *unused)
{
	sleep_ms(AFTER_MS);
	trigger();
	return unused;
}

static void on_alarm(int number)
{
	(void)number;
	signalled = 1;
	trigger();
}

int ended(enum how how, int (*operation)(uint32_t timeout_ms), const char *with, const char *name)
{
	static const char *const hows[HOWS] = { "deadline", "thread", "signal handler" };
	static const struct itimerval timer = { .it_value = { 0, AFTER_MS * 1000 } };
	const double start = now_ms();
	pthread_t thread;
	double late;
	int rc;

	ck_assert_int_eq(zairyu_cancel_new(&token, NULL), 0);
	triggered = start + AFTER_MS;
	if (how == BY_THREAD)
		ck_assert_int_eq(pthread_create(&thread, NULL, trigger_later, NULL), 0);
	if (how == BY_SIGNAL) {
		sigaction(SIGALRM, &(struct sigaction){ .sa_handler = on_alarm }, NULL);
		setitimer(ITIMER_REAL, &timer, NULL);
	}
	rc = operation(how == BY_DEADLINE ? AFTER_MS : ZAIRYU_WAIT_FOREVER);
	if (how == BY_THREAD)
		pthread_join(thread, NULL);
	late = now_ms() - triggered;
	printf("%s, %s, by %s: %.0f ms\n", with, name, hows[how], late);
	(void)fflush(stdout);
	ck_assert_msg(late < LATE_MS + SLACK_MS, "%s by %s: %.0f ms late", name, hows[how], late);
	ck_assert_msg(late > -STEP_MS, "%s by %s: it ended by itself, %d", name, hows[how], rc);
	ck_assert_int_eq(signalled, how == BY_SIGNAL);
	zairyu_cancel_free(token);
	token = NULL;
	return rc;
}

int code_of(enum how how)
{
	return how == BY_DEADLINE ? ZAIRYU_ERR_TIMEOUT : ZAIRYU_ERR_CANCELLED;
}
