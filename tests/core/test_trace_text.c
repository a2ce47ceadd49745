/* SPDX-License-Identifier: BSD-2-Clause */
/* What a trace says, to the letter, and what it passes on; on a clock of the test's own. */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "echo.h"

/* What the next calls say; after them, what time it is. */
static const struct timespec *ticks;
static size_t ticks_left;

int __real_clock_gettime(clockid_t clock, struct timespec *out);
int __wrap_clock_gettime(clockid_t clock, struct timespec *out);
int64_t __wrap_clock_now(void);

int __wrap_clock_gettime(clockid_t clock, struct timespec *out)
{
	if (ticks_left == 0)
		return __real_clock_gettime(clock, out);
	ck_assert_int_eq(clock, CLOCK_MONOTONIC);
	ticks_left--;
	*out = *ticks++;
	return 0;
}

int64_t __wrap_clock_now(void)
{
	return INT64_C(4102444800);
}

/* A reader that knows those of these properties whose bits are set. */
struct reader {
	struct echo echo;
	unsigned known;
	bool waited_for;
};

static const uint64_t values[] = { [ZAIRYU_PROPERTY_MAX_COMMAND] = 261,
				   [ZAIRYU_PROPERTY_MAX_RESPONSE] = 65538,
				   [ZAIRYU_PROPERTY_SIMULATED] = 1,
				   [ZAIRYU_PROPERTY_RECORDED_AT] = 1781600000 };

static int reader_get(void *userdata, int property, uint64_t *value)
{
	struct reader *reader = userdata;

	if (property < 1 || property >= COUNT(values) || !(reader->known & 1u << property))
		return ZAIRYU_ERR_ABSENT;
	*value = values[property];
	return ZAIRYU_OK;
}

static const char *reader_uri(void *userdata)
{
	return ((struct reader *)userdata)->known ? "its:own" : NULL;
}

static int reader_wait(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	((struct reader *)userdata)->waited_for = present;
	return zairyu_wait_check(wait, err);
}

static char directory[] = "/tmp/zairyu-trace-XXXXXX", path[64];
static zairyu_context *ctx;
static struct reader reader;
static zairyu_transport *trace;

static void begin(unsigned known, bool waits)
{
	zairyu_transport_ops ops = echo_ops;
	zairyu_transport *inner;

	ops.get = reader_get;
	ops.uri = reader_uri;
	ops.wait_card = waits ? reader_wait : NULL;
	reader = (struct reader){ .known = known };
	ctx = new_context();
	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/t", directory);
	ck_assert_int_eq(zairyu_transport_new(ctx, "given:", &ops, &reader, &inner, NULL), 0);
	ck_assert_int_eq(zairyu_trace_new(ctx, inner, path, &trace, NULL), 0);
	zairyu_transport_free(inner);
}

static void end(void)
{
	zairyu_transport_free(trace);
	ck_assert_int_eq(reader.echo.frees, 1);
	unlink(path);
	rmdir(directory);
	memcpy(directory + sizeof directory - 7, "XXXXXX", 6);
	zairyu_context_free(ctx);
}

/* All that was written so far, whether the trace is still open or not. */
static void expect_text(const char *expected)
{
	static char text[4096];
	FILE *file = fopen(path, "rb");

	ck_assert_ptr_nonnull(file);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	ck_assert_str_eq(text, expected);
}

#define HEAD                                                                                                           \
	"zairyu-trace 1\n# This file holds personal data: whoever knows or guesses the card number can decrypt it.\n"

START_TEST(headers)
{
	static const int properties[] = { ZAIRYU_PROPERTY_MAX_COMMAND, ZAIRYU_PROPERTY_MAX_RESPONSE,
					  ZAIRYU_PROPERTY_SIMULATED };
	char expected[512];
	size_t len = (size_t)snprintf(expected, sizeof expected, HEAD "uri %s\n", _i ? "its:own" : "given:");

	for (int i = 0; i < COUNT(properties); i++)
		if (_i & 1 << properties[i])
			len += (size_t)snprintf(expected + len, sizeof expected - len, "property %d %llu\n",
						properties[i], (unsigned long long)values[properties[i]]);
	begin((unsigned)_i, true);
	zairyu_transport_disconnect(trace); /* which was not connected */
	zairyu_transport_free(trace);
	expect_text(expected);
	trace = NULL;
	end();
}
END_TEST

/* Where the C library names its clock otherwise, calls do not come past here. */
static bool clock_is_ours(void)
{
	static const struct timespec probe = { 1, 2 };
	struct timespec found = { 0 };

	ticks = &probe;
	ticks_left = 1;
	ck_assert_int_eq(clock_gettime(CLOCK_MONOTONIC, &found), 0);
	ticks_left = 0;
	return found.tv_sec == probe.tv_sec && found.tv_nsec == probe.tv_nsec;
}

