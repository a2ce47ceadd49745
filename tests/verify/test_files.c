/* SPDX-License-Identifier: BSD-2-Clause */
/* Records and CA certificates that were made by another hand: each stands for cards that were met. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "ber_forms.h"
#include "expect.h"

enum { FILE_MAX = 32768 };

struct file {
	uint8_t data[FILE_MAX];
	size_t len;
};

static void read_file(const char *name, struct file *out)
{
	char path[1024];
	const char *folder = getenv("ZAIRYU_TEST_DATA");
	FILE *file;

	ck_assert_msg(folder != NULL, "ZAIRYU_TEST_DATA is not set");
	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "rb");
	ck_assert_msg(file != NULL, "%s cannot be read", path);
	out->len = fread(out->data, 1, sizeof out->data, file);
	ck_assert_uint_lt(out->len, sizeof out->data);
	fclose(file);
}

static zairyu_trust *trust_in(const char *first, const char *second)
{
	const char *const names[] = { first, second };
	static struct file file;
	zairyu_trust *trust;

	ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
	for (size_t i = 0; i < 2; i++) {
		if (!names[i])
			continue;
		read_file(names[i], &file);
		ck_assert_int_eq(
			zairyu_trust_add(trust, (zairyu_bytes){ file.data, file.len }, ZAIRYU_TRUST_CUSTOM, NULL), 0);
	}
	return trust;
}

static zairyu_record *load(const char *name)
{
	static struct file file;
	zairyu_record *record;

	read_file(name, &file);
	ck_assert_int_eq(zairyu_record_load(ctx, (zairyu_bytes){ file.data, file.len }, &record, NULL), 0);
	return record;
}

static const struct {
	const char *name, *note, *serial;
} records[] = {
	{ "certificate-aki-other.zairyu", "key-identifier-differs", NULL },
	{ "certificate-ber-signed-as-der.zairyu", "certificate-not-der", NULL },
	{ "certificate-serial-leading-zero.zairyu", "certificate-not-der", "0020260401" },
};

START_TEST(test_records)
{
	uint64_t covers = ZAIRYU_ITEM_FRONT_IMAGE | ZAIRYU_ITEM_FACE;
	zairyu_trust *trust = trust_in("ca1.crt", "ca2.crt");
	zairyu_report *report = verify_and_free(trust, load(records[_i].name), covers);

	expect_report(report, "ok", "ok", "unchecked", records[_i].note);
	ck_assert(has_note(report, "not-a-production-anchor"));
	if (records[_i].serial)
		ck_assert_str_eq(zairyu_report_certificate_serial(report), records[_i].serial);
	zairyu_report_free(report);
	zairyu_trust_free(trust);

	trust = trust_in("ca2.crt", NULL);
	report = verify_and_free(trust, load(records[_i].name), covers);
	expect_report(report, "ok", "not-checked", "unchecked", "no-anchor-for-this-generation");
	zairyu_report_free(report);
	zairyu_trust_free(trust);
}
END_TEST

START_TEST(test_round_trips)
{
	static const char *const names[] = { "ca1.crt", "ca2.crt" };
	static struct file file;

	for (size_t i = 0; i < COUNT(names); i++) {
		read_file(names[i], &file);
		expect_round_trips((zairyu_bytes){ file.data, file.len });
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_loop_test(tc, test_records, 0, COUNT(records));
	tcase_add_test(tc, test_round_trips);
	return suite_run("verify: files", tc);
}
