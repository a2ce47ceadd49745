/* SPDX-License-Identifier: BSD-2-Clause */
#include <glib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "../../support/suite.h"
#include "host/secret_text.h"

/* Whatever is quoted, a parser gives back. */
START_TEST(quotes)
{
	static const char *const texts[] = {
		"", "plain", "a\"b\\c", "\n\t\r\x01\x1f\x7f", "在留\xF0\xA0\xAE\xB7", "</script>"
	};
	struct secret_text secret = { 0 };
	JsonNode *node;

	secret_text_quote(&secret, texts[_i]);
	node = json_from_string(secret.text, NULL);
	ck_assert_ptr_nonnull(node);
	ck_assert_str_eq(json_node_get_string(node), texts[_i]);
	for (size_t i = 0; i < secret.len; i++)
		ck_assert_uint_ge((unsigned char)secret.text[i], ' ');
	json_node_unref(node);
	secret_text_done(&secret);
	secret_text_quote(&secret, NULL);
	ck_assert_str_eq(secret.text, "null");
	secret_text_done(&secret);
	ck_assert_ptr_null(secret.text);
}
END_TEST

START_TEST(base64_as_others_have_it)
{
	enum { LONG = 10000 };
	guint8 bytes[LONG];

	for (size_t i = 0; i < LONG; i++)
		bytes[i] = (guint8)(i * 7 + i / 256);
	for (size_t len = 0; len < LONG; len = len < 10 ? len + 1 : len * 3 + 1) {
		struct secret_text secret = { 0 };
		char *wanted = g_base64_encode(bytes, len);

		secret_text_put(&secret, "");
		secret_text_base64(&secret, bytes, len);
		ck_assert_str_eq(secret.text, wanted);
		g_free(wanted);
		secret_text_done(&secret);
	}
}
END_TEST

/* What is too long fails, and stays failed. */
START_TEST(fails_whole)
{
	struct secret_text secret = { 0 };

	ck_assert_int_eq(secret_text_write(&secret, "a", 1), 0);
	ck_assert_int_ne(secret_text_write(&secret, "a", SIZE_MAX / 2), 0);
	ck_assert_int_ne(secret_text_write(&secret, "b", 1), 0);
	ck_assert_str_eq(secret.text, "a");
	secret_text_done(&secret);
	ck_assert(!secret.failed);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("secret text", 60);

	suite_add(tcase, (const TTest *const[]){ base64_as_others_have_it, fails_whole, NULL });
	tcase_add_loop_test(tcase, quotes, 0, 6);
	return suite_run("secret text", tcase);
}
