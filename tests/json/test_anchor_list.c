/* SPDX-License-Identifier: BSD-2-Clause */
/* Trust anchors, and what the revocation inquiry asks for: byte for byte. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../core/context_case.h"
#include "document.h"

enum { LINE = 4096 };

static struct written written;
static zairyu_trust *both, *one;

static void open_stores(void)
{
	written = (struct written){ 0 };
	ck_assert_int_eq(zairyu_trust_new(ctx, &one, NULL), 0);
	ck_assert_int_eq(zairyu_trust_new(ctx, &both, NULL), 0);
	ck_assert_int_eq(zairyu_trust_add_directory(both, AUTHORITIES, ZAIRYU_TRUST_CUSTOM, NULL), 0);
	ck_assert_uint_eq(zairyu_trust_count(both), 2);
	ck_assert_int_eq(zairyu_trust_add(one, zairyu_trust_certificate(both, 1), ZAIRYU_TRUST_CUSTOM, NULL), 0);
}

static void close_stores(void)
{
	zairyu_trust_free(one);
	zairyu_trust_free(both);
}

/* The one anchor, with its files and what comes behind them; then so many of each generation, and the rest. */
static const char *expected(const char *files, int first, int second, const char *rest)
{
	static char line[LINE];
	char from[ZAIRYU_TIME_SIZE], to[ZAIRYU_TIME_SIZE];
	int64_t not_before, not_after;

	ck_assert_int_eq(zairyu_trust_validity(one, 0, &not_before, &not_after), 0);
	ck_assert_int_eq(zairyu_time_text(not_before, from), 0);
	ck_assert_int_eq(zairyu_time_text(not_after, to), 0);
	snprintf(line, sizeof line,
		 "{\"anchors\": [{\"subject\": \"%s\", \"sha256\": \"%s\", \"kind\": \"custom\", \"family\": "
		 "\"second-generation\", \"not_before\": \"%s\", \"not_after\": \"%s\", \"files\": [%s}], "
		 "\"generations\": [{\"family\": \"first-generation\", \"production\": 0, \"official_test\": 0, "
		 "\"custom\": %d, \"page\": \"%s\"}, {\"family\": \"second-generation\", \"production\": 0, "
		 "\"official_test\": 0, \"custom\": %d, \"page\": \"%s\"}], %s}\n",
		 zairyu_trust_subject(one, 0), zairyu_trust_sha256(one, 0), from, to, files, first,
		 zairyu_trust_page(ZAIRYU_FAMILY_FIRST_GENERATION), second,
		 zairyu_trust_page(ZAIRYU_FAMILY_SECOND_GENERATION), rest);
	return line;
}

START_TEST(test_no_anchors)
{
	zairyu_trust *none;
	char line[LINE];

	ck_assert_int_eq(zairyu_trust_new(ctx, &none, NULL), 0);
	ck_assert_int_eq(zairyu_json_write_trust(none, NULL, NULL, 0, document_write, &written, NULL), 0);
	snprintf(line, sizeof line,
		 "{\"anchors\": [], \"generations\": [{\"family\": \"first-generation\", \"production\": 0, "
		 "\"official_test\": 0, \"custom\": 0, \"page\": \"%s\"}, {\"family\": \"second-generation\", "
		 "\"production\": 0, \"official_test\": 0, \"custom\": 0, \"page\": \"%s\"}], \"refused\": []}\n",
		 zairyu_trust_page(ZAIRYU_FAMILY_FIRST_GENERATION), zairyu_trust_page(ZAIRYU_FAMILY_SECOND_GENERATION));
	ck_assert_str_eq(written.text, line);
	zairyu_trust_free(none);
}
END_TEST

/* Where the store has them is told; of one that was given as bytes, nothing. */
START_TEST(test_anchors)
{
	ck_assert_int_eq(zairyu_json_write_trust(one, both, NULL, 0, document_write, &written, NULL), 0);
	ck_assert_str_eq(written.text, expected("\"" AUTHORITIES "/ca2.crt\"]", 1, 1, "\"refused\": []"));
	written = (struct written){ 0 };
	ck_assert_int_eq(zairyu_json_write_trust(one, NULL, NULL, 0, document_write, &written, NULL), 0);
	ck_assert_str_eq(written.text, expected("]", 0, 1, "\"refused\": []"));
}
END_TEST