/* Each line is in the file when its call is back. */
START_TEST(conversation)
{
	static const struct timespec times[] = { { 5, 999999000 }, { 7, 1000 }, { 10, 1999 }, { 10, 500000999 } };
	uint8_t response[16];
	size_t len;

	if (!clock_is_ours())
		return;
	begin(0, true);
	reader.echo.fail_connect = ZAIRYU_ERR_NO_CARD;
	ck_assert_int_eq(zairyu_transport_connect(trace, NULL, NULL), ZAIRYU_ERR_NO_CARD);
	reader.echo.fail_connect = 0;
	ck_assert_int_eq(zairyu_transport_connect(trace, NULL, NULL), 0);
#define CONNECTED HEAD "uri given:\nconnect -205 4102444800\nconnect 0 4102444800\n"
	expect_text(CONNECTED);
	ticks = times;
	ticks_left = COUNT(times);
	ck_assert_int_eq(echo_send(trace, "\0\xA4\x01\xFE", 4, response, sizeof response, &len), 0);
	ck_assert_uint_eq(len, 6);
	ck_assert_mem_eq(response, "\0\xA4\x01\xFE\x90\x00", 6);
#define SENT CONNECTED "> 00A401FE\n< 00A401FE9000 1000002\n"
	expect_text(SENT);
	ck_assert_int_eq(echo_send(trace, "\xFF\xA4\0\0", 4, response, sizeof response, &len), ZAIRYU_ERR_CARD_GONE);
	zairyu_transport_disconnect(trace);
	ck_assert_int_eq(reader.echo.disconnects, 1);
	expect_text(SENT "> FFA40000\n! -206 499999\ndisconnect\n");
	end();
}
END_TEST

/* A conversation that took place before says when. */
START_TEST(of_before)
{
	begin(1u << ZAIRYU_PROPERTY_RECORDED_AT, true);
	ck_assert_int_eq(zairyu_transport_connect(trace, NULL, NULL), 0);
	expect_text(HEAD "uri its:own\nconnect 0 1781600000\n");
	end();
}
END_TEST

START_TEST(passed_on)
{
	const zairyu_hints said = { .size = sizeof said, .answer_max = 5, .patience_ms = 6 };
	uint8_t response[16];
	uint64_t value = 0;
	size_t len;

	begin(1u << ZAIRYU_PROPERTY_MAX_COMMAND, _i);
	ck_assert_str_eq(zairyu_transport_uri(trace), "its:own");
	ck_assert_int_eq(zairyu_transport_property(trace, ZAIRYU_PROPERTY_MAX_COMMAND, &value), 0);
	ck_assert_uint_eq(value, 261);
	ck_assert_int_eq(zairyu_transport_property(trace, ZAIRYU_PROPERTY_SIMULATED, &value), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_transport_wait_card(trace, 7, 1000, NULL, NULL), _i ? 0 : ZAIRYU_ERR_UNSUPPORTED);
	ck_assert_int_eq(reader.waited_for, _i);
	ck_assert_int_eq(zairyu_transport_connect(trace, NULL, NULL), 0);
	ck_assert_int_eq(reader.echo.connects, 1);
	ck_assert_int_eq(zairyu_transport_expect(trace, &said), 0);
	ck_assert_int_eq(echo_send(trace, "\0\xA4\0\0", 4, response, 6, &len), 0);
	ck_assert_uint_eq(reader.echo.hints.answer_max, 5);
	ck_assert_uint_eq(reader.echo.hints.patience_ms, 6);
	ck_assert_int_eq(echo_send(trace, "\0\xA4\0\0", 4, response, 5, &len), ZAIRYU_ERR_COMMUNICATION);
	end();
}
END_TEST

/* Nobody else reads it, no other program has it, and it goes where nothing is. */
START_TEST(file)
{
	struct stat st, other;
	zairyu_transport *inner, *t;
	struct echo echo = { 0 };
	char link[80];
	int found = 0;

	umask(0);
	begin(0, true);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0600);
	for (int fd = 3; fd < 256; fd++)
		if (fstat(fd, &other) == 0 && other.st_dev == st.st_dev && other.st_ino == st.st_ino) {
			ck_assert(fcntl(fd, F_GETFD) & FD_CLOEXEC);
			ck_assert_int_eq(fcntl(fd, F_GETFL) & O_ACCMODE, O_WRONLY);
			found++;
		}
	ck_assert_int_eq(found, 1);
	snprintf(link, sizeof link, "%s/l", directory);
	ck_assert_int_eq(symlink("nowhere", link), 0);
	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:", &echo_ops, &echo, &inner, NULL), 0);
	ck_assert_int_eq(zairyu_trace_new(ctx, inner, link, &t, NULL), ZAIRYU_ERR_WRITE);
	ck_assert_int_eq(zairyu_trace_new(ctx, inner, path, &t, NULL), ZAIRYU_ERR_WRITE);
	zairyu_transport_free(inner);
	ck_assert_int_eq(echo.frees, 1);
	unlink(link);
	end();
}
END_TEST

/* Where the first descriptor that is free is 0. */
START_TEST(without_standard_input)
{
	ck_assert_int_eq(close(STDIN_FILENO), 0);
	begin(0, true);
	ck_assert_int_eq(zairyu_transport_connect(trace, NULL, NULL), 0);
	expect_text(HEAD "uri given:\nconnect 0 4102444800\n");
	end();
	ck_assert_int_eq(open("/dev/null", O_RDONLY), STDIN_FILENO);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("trace text", 30);

	tcase_add_loop_test(tcase, headers, 0, 1 << COUNT(values));
	tcase_add_test(tcase, conversation);
	tcase_add_test(tcase, of_before);
	tcase_add_loop_test(tcase, passed_on, 0, 2);
	tcase_add_test(tcase, file);
	tcase_add_test(tcase, without_standard_input);
	return suite_run("trace text", tcase);
}
