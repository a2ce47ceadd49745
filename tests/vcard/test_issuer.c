/* SPDX-License-Identifier: BSD-2-Clause */
/* The files of all four types: sizes, rights, contents, signatures, and that the same inputs give the same card. */
#include <string.h>

#include "issuer_fixture.h"

struct expected {
	const char *type;
	int df, sfi;
	enum vcard_access access;
	size_t size;
};

/* card specification 3.3, both generations */
static const struct expected expected[] = {
	{ "1", 0, 0x0B, VCARD_FREE, 6 },
	{ "1", 0, 0x0A, VCARD_FREE, 3 },
	{ "1", 1, 5, VCARD_AUTHENTICATED_SM, 7004 },
	{ "1", 1, 6, VCARD_AUTHENTICATED_SM, 3004 },
	{ "1", 2, 1, VCARD_AUTHENTICATED, 342 },
	{ "1", 2, 2, VCARD_AUTHENTICATED, 122 },
	{ "1", 2, 3, VCARD_AUTHENTICATED, 122 },
	{ "1", 2, 4, VCARD_AUTHENTICATED, 3 },
	{ "1", 3, 2, VCARD_AUTHENTICATED, 1464 },
	{ "2", 0, 0x0B, VCARD_FREE, 6 },
	{ "2", 0, 0x0A, VCARD_FREE, 3 },
	{ "2", 1, 5, VCARD_AUTHENTICATED_SM, 7004 },
	{ "2", 1, 6, VCARD_AUTHENTICATED_SM, 3004 },
	{ "2", 2, 1, VCARD_AUTHENTICATED, 342 },
	{ "2", 3, 2, VCARD_AUTHENTICATED, 1464 },
	{ "05", 0, 0x0B, VCARD_FREE, 6 },
	{ "05", 0, 0x0A, VCARD_FREE, 4 },
	{ "05", 1, 1, VCARD_AUTHENTICATED_SM, 14 },
	{ "05", 1, 3, VCARD_AUTHENTICATED_SM, 73 },
	{ "05", 1, 4, VCARD_AUTHENTICATED_SM, 5508 },
	{ "05", 1, 6, VCARD_AUTHENTICATED_SM, 2505 },
	{ "05", 2, 1, VCARD_AUTHENTICATED, 22 },
	{ "05", 2, 2, VCARD_AUTHENTICATED, 3 },
	{ "05", 2, 3, VCARD_AUTHENTICATED, 207 },
	{ "05", 3, 2, VCARD_AUTHENTICATED, 704 },
	{ "06", 0, 0x0B, VCARD_FREE, 6 },
	{ "06", 0, 0x0A, VCARD_FREE, 4 },
	{ "06", 1, 1, VCARD_AUTHENTICATED_SM, 14 },
	{ "06", 1, 3, VCARD_AUTHENTICATED_SM, 46 },
	{ "06", 1, 4, VCARD_AUTHENTICATED_SM, 5508 },
	{ "06", 1, 6, VCARD_AUTHENTICATED_SM, 2505 },
	{ "06", 2, 3, VCARD_AUTHENTICATED, 207 },
	{ "06", 3, 2, VCARD_AUTHENTICATED, 704 },
};
static const char *const types[] = { "1", "2", "05", "06" };

static void options_of(const char *type, const char *more, char out[256])
{
	snprintf(out, 256, "type=%s%s%s", type, *more ? "," : "", more);
}

START_TEST(files_are_as_specified)
{
	char options[256];
	struct made made;
	size_t count = 0;

	options_of(types[_i], "", options);
	made_init(&made, options);
	ck_assert_str_eq(made.files.type, types[_i]);
	ck_assert_int_eq(made.files.nature, VCARD_RESIDENCE);
	ck_assert_int_eq(made.files.second_generation, _i >= 2);
	ck_assert_str_eq(made.files.number, "AA12345678BB");
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		const struct vcard_file *file;

		if (strcmp(expected[i].type, types[_i]) != 0)
			continue;
		file = made_file(&made, expected[i].df, expected[i].sfi);
		ck_assert_ptr_nonnull(file);
		ck_assert_uint_eq(file->len, expected[i].size);
		ck_assert_int_eq(file->access, expected[i].access);
		count++;
	}
	ck_assert_uint_eq(made.files.count, count);
	made_done(&made);
}
END_TEST

START_TEST(signature_verifies)
{
	char options[256];
	struct made made;
	const struct vcard_file *face;

	options_of(types[_i], "", options);
	made_init(&made, options);
	ck_assert(made_check_code_fits(&made, true));
	ck_assert(made_issued_by(&made, fixture_ca));
	/* and is a signature: one changed bit is noticed */
	face = made_file(&made, 1, _i < 2 ? 6 : 4);
	face->data[face->len - 1] ^= 1;
	ck_assert(!made_check_code_fits(&made, true));
	/* until the card is signed again */
	ck_assert_int_eq(issuer_sign(made.issuer, &made.files, NULL), ZAIRYU_OK);
	ck_assert(made_check_code_fits(&made, true));
	ck_assert(made_issued_by(&made, fixture_ca));
	made_done(&made);
}
END_TEST

