/* SPDX-License-Identifier: BSD-2-Clause */
/* The trust store filled from directories: which files count, all or nothing, and which file it was. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../support/suite.h"
#include "maker.h"

static void write_file(const char *directory, const char *name, zairyu_bytes content)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", directory, name);
	file = fopen(path, "wb");
	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(content.data, 1, content.len, file), content.len);
	ck_assert_int_eq(fclose(file), 0);
}

static void remove_file(const char *directory, const char *name)
{
	char path[256];

	snprintf(path, sizeof path, "%s/%s", directory, name);
	ck_assert_int_eq(remove(path), 0);
}

/* Why a directory could not be read, in the system's own words. */
static int64_t native_of(zairyu_trust *trust, const char *path)
{
	zairyu_error *err = NULL;
	const char *domain = NULL;
	int64_t native = -1;

	ck_assert_int_eq(zairyu_trust_add_directory(trust, path, ZAIRYU_TRUST_CUSTOM, &err), ZAIRYU_ERR_FILE);
	if (zairyu_error_native(err, &domain, &native) == 0)
		ck_assert_str_eq(domain, "errno");
	zairyu_error_free(err);
	return native;
}

/* A directory and a store, for each test. */
static char path[] = "/tmp/zairyu-trust-XXXXXX";
static zairyu_trust *trust;
static struct blob rsa, p384;

static void open_directory(void)
{
	memcpy(path + sizeof path - 7, "XXXXXX", 6);
	ck_assert_ptr_nonnull(mkdtemp(path));
	ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
	make_ca(RSA_CA, CA_NAME, &rsa);
	make_ca(P384_CA, CA_NAME, &p384);
}

static void close_directory(void)
{
	zairyu_trust_free(trust);
	ck_assert_int_eq(rmdir(path), 0);
}

static int add_all(unsigned flags)
{
	return zairyu_trust_add_directory(trust, path, flags, NULL);
}

START_TEST(files_that_count)
{
	struct blob pem = { .len = 0 };

	to_pem(&p384, &pem, "\n");
	ck_assert_int_eq(add_all(0), 0);
	write_file(path, "README.txt", LITERAL("no certificate"));
	write_file(path, ".crt", LITERAL("a hidden file without a name"));
	write_file(path, "b.CRT", blob_bytes(&rsa));
	write_file(path, "a.pem", blob_bytes(&pem));
	ck_assert_int_eq(add_all(0), ZAIRYU_ERR_UNKNOWN_ANCHOR);
	ck_assert_uint_eq(zairyu_trust_count(trust), 0);
	ck_assert_int_eq(add_all(ZAIRYU_TRUST_CUSTOM), 0);
	ck_assert_uint_eq(zairyu_trust_count(trust), 2);
	ck_assert_mem_eq(zairyu_trust_certificate(trust, 0).data, p384.data, p384.len); /* a.pem comes first */
	remove_file(path, "a.pem");
	remove_file(path, "b.CRT");
	remove_file(path, ".crt");
	remove_file(path, "README.txt");
}
END_TEST

/* One bad file and nothing of the directory is taken; what was there before stays; the message ends with its name. */
START_TEST(one_bad_file)
{
	const char *const long_name =
		"a certificate of an authority whose name somebody spelt out in full and then once "
		"more for good measure, so that a message of the usual length has no room for it "
		"behind the reason.crt";
	const char *const names[] = { "c.cer", long_name };

	ck_assert_int_eq(zairyu_trust_add(trust, blob_bytes(&p384), ZAIRYU_TRUST_CUSTOM, NULL), 0);
	write_file(path, "b.crt", blob_bytes(&rsa));
	for (size_t i = 0; i < COUNT(names); i++) {
		zairyu_error *err = NULL;

		write_file(path, names[i], LITERAL("rubbish"));
		ck_assert_int_eq(zairyu_trust_add_directory(trust, path, ZAIRYU_TRUST_CUSTOM, &err),
				 ZAIRYU_ERR_CERTIFICATE);
		ck_assert_uint_eq(zairyu_trust_count(trust), 1);
		ck_assert_msg(strncmp(zairyu_error_message(err), "not an X.509 certificate: ", 26) == 0 &&
				      strncmp(zairyu_error_message(err) + 26, names[i],
					      100 < strlen(names[i]) ? 100 : strlen(names[i])) == 0,
			      "%s", zairyu_error_message(err));
		zairyu_error_free(err);
		remove_file(path, names[i]);
	}
	remove_file(path, "b.crt");
}
END_TEST

/* What is named like a certificate and is no file that can be read; the errno tells, and nothing is waited for. */
START_TEST(what_is_no_file)
{
	char inner[64];

	snprintf(inner, sizeof inner, "%s/d.der", path);
	ck_assert_int_eq(mkdir(inner, 0700), 0);
	ck_assert_int_eq(native_of(trust, path), 0); /* it can be opened, and is no file */
	remove_file(path, "d.der");
	ck_assert_int_eq(mkfifo(inner, 0600), 0);
	ck_assert_int_eq(add_all(ZAIRYU_TRUST_CUSTOM), ZAIRYU_ERR_FILE);
	remove_file(path, "d.der");
	ck_assert_int_eq(symlink("nowhere", inner), 0);
	ck_assert_int_eq(native_of(trust, path), ENOENT);
	remove_file(path, "d.der");
	ck_assert_int_eq(native_of(trust, "/nowhere"), ENOENT);
	ck_assert_int_eq(native_of(trust, "/dev/null"), ENOTDIR);
	ck_assert_int_eq(zairyu_trust_add_directory(trust, NULL, 0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_trust_add_directory(NULL, "/", 0, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(zairyu_trust_count(trust), 0);
}
END_TEST

static const struct {
	const char *name;
	int is;
} names[] = {
	{ "ca.crt", 1 }, { "ca.cer", 1 },    { "ca.der", 1 }, { "ca.pem", 1 },     { "CA.CRT", 1 },  { "a/b.Pem", 1 },
	{ ".crt", 0 },   { "crt", 0 },       { "", 0 },       { "ca.crt.txt", 0 }, { "ca.crt ", 0 }, { "ca_crt", 0 },
	{ "ca.key", 0 }, { "README.md", 0 }, { NULL, 0 },     { "x.crt\n", 0 },
};

START_TEST(test_names_of_certificates)
{
	for (size_t i = 0; i < COUNT(names); i++)
		ck_assert_msg(zairyu_trust_is_certificate_name(names[i].name) == names[i].is, "%s", names[i].name);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("directories", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_checked_fixture(tc, open_directory, close_directory);
	tcase_add_test(tc, files_that_count);
	tcase_add_test(tc, one_bad_file);
	tcase_add_test(tc, what_is_no_file);
	tcase_add_test(tc, test_names_of_certificates);
	return suite_run("verify: trust directories", tc);
}
