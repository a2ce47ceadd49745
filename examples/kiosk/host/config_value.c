/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/config_value.h"

#include <math.h>
#include <string.h>

#include "flow/text.h"
#include "host/pin.h"

/* WCAG 2.1, 1.4.3. */
static const double contrast_min = 4.5;

typedef gboolean set_fn(const struct config_key *key, const char *value, void *place);

static gboolean set_word(const struct config_key *key, const char *value, void *place)
{
	char **words = g_strsplit(key->allowed, "|", 0);
	int at = 0;
	gboolean is_there;

	while (words[at] && strcmp(words[at], value) != 0)
		at++;
	is_there = words[at] != NULL;
	if (is_there)
		*(int *)place = at;
	g_strfreev(words);
	return is_there;
}

static gboolean set_bool(const struct config_key *key, const char *value, void *place)
{
	const gboolean yes = strcmp(value, "yes") == 0;

	(void)key;
	if (!yes && strcmp(value, "no") != 0)
		return FALSE;
	*(gboolean *)place = yes;
	return TRUE;
}

static gboolean set_number(const struct config_key *key, const char *value, void *place)
{
	gint64 number;

	if (!g_ascii_string_to_signed(value, 10, key->min, key->max, &number, NULL))
		return FALSE;
	*(int *)place = (int)number;
	return TRUE;
}

static gboolean is_shown(const char *value)
{
	for (; *value; value = g_utf8_next_char(value))
		if (!g_unichar_isprint(g_utf8_get_char(value)))
			return FALSE;
	return TRUE;
}

static void put(void *place, const char *value)
{
	g_free(*(char **)place);
	*(char **)place = value[0] ? g_strdup(value) : NULL;
}

static gboolean set_text(const struct config_key *key, const char *value, void *place)
{
	if (g_utf8_strlen(value, -1) > key->max || !is_shown(value))
		return FALSE;
	put(place, value);
	return TRUE;
}

static gboolean set_path(const struct config_key *key, const char *value, void *place)
{
	if (value[0] != '\0' && (value[0] != '/' || strlen(value) > (gsize)key->max || !is_shown(value)))
		return FALSE;
	put(place, value);
	return TRUE;
}

/* One of the kiosk's, or the pseudo-language, with which its screens are tested. */
static gboolean is_language(const char *tag)
{
	const struct flow_language *language;

	for (gsize i = 0; (language = flow_language(i)) != NULL; i++)
		if (strcmp(language->tag, tag) == 0)
			return TRUE;
	return strcmp(tag, FLOW_LANGUAGE_PSEUDO) == 0;
}

static gboolean set_languages(const struct config_key *key, const char *value, void *place)
{
	char **chosen = g_strsplit(value, ";", 0);
	gboolean fits = chosen[0] != NULL;

	(void)key;

	for (guint i = 0; chosen[i]; i++) {
		g_strstrip(chosen[i]);
		fits = fits && is_language(chosen[i]);
		for (guint before = 0; before < i; before++)
			fits = fits && strcmp(chosen[before], chosen[i]) != 0;
	}
	if (fits) {
		g_strfreev(*(char ***)place);
		*(char ***)place = chosen;
	} else {
		g_strfreev(chosen);
	}
	return fits;
}

static gboolean set_command(const struct config_key *key, const char *value, void *place)
{
	char **words = NULL;

	(void)key;
	if (value[0] != '\0' && (!g_shell_parse_argv(value, NULL, &words, NULL) || words[0][0] == '\0' ||
				 (strchr(words[0], '/') && words[0][0] != '/'))) {
		g_strfreev(words);
		return FALSE;
	}
	g_strfreev(*(char ***)place);
	*(char ***)place = words;
	return TRUE;
}

static gboolean set_purpose(const struct config_key *key, const char *value, void *place)
{
	struct purpose purpose;

	(void)key;
	if (!purpose_parse(value, &purpose))
		return FALSE;
	*(struct purpose *)place = purpose;
	return TRUE;
}

static double linear(guint8 channel)
{
	const double c = channel / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

double config_contrast(const char *colour)
{
	guint8 channels[3];

	if (colour[0] != '#' || strlen(colour) != CONFIG_COLOUR_SIZE - 1)
		return 0;
	for (guint i = 0; i < G_N_ELEMENTS(channels); i++) {
		const int high = g_ascii_xdigit_value(colour[1 + 2 * i]), low = g_ascii_xdigit_value(colour[2 + 2 * i]);

		if (high < 0 || low < 0)
			return 0;
		channels[i] = (guint8)(high << 4 | low);
	}
	return 1.05 /
	       (0.2126 * linear(channels[0]) + 0.7152 * linear(channels[1]) + 0.0722 * linear(channels[2]) + 0.05);
}

static gboolean set_colour(const struct config_key *key, const char *value, void *place)
{
	(void)key;
	if (config_contrast(value) < contrast_min)
		return FALSE;
	g_strlcpy(place, value, CONFIG_COLOUR_SIZE);
	return TRUE;
}

static gboolean set_pin(const struct config_key *key, const char *value, void *place)
{
	(void)key;
	if (value[0] != '\0' && !pin_hash_is_well_formed(value))
		return FALSE;
	put(place, value);
	return TRUE;
}

gboolean config_value_set(struct config *config, const struct config_key *key, const char *value)
{
	static set_fn *const setters[CONFIG_TYPES] = {
		[CONFIG_WORD] = set_word,       [CONFIG_BOOL] = set_bool,       [CONFIG_NUMBER] = set_number,
		[CONFIG_TEXT] = set_text,       [CONFIG_PATH] = set_path,       [CONFIG_LANGUAGES] = set_languages,
		[CONFIG_COMMAND] = set_command, [CONFIG_PURPOSE] = set_purpose, [CONFIG_COLOUR] = set_colour,
		[CONFIG_PIN] = set_pin,
	};

	return setters[key->type](key, value, (char *)config + key->offset);
}

void config_value_clear(struct config *config, const struct config_key *key)
{
	void *place = (char *)config + key->offset;

	switch (key->type) {
	case CONFIG_LANGUAGES:
	case CONFIG_COMMAND:
		g_clear_pointer((char ***)place, g_strfreev);
		break;
	case CONFIG_TEXT:
	case CONFIG_PATH:
	case CONFIG_PIN:
		g_clear_pointer((char **)place, g_free);
		break;
	default:
		break;
	}
}
