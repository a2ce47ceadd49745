/* SPDX-License-Identifier: BSD-2-Clause */
/* PINs, their hashes, and the terminal at which one is made. */
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "../../support/suite.h"
#include "host/pin.h"
#include "host/pin_prompt.h"
#include "waiting.h"

/* PBKDF2-HMAC-SHA256 of "1234", 100,000 rounds, by Python's hashlib. */
#define SALT  "000102030405060708090a0b0c0d0e0f"
#define KNOWN "pbkdf2-sha256$100000$" SALT "$869e6c8350c5beb0acc399fbaac3b60d220433896b26a647734d0d8f1586e1fa"

START_TEST(a_hash_made_elsewhere)
{
	ck_assert(pin_hash_is_well_formed(KNOWN));
	ck_assert(pin_fits(KNOWN, "1234"));
	ck_assert(!pin_fits(KNOWN, "1235"));
	ck_assert(!pin_fits(KNOWN, "12345"));
	ck_assert(!pin_fits(KNOWN, "123"));
}
END_TEST

START_TEST(makes_and_knows)
{
	char hash[PIN_HASH_SIZE], again[PIN_HASH_SIZE];

	ck_assert(pin_make("0123456789", hash));
	ck_assert(pin_make("0123456789", again));
	ck_assert_str_ne(hash, again); /* another salt */
	ck_assert(pin_hash_is_well_formed(hash));
	ck_assert(pin_fits(hash, "0123456789"));
	ck_assert(!pin_fits(hash, "0123456780"));
	ck_assert(!pin_fits(hash, ""));
	ck_assert_ptr_null(strstr(hash, "0123456789"));
}
END_TEST

START_TEST(what_is_not_a_pin)
{
	static const char *const bad[] = { "",      "123",   "1234567890123", "12a4", "１２３４",
					   " 1234", "1234 ", "-123",          "12.4" };
	char hash[PIN_HASH_SIZE];

	for (int i = 0; i < COUNT(bad); i++) {
		ck_assert(!pin_is_well_formed(bad[i]));
		ck_assert(!pin_make(bad[i], hash));
		ck_assert_str_eq(hash, "");
	}
	ck_assert(pin_is_well_formed("1234"));
	ck_assert(pin_is_well_formed("123456789012"));
}
END_TEST

/* The last digits of a good one replaced, and other hashes. */
START_TEST(what_is_not_a_hash)
{
	static const char *const bad[] = {
		"",
		"$$$",
		"1234",
		"pbkdf2-sha256$100000$" SALT,
		"pbkdf2-sha256$100000$" SALT "$",
		"pbkdf2-sha256$99999$" SALT "$",
		"pbkdf2-sha256$10000001$" SALT "$",
		"pbkdf2-sha512$100000$" SALT "$",
		"pbkdf2-sha256$-1$" SALT "$",
		"pbkdf2-sha256$100000$00$",
	};
	const char *hash = strrchr(KNOWN, '$') + 1;

	for (int i = 0; i < COUNT(bad); i++) {
		char *whole = g_strconcat(bad[i], i > 4 ? hash : "", NULL);

		ck_assert_msg(!pin_hash_is_well_formed(whole), "%s", whole);
		ck_assert(!pin_fits(whole, "1234"));
		g_free(whole);
	}
	ck_assert(!pin_hash_is_well_formed(KNOWN "0"));
	ck_assert(!pin_hash_is_well_formed(KNOWN "$"));
}
END_TEST

struct terminal {
	int master;
	pid_t asker;
	char *scratch, *out;
	GString *shown;
};

/* Somebody is asked in a process of its own. */
static void begin(struct terminal *t)
{
	*t = (struct terminal){ .master = posix_openpt(O_RDWR | O_NOCTTY), .scratch = scratch_new() };
	ck_assert_int_ge(t->master, 0);
	ck_assert_int_eq(grantpt(t->master), 0);
	ck_assert_int_eq(unlockpt(t->master), 0);
	t->out = scratch_path(t->scratch, "out");
	t->shown = g_string_new(NULL);
	t->asker = fork();
	if (t->asker == 0) {
		const int fd = open(ptsname(t->master), O_RDWR | O_NOCTTY);
		FILE *out = fopen(t->out, "w");

		_exit(out && fd >= 0 ? pin_prompt(fd, out, stderr) : 99);
	}
}

