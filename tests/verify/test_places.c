/* SPDX-License-Identifier: BSD-2-Clause */
/* Anchors and code names from the places that all programs share. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zairyu/place.h>

#include "../support/suite.h"
#include "maker.h"

static char folder[64]; /* of the test */

static void setup(void)
{
	snprintf(folder, sizeof folder, "/tmp/zairyu-places-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void teardown(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	ck_assert_int_eq(system(command), 0);
}

/* A file below the folder, and the folders it needs. */
static void put(const char *name, const void *data, size_t len)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
		*slash = '\0';
		(void)mkdir(path, 0700);
	}
	file = fopen(path, "wb");
	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(data, 1, len, file), len);
	ck_assert_int_eq(fclose(file), 0);
}

static const char *below(const char *name)
{
	static char path[256];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static const struct {
	uint32_t place;
	const char *name, *data_home, *home;
	int rc;
	const char *path;
} paths[] = {
	{ ZAIRYU_PLACE_SYSTEM, ZAIRYU_PLACE_TRUST, NULL, NULL, 0, SYSTEM_DIRECTORY "/trust" },
	{ ZAIRYU_PLACE_SYSTEM, ZAIRYU_PLACE_CODES, "/data", "/home/x", 0, SYSTEM_DIRECTORY "/codes.tsv" },
	{ ZAIRYU_PLACE_SYSTEM, "", NULL, NULL, 0, SYSTEM_DIRECTORY },
	{ ZAIRYU_PLACE_SHARED, ZAIRYU_PLACE_CODES, "/data", "/home/x", 0, SHARED_DIRECTORY "/codes.tsv" },
	{ ZAIRYU_PLACE_SHARED, "", NULL, NULL, 0, SHARED_DIRECTORY },
	{ ZAIRYU_PLACE_USER, ZAIRYU_PLACE_TRUST, "/data", "/home/x", 0, "/data/zairyu/trust" },
	{ ZAIRYU_PLACE_USER, ZAIRYU_PLACE_CODES, NULL, "/home/x", 0, "/home/x/.local/share/zairyu/codes.tsv" },
	{ ZAIRYU_PLACE_USER, "", "", "/home/x", 0, "/home/x/.local/share/zairyu" },
	{ ZAIRYU_PLACE_USER, "", "data", "/home/x", 0, "/home/x/.local/share/zairyu" }, /* relative: as if not set */
	{ ZAIRYU_PLACE_USER, "", "/data", NULL, 0, "/data/zairyu" },
	{ ZAIRYU_PLACE_USER, "", NULL, NULL, ZAIRYU_ERR_ABSENT, NULL },
	{ ZAIRYU_PLACE_USER, "", "data", "home", ZAIRYU_ERR_ABSENT, NULL },
	{ ZAIRYU_PLACES_ALL, "", "/data", "/home/x", ZAIRYU_ERR_ARGUMENT, NULL },
	{ ZAIRYU_PLACE_SYSTEM | ZAIRYU_PLACE_USER, "", "/data", "/home/x", ZAIRYU_ERR_ARGUMENT, NULL },
	{ 0, "", "/data", "/home/x", ZAIRYU_ERR_ARGUMENT, NULL },
	{ ZAIRYU_PLACE_USER, NULL, "/data", "/home/x", ZAIRYU_ERR_ARGUMENT, NULL },
};

START_TEST(test_paths)
{
	char path[128] = "x";
	size_t len = 77, need = paths[_i].path ? strlen(paths[_i].path) + 1 : 0;

	ck_assert_int_eq(zairyu_place_path(paths[_i].place, paths[_i].name, paths[_i].data_home, paths[_i].home, path,
					   sizeof path, &len),
			 paths[_i].rc);
	ck_assert_str_eq(path, paths[_i].path ? paths[_i].path : "");
	ck_assert_uint_eq(len, need);
	len = 77;
	ck_assert_int_eq(
		zairyu_place_path(paths[_i].place, paths[_i].name, paths[_i].data_home, paths[_i].home, NULL, 0, &len),
		paths[_i].rc);
	ck_assert_uint_eq(len, need);
	for (size_t cap = 0; cap <= need && paths[_i].rc == 0; cap++) {
		memset(path, 'x', sizeof path);
		ck_assert_int_eq(zairyu_place_path(paths[_i].place, paths[_i].name, paths[_i].data_home, paths[_i].home,
						   path, cap, NULL),
				 cap < need ? ZAIRYU_ERR_ARGUMENT : 0);
		ck_assert_int_eq(path[cap], 'x');
		ck_assert(cap == 0 || cap == need || path[0] == '\0');
	}
}
END_TEST

static zairyu_trust *empty_trust(void)
{
	zairyu_trust *trust;

	ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
	return trust;
}

/* What the person has, by either variable; nothing where there is nothing. */
START_TEST(test_anchors)
{
	zairyu_trust *trust = empty_trust();
	struct blob first, second;
	size_t of_system;

	make_ca(RSA_CA, CA_NAME, &first);
	make_ca(P384_CA, CA_NAME, &second);
	ck_assert_int_eq(zairyu_trust_add_default(trust, ZAIRYU_PLACE_USER, NULL, NULL, 0, NULL), 0);
	ck_assert_int_eq(zairyu_trust_add_default(trust, ZAIRYU_PLACE_USER, folder, NULL, 0, NULL), 0);
	ck_assert_uint_eq(zairyu_trust_count(trust), 0);
	put("zairyu/trust/a.crt", first.data, first.len);
	put("home/.local/share/zairyu/trust/b.crt", second.data, second.len);
	ck_assert_int_eq(
		zairyu_trust_add_default(trust, ZAIRYU_PLACE_SYSTEM, folder, below("home"), ZAIRYU_TRUST_CUSTOM, NULL),
		0);
	of_system = zairyu_trust_count(trust);
	ck_assert_int_eq(
		zairyu_trust_add_default(trust, ZAIRYU_PLACES_ALL, folder, below("home"), ZAIRYU_TRUST_CUSTOM, NULL),
		0);
	ck_assert_uint_eq(zairyu_trust_count(trust), of_system + 1);
	ck_assert_int_eq(
		zairyu_trust_add_default(trust, ZAIRYU_PLACES_ALL, NULL, below("home"), ZAIRYU_TRUST_CUSTOM, NULL), 0);
	ck_assert_uint_eq(zairyu_trust_count(trust), of_system + 2);
	zairyu_trust_free(trust);
}
END_TEST

/* Nothing is added by halves; a CA that is not the agency's is none without the flag. */
START_TEST(test_broken_anchors)
{
	zairyu_trust *trust = empty_trust();
	zairyu_error *err = NULL;
	struct blob ca;

	make_ca(RSA_CA, CA_NAME, &ca);
	put("zairyu/trust/a.crt", ca.data, ca.len);
	ck_assert_int_eq(zairyu_trust_add_default(trust, ZAIRYU_PLACE_USER, folder, NULL, 0, NULL),
			 ZAIRYU_ERR_UNKNOWN_ANCHOR);
	put("zairyu/trust/b.crt", "nonsense", 8);
	ck_assert_int_eq(zairyu_trust_add_default(trust, ZAIRYU_PLACE_USER, folder, NULL, ZAIRYU_TRUST_CUSTOM, &err),
			 ZAIRYU_ERR_CERTIFICATE);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_CERTIFICATE);
	zairyu_error_free(err);
	ck_assert_uint_eq(zairyu_trust_count(trust), 0);
	put("file/zairyu/trust", "", 0);
	ck_assert_int_eq(zairyu_trust_add_default(trust, ZAIRYU_PLACE_USER, below("file"), NULL, 0, NULL),
			 ZAIRYU_ERR_FILE);
	ck_assert_int_eq(zairyu_trust_add_default(NULL, ZAIRYU_PLACE_USER, folder, NULL, 0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_trust_add_default(trust, ZAIRYU_PLACE_USER, folder, NULL, 8, NULL),
			 ZAIRYU_ERR_UNSUPPORTED);
	zairyu_trust_free(trust);
}
END_TEST

/* A path that no buffer takes is an error, and not a place without anything. */
START_TEST(test_long_path)
{
	static char home[9000];
	zairyu_trust *trust = empty_trust();

	memset(home, '/', sizeof home - 1);
	ck_assert_int_eq(zairyu_trust_add_default(trust, ZAIRYU_PLACE_USER, home, NULL, 0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACE_USER, home, NULL, NULL),
			 ZAIRYU_ERR_ARGUMENT);
	zairyu_trust_free(trust);
}
END_TEST

/* With its terminator as long as a path may be, and one longer. */
START_TEST(test_longest_path)
{
	enum { PATH_BYTES = 4096 };
	static const char below_home[] = "/zairyu/codes.tsv";
	static char home[PATH_BYTES];

	memset(home, '/', PATH_BYTES - sizeof below_home);
	ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACE_USER, home, NULL, NULL), 0);
	home[PATH_BYTES - sizeof below_home] = '/';
	ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACE_USER, home, NULL, NULL),
			 ZAIRYU_ERR_ARGUMENT);
}
END_TEST

