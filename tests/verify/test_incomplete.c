/* SPDX-License-Identifier: BSD-2-Clause */
/* A store that was filled tolerantly: what was left out, and what it means for the cards. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zairyu/place.h>

#include "../support/suite.h"
#include "countdown.h"
#include "expect.h"

enum { CUSTOM = ZAIRYU_TRUST_CUSTOM, TOLERANT = ZAIRYU_TRUST_CUSTOM | ZAIRYU_TRUST_TOLERANT };

static const char *const types[] = { "1", "2", "05", "06" };

static char folder[64];

static void open_folder(void)
{
	snprintf(folder, sizeof folder, "/tmp/zairyu-incomplete-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void close_folder(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	ck_assert_int_eq(system(command), 0);
}

static const char *in_folder(const char *name)
{
	static char path[8][128];
	static unsigned next;
	char *one = path[next++ % COUNT(path)];

	snprintf(one, sizeof path[0], "%s/%s", folder, name);
	return one;
}

static void put(const char *name, const void *data, size_t len)
{
	FILE *file = fopen(in_folder(name), "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(data, 1, len, file), len);
	ck_assert_int_eq(fclose(file), 0);
}

static zairyu_trust *empty_store(void)
{
	zairyu_trust *trust;

	ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
	return trust;
}

/* Adds the folder with one stray file in it. */
static void make_incomplete(zairyu_trust *trust)
{
	put("stray.crt", "rubbish", 7);
	ck_assert_int_eq(zairyu_trust_add_directory(trust, folder, TOLERANT, NULL), 0);
	ck_assert_uint_eq(zairyu_trust_refused_count(trust), 1);
}

/* Whose issuer is there is proved as ever; whose is not is neither condemned nor proved; what is forged stays so. */
START_TEST(test_cards)
{
	zairyu_trust *right = trust_with(ZAIRYU_ANCHOR_PRODUCTION), *other = empty_store(), *none = empty_store();
	struct card_plan plan = card_plan_of(types[_i]);
	struct blob ca;

	make_ca(is_first_generation(types[_i]) ? RSA_OTHER_CA : P384_OTHER_CA, CA_NAME, &ca);
	trust_add_as(other, &ca, ZAIRYU_ANCHOR_PRODUCTION);
	expect_verdict(other, &plan, "ok", "failed", "abnormal", "issuer-unknown");
	make_incomplete(right);
	make_incomplete(other);
	make_incomplete(none);
	expect_verdict(right, &plan, "ok", "ok", "genuine", is_first_generation(types[_i]) ? NULL : "");
	expect_verdict(other, &plan, "ok", "not-checked", "unchecked", "anchor-file-unusable");
	expect_verdict(none, &plan, "ok", "not-checked", "unchecked", "anchor-file-unusable");
	expect_verdict(none, &plan, "ok", "not-checked", "unchecked", "no-anchor");
	plan.digest = "SHA384";
	expect_verdict(right, &plan, "failed", "ok", "abnormal", "signature-mismatch");
	expect_verdict(other, &plan, "failed", "not-checked", "abnormal", "signature-mismatch");
	zairyu_trust_free(right);
	zairyu_trust_free(other);
	zairyu_trust_free(none);
}
END_TEST

/* What a certificate says of its issuer's key is only what it says. */
START_TEST(test_claimed_issuer)
{
	struct certificate_plan certificate = card_certificate_plan("1");
	struct card_plan plan = card_plan_of("1");
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	struct blob der;

	certificate.flip_signature = 1;
	make_certificate(&certificate, &der);
	plan.certificate = &der;
	expect_verdict(trust, &plan, "ok", "failed", "abnormal", "issuer-signature-mismatch");
	make_incomplete(trust);
	expect_verdict(trust, &plan, "ok", "not-checked", "unchecked", "anchor-file-unusable");
	zairyu_trust_free(trust);
}
END_TEST

