/* SPDX-License-Identifier: BSD-2-Clause */
/* Names as text: every keyword, types as numbers, and where UTF-8 and what plays tricks on a terminal begin and end. */
#include <string.h>

#include "../support/suite.h"
#include "blob.h"
#include "certificate/name.h"

static void add_attribute(struct blob *set, zairyu_bytes type, uint8_t tag, zairyu_bytes value)
{
	struct blob inside = { .len = 0 };

	blob_element(&inside, FORM_DER, 0x06, type.data, type.len);
	blob_element(&inside, FORM_DER, tag, value.data, value.len);
	blob_wrap(set, FORM_DER, 0x30, &inside);
}

static void expect_text(zairyu_bytes type, uint8_t tag, zairyu_bytes value, const char *expected)
{
	struct blob set = { .len = 0 }, name = { .len = 0 };
	char text[NAME_TEXT_MAX];

	add_attribute(&set, type, tag, value);
	blob_wrap(&name, FORM_DER, 0x31, &set);
	ck_assert(name_valid(blob_bytes(&name)));
	ck_assert(name_write(blob_bytes(&name), text, sizeof text) == (expected != NULL));
	if (expected)
		ck_assert_str_eq(text, expected);
}

static const struct {
	zairyu_bytes type;
	const char *text;
} types[] = {
	{ LITERAL("\x55\x04\x03"), "CN=x" },
	{ LITERAL("\x55\x04\x06"), "C=x" },
	{ LITERAL("\x55\x04\x07"), "L=x" },
	{ LITERAL("\x55\x04\x08"), "ST=x" },
	{ LITERAL("\x55\x04\x09"), "STREET=x" },
	{ LITERAL("\x55\x04\x0A"), "O=x" },
	{ LITERAL("\x55\x04\x0B"), "OU=x" },
	{ LITERAL("\x09\x92\x26\x89\x93\xF2\x2C\x64\x01\x01"), "UID=x" },
	{ LITERAL("\x09\x92\x26\x89\x93\xF2\x2C\x64\x01\x19"), "DC=x" },
	{ LITERAL("\x09\x92\x26\x89\x93\xF2\x2C\x64\x01\x02"), "0.9.2342.19200300.100.1.2=x" },
	{ LITERAL("\x55\x04\x05"), "2.5.4.5=x" },
	{ LITERAL("\x55\x04"), "2.5.4=x" },
	{ LITERAL("\x55\x04\x03\x01"), "2.5.4.3.1=x" },
	{ LITERAL("\x00"), "0.0=x" },
	{ LITERAL("\x27"), "0.39=x" },
	{ LITERAL("\x28"), "1.0=x" },
	{ LITERAL("\x4F"), "1.39=x" },
	{ LITERAL("\x50"), "2.0=x" },
	{ LITERAL("\x88\x37\x03"), "2.999.3=x" },
	{ LITERAL("\x2A\x7F\x81\x00"), "1.2.127.128=x" },
	{ LITERAL("\x2A\x81\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F"), "1.2.18446744073709551615=x" },
	{ LITERAL("\x2A\x82\x80\x80\x80\x80\x80\x80\x80\x80\x00"), NULL },
	{ LITERAL("\x2A\x81\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00"), NULL },
};

START_TEST(test_types)
{
	expect_text(types[_i].type, 0x0C, LITERAL("x"), types[_i].text);
}
END_TEST

static const struct {
	zairyu_bytes value;
	const char *text;
} values[] = {
	{ LITERAL("\x1F\x20x"), "\\1F x" },
	{ LITERAL("\x7E\x7F"), "~\\7F" },
	{ LITERAL("\xC2\x80\xC2\x9F\xC2\xA0\xC3\x80"), "\\C2\\80\\C2\\9F\xC2\xA0\xC3\x80" },
	{ LITERAL("\x80\xBF\xC1\xBF"), "\\80\\BF\\C1\\BF" },
	{ LITERAL("\xDF\xBF\xE0\xA0\x80"), "\xDF\xBF\xE0\xA0\x80" },
	{ LITERAL("\xE0\x9F\xBF"), "\\E0\\9F\\BF" },
	{ LITERAL("\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF"), "\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF" },
	{ LITERAL("\xED\xA0\x80"), "\\ED\\A0\\80" },
	{ LITERAL("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"), "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF" },
	{ LITERAL("\xF0\x8F\xBF\xBF"), "\\F0\\8F\\BF\\BF" },
	{ LITERAL("\xF4\x90\x80\x80"), "\\F4\\90\\80\\80" },
	{ LITERAL("\xF5\x80\x80\x80"), "\\F5\\80\\80\\80" },
	{ LITERAL("\xC3"), "\\C3" },
	{ LITERAL("\xC3x"), "\\C3x" },
	{ LITERAL("\xE3\x81"), "\\E3\\81" },
	{ LITERAL("\xE3\x81x"), "\\E3\\81x" },
	{ LITERAL("\xE3\xC0\x81"), "\\E3\\C0\\81" },
	{ LITERAL("\xF0\x90\x80"), "\\F0\\90\\80" },
	{ LITERAL("\xE2\x80\x8D\xE2\x80\x8E\xE2\x80\x8F\xE2\x80\x90"),
	  "\xE2\x80\x8D\\E2\\80\\8E\\E2\\80\\8F\xE2\x80\x90" },
	{ LITERAL("\xE2\x80\xA7\xE2\x80\xA8\xE2\x80\xAE\xE2\x80\xAF"),
	  "\xE2\x80\xA7\\E2\\80\\A8\\E2\\80\\AE\xE2\x80\xAF" },
	{ LITERAL("\xE2\x81\xA5\xE2\x81\xA6\xE2\x81\xA9\xE2\x81\xAA"),
	  "\xE2\x81\xA5\\E2\\81\\A6\\E2\\81\\A9\xE2\x81\xAA" },
	{ LITERAL("\xE2\x82\x8E\xE1\x80\x8E\xE3\x81\xA6"), "\xE2\x82\x8E\xE1\x80\x8E\xE3\x81\xA6" },
	{ LITERAL(" x y "), "\\ x y\\ " },
	{ LITERAL(" "), "\\ " },
	{ LITERAL("a#b"), "a#b" },
	{ LITERAL("##"), "\\##" },
	{ LITERAL(",+\"\\<>;"), "\\,\\+\\\"\\\\\\<\\>\\;" },
	{ LITERAL("=/'!-:?"), "=/'!-:?" },
};