static const char *status_name(void)
{
	struct card_plan plan = card_plan_of("05");
	zairyu_record *record = make_record(&plan);
	static char copy[64];
	const char *name = "", *code;

	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, &code), 0);
	if (zairyu_record_code_name(record, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, ZAIRYU_LANGUAGE_EN, &name) != 0)
		name = "";
	snprintf(copy, sizeof copy, "%s", name);
	zairyu_record_free(record);
	return copy;
}

static void put_table(const char *name, const char *meaning)
{
	struct card_plan plan = card_plan_of("05");
	zairyu_record *record = make_record(&plan);
	const char *code;
	char line[128];

	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, &code), 0);
	snprintf(line, sizeof line, "status_of_residence\t%s\t見本\t%s\n", code, meaning);
	put(name, line, strlen(line));
	zairyu_record_free(record);
}

START_TEST(test_code_names)
{
	ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACE_USER, NULL, NULL, NULL), 0);
	ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACE_USER, folder, NULL, NULL), 0);
	ck_assert_str_eq(status_name(), "");
	put_table("zairyu/codes.tsv", "Sample");
	ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACE_SYSTEM, folder, NULL, NULL), 0);
	ck_assert_str_ne(status_name(), "Sample");
	ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACES_ALL, folder, NULL, NULL), 0);
	ck_assert_str_eq(status_name(), "Sample");
	put_table("home/.local/share/zairyu/codes.tsv", "Another");
	ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACE_USER, NULL, below("home"), NULL), 0);
	ck_assert_str_eq(status_name(), "Another");
}
END_TEST