static void expect_refused(const zairyu_trust *trust, size_t index, const char *name, int code, int64_t number)
{
	const zairyu_error *why = zairyu_trust_refused_error(trust, index);
	const char *domain;
	int64_t native = -1;

	ck_assert_str_eq(zairyu_trust_refused_path(trust, index), in_folder(name));
	ck_assert_int_eq(zairyu_error_code(why), code);
	if (code == ZAIRYU_ERR_FILE)
		ck_assert_int_eq(zairyu_error_native(why, &domain, &native), 0);
	ck_assert_int_eq(native, number);
}

/* Everything that may lie in such a directory; the good is taken, wherever it stands, and the rest has its reason. */
START_TEST(test_what_is_left_out)
{
	static char huge[70000];
	struct certificate_plan leaf = card_certificate_plan("1");
	zairyu_trust *trust = empty_store();
	struct blob rsa, p384, bundle = { .len = 0 }, card;
	struct stat info;

	make_ca(RSA_CA, CA_NAME, &rsa);
	make_ca(P384_CA, CA_NAME, &p384);
	make_certificate(&leaf, &card);
	to_pem(&rsa, &bundle, "\n");
	to_pem(&card, &bundle, "\n");
	put("README", "x", 1);
	put("a.zip", "PK\3\4", 4);
	put("b.crt", rsa.data, rsa.len);
	put("c.crt", huge, sizeof huge);
	put("d.crt", card.data, card.len);
	put("e.crt", "", 0);
	ck_assert_int_eq(mkdir(in_folder("f.crt"), 0700), 0);
	ck_assert_int_eq(symlink("nowhere", in_folder("g.crt")), 0);
	ck_assert_int_eq(symlink("h.crt", in_folder("h.crt")), 0);
	ck_assert_int_eq(mkfifo(in_folder("i.crt"), 0600), 0);
	put("j.pem", bundle.data, bundle.len);
	put("z.cer", p384.data, p384.len);
	ck_assert_int_eq(zairyu_trust_add_directory(trust, folder, CUSTOM, NULL), ZAIRYU_ERR_CERTIFICATE);
	ck_assert_uint_eq(zairyu_trust_count(trust) + zairyu_trust_refused_count(trust), 0);
	ck_assert_int_eq(zairyu_trust_add_directory(trust, folder, TOLERANT, NULL), 0);
	ck_assert_uint_eq(zairyu_trust_count(trust), 2);
	ck_assert_str_eq(zairyu_trust_file(trust, 0, 0), in_folder("b.crt"));
	ck_assert_ptr_null(zairyu_trust_file(trust, 0, 1)); /* nothing of the bundle was taken */
	ck_assert_str_eq(zairyu_trust_file(trust, 1, 0), in_folder("z.cer"));
	ck_assert_uint_eq(zairyu_trust_refused_count(trust), 8);
	expect_refused(trust, 0, "c.crt", ZAIRYU_ERR_CERTIFICATE, -1);
	expect_refused(trust, 1, "d.crt", ZAIRYU_ERR_CERTIFICATE, -1);
	expect_refused(trust, 2, "e.crt", ZAIRYU_ERR_CERTIFICATE, -1);
	expect_refused(trust, 3, "f.crt", ZAIRYU_ERR_FILE, 0);
	expect_refused(trust, 4, "g.crt", ZAIRYU_ERR_FILE, ENOENT);
	expect_refused(trust, 5, "h.crt", ZAIRYU_ERR_FILE, ELOOP);
	expect_refused(trust, 6, "i.crt", ZAIRYU_ERR_FILE, 0);
	expect_refused(trust, 7, "j.pem", ZAIRYU_ERR_CERTIFICATE, -1);
	ck_assert_ptr_null(zairyu_trust_refused_path(trust, 8));
	ck_assert_ptr_null(zairyu_trust_refused_error(trust, 8));
	ck_assert_int_eq(lstat(in_folder("g.crt"), &info), 0); /* nothing is touched */
	zairyu_trust_free(trust);
}
END_TEST