START_TEST(test_values)
{
	char expected[256] = "CN=";

	strcat(expected, values[_i].text);
	expect_text(LITERAL("\x55\x04\x03"), 0x0C, values[_i].value, expected);
	expect_text(LITERAL("\x55\x04\x03"), 0x16, values[_i].value, expected);
	expect_text(LITERAL("\x55\x04\x03"), 0x13, values[_i].value, expected);
}
END_TEST

/* The last part first; what stands in one SET together. */
START_TEST(test_parts)
{
	struct blob sets[3] = { { .len = 0 } }, name = { .len = 0 };
	char text[NAME_TEXT_MAX];
	size_t len;

	add_attribute(&sets[0], LITERAL("\x55\x04\x06"), 0x13, LITERAL("JP"));
	add_attribute(&sets[1], LITERAL("\x55\x04\x0A"), 0x0C, LITERAL("a"));
	add_attribute(&sets[1], LITERAL("\x55\x04\x0B"), 0x0C, LITERAL("b"));
	add_attribute(&sets[2], LITERAL("\x55\x04\x03"), 0x04, LITERAL("\x0A\xB0"));
	for (size_t i = 0; i < 3; i++)
		blob_wrap(&name, FORM_DER, 0x31, &sets[i]);
	ck_assert(name_write(blob_bytes(&name), text, sizeof text));
	ck_assert_str_eq(text, "CN=#0AB0,O=a+OU=b,C=JP");
	ck_assert(name_equal(blob_bytes(&name), blob_bytes(&name)));
	len = strlen(text);
	ck_assert(name_write(blob_bytes(&name), text, len + 1));
	ck_assert(!name_write(blob_bytes(&name), text, len));
	for (size_t cut = 1; cut < name.len; cut++) /* at the end of a part it is a shorter name */
		ck_assert(name_valid((zairyu_bytes){ name.data, cut }) ==
			  (cut == sets[0].len + 2 || cut == sets[0].len + sets[1].len + 4));
	ck_assert(name_valid((zairyu_bytes){ NULL, 0 }));
	ck_assert(name_write((zairyu_bytes){ NULL, 0 }, text, 1));
	ck_assert_str_eq(text, "");
}
END_TEST

/* The same attributes, in one part or in two, are not the same name. */
START_TEST(test_joined)
{
	struct blob set = { .len = 0 }, one = { .len = 0 }, two = { .len = 0 }, single = { .len = 0 };

	add_attribute(&set, LITERAL("\x55\x04\x0A"), 0x0C, LITERAL("a"));
	blob_wrap(&single, FORM_DER, 0x31, &set);
	blob_add(&two, single.data, single.len);
	blob_add(&two, single.data, single.len);
	add_attribute(&set, LITERAL("\x55\x04\x0A"), 0x0C, LITERAL("a"));
	blob_wrap(&one, FORM_DER, 0x31, &set);
	ck_assert(!name_equal(blob_bytes(&one), blob_bytes(&two)));
	ck_assert(!name_equal(blob_bytes(&two), blob_bytes(&one)));
	ck_assert(!name_equal(blob_bytes(&one), blob_bytes(&single)));
	ck_assert(!name_equal(blob_bytes(&single), blob_bytes(&two)));
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_loop_test(tc, test_types, 0, COUNT(types));
	tcase_add_loop_test(tc, test_values, 0, COUNT(values));
	tcase_add_test(tc, test_parts);
	tcase_add_test(tc, test_joined);
	return suite_run("verify: names", tc);
}