static void ck_value(const struct made *made, int df, int sfi, unsigned tag, size_t size, const char *text)
{
	struct value value = made_value(made, df, sfi, tag);

	ck_assert_msg(value.len == size, "tag %x has %zu bytes", tag, value.len);
	ck_assert_msg(memcmp(value.data, text, strlen(text)) == 0, "tag %x is not %s", tag, text);
	ck_assert(all_bytes_are(value.data + strlen(text), size - strlen(text), 0));
}

START_TEST(first_generation_values)
{
	struct made made;

	made_init(&made, "number=ld64185190aa,address=%E6%9D%B1%E4%BA%AC%2C "
			 "\xF0\xA0\xAE\xB7,address_date=2024-02-29,municipality=131016,"
			 "comprehensive_permission=A,individual_permission=,renewal_pending=1,spec_version=0009");
	ck_assert_str_eq(made.files.number, "LD64185190AA");
	ck_value(&made, 0, 0x0B, 0xC0, 4, "0009");
	ck_value(&made, 0, 0x0A, 0xC1, 1, "1");
	ck_value(&made, 2, 1, 0xD2, 8, "20240229");
	ck_value(&made, 2, 1, 0xD3, 6, "131016");
	ck_value(&made, 2, 1, 0xD4, 320, "東京, 𠮷");
	ck_value(&made, 2, 2, 0xD5, 120, "A");
	ck_value(&made, 2, 3, 0xD6, 120, "");
	ck_value(&made, 2, 4, 0xD7, 1, "1");
	ck_assert_uint_eq(made_value(&made, 3, 2, 0xDA).len, 256);
	ck_assert_uint_eq(made_value(&made, 3, 2, 0xDB).len, 1200);
	made_done(&made);
}
END_TEST

START_TEST(second_generation_values)
{
	static const uint8_t other_header[] = { 0xD9, 1, '1', 0xDE, 0x82, 0x00, 0xC8 };
	static const struct {
		unsigned tag;
		size_t size;
		const char *text;
	} entries[] = { { 0xC5, 8, "20300101" }, { 0xC6, 8, "20000229" }, { 0xC7, 1, "3" },  { 0xC8, 3, "XXX" },
			{ 0xC9, 10, "Z1" },      { 0xCE, 4, "090" },      { 0xCA, 2, "77" }, { 0xCB, 8, "20260701" },
			{ 0xCC, 1, "4" },        { 0xCD, 8, "20291231" } };
	struct made made;
	const uint8_t *last;

	made_init(&made,
		  "type=05,card_expiry=20300101,birth_date=20000229,sex=3,nationality=XXX,status_of_residence=Z1,"
		  "period_of_stay=090,permission_type=77,permission_date=20260701,work_restriction=4,"
		  "period_of_stay_expiry=20291231,comprehensive_permission_code=2,"
		  "comprehensive_permission_expiry=20281231,individual_permission_code=0,renewal_pending=1,"
		  "commissioner_entry=1,reserved=R");
	last = NULL;
	for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
		const uint8_t *at;

		ck_value(&made, 1, 3, entries[i].tag, entries[i].size, entries[i].text);
		at = made_value(&made, 1, 3, entries[i].tag).data;
		ck_assert(!last || at > last); /* in stored order */
		last = at;
	}
	ck_value(&made, 0, 0x0A, 0xC1, 2, "05");
	ck_value(&made, 1, 1, 0xC2, 12, "AA12345678BB");
	ck_value(&made, 2, 1, 0xD5, 7, "2");
	ck_value(&made, 2, 1, 0xD6, 8, "20281231");
	ck_value(&made, 2, 1, 0xD7, 1, "0");
	ck_value(&made, 2, 2, 0xD8, 1, "1");
	ck_assert_mem_eq(made_file(&made, 2, 3)->data, other_header, sizeof other_header);
	ck_value(&made, 2, 3, 0xDE, 200, "R");
	ck_assert_uint_eq(made_value(&made, 1, 6, 0xDFD1).len, 2500);
	ck_assert_uint_eq(made_value(&made, 3, 2, 0xDC).len, 96);
	ck_assert_uint_le(made_value(&made, 3, 2, 0xDD).len, 602);
	made_done(&made);
}
END_TEST

START_TEST(certificate_type_has_46_bytes_of_entries)
{
	struct made made;
	const struct vcard_file *file;

	made_init(&made, "type=06");
	file = made_file(&made, 1, 3);
	ck_assert_uint_eq(file->data[file->len - 6], 0xCE);
	ck_assert_ptr_null(made_value(&made, 1, 3, 0xCA).data);
	made_done(&made);
}
END_TEST

static void same_files(const struct made *a, const struct made *b)
{
	ck_assert_uint_eq(a->files.count, b->files.count);
	for (size_t i = 0; i < a->files.count; i++) {
		ck_assert_uint_eq(a->files.file[i].len, b->files.file[i].len);
		ck_assert_mem_eq(a->files.file[i].data, b->files.file[i].data, a->files.file[i].len);
	}
}