/* A directory that was named and is not there is a failure all the same; and so is a flag where it means nothing. */
START_TEST(test_what_fails)
{
	zairyu_trust *trust = empty_store();
	zairyu_error *err = NULL;

	put("a.crt", "rubbish", 7);
	ck_assert_int_eq(zairyu_trust_add_directory(trust, in_folder("none"), TOLERANT, NULL), ZAIRYU_ERR_FILE);
	ck_assert_int_eq(zairyu_trust_add_directory(trust, in_folder("a.crt"), TOLERANT, NULL), ZAIRYU_ERR_FILE);
	ck_assert_int_eq(zairyu_trust_add_directory(trust, folder, TOLERANT << 1, NULL), ZAIRYU_ERR_UNSUPPORTED);
	ck_assert_int_eq(zairyu_trust_add(trust, LITERAL("x"), TOLERANT, NULL), ZAIRYU_ERR_UNSUPPORTED);
	for (int i = 0; i < 1025; i++) {
		char name[16];

		snprintf(name, sizeof name, "%d.crt", i);
		put(name, "x", 1);
	}
	ck_assert_int_eq(zairyu_trust_add_directory(trust, folder, TOLERANT, &err), ZAIRYU_ERR_LIMIT);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_LIMIT);
	ck_assert_uint_eq(zairyu_trust_refused_count(trust), 0);
	zairyu_error_free(err);
	zairyu_trust_free(trust);
}
END_TEST

/* Without the flag for others' certificates, theirs is one that cannot be used. */
START_TEST(test_unknown_anchor)
{
	zairyu_trust *trust = empty_store();
	struct blob ca;

	make_ca(RSA_CA, CA_NAME, &ca);
	put("a.crt", ca.data, ca.len);
	ck_assert_int_eq(zairyu_trust_add_directory(trust, folder, ZAIRYU_TRUST_TOLERANT, NULL), 0);
	ck_assert_uint_eq(zairyu_trust_count(trust), 0);
	expect_refused(trust, 0, "a.crt", ZAIRYU_ERR_UNKNOWN_ANCHOR, -1);
	zairyu_trust_free(trust);
}
END_TEST

/* The same certificate in several files of several directories is one anchor, and is known to be in each. */
START_TEST(test_files)
{
	zairyu_trust *trust = empty_store();
	struct blob ca, pem = { .len = 0 };
	char slash[80];

	make_ca(RSA_CA, CA_NAME, &ca);
	to_pem(&ca, &pem, "\n");
	to_pem(&ca, &pem, "\n");
	ck_assert_int_eq(mkdir(in_folder("sub"), 0700), 0);
	put("a.crt", ca.data, ca.len);
	put("b.pem", pem.data, pem.len);
	put("sub/a.crt", ca.data, ca.len);
	snprintf(slash, sizeof slash, "%s/sub/", folder);
	ck_assert_int_eq(zairyu_trust_add(trust, blob_bytes(&ca), CUSTOM, NULL), 0);
	ck_assert_ptr_null(zairyu_trust_file(trust, 0, 0));
	ck_assert_int_eq(zairyu_trust_add_directory(trust, folder, CUSTOM, NULL), 0);
	ck_assert_int_eq(zairyu_trust_add_directory(trust, slash, CUSTOM, NULL), 0);
	ck_assert_uint_eq(zairyu_trust_count(trust), 1);
	ck_assert_str_eq(zairyu_trust_file(trust, 0, 0), in_folder("a.crt"));
	ck_assert_str_eq(zairyu_trust_file(trust, 0, 1), in_folder("b.pem"));
	ck_assert_str_eq(zairyu_trust_file(trust, 0, 2), in_folder("sub/a.crt"));
	ck_assert_ptr_null(zairyu_trust_file(trust, 0, 3));
	ck_assert_ptr_null(zairyu_trust_file(trust, 1, 0));
	put("sub/z.crt", "x", 1); /* fails now, and what was known before stays, and nothing else */
	put("sub/b.crt", ca.data, ca.len);
	ck_assert_int_eq(zairyu_trust_add_directory(trust, slash, CUSTOM, NULL), ZAIRYU_ERR_CERTIFICATE);
	ck_assert_ptr_nonnull(zairyu_trust_file(trust, 0, 2));
	ck_assert_ptr_null(zairyu_trust_file(trust, 0, 3));
	zairyu_trust_free(trust);
}
END_TEST

