/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/config_keys.h"

#include <stddef.h>
#include <string.h>
#include <sys/un.h>

#include "flow/text.h"

#define AT(member) offsetof(struct config, member)

enum { PATH_BYTES = 4095, SOCKET_BYTES = sizeof(((struct sockaddr_un *)NULL)->sun_path) - 1 };

static const struct config_key keys[] = {
	{ "kiosk", "mode", CONFIG_WORD, AT(mode), "public", 0, 0, "public|desk",
	  "public: people use it alone. desk: a clerk does, without the page of consent each time." },
	{ "kiosk", "reader", CONFIG_TEXT, AT(reader), "", 0, 1023, NULL,
	  "The URI of the reader, as zairyu readers lists it. Empty: any reader." },
	{ "kiosk", "trust", CONFIG_PATH, AT(trust), "", 0, PATH_BYTES, NULL,
	  "A directory of CA certificates. Empty: the usual places." },
	{ "kiosk", "languages", CONFIG_LANGUAGES, AT(languages), "ja;en;ja-easy;zh-Hans;zh-Hant;ko;vi;ne;pt;id;fil", 0,
	  0, NULL, "The languages to choose from; the first two are shown at first." },
	{ "kiosk", "idle", CONFIG_NUMBER, AT(idle_s), "60", 10, 3600, NULL,
	  "Seconds without a touch until the person is asked whether they are still there." },
	{ "kiosk", "warning", CONFIG_NUMBER, AT(warning_s), "20", 5, 600, NULL,
	  "Seconds from then until they are taken to be gone, and everything is wiped." },
	{ "kiosk", "purpose", CONFIG_PURPOSE, AT(purpose), "", 0, 0, NULL,
	  "What is shown and handed on. Empty: everything." },
	{ "kiosk", "compare", CONFIG_BOOL, AT(compare), "yes", 0, 0, NULL,
	  "Whether to ask if print, face and chip agree." },
	{ "kiosk", "large-text", CONFIG_BOOL, AT(large_text), "no", 0, 0, NULL,
	  "Whether text is large from the beginning." },
	{ "kiosk", "full-screen", CONFIG_BOOL, AT(full_screen), "yes", 0, 0, NULL,
	  "Whether it takes the whole screen." },
	{ "kiosk", "log", CONFIG_PATH, AT(log), "", 0, PATH_BYTES, NULL,
	  "The log, which holds no personal data. Empty: standard error." },

	{ "hook", "program", CONFIG_COMMAND, AT(hook_program), "", 0, 0, NULL,
	  "A program that gets the result on its standard input. Empty: none." },
	{ "hook", "socket", CONFIG_PATH, AT(hook_socket), "", 0, SOCKET_BYTES, NULL,
	  "Or a Unix socket that takes the result. Empty: none." },
	{ "hook", "receiver", CONFIG_TEXT, AT(hook_receiver), "", 0, 80, NULL,
	  "Who receives the data, as the person is told. Required with a hook." },
	{ "hook", "record", CONFIG_BOOL, AT(hook_record), "no", 0, 0, NULL,
	  "Whether the saved record is handed on, too. Only with an empty purpose." },
	{ "hook", "limit", CONFIG_NUMBER, AT(hook_limit_s), "10", 1, 120, NULL, "Seconds that it may take." },

	{ "sound", "on", CONFIG_BOOL, AT(sound), "yes", 0, 0, NULL, "Whether there are sounds." },
	{ "sound", "program", CONFIG_COMMAND, AT(sound_program), "aplay -q", 0, 0, NULL,
	  "A program that plays a WAV file from its standard input." },

	{ "brand", "name", CONFIG_TEXT, AT(brand_name), "", 0, 80, NULL, "The name at the top of the screen." },
	{ "brand", "logo", CONFIG_PATH, AT(logo), "", 0, PATH_BYTES, NULL, "A picture beside it: PNG, JPEG or SVG." },
	{ "brand", "accent", CONFIG_COLOUR, AT(accent), "#1a4f8b", 0, 0, NULL,
	  "The colour of buttons, with white text." },

	{ "staff", "pin", CONFIG_PIN, AT(pin), "", 0, 0, NULL,
	  "The staff's PIN, as zairyu-kiosk --make-pin prints it. Empty: the staff screen cannot be opened." },

	{ "attempts", "pause-from", CONFIG_NUMBER, AT(attempts_pause_from), "3", 1, 20, NULL,
	  "The wrong number, counted from 1, with which pauses begin." },
	{ "attempts", "pause", CONFIG_NUMBER, AT(attempts_pause_s), "30", 1, 3600, NULL,
	  "Seconds of the first pause; each further one is twice as long." },
	{ "attempts", "pause-max", CONFIG_NUMBER, AT(attempts_pause_max_s), "3600", 1, 86400, NULL,
	  "Seconds of the longest pause. Not less than pause." },
	{ "attempts", "forgive", CONFIG_NUMBER, AT(attempts_forgive_s), "900", 60, 86400, NULL,
	  "Seconds without a wrong number that forgive one." },
	{ "attempts", "staff-from", CONFIG_NUMBER, AT(attempts_staff_from), "10", 0, 100, NULL,
	  "The wrong number with which only staff can go on. 0: never. Otherwise not less than pause-from." },
};

