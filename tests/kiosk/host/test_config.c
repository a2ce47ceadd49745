/* SPDX-License-Identifier: BSD-2-Clause */
/* Whole files: what is taken, and what is said of those that are not. */
#include <string.h>

#include "../../support/suite.h"
#include "host/config.h"
#include "host/config_keys.h"

static struct config *parse(const char *text, GError **error)
{
	return config_parse("kiosk.conf", text, strlen(text), error);
}

static void ck_usual(const struct config *config)
{
	ck_assert_int_eq(config->mode, CONFIG_PUBLIC);
	ck_assert_ptr_null(config->reader);
	ck_assert_ptr_null(config->trust);
	ck_assert_uint_eq(g_strv_length(config->languages), 11);
	ck_assert_str_eq(config->languages[0], "ja");
	ck_assert_int_eq(config->idle_s, 60);
	ck_assert_int_eq(config->purpose.kind, PURPOSE_ALL);
	ck_assert(config->compare && config->full_screen && config->sound && !config->large_text &&
		  !config->hook_record);
	ck_assert_ptr_null(config->hook_program);
	ck_assert_ptr_null(config->hook_socket);
	ck_assert_str_eq(config->sound_program[0], "aplay");
	ck_assert_str_eq(config->sound_program[1], "-q");
	ck_assert_ptr_null(config->pin);
}

START_TEST(as_usual)
{
	static const char *const texts[] = { "", "\n", "# nothing\n", "[kiosk]\n\n[hook]\n", "\r\n# x\r\n[kiosk]\r\n" };
	struct config *config = config_new();

	ck_usual(config);
	config_free(config), config_free(NULL);
	for (int i = 0; i < COUNT(texts); i++) {
		GError *error = NULL;

		config = parse(texts[i], &error);
		ck_assert_msg(config, "%s", error ? error->message : texts[i]);
		ck_usual(config);
		config_free(config);
	}
}
END_TEST

#define PIN                                                                                                            \
	"pbkdf2-sha256$600000$000102030405060708090a0b0c0d0e0f$"                                                       \
	"000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f"

START_TEST(every_key)
{
	struct config *config =
		parse("[kiosk]\nmode = desk\nreader=virtual:type=05\ntrust=/etc/zairyu/trust\n"
		      "languages = vi ; ja\nidle=30\nwarning = 10\npurpose=\ncompare=no\nlarge-text=yes\n"
		      "full-screen=no\nlog=/var/log/kiosk.log\n"
		      "[hook]\nprogram = /usr/bin/take 'two words' x\nreceiver = 窓口 \nrecord=yes\nlimit=3\n"
		      "[sound]\non=no\nprogram=paplay\n[brand]\nname=Hotel Example\nlogo=/l.png\n"
		      "accent=#004000\n[staff]\npin=" PIN
		      "\n[attempts]\npause-from=1\nstaff-from=0\npause=5\npause-max=5\nforgive=60\n",
		      NULL);

	ck_assert_ptr_nonnull(config);
	ck_assert_int_eq(config->mode, CONFIG_DESK);
	ck_assert_str_eq(config->reader, "virtual:type=05");
	ck_assert_str_eq(config->trust, "/etc/zairyu/trust");
	ck_assert_str_eq(config->languages[0], "vi");
	ck_assert_str_eq(config->languages[1], "ja");
	ck_assert_int_eq(config->idle_s * 1000 + config->warning_s, 30010);
	ck_assert(!config->compare && config->large_text && !config->full_screen && config->hook_record);
	ck_assert_str_eq(config->log, "/var/log/kiosk.log");
	ck_assert_uint_eq(g_strv_length(config->hook_program), 3);
	ck_assert_str_eq(config->hook_program[1], "two words");
	ck_assert_str_eq(config->hook_receiver, "窓口");
	ck_assert_int_eq(config->hook_limit_s, 3);
	ck_assert(!config->sound);
	ck_assert_str_eq(config->sound_program[0], "paplay");
	ck_assert_str_eq(config->brand_name, "Hotel Example");
	ck_assert_str_eq(config->logo, "/l.png");
	ck_assert_str_eq(config->accent, "#004000");
	ck_assert_str_eq(config->pin, PIN);
	ck_assert_int_eq(config->attempts_pause_from, 1);
	ck_assert_int_eq(config->attempts_staff_from, 0);
	ck_assert_int_eq(config->attempts_pause_s * 100 + config->attempts_pause_max_s, 505);
	ck_assert_int_eq(config->attempts_forgive_s, 60);
	config_free(config);
}
END_TEST

