/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/config.h"

#include <string.h>
#include <zairyu.h>

#include "host/config_file.h"
#include "host/config_lines.h"
#include "host/config_value.h"

G_DEFINE_QUARK(zairyu - kiosk - config, config_error)

struct config *config_new(void)
{
	struct config *config = g_new0(struct config, 1);
	const struct config_key *key;

	for (gsize i = 0; (key = config_key_at(i)) != NULL; i++)
		if (!config_value_set(config, key, key->usual))
			g_assert_not_reached();
	return config;
}

void config_free(struct config *config)
{
	const struct config_key *key;

	if (!config)
		return;
	if (config->pin)
		zairyu_wipe(config->pin, strlen(config->pin));
	for (gsize i = 0; (key = config_key_at(i)) != NULL; i++)
		config_value_clear(config, key);
	g_free(config->path);
	g_free(config);
}

/* A value as GKeyFile reads it, put where it belongs. */
static gboolean take(struct config *config, GKeyFile *file, const struct config_line *line, GError **error)
{
	const struct config_key *key = line->key;
	GError *cause = NULL;
	char *value = g_key_file_get_string(file, key->section, key->name, &cause), *allowed;

	if (!cause && config_value_set(config, key, g_strstrip(value))) {
		g_free(value);
		return TRUE;
	}
	g_clear_error(&cause);
	allowed = config_key_allowed(key);
	g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_VALUE, "%s:%u: [%s] %s: allowed is %s.", config->path,
		    line->number, key->section, key->name, allowed);
	g_free(allowed);
	g_free(value);
	return FALSE;
}

static gboolean hook_is_double(const struct config *config)
{
	return config->hook_program && config->hook_socket;
}

static gboolean hook_is_nameless(const struct config *config)
{
	return (config->hook_program || config->hook_socket) && !config->hook_receiver;
}

static gboolean record_is_too_much(const struct config *config)
{
	return config->hook_record && config->purpose.kind != PURPOSE_ALL;
}

static gboolean pause_is_too_long(const struct config *config)
{
	return config->attempts_pause_max_s < config->attempts_pause_s;
}

static gboolean staff_comes_first(const struct config *config)
{
	return config->attempts_staff_from != 0 && config->attempts_staff_from < config->attempts_pause_from;
}

static gboolean sound_is_mute(const struct config *config)
{
	return config->sound && !config->sound_program;
}

/* What must fit together. */
static const struct {
	const char *section, *names[2]; /* the line of the first that is there is to blame */
	gboolean (*is_wrong)(const struct config *config);
	const char *text;
} rules[] = {
	{ "hook", { "socket", "program" }, hook_is_double, "set program or socket, not both." },
	{ "hook", { "program", "socket" }, hook_is_nameless, "a hook needs receiver: who receives the data." },
	{ "hook",
	  { "record", NULL },
	  record_is_too_much,
	  "with a purpose, only its answer is handed on: set record = no." },
	{ "attempts", { "pause-max", "pause" }, pause_is_too_long, "pause-max must not be less than pause." },
	{ "attempts",
	  { "staff-from", "pause-from" },
	  staff_comes_first,
	  "staff-from must be 0, or not less than pause-from." },
	{ "sound", { "program", NULL }, sound_is_mute, "without a program there is no sound: set on = no." },
};

static guint line_of(const GArray *lines, const char *section, const char *name)
{
	for (guint i = 0; name && i < lines->len; i++) {
		const struct config_line *line = &g_array_index(lines, struct config_line, i);

		if (line->key == config_key_find(section, name))
			return line->number;
	}
	return 0;
}

static gboolean fits_together(const struct config *config, const GArray *lines, GError **error)
{
	for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
		guint number = line_of(lines, rules[i].section, rules[i].names[0]);

		if (!rules[i].is_wrong(config))
			continue;
		if (number == 0)
			number = line_of(lines, rules[i].section, rules[i].names[1]);
		g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_VALUE, "%s:%u: [%s] %s", config->path, number,
			    rules[i].section, rules[i].text);
		return FALSE;
	}
	return TRUE;
}

static gboolean take_all(struct config *config, const char *text, gsize len, GError **error)
{
	GArray *lines = config_lines_find(config->path, text, len, error);
	GKeyFile *file = g_key_file_new();
	GError *cause = NULL;
	gboolean is_fine = lines != NULL;

	if (is_fine && !g_key_file_load_from_data(file, text, len, G_KEY_FILE_NONE, &cause)) {
		g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_SYNTAX, "%s: the file cannot be understood: %s",
			    config->path, cause->message);
		is_fine = FALSE;
	}
	for (guint i = 0; is_fine && i < lines->len; i++)
		is_fine = take(config, file, &g_array_index(lines, struct config_line, i), error);
	is_fine = is_fine && fits_together(config, lines, error);
	g_clear_error(&cause);
	g_key_file_unref(file);
	if (lines)
		g_array_unref(lines);
	return is_fine;
}

struct config *config_parse(const char *path, const char *text, gsize len, GError **error)
{
	struct config *config = config_new();

	config->path = g_strdup(path);
	/* GKeyFile asserts that there is text. */
	if (len > 0 && !take_all(config, text, len, error)) {
		config_free(config);
		return NULL;
	}
	return config;
}

struct config *config_load(const char *given, GError **error)
{
	char *path = config_file_find(given), *text;
	struct config *config = NULL;
	gsize len;

	if (!path)
		return config_new();
	text = config_file_read(path, &len, error);
	if (text) {
		config = config_parse(path, text, len, error);
		zairyu_wipe(text, len);
	}
	g_free(text);
	g_free(path);
	return config;
}

char *config_template(void)
{
	GString *text = g_string_new("# kiosk.conf: how zairyu-kiosk is set up.\n");
	const char *section = "";
	const struct config_key *key;

	for (gsize i = 0; (key = config_key_at(i)) != NULL; i++) {
		char *allowed = config_key_allowed(key);

		if (strcmp(section, key->section) != 0)
			g_string_append_printf(text, "\n[%s]\n", key->section);
		g_string_append_printf(text, "# %s\n# (%s)\n%s = %s\n", key->purpose, allowed, key->name, key->usual);
		section = key->section;
		g_free(allowed);
	}
	return g_string_free(text, FALSE);
}
