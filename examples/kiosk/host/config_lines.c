/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/config_lines.h"

#include <string.h>

struct walk {
	const char *path;
	guint number;
	char *section; /* NULL before the first */
	GArray *lines;
	GError **error;
};

static gboolean refuse(const struct walk *walk, enum config_error code, const char *what, const char *word,
		       const char *known)
{
	g_set_error(walk->error, CONFIG_ERROR, (int)code, "%s:%u: %s%s%s%s", walk->path, walk->number, what,
		    word ? word : "", known ? " Known are: " : "", known ? known : "");
	return FALSE;
}

/* The sections, or the keys of one. */
static char *names(const char *section)
{
	GString *text = g_string_new(NULL);
	const char *last = NULL;
	const struct config_key *key;

	for (gsize i = 0; (key = config_key_at(i)) != NULL; i++) {
		const char *name = section ? key->name : key->section;

		if ((section && strcmp(section, key->section) != 0) || (last && strcmp(last, name) == 0))
			continue;
		g_string_append_printf(text, section ? "%s%s" : "%s[%s]", text->len ? ", " : "", name);
		last = name;
	}
	g_string_append_c(text, '.');
	return g_string_free(text, FALSE);
}

static gboolean refuse_name(const struct walk *walk, const char *section, const char *what, const char *name)
{
	char *known = names(section), *shown = g_strdup_printf("%s.", name);

	refuse(walk, CONFIG_ERROR_KEY, what, shown, known);
	g_free(known);
	g_free(shown);
	return FALSE;
}

static gboolean take_section(struct walk *walk, const char *line)
{
	const gsize len = strlen(line);

	if (line[len - 1] != ']')
		return refuse(walk, CONFIG_ERROR_SYNTAX, "A section is written [name].", NULL, NULL);
	g_free(walk->section);
	walk->section = g_strndup(line + 1, len - 2);
	if (!config_has_section(walk->section))
		return refuse_name(walk, NULL, "There is no section ", walk->section);
	return TRUE;
}

static gboolean take_key(struct walk *walk, const char *name)
{
	struct config_line line = { .number = walk->number };

	if (!walk->section)
		return refuse(walk, CONFIG_ERROR_SYNTAX, "A section comes before the first key, such as [kiosk].", NULL,
			      NULL);
	line.key = config_key_find(walk->section, name);
	if (!line.key)
		return refuse_name(walk, walk->section, "There is no key ", name);
	for (guint i = 0; i < walk->lines->len; i++)
		if (g_array_index(walk->lines, struct config_line, i).key == line.key)
			return refuse(walk, CONFIG_ERROR_KEY, "This key is there twice: ", name, NULL);
	g_array_append_val(walk->lines, line);
	return TRUE;
}

static gboolean take_line(struct walk *walk, char *line)
{
	char *equals;

	g_strstrip(line);
	if (line[0] == '\0' || line[0] == '#')
		return TRUE;
	if (!g_utf8_validate(line, -1, NULL))
		return refuse(walk, CONFIG_ERROR_SYNTAX, "The line is not UTF-8.", NULL, NULL);
	if (line[0] == '[')
		return take_section(walk, line);
	equals = strchr(line, '=');
	if (!equals || equals == line)
		return refuse(walk, CONFIG_ERROR_SYNTAX,
			      "A line is empty, or [section], key = value, or # and a comment.", NULL, NULL);
	*equals = '\0';
	return take_key(walk, g_strchomp(line));
}

GArray *config_lines_find(const char *path, const char *text, gsize len, GError **error)
{
	struct walk walk = { .path = path,
			     .error = error,
			     .lines = g_array_new(FALSE, FALSE, sizeof(struct config_line)) };
	char **lines = g_strsplit(text, "\n", 0);
	gboolean is_fine = TRUE;

	if (strlen(text) != len) {
		for (walk.number = 1; lines[walk.number]; walk.number++)
			;
		is_fine = refuse(&walk, CONFIG_ERROR_SYNTAX, "The line has a NUL in it.", NULL, NULL);
	}
	for (guint i = 0; is_fine && lines[i]; i++) {
		walk.number = i + 1;
		is_fine = take_line(&walk, lines[i]);
	}
	g_strfreev(lines);
	g_free(walk.section);
	if (is_fine)
		return walk.lines;
	g_array_unref(walk.lines);
	return NULL;
}