/* A place that is there and is no directory: tolerantly it is left out, by its name. */
START_TEST(test_places)
{
	zairyu_trust *trust = empty_store();

	ck_assert_int_eq(mkdir(in_folder("zairyu"), 0700), 0);
	ck_assert_int_eq(zairyu_trust_add_default(trust, ZAIRYU_PLACE_USER, folder, NULL, TOLERANT, NULL), 0);
	ck_assert_uint_eq(zairyu_trust_refused_count(trust), 0);
	put("zairyu/trust", "", 0);
	ck_assert_int_eq(zairyu_trust_add_default(trust, ZAIRYU_PLACE_USER, folder, NULL, CUSTOM, NULL),
			 ZAIRYU_ERR_FILE);
	ck_assert_int_eq(zairyu_trust_add_default(trust, ZAIRYU_PLACE_USER, folder, NULL, TOLERANT, NULL), 0);
	expect_refused(trust, 0, "zairyu/trust", ZAIRYU_ERR_FILE, ENOTDIR);
	ck_assert_int_eq(remove(in_folder("zairyu/trust")), 0);
	ck_assert_int_eq(symlink("trust", in_folder("zairyu/trust")), 0); /* may be there, as far as anyone can tell */
	ck_assert_int_eq(zairyu_trust_add_default(trust, ZAIRYU_PLACE_USER, folder, NULL, CUSTOM, NULL), 0);
	ck_assert_int_eq(zairyu_trust_add_default(trust, ZAIRYU_PLACE_USER, folder, NULL, TOLERANT, NULL), 0);
	expect_refused(trust, 1, "zairyu/trust", ZAIRYU_ERR_FILE, ELOOP);
	ck_assert_uint_eq(zairyu_trust_refused_count(trust), 2);
	zairyu_trust_free(trust);
}
END_TEST

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t size);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t size);
char *__wrap_strdup(const char *text);

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *p, size_t size)
{
	return fails() ? NULL : __real_realloc(p, size);
}

char *__wrap_strdup(const char *text)
{
	return fails() ? NULL : __real_strdup(text);
}

/* A certificate is not left out because memory ran out: then it all fails. */
START_TEST(test_no_memory)
{
	struct blob ca;
	int rc;

	make_ca(RSA_CA, CA_NAME, &ca);
	put("a.crt", ca.data, ca.len);
	put("b.crt", "rubbish", 7);
	put("c.crt", ca.data, ca.len);
	for (long n = 0; n == 0 || failed; n++) {
		zairyu_trust *trust = empty_store();

		ck_assert_int_lt(n, 1000);
		failed = false;
		until_failure = n;
		rc = zairyu_trust_add_directory(trust, folder, TOLERANT, NULL);
		until_failure = NEVER;
		ck_assert_msg(rc == ZAIRYU_OK || rc == ZAIRYU_ERR_NO_MEMORY || rc == ZAIRYU_ERR_CRYPTO,
			      "allocation %ld: %d", n, rc);
		ck_assert_uint_eq(zairyu_trust_count(trust), rc == ZAIRYU_OK);
		ck_assert_uint_eq(zairyu_trust_refused_count(trust), rc == ZAIRYU_OK);
		ck_assert(rc != ZAIRYU_OK || (zairyu_trust_file(trust, 0, 1) && zairyu_trust_refused_error(trust, 0)));
		zairyu_trust_free(trust);
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("incomplete", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_checked_fixture(tc, open_folder, close_folder);
	tcase_add_loop_test(tc, test_cards, 0, COUNT(types));
	tcase_add_test(tc, test_claimed_issuer);
	tcase_add_test(tc, test_what_is_left_out);
	tcase_add_test(tc, test_what_fails);
	tcase_add_test(tc, test_unknown_anchor);
	tcase_add_test(tc, test_files);
	tcase_add_test(tc, test_places);
	tcase_add_test(tc, test_no_memory);
	return suite_run("verify: incomplete stores", tc);
}
