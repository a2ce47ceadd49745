/* SPDX-License-Identifier: BSD-2-Clause */
/* Readers that come and go all day, watched through a real pcscd, which tells of them by itself. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk.h"

enum { FIRST, SECOND, READERS };
#define FIRST_NAME "Watched PICC"
static const char *const names[READERS] = { FIRST_NAME, "Watched Other" };

/* Far more than the service takes to tell, and less than the wait: who only asked in the end would be late. */
enum { WAIT_MS = 40000, SOON_MS = 15000 };

static struct desk desk;
static zairyu_readers *known, *seen;

static void begin(bool lay)
{
	desk_open(&desk, FIRST, FIRST_NAME, "type=1", lay);
	ck_assert_int_eq(zairyu_readers_watch(desk.ctx, "pcsc", NULL, NULL, &known, &desk_error), ZAIRYU_OK);
	ck_assert_uint_eq(zairyu_readers_count(known), 1);
}

static void end(void)
{
	zairyu_readers_free(known);
	zairyu_readers_free(seen);
	desk_close(&desk);
}

static int watch(uint32_t ms)
{
	zairyu_wait *wait;
	int rc;

	ck_assert_int_eq(zairyu_wait_new(ms, NULL, &wait, NULL), ZAIRYU_OK);
	zairyu_readers_free(seen);
	rc = zairyu_readers_watch(desk.ctx, "pcsc", known, wait, &seen, &desk_error);
	zairyu_wait_free(wait);
	return rc;
}

/* What was seen is what is known from now on. */
static void go_on(void)
{
	zairyu_readers_free(known);
	known = seen;
	seen = NULL;
}

static void plug_in(void)
{
	stage_plug(SECOND, true);
}

static void unplug(void)
{
	stage_plug(SECOND, false);
}

static void lay_down(void)
{
	stage_card(FIRST, desk.card);
}

static void take_away(void)
{
	stage_card(FIRST, NULL);
}

static const struct {
	void (*what)(void);
	size_t readers;
	int card; /* on the first */
} day[] = {
	{ plug_in, 2, ZAIRYU_CARD_NONE },   { lay_down, 2, ZAIRYU_CARD_PRESENT }, { unplug, 1, ZAIRYU_CARD_PRESENT },
	{ take_away, 1, ZAIRYU_CARD_NONE }, { lay_down, 1, ZAIRYU_CARD_PRESENT },
};

static void *soon(void *what)
{
	sleep_ms(300);
	((void (*)(void))(uintptr_t)what)();
	return NULL;
}

/* A day of changes, each while it is waited for; a reader that comes may show before its slot says that it is empty. */
START_TEST(a_day)
{
	begin(false);
	for (size_t i = 0; i < sizeof day / sizeof *day; i++) {
		double start = now_ms();
		pthread_t thread;

		ck_assert_int_eq(pthread_create(&thread, NULL, soon, (void *)(uintptr_t)day[i].what), 0);
		do {
			ck_assert_int_eq(watch(WAIT_MS), ZAIRYU_OK);
			go_on();
		} while (zairyu_readers_count(known) != day[i].readers || zairyu_readers_card(known, 0) != day[i].card);
		ck_assert(now_ms() - start < SOON_MS);
		pthread_join(thread, NULL);
	}
	end();
}
END_TEST

/* Whoever was busy meanwhile still learns of it: of another card, too, that lies there as the one before did. */
START_TEST(while_nobody_watched)
{
	begin(true);
	take_away();
	ck_assert_int_eq(zairyu_transport_wait_card(desk.transport, 0, DESK_PATIENCE_MS, NULL, NULL), ZAIRYU_OK);
	lay_down();
	ck_assert_int_eq(desk_wait(&desk, DESK_PATIENCE_MS, NULL), ZAIRYU_OK);
	ck_assert_int_eq(watch(WAIT_MS), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_readers_card(seen, 0), ZAIRYU_CARD_PRESENT);
	ck_assert_int_eq(zairyu_readers_card(known, 0), ZAIRYU_CARD_PRESENT);
	ck_assert_uint_ne(zairyu_readers_changes(seen, 0), zairyu_readers_changes(known, 0));
	end();
}
END_TEST