/* Waits until this is shown, then types. */
static void type_after(struct terminal *t, const char *prompt, const char *keys)
{
	while (!strstr(t->shown->str, prompt)) {
		struct pollfd ready = { .fd = t->master, .events = POLLIN };
		char piece[256];
		ssize_t len;

		ck_assert_int_eq(poll(&ready, 1, 60000), 1);
		len = read(t->master, piece, sizeof piece);
		ck_assert_int_gt(len, 0);
		g_string_append_len(t->shown, piece, len);
	}
	ck_assert_int_eq(write(t->master, keys, strlen(keys)), (ssize_t)strlen(keys));
}

static int end(struct terminal *t)
{
	int status, flags = fcntl(t->master, F_GETFL);
	char piece[256];
	ssize_t len;

	ck_assert_int_eq(waitpid(t->asker, &status, 0), t->asker);
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(fcntl(t->master, F_SETFL, flags | O_NONBLOCK), 0);
	while ((len = read(t->master, piece, sizeof piece)) > 0)
		g_string_append_len(t->shown, piece, len);
	return WEXITSTATUS(status);
}

static void done(struct terminal *t)
{
	(void)close(t->master);
	g_string_free(t->shown, TRUE);
	g_free(t->out), scratch_done(t->scratch);
}

static const struct {
	const char *first, *second;
	int status;
	const char *complaint;
} people[] = {
	{ "4711\r", "4711\r", 0, "" },
	{ "4712\x7f"
	  "1\n",
	  "47119\b\n", 0, "" }, /* typed again */
	{ "4711\r", "4712\r", 1, "different" },
	{ "471\r", NULL, 1, "4 to 12 digits.\r" },
	{ "4711471147114711\r", NULL, 1, "4 to 12 digits.\r" },
	{ "\r", NULL, 1, "4 to 12 digits.\r" },
	{ "47\x03", NULL, 1, "Cancelled" },
	{ "4711\r", "\x04", 1, "Cancelled" },
};

START_TEST(asks_twice_and_shows_nothing)
{
	struct terminal t;
	char *line;

	begin(&t);
	type_after(&t, "digits): ", people[_i].first);
	if (people[_i].second)
		type_after(&t, "Once more: ", people[_i].second);
	ck_assert_int_eq(end(&t), people[_i].status);
	ck_assert_ptr_nonnull(strstr(t.shown->str, people[_i].complaint));
	ck_assert_ptr_null(strstr(t.shown->str, "47"));
	line = file_text(t.out);
	if (people[_i].status == 0) {
		ck_assert(g_str_has_prefix(line, "pin = pbkdf2-sha256$"));
		ck_assert(pin_fits(g_strchomp(line) + strlen("pin = "), "4711"));
	} else {
		ck_assert_str_eq(line, "");
	}
	g_free(line);
	done(&t);
}
END_TEST

START_TEST(not_at_a_terminal)
{
	const int fd = open("/dev/null", O_RDWR);
	char *text = NULL;
	size_t len;
	FILE *complaints = open_memstream(&text, &len);

	ck_assert_int_eq(pin_prompt(fd, stdout, complaints), 1);
	ck_assert_int_eq(fclose(complaints), 0);
	ck_assert_ptr_nonnull(strstr(text, "terminal"));
	free(text);
	(void)close(fd);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("pin", 120);

	suite_add(tcase, (const TTest *const[]){ a_hash_made_elsewhere, makes_and_knows, what_is_not_a_pin,
						 what_is_not_a_hash, not_at_a_terminal, NULL });
	tcase_add_loop_test(tcase, asks_twice_and_shows_nothing, 0, COUNT(people));
	return suite_run("pin", tcase);
}