const struct config_key *config_key_at(gsize index)
{
	return index < G_N_ELEMENTS(keys) ? &keys[index] : NULL;
}

const struct config_key *config_key_find(const char *section, const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
		if (strcmp(keys[i].section, section) == 0 && strcmp(keys[i].name, name) == 0)
			return &keys[i];
	return NULL;
}

gboolean config_has_section(const char *section)
{
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
		if (strcmp(keys[i].section, section) == 0)
			return TRUE;
	return FALSE;
}

/* "a|b|c" as "a, b or c". */
static char *listed(const char *words, const char *before, const char *last)
{
	char **each = g_strsplit(words, "|", 0);
	const guint count = g_strv_length(each);
	GString *text = g_string_new(before);

	for (guint i = 0; i < count; i++)
		g_string_append_printf(text, "%s%s", i == 0 ? "" : i == count - 1 ? last : ", ", each[i]);
	g_strfreev(each);
	return g_string_free(text, FALSE);
}

static char *listed_languages(void)
{
	const struct flow_language *language;
	GString *tags = g_string_new(NULL);
	char *text;

	for (gsize i = 0; (language = flow_language(i)) != NULL; i++)
		g_string_append_printf(tags, "%s%s", i > 0 ? "|" : "", language->tag);
	text = listed(tags->str, "one or more, each once, separated by ; of ", " and ");
	g_string_free(tags, TRUE);
	return text;
}

char *config_key_allowed(const struct config_key *key)
{
	switch (key->type) {
	case CONFIG_WORD:
		return listed(key->allowed, "", " or ");
	case CONFIG_BOOL:
		return g_strdup("yes or no");
	case CONFIG_NUMBER:
		return g_strdup_printf("a whole number from %d to %d", key->min, key->max);
	case CONFIG_TEXT:
		return g_strdup_printf("a text of at most %d characters, without control characters", key->max);
	case CONFIG_PATH:
		return g_strdup_printf("a path that begins with /, of at most %d bytes", key->max);
	case CONFIG_LANGUAGES:
		return listed_languages();
	case CONFIG_COMMAND:
		return g_strdup(
			"a program and its arguments, quoted as for a shell; with a / in it, the program begins with /");
	case CONFIG_PURPOSE:
		return g_strdup_printf("nothing, age:%d to age:%d, or work", PURPOSE_AGE_MIN, PURPOSE_AGE_MAX);
	case CONFIG_COLOUR:
		return g_strdup("#rrggbb, dark enough for white text (contrast 4.5:1)");
	case CONFIG_PIN:
		return g_strdup("the line that zairyu-kiosk --make-pin prints");
	case CONFIG_TYPES:
		break;
	}
	g_assert_not_reached();
}