/* Reading a card is no change of the readers. */
START_TEST(reading_is_no_change)
{
	int commands;

	begin(true);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(desk_read(&desk, &commands, &desk_error), ZAIRYU_OK);
		zairyu_transport_disconnect(desk.transport);
		ck_assert_int_eq(watch((uint32_t)i * 700), ZAIRYU_ERR_TIMEOUT);
	}
	end();
}
END_TEST

static void kill_service(void)
{
	stage_signal(SIGKILL);
	stage_end_service();
}

/* A service that ends is told at once; when it is back, so are its readers. */
START_TEST(a_service_that_ends)
{
	double start = now_ms();
	pthread_t thread;

	begin(false);
	ck_assert_int_eq(pthread_create(&thread, NULL, soon, (void *)(uintptr_t)kill_service), 0);
	ck_assert_int_eq(watch(WAIT_MS), ZAIRYU_ERR_NO_SERVICE);
	ck_assert(now_ms() - start < SOON_MS);
	pthread_join(thread, NULL);
	ck_assert_int_eq(watch(WAIT_MS), ZAIRYU_ERR_NO_SERVICE);
	ck_assert(stage_start_service());
	lay_down();
	do {
		ck_assert_int_eq(watch(WAIT_MS), ZAIRYU_OK);
		go_on();
	} while (zairyu_readers_count(known) == 0 || zairyu_readers_card(known, 0) != ZAIRYU_CARD_PRESENT);
	end();
}
END_TEST

static void *cancel_soon(void *token)
{
	sleep_ms(300);
	zairyu_cancel_trigger(token);
	return NULL;
}

START_TEST(cancelled)
{
	zairyu_cancel *token;
	zairyu_wait *wait;
	pthread_t thread;
	double start;

	begin(false);
	ck_assert_int_eq(zairyu_cancel_new(&token, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, token, &wait, NULL), ZAIRYU_OK);
	start = now_ms();
	ck_assert_int_eq(pthread_create(&thread, NULL, cancel_soon, token), 0);
	ck_assert_int_eq(zairyu_readers_watch(desk.ctx, "pcsc", known, wait, &seen, NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert(now_ms() - start < 3000);
	pthread_join(thread, NULL);
	zairyu_wait_free(wait);
	zairyu_cancel_free(token);
	end();
}
END_TEST

#ifdef TEST_TOOL
/* Reads lines of the command until one has this in it. */
static bool read_until(FILE *lines, const char *word)
{
	char line[4096];

	while (fgets(line, sizeof line, lines))
		if (strstr(line, word))
			return true;
	return false;
}

static pid_t start_command(const char *log, FILE **out)
{
	int ends[2];
	pid_t pid;

	ck_assert_int_eq(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		(void)dup2(ends[1], STDOUT_FILENO);
		(void)close(ends[0]);
		(void)close(ends[1]);
		(void)execl(TEST_TOOL, TEST_TOOL, "readers", "--watch", "--json", "--log", log, (char *)NULL);
		_exit(127);
	}
	(void)close(ends[1]);
	*out = fdopen(ends[0], "r");
	ck_assert_ptr_nonnull(*out);
	return pid;
}

/* What the command shows all day, and what its log says of a service that ended. */
START_TEST(the_command)
{
	char log[] = "/tmp/zairyu-watch-XXXXXX";
	FILE *out, *logged = fdopen(mkstemp(log), "r");
	int status;
	pid_t pid;

	begin(false);
	pid = start_command(log, &out);
	ck_assert(read_until(out, "\"pcsc:" FIRST_NAME));
	lay_down();
	ck_assert(read_until(out, "\"present\""));
	stage_plug(SECOND, true);
	ck_assert(read_until(out, "\"pcsc:Watched Other"));
	kill_service();
	ck_assert(read_until(out, "\"virtual:\""));
	ck_assert(stage_start_service());
	ck_assert(read_until(out, "\"pcsc:" FIRST_NAME));
	ck_assert_int_eq(kill(pid, SIGINT), 0);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	ck_assert(read_until(logged, " info pcsc: SCard"));
	(void)fclose(out);
	(void)fclose(logged);
	(void)unlink(log);
	end();
}
END_TEST
#endif

int main(void)
{
	TCase *tcase = suite_case("watch", 60);

	suite_add(tcase, (const TTest *const[]){ a_day, while_nobody_watched, reading_is_no_change, a_service_that_ends,
						 cancelled, NULL });
#ifdef TEST_TOOL
	tcase_add_test(tcase, the_command);
#endif
	return desk_run("pcsc watch", tcase, names, READERS);
}