START_TEST(same_seed_same_card)
{
	char options[256];
	struct made a, b, own;
	zairyu_vcard_ca *twin;
	zairyu_bytes mine, his;

	options_of(types[_i], "seed=1", options);
	ck_assert_int_eq(zairyu_vcard_ca_new(fixture_ctx, 1, &twin, NULL), ZAIRYU_OK);
	made_init(&a, options);
	ck_assert_int_eq(issuer_personalise(fixture_ctx, twin, options, &b.files, &b.issuer, NULL), ZAIRYU_OK);
	same_files(&a, &b);
	/* also without a CA handed in */
	ck_assert_int_eq(issuer_personalise(fixture_ctx, NULL, options, &own.files, &own.issuer, NULL), ZAIRYU_OK);
	same_files(&a, &own);
	for (int family = 1; family <= 2; family++) {
		ck_assert_int_eq(zairyu_vcard_ca_certificate(fixture_ca, family, &mine, NULL), ZAIRYU_OK);
		ck_assert_int_eq(zairyu_vcard_ca_certificate(twin, family, &his, NULL), ZAIRYU_OK);
		ck_assert_uint_eq(mine.len, his.len);
		ck_assert_mem_eq(mine.data, his.data, mine.len);
	}
	zairyu_vcard_ca_free(twin);
	made_done(&a);
	made_done(&b);
	made_done(&own);
}
END_TEST

START_TEST(another_seed_another_ca)
{
	struct made made;

	ck_assert_int_eq(issuer_personalise(fixture_ctx, NULL, "type=05,seed=2", &made.files, &made.issuer, NULL),
			 ZAIRYU_OK);
	ck_assert(made_check_code_fits(&made, true));
	ck_assert(!made_issued_by(&made, fixture_ca));
	ck_assert(made_issued_by(&made, issuer_authority(made.issuer)));
	made_done(&made);
}
END_TEST

START_TEST(card_keeps_its_ca_alive)
{
	struct made made;
	zairyu_vcard_ca *ca;

	ck_assert_int_eq(zairyu_vcard_ca_new(fixture_ctx, 3, &ca, NULL), ZAIRYU_OK);
	ck_assert_int_eq(issuer_personalise(fixture_ctx, ca, "type=06", &made.files, &made.issuer, NULL), ZAIRYU_OK);
	zairyu_vcard_ca_free(ca);
	ck_assert(made_issued_by(&made, issuer_authority(made.issuer)));
	ck_assert_int_eq(issuer_sign(made.issuer, &made.files, NULL), ZAIRYU_OK);
	made_done(&made);
}
END_TEST

START_TEST(signing_stands_any_content)
{
	/* tags, long forms and numbers of length bytes where they do not belong */
	static const uint8_t fills[] = { 0, 1, 0x1F, 0x7F, 0x80, 0x81, 0x82, 0x83, 0xC5, 0xD0, 0xD1, 0xDF, 0xFF };
	char options[256];
	struct made made;

	options_of(types[_i], "", options);
	made_init(&made, options);
	for (size_t n = 0; n < sizeof fills; n++) {
		for (size_t i = 0; i < made.files.count; i++)
			memset(made.files.file[i].data, fills[n], made.files.file[i].len);
		ck_assert_int_eq(issuer_sign(made.issuer, &made.files, NULL), ZAIRYU_OK);
	}
	made_done(&made);
}
END_TEST

START_TEST(ca_refuses_bad_arguments)
{
	zairyu_vcard_ca *ca = fixture_ca;
	zairyu_bytes out;

	ck_assert_int_eq(zairyu_vcard_ca_new(NULL, 1, &ca, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(ca);
	ck_assert_int_eq(zairyu_vcard_ca_new(fixture_ctx, 1, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_ca_certificate(NULL, 1, &out, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_ca_certificate(fixture_ca, 3, &out, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_ca_certificate(fixture_ca, 0, &out, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_ca_certificate(fixture_ca, 1, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	zairyu_vcard_ca_free(NULL);
	issuer_free(NULL);
}
END_TEST

int main(void)
{
	TCase *files = suite_case("files", 60), *ca = suite_case("ca", 60);

	tcase_add_loop_test(files, files_are_as_specified, 0, 4);
	tcase_add_loop_test(files, signature_verifies, 0, 4);
	tcase_add_test(files, first_generation_values);
	tcase_add_test(files, second_generation_values);
	tcase_add_test(files, certificate_type_has_46_bytes_of_entries);
	tcase_add_loop_test(files, signing_stands_any_content, 0, 4);
	tcase_add_loop_test(ca, same_seed_same_card, 0, 4);
	tcase_add_test(ca, another_seed_another_ca);
	tcase_add_test(ca, card_keeps_its_ca_alive);
	tcase_add_test(ca, ca_refuses_bad_arguments);
	return fixture_run("issuer", (TCase *const[]){ files, ca, NULL });
}