/* What was done, and where it was looked, as the caller knows it. */
START_TEST(test_changes)
{
	zairyu_json_extra *extra;

	ck_assert_int_eq(zairyu_json_extra_new(&extra, NULL), 0);
	ck_assert_int_eq(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_TRUST, "system", "/etc/a", NULL), 0);
	ck_assert_int_eq(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_TRUST, "user", "/home/b\xFF", NULL), 0);
	ck_assert_int_eq(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_ADDED, zairyu_trust_sha256(one, 0),
						    "/home/b/x.crt", NULL),
			 0);
	ck_assert_int_eq(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_REMOVED, "/p", "/p", NULL), 0);
	ck_assert_int_eq(zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_REMOVED, "/q", "/q", NULL), 0);
	ck_assert_int_eq(zairyu_json_write_trust(one, both, extra, 0, document_write, &written, NULL), 0);
	ck_assert_str_eq(
		written.text,
		expected("\"" AUTHORITIES "/ca2.crt\"], \"added\": \"/home/b/x.crt\"", 1, 1,
			 "\"refused\": [], \"directories\": [{\"place\": \"system\", \"path\": \"/etc/a\"}, "
			 "{\"place\": \"user\", \"path\": \"/home/b\xEF\xBF\xBD\"}], \"removed\": [\"/p\", \"/q\"]"));
	zairyu_json_extra_free(extra);
}
END_TEST

/* A file that was left out has its reason, as a failure has. */
START_TEST(test_refused)
{
	char folder[] = "/tmp/zairyu-json-XXXXXX", path[64], rest[1024];
	FILE *file;

	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/x.crt", folder);
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	ck_assert_int_eq(fclose(file), 0);
	ck_assert_int_eq(zairyu_trust_add_directory(one, folder, ZAIRYU_TRUST_TOLERANT, NULL), 0);
	ck_assert_int_eq(zairyu_json_write_trust(one, NULL, NULL, 0, document_write, &written, NULL), 0);
	snprintf(rest, sizeof rest,
		 "\"refused\": [{\"file\": \"%s\", \"error\": {\"code\": %d, \"name\": \"ZAIRYU_ERR_CERTIFICATE\", "
		 "\"support_code\": \"Z406-00\", \"message_ja\": \"%s\", \"message_en\": \"%s\", \"detail\": "
		 "\"not an X.509 certificate\", \"official_message\": 1, \"retry\": false}}]",
		 path, ZAIRYU_ERR_CERTIFICATE, zairyu_error_text(ZAIRYU_ERR_CERTIFICATE, ZAIRYU_LANGUAGE_JA),
		 zairyu_error_text(ZAIRYU_ERR_CERTIFICATE, ZAIRYU_LANGUAGE_EN));
	ck_assert_str_eq(written.text, expected("]", 0, 1, rest));
	ck_assert_int_eq(remove(path) | rmdir(folder), 0);
}
END_TEST

START_TEST(test_inquiry)
{
	ck_assert_int_eq(zairyu_json_write_inquiry("aa 1234-5678 bb", 987, 1, 5, "https://x/", 0, document_write,
						   &written, NULL),
			 0);
	ck_assert_str_eq(
		written.text,
		"{\"number\": \"AA12345678BB\", \"expiry\": {\"year\": \"0987\", \"month\": \"01\", \"day\": \"05\"}, "
		"\"page\": \"https://x/\", \"verified\": false, \"caveats\": [\"about-the-number-only\", "
		"\"forgeries-use-real-numbers\", \"closed-20-to-23-jst\"], \"answers\": [{\"answer\": \"not-lapsed\", "
		"\"text_ja\": \"失効していません。\", \"may_mean\": [\"if-expired-application-pending\"]}, {\"answer\": "
		"\"not-valid\", \"text_ja\": \"この在留カード等番号は有効ではありません。\", \"may_mean\": [\"forged\", "
		"\"issued-recently\", \"not-the-latest-card\", \"number-not-half-width-capitals\", "
		"\"expiry-not-half-width-digits\", \"misread\"]}]}\n");
	ck_assert_int_eq(written.calls, 1);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("anchor list", 20);

	tcase_add_checked_fixture(tcase, open_stores, close_stores);
	suite_add(tcase, (const TTest *const[]){ test_no_anchors, test_anchors, test_changes, test_refused,
						 test_inquiry, NULL });
	return suite_run("json anchor list", tcase);
}
