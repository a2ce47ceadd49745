/* SPDX-License-Identifier: BSD-2-Clause */
/* What is in the directories of trust anchors, in words. */
#include "trust/trust_list.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "person/columns.h"
#include "person/language.h"
#include "person/shell_word.h"
#include "trust/other_files.h"
#include "trust/refusal_text.h"
#include "trust/trust_ends.h"
#include "trust/trust_table.h"

static bool is_in(const zairyu_trust *store, size_t index, const struct trust_place *place)
{
	const char *file;

	for (size_t n = 0; (file = zairyu_trust_file(store, index, n)); n++)
		if (trust_place_holds(place, file))
			return true;
	return false;
}

/* Generation by generation. How many there are, and whether one of them has ended. */
static size_t add_rows(const struct app *app, struct columns *table, const struct trust_place *place,
		       const zairyu_trust *store, bool *ended)
{
	size_t rows = 0;

	for (int family = 1; zairyu_family_name(family); family++)
		for (size_t i = 0; i < zairyu_trust_count(store); i++) {
			if (zairyu_trust_family(store, i) != family || !is_in(store, i, place))
				continue;
			trust_table_row(table, app, store, i);
			*ended = *ended || trust_has_ended(store, i);
			rows++;
		}
	return rows;
}

static void end_heading(const struct app *app, enum message message)
{
	fputs(": ", stdout);
	message_print(stdout, message, app->language, NULL, NULL);
	fputc('\n', stdout);
}

static void print_line(const struct app *app, enum message message, const char *one, const char *two)
{
	fputs("  ", stdout);
	message_print(stdout, message, app->language, one, two);
	fputc('\n', stdout);
}

enum { WORD_SIZE = 1024 };

/* Only where pasting it would remove that file and do nothing else. */
static void print_remedy(const struct app *app, const struct trust_place *place, const char *path)
{
	char file[WORD_SIZE] = "", directory[WORD_SIZE] = "";

	if (strcmp(path, place->path) == 0 || !shell_word_append(file, sizeof file, path) ||
	    !shell_word_append(directory, sizeof directory, place->path))
		return;
	print_line(app,
		   place->place == ZAIRYU_PLACE_SYSTEM ? MSG_TRUST_REMOVE_SYSTEM
		   : place->place == ZAIRYU_PLACE_USER ? MSG_TRUST_REMOVE_USER
						       : MSG_TRUST_REMOVE_GIVEN,
		   file, directory);
}

static void print_refused(const struct app *app, const struct trust_place *place, const zairyu_trust *store)
{
	char text[REFUSAL_TEXT_SIZE];

	for (size_t i = 0; i < zairyu_trust_refused_count(store); i++) {
		const char *path = zairyu_trust_refused_path(store, i);

		if (!trust_place_holds(place, path) && strcmp(path, place->path) != 0)
			continue;
		print_line(app, MSG_TRUST_UNUSABLE, path,
			   refusal_text(app, zairyu_trust_refused_error(store, i), text));
		print_remedy(app, place, path);
	}
}

static void print_others(const struct app *app, const struct trust_place *place)
{
	char names[OTHER_FILES_SIZE];

	if (other_files_in(place, names))
		print_line(app, MSG_TRUST_OTHER_FILES, names, NULL);
}

static int print_place(const struct app *app, const struct trust_place *place, const zairyu_trust *store,
		       zairyu_error **err)
{
	struct columns table;
	struct stat info;
	bool ended = false;
	size_t rows;
	int rc = ZAIRYU_OK;

	trust_place_print(app, place);
	trust_table_begin(&table, app, false);
	rows = add_rows(app, &table, place, store, &ended);
	if (rows > 0) {
		fputs(":\n", stdout);
		rc = columns_print(&table, app, stdout, "  ", err);
	} else {
		end_heading(app, stat(place->path, &info) == 0 ? MSG_TRUST_NONE_HERE : MSG_TRUST_NO_DIRECTORY);
	}
	columns_done(&table);
	if (ended)
		print_line(app, MSG_TRUST_ENDED_STAYS, NULL, NULL);
	print_refused(app, place, store);
	print_others(app, place);
	return rc;
}

int trust_list_print(const struct app *app, const struct trust_places *places, const zairyu_trust *store,
		     zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	for (size_t i = 0; rc == ZAIRYU_OK && i < places->count; i++)
		rc = print_place(app, &places->item[i], store, err);
	return rc;
}
