/* SPDX-License-Identifier: BSD-2-Clause */
/* Values at the edge of what is allowed. */
#include <string.h>

#include "../../support/suite.h"
#include "host/config_value.h"

static const struct {
	const char *section, *name, *value;
	gboolean is_allowed;
} values[] = {
	{ "kiosk", "idle", "10", TRUE },
	{ "kiosk", "idle", "3600", TRUE },
	{ "kiosk", "idle", "3601", FALSE },
	{ "kiosk", "idle", "60s", FALSE },
	{ "kiosk", "idle", "6e1", FALSE },
	{ "kiosk", "idle", "99999999999999999999", FALSE },
	{ "kiosk", "compare", "true", FALSE },
	{ "kiosk", "compare", "Yes", FALSE },
	{ "kiosk", "mode", "pub", FALSE },
	{ "kiosk", "mode", "desk", TRUE },
	{ "kiosk", "languages", "", FALSE },
	{ "kiosk", "languages", "ja;", FALSE },
	{ "kiosk", "languages", "ja;ja", FALSE },
	{ "kiosk", "languages", "zh", FALSE },
	{ "kiosk", "languages", "ja-easy;zh-Hans;zh-Hant;ko;vi;ne;pt;id;fil;ja;en", TRUE },
	{ "kiosk", "trust", "relative", FALSE },
	{ "kiosk", "trust", "/a\nb", FALSE },
	{ "kiosk", "trust", "", TRUE },
	{ "brand", "name", "a\tb", FALSE },
	{ "brand", "name", "在留カードの確認", TRUE },
	{ "hook", "program", "'unclosed", FALSE },
	{ "hook", "program", "''", FALSE },
	{ "hook", "program", "   ", FALSE },
	{ "hook", "program", "bin/take", FALSE },
	{ "hook", "program", "./take", FALSE },
	{ "hook", "program", "take", TRUE },
	{ "hook", "program", "/usr/bin/take \"a b\" c", TRUE },
	{ "brand", "accent", "#1a4f8b", TRUE },
	{ "brand", "accent", "#767676", TRUE }, /* the lightest grey of 4.5:1 */
	{ "brand", "accent", "#777777", FALSE },
	{ "brand", "accent", "#ff0000", FALSE },
	{ "brand", "accent", "red", FALSE },
	{ "brand", "accent", "#12345", FALSE },
	{ "brand", "accent", "#1234567", FALSE },
	{ "brand", "accent", "#12345g", FALSE },
};

START_TEST(allowed_or_not)
{
	const struct config_key *key = config_key_find(values[_i].section, values[_i].name);
	struct config *config = config_new();

	ck_assert_ptr_nonnull(key);
	ck_assert_msg(config_value_set(config, key, values[_i].value) == values[_i].is_allowed, "%s", values[_i].value);
	config_free(config);
}
END_TEST

START_TEST(as_long_as_allowed)
{
	static const struct {
		const char *section, *name, *first;
		gsize longest;
	} longs[] = { { "hook", "socket", "/", 107 }, { "kiosk", "log", "/", 4095 }, { "brand", "name", "", 80 } };

	for (int i = 0; i < COUNT(longs); i++) {
		struct config *config = config_new();
		const struct config_key *key = config_key_find(longs[i].section, longs[i].name);
		char *rest = g_strnfill(longs[i].longest + 1 - strlen(longs[i].first), 'x');
		char *text = g_strconcat(longs[i].first, rest, NULL);

		ck_assert(!config_value_set(config, key, text));
		text[longs[i].longest] = '\0';
		ck_assert(config_value_set(config, key, text));
		g_free(text), g_free(rest), config_free(config);
	}
}
END_TEST

/* By the worked values of the definition. */
START_TEST(contrast)
{
	ck_assert_double_eq_tol(config_contrast("#000000"), 21.0, 0.001);
	ck_assert_double_eq_tol(config_contrast("#ffffff"), 1.0, 0.001);
	ck_assert_double_eq_tol(config_contrast("#FFFFFF"), 1.0, 0.001);
	ck_assert_double_eq_tol(config_contrast("#ff0000"), 3.998, 0.001);
	ck_assert_double_eq_tol(config_contrast("#0000ff"), 8.592, 0.001);
	ck_assert_double_eq_tol(config_contrast("#008000"), 5.137, 0.001);
	ck_assert(config_contrast("808080") < 1);
}
END_TEST

/* What is refused leaves what was there. */
START_TEST(refused_values_change_nothing)
{
	struct config *config = config_new();

	ck_assert(!config_value_set(config, config_key_find("kiosk", "languages"), "xx"));
	ck_assert_str_eq(config->languages[0], "ja");
	ck_assert(!config_value_set(config, config_key_find("sound", "program"), "'"));
	ck_assert_str_eq(config->sound_program[0], "aplay");
	ck_assert(!config_value_set(config, config_key_find("brand", "accent"), "#fff"));
	ck_assert_str_eq(config->accent, "#1a4f8b");
	ck_assert(!config_value_set(config, config_key_find("kiosk", "purpose"), "age:0"));
	ck_assert_int_eq(config->purpose.kind, PURPOSE_ALL);
	config_free(config);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("config values", 60);

	suite_add(tcase, (const TTest *const[]){ as_long_as_allowed, contrast, refused_values_change_nothing, NULL });
	tcase_add_loop_test(tcase, allowed_or_not, 0, COUNT(values));
	return suite_run("config values", tcase);
}
