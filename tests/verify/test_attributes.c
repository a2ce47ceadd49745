/* SPDX-License-Identifier: BSD-2-Clause */
/* Names of one attribute: as text, and which are the same. */
#include <string.h>

#include "../support/suite.h"
#include "certificate/certificate.h"
#include "certificate/name.h"
#include "maker.h"

/* A name of one attribute. */
static void one_attribute(struct blob *name, const char *oid, size_t oid_len, uint8_t tag, zairyu_bytes value)
{
	struct blob attribute = { .len = 0 }, sequence = { .len = 0 };

	blob_element(&attribute, FORM_DER, 0x06, oid, oid_len);
	blob_element(&attribute, FORM_DER, tag, value.data, value.len);
	blob_wrap(&sequence, FORM_DER, 0x30, &attribute);
	name->len = 0;
	blob_wrap(name, FORM_DER, 0x31, &sequence);
}

static const struct {
	zairyu_bytes value;
	uint8_t tag;
	const char *text;
} names[] = {
	{ LITERAL("Plain"), 0x13, "CN=Plain" },
	{ LITERAL("日本"), 0x0C, "CN=日本" },
	{ LITERAL(" a,b+c\"d\\e<f>g;h "), 0x0C, "CN=\\ a\\,b\\+c\\\"d\\\\e\\<f\\>g\\;h\\ " },
	{ LITERAL("#x#"), 0x0C, "CN=\\#x#" },
	{ LITERAL("a\nb\0c\x1B[31m\x7F"), 0x0C, "CN=a\\0Ab\\00c\\1B[31m\\7F" },
	{ LITERAL("\xC2\x9B|\xE2\x80\xAE"), 0x0C, "CN=\\C2\\9B|\\E2\\80\\AE" },
	{ LITERAL("\xFF\xC0\x80\xED\xA0\x80\xE2\x82"), 0x0C, "CN=\\FF\\C0\\80\\ED\\A0\\80\\E2\\82" },
	{ LITERAL("\x00\x41"), 0x1E, "CN=#0041" },
	{ LITERAL(""), 0x0C, "CN=" },
};

START_TEST(test_name_text)
{
	struct blob name;
	char text[NAME_TEXT_MAX];

	one_attribute(&name, "\x55\x04\x03", 3, names[_i].tag, names[_i].value);
	ck_assert(name_valid(blob_bytes(&name)));
	ck_assert(name_write(blob_bytes(&name), text, sizeof text));
	ck_assert_str_eq(text, names[_i].text);
	for (size_t size = 0; size <= strlen(text); size++)
		ck_assert(!name_write(blob_bytes(&name), text, size));
}
END_TEST

START_TEST(test_name_types)
{
	struct blob name;
	char text[64];

	one_attribute(&name, "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x01", 9, 0x16, LITERAL("a@b"));
	ck_assert(name_write(blob_bytes(&name), text, sizeof text));
	ck_assert_str_eq(text, "1.2.840.113549.1.9.1=a@b");
	one_attribute(&name, "\x09\x92\x26\x89\x93\xF2\x2C\x64\x01\x19", 10, 0x16, LITERAL("moj"));
	ck_assert(name_write(blob_bytes(&name), text, sizeof text));
	ck_assert_str_eq(text, "DC=moj");
	/* An arc beyond 64 bits is refused, not wrapped around. */
	one_attribute(&name, "\x2A\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 12, 0x16, LITERAL("x"));
	ck_assert(!name_write(blob_bytes(&name), text, sizeof text));
}
END_TEST

static const struct {
	zairyu_bytes a, b;
	uint8_t tag_a, tag_b;
	bool equal;
} pairs[] = {
	{ LITERAL("Test CA"), LITERAL("Test CA"), 0x0C, 0x13, true },
	{ LITERAL("Test CA"), LITERAL("tEST ca"), 0x0C, 0x0C, true },
	{ LITERAL("Test CA"), LITERAL("  Test   CA "), 0x0C, 0x16, true },
	{ LITERAL("Test CA"), LITERAL("TEST CA"), 0x14, 0x1A, true },
	{ LITERAL(" "), LITERAL(""), 0x0C, 0x0C, true },
	{ LITERAL("\x00T"), LITERAL("\x00T"), 0x1E, 0x1E, true },
	{ LITERAL("Test CA"), LITERAL("TestCA"), 0x0C, 0x0C, false },
	{ LITERAL("Test CA"), LITERAL("Test CB"), 0x0C, 0x0C, false },
	{ LITERAL("Test CA"), LITERAL("Test CA1"), 0x0C, 0x0C, false },
	{ LITERAL("Test CA1"), LITERAL("Test CA"), 0x0C, 0x0C, false },
	{ LITERAL("Test\tCA"), LITERAL("Test CA"), 0x0C, 0x0C, false },
	{ LITERAL("[\\]"), LITERAL("{|}"), 0x0C, 0x0C, false },
	{ LITERAL("\x00T"), LITERAL("\x00t"), 0x1E, 0x1E, false },
	{ LITERAL("T"), LITERAL("T"), 0x0C, 0x1E, false },
	{ LITERAL("A\0B"), LITERAL("A\0C"), 0x0C, 0x0C, false }, /* a NUL ends nothing */
	{ LITERAL("A\0B"), LITERAL("A\0b"), 0x0C, 0x13, true },
};

START_TEST(test_name_equal)
{
	struct blob a, b, other_type, two;

	one_attribute(&a, "\x55\x04\x03", 3, pairs[_i].tag_a, pairs[_i].a);
	one_attribute(&b, "\x55\x04\x03", 3, pairs[_i].tag_b, pairs[_i].b);
	one_attribute(&other_type, "\x55\x04\x0A", 3, pairs[_i].tag_a, pairs[_i].a);
	ck_assert(name_equal(blob_bytes(&a), blob_bytes(&b)) == pairs[_i].equal);
	ck_assert(name_equal(blob_bytes(&b), blob_bytes(&a)) == pairs[_i].equal);
	ck_assert(!name_equal(blob_bytes(&a), blob_bytes(&other_type)));
	ck_assert(!name_equal(blob_bytes(&a), (zairyu_bytes){ a.data, 0 }));
	ck_assert(!name_equal((zairyu_bytes){ a.data, 0 }, blob_bytes(&a)));
	two = a;
	blob_add(&two, a.data, a.len);
	ck_assert(!name_equal(blob_bytes(&a), blob_bytes(&two)));
}
END_TEST

/* The order is that of RFC 2253. */
START_TEST(test_names)
{
	struct certificate_plan plan = card_certificate_plan("1");
	struct certificate certificate;
	struct blob der;
	char text[NAME_TEXT_MAX];

	make_certificate(&plan, &der);
	ck_assert_int_eq(certificate_parse(blob_bytes(&der), &certificate), 0);
	ck_assert(name_write(certificate.issuer, text, sizeof text));
	ck_assert_str_eq(text, "CN=Test CA,O=Nobody's Government,C=JP");
	certificate_done(&certificate);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_loop_test(tc, test_name_text, 0, COUNT(names));
	tcase_add_test(tc, test_name_types);
	tcase_add_loop_test(tc, test_name_equal, 0, COUNT(pairs));
	tcase_add_test(tc, test_names);
	return suite_run("verify: names of one attribute", tc);
}
