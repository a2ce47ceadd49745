/* SPDX-License-Identifier: BSD-2-Clause */
/* Trust anchors in words: one row for each. */
#include "trust/trust_table.h"

#include <stdio.h>
#include <string.h>

#include "person/anchor_label.h"
#include "person/columns.h"
#include "person/language.h"
#include "person/safe_text.h"
#include "trust/trust_ends.h"

static const enum message headings[] = { MSG_COLUMN_GENERATION, MSG_COLUMN_KIND, MSG_COLUMN_UNTIL, MSG_COLUMN_DIGEST,
					 MSG_COLUMN_NAME };
enum { HEADINGS = sizeof headings / sizeof *headings, NAME_SIZE = 61 };

void trust_place_print(const struct app *app, const struct trust_place *place)
{
	const enum message message = place->place == ZAIRYU_PLACE_SYSTEM ? MSG_TRUST_OF_ALL : MSG_TRUST_OF_USER;

	if (place->place)
		message_print(stdout, message, app->language, place->path, NULL);
	else
		safe_text_print(stdout, place->path);
}

void trust_table_begin(struct columns *table, const struct app *app, bool outcome)
{
	columns_begin(table, HEADINGS + outcome);
	if (outcome)
		columns_add(table, message_text(MSG_COLUMN_OUTCOME, app->language));
	for (size_t i = 0; i < HEADINGS; i++)
		columns_add(table, message_text(headings[i], app->language));
}

/* Cuts a text where it has more than fits, between two characters. */
static void shorten(char *text, size_t fits)
{
	static const char mark[] = "...";

	if (strlen(text) <= fits)
		return;
	fits -= sizeof mark - 1;
	while (fits > 0 && ((unsigned char)text[fits] & 0xC0) == 0x80)
		fits--;
	memcpy(text + fits, mark, sizeof mark);
}

/* Of a subject in the form of RFC 2253, in which the most telling part stands first, the common name if that is it. */
static void name_of(const char *subject, char out[NAME_SIZE])
{
	static const char common[] = "CN=";
	const bool has_common = strncmp(subject, common, sizeof common - 1) == 0;
	const char *from = has_common ? subject + sizeof common - 1 : subject;
	char name[512];
	size_t len = 0;

	while (from[len] && len < sizeof name - 1 && !(has_common && from[len] == ','))
		len += from[len] == '\\' && from[len + 1] && len < sizeof name - 2 ? 2 : 1;
	memcpy(name, from, len);
	name[len] = '\0';
	shorten(name, NAME_SIZE - 1);
	memcpy(out, name, strlen(name) + 1);
}

void trust_table_row(struct columns *table, const struct app *app, const zairyu_trust *trust, size_t index)
{
	const bool is_first = zairyu_trust_family(trust, index) == ZAIRYU_FAMILY_FIRST_GENERATION;
	char until[TRUST_UNTIL_SIZE], digest[TRUST_DIGEST_SIZE], name[NAME_SIZE];

	(void)snprintf(digest, sizeof digest, "%s", zairyu_trust_sha256(trust, index));
	name_of(zairyu_trust_subject(trust, index), name);
	columns_add(table, message_text(is_first ? MSG_FIRST_GENERATION : MSG_SECOND_GENERATION, app->language));
	columns_add(table, anchor_label(app, zairyu_anchor_kind_name(zairyu_trust_kind(trust, index))));
	columns_add(table, trust_until_text(app, trust, index, until));
	columns_add(table, digest);
	columns_add(table, name);
}