/* What is wrong, on which line, and what is said. */
static const struct {
	const char *text;
	int code;
	const char *line, *says;
} wrongs[] = {
	{ "idle = 60\n", CONFIG_ERROR_SYNTAX, ":1: ", "[kiosk]" },
	{ "\n\n[kiosk]\nidle\n", CONFIG_ERROR_SYNTAX, ":4: ", "key = value" },
	{ "[kiosk]\n= 3\n", CONFIG_ERROR_SYNTAX, ":2: ", "key = value" },
	{ "[kiosk\n", CONFIG_ERROR_SYNTAX, ":1: ", "[name]" },
	{ "[\n", CONFIG_ERROR_SYNTAX, ":1: ", "[name]" },
	{ "# \xff\n[kiosk]\nreader=\xff\n", CONFIG_ERROR_SYNTAX, ":3: ", "UTF-8" },
	{ "[kiosk]\n[bank]\n", CONFIG_ERROR_KEY, ":2: ", "[kiosk], [hook], [sound], [brand], [staff], [attempts]." },
	{ "[]\n", CONFIG_ERROR_KEY, ":1: ", "no section" },
	{ "[hook]\n\nidle=3\n", CONFIG_ERROR_KEY, ":3: ", "program, socket, receiver, record, limit." },
	{ "[kiosk]\nIdle=30\n", CONFIG_ERROR_KEY, ":2: ", "no key Idle." },
	{ "[kiosk]\nidle[ja]=30\n", CONFIG_ERROR_KEY, ":2: ", "no key" },
	{ "[kiosk]\nidle=30\n[hook]\n[kiosk]\nidle=40\n", CONFIG_ERROR_KEY, ":5: ", "twice" },
	{ "[kiosk]\nmode=\n", CONFIG_ERROR_VALUE, ":2: ", "public or desk" },
	{ "[kiosk]\nmode=public|desk\n", CONFIG_ERROR_VALUE, ":2: ", "public or desk" },
	{ "[kiosk]\nidle=9\n", CONFIG_ERROR_VALUE, ":2: ", "from 10 to 3600" },
	{ "[kiosk]\npurpose=age:121\n", CONFIG_ERROR_VALUE, ":2: ", "age:1 to age:120" },
	{ "[kiosk]\nreader=\\q\n", CONFIG_ERROR_VALUE, ":2: ", "text" },
	{ "[kiosk]\nlanguages=ja;xx\n", CONFIG_ERROR_VALUE, ":2: ", "zh-Hant" },
	{ "[brand]\naccent=#ffffff\n", CONFIG_ERROR_VALUE, ":2: ", "4.5:1" },
	{ "[staff]\npin=1234\n", CONFIG_ERROR_VALUE, ":2: ", "--make-pin" },
	{ "[hook]\nprogram=x\nsocket=/s\nreceiver=r\n", CONFIG_ERROR_VALUE, ":3: ", "not both" },
	{ "[hook]\nsocket=/s\n", CONFIG_ERROR_VALUE, ":2: ", "receiver" },
	{ "[hook]\nlimit=5\nprogram=x\n", CONFIG_ERROR_VALUE, ":3: ", "receiver" },
	{ "[kiosk]\npurpose=work\n[hook]\nrecord=yes\n", CONFIG_ERROR_VALUE, ":4: ", "record = no" },
	{ "[attempts]\npause-max=10\n", CONFIG_ERROR_VALUE, ":2: ", "less than pause" },
	{ "[attempts]\n\npause=3600\npause-max=3599\n", CONFIG_ERROR_VALUE, ":4: ", "less than pause" },
	{ "[attempts]\npause-from=11\n", CONFIG_ERROR_VALUE, ":2: ", "less than pause-from" },
	{ "[attempts]\npause-from=5\nstaff-from=4\n", CONFIG_ERROR_VALUE, ":3: ", "less than pause-from" },
	{ "[sound]\nprogram=\n", CONFIG_ERROR_VALUE, ":2: ", "on = no" },
};