START_TEST(test_broken_code_names)
{
	static char large[(1 << 20) + 1];
	zairyu_error *err = NULL;
	const char *domain;
	int64_t number;

	put("zairyu/codes.tsv", "nonsense\n", 9);
	ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACE_USER, folder, NULL, &err),
			 ZAIRYU_ERR_MALFORMED);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "line 1"));
	zairyu_error_free(err);
	err = NULL;
	memset(large, '\n', sizeof large);
	put("zairyu/codes.tsv", large, sizeof large);
	ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACE_USER, folder, NULL, NULL),
			 ZAIRYU_ERR_LIMIT);
	put("zairyu/codes.tsv", large, sizeof large - 1);
	ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACE_USER, folder, NULL, NULL), 0);
	put("x/zairyu/codes.tsv/a", "", 0);
	ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACE_USER, below("x"), NULL, NULL),
			 ZAIRYU_ERR_FILE);
	ck_assert_int_eq(chmod(below("zairyu/codes.tsv"), 0), 0);
	if (geteuid() != 0) {
		ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, ZAIRYU_PLACE_USER, folder, NULL, &err),
				 ZAIRYU_ERR_FILE);
		ck_assert_int_eq(zairyu_error_native(err, &domain, &number), 0);
		ck_assert_str_eq(domain, "errno");
		zairyu_error_free(err);
	}
	ck_assert_int_eq(zairyu_context_add_default_code_names(NULL, ZAIRYU_PLACE_USER, folder, NULL, NULL),
			 ZAIRYU_ERR_ARGUMENT);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("places", 60);

	tcase_add_unchecked_fixture(tcase, makers_setup, makers_teardown);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, test_paths, 0, COUNT(paths));
	tcase_add_test(tcase, test_anchors);
	tcase_add_test(tcase, test_broken_anchors);
	tcase_add_test(tcase, test_long_path);
	tcase_add_test(tcase, test_longest_path);
	tcase_add_test(tcase, test_code_names);
	tcase_add_test(tcase, test_broken_code_names);
	return suite_run("verify/places", tcase);
}
