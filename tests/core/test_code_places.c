/* SPDX-License-Identifier: BSD-2-Clause */
/* Where names of codes are looked for, and which count: those of the user, the machine's, those that came with the library. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "record/codes/code_table.h"

static void write_table(const char *folder, const char *rows)
{
	char path[64];
	FILE *file;

	ck_assert_int_eq(mkdir(folder, 0700), 0);
	snprintf(path, sizeof path, "%s/codes.tsv", folder);
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fputs(rows, file);
	ck_assert_int_eq(fclose(file), 0);
}

#define ROW(code, name) "status_of_residence\t" code "\t" name "\t" name "\n"

static const struct {
	uint32_t places;
	const char *names; /* of the codes A to C */
} looks[] = {
	{ ZAIRYU_PLACES_ALL, "uus" },   { ZAIRYU_PLACE_SHARED | ZAIRYU_PLACE_SYSTEM, "mms" },
	{ ZAIRYU_PLACE_SHARED, "sss" }, { ZAIRYU_PLACE_SYSTEM, "mm-" },
	{ ZAIRYU_PLACE_USER, "uu-" },   { ZAIRYU_PLACE_SHARED | ZAIRYU_PLACE_USER, "uus" },
};

START_TEST(test_which_count)
{
	static const char *const codes[] = { "A", "B", "C" };
	char folder[] = "/tmp/zairyu-test-XXXXXX";
	zairyu_context *ctx;

	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	write_table("shared-place", "# zairyu-codes 1 2026-11-28\n" ROW("A", "s") ROW("B", "s") ROW("C", "s"));
	write_table("system-place", ROW("A", "m") ROW("B", "m"));
	write_table("zairyu", ROW("A", "u") ROW("B", "u"));
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ck_assert_int_eq(zairyu_context_add_default_code_names(ctx, looks[_i].places, folder, NULL, NULL), 0);
	for (int i = 0; i < COUNT(codes); i++) {
		const struct code_name *name = code_table_find(ctx, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, codes[i]);

		ck_assert_msg((name ? name->en[0] : '-') == looks[_i].names[i], "%s", codes[i]);
	}
	zairyu_context_free(ctx);
	ck_assert_int_eq(system("rm -r shared-place system-place zairyu"), 0);
	ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("places", 10);

	tcase_add_loop_test(tcase, test_which_count, 0, COUNT(looks));
	return suite_run("code places", tcase);
}