START_TEST(says_what_is_wrong)
{
	GError *error = NULL;
	struct config *config = parse(wrongs[_i].text, &error);

	ck_assert_msg(!config && error, "%s", wrongs[_i].text);
	ck_assert(error->domain == CONFIG_ERROR);
	ck_assert_msg(error->code == wrongs[_i].code, "%s", error->message);
	ck_assert_msg(g_str_has_prefix(error->message, "kiosk.conf") &&
			      g_str_has_prefix(error->message + strlen("kiosk.conf"), wrongs[_i].line),
		      "%s", error->message);
	ck_assert_msg(strstr(error->message, wrongs[_i].says), "%s", error->message);
	ck_assert(g_utf8_validate(error->message, -1, NULL));
	g_error_free(error);
}
END_TEST

START_TEST(a_nul)
{
	static const char text[] = "[kiosk]\nidle=3\0000\n";
	GError *error = NULL;

	ck_assert_ptr_null(config_parse("kiosk.conf", text, sizeof text - 1, &error));
	ck_assert_msg(g_str_has_prefix(error->message, "kiosk.conf:2: "), "%s", error->message);
	g_error_free(error);
}
END_TEST

/* A value that is a secret is not said again. */
START_TEST(errors_do_not_repeat_values)
{
	GError *error = NULL;

	ck_assert_ptr_null(parse("[staff]\npin = pbkdf2-sha256$1$aa$secret\n", &error));
	ck_assert_ptr_null(strstr(error->message, "secret"));
	g_error_free(error);
}
END_TEST

/* Each key is in it once, and the file is taken as it is. */
START_TEST(the_template_is_a_file)
{
	char *text = config_template();
	GError *error = NULL;
	struct config *config = parse(text, &error);
	const struct config_key *key;

	ck_assert_msg(config, "%s", error ? error->message : "");
	ck_usual(config);
	for (gsize i = 0; (key = config_key_at(i)) != NULL; i++)
		ck_assert_ptr_nonnull(strstr(text, key->purpose));
	config_free(config);
	g_free(text);
}
END_TEST

/* Every beginning of a file, and every byte of it changed: an error or a configuration, and nothing else. */
START_TEST(survives_anything)
{
	char *text = config_template();
	const gsize len = strlen(text);
	gsize refused = 0;

	for (gsize i = 0; i < len; i += 3) {
		static const char bytes[] = "\0\n[]=#;\\\"\xE3\xFF";
		char *changed = g_strdup(text);
		GError *error = NULL;
		struct config *config;

		changed[i] = bytes[i / 3 % (sizeof bytes - 1)];
		config = config_parse("kiosk.conf", changed, i % 2 ? len : i, &error);
		ck_assert((config != NULL) != (error != NULL));
		refused += error != NULL;
		config_free(config), g_clear_error(&error), g_free(changed);
	}
	ck_assert_uint_gt(refused, 10);
	g_free(text);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("config", 60);

	suite_add(tcase, (const TTest *const[]){ as_usual, every_key, a_nul, errors_do_not_repeat_values,
						 the_template_is_a_file, survives_anything, NULL });
	tcase_add_loop_test(tcase, says_what_is_wrong, 0, COUNT(wrongs));
	return suite_run("config", tcase);
}
