/* SPDX-License-Identifier: BSD-2-Clause */
#include "trust/trust_summary.h"

#include <stdio.h>

#include "person/address_book.h"
#include "person/language.h"

static const struct {
	int family;
	enum message name;
} generations[] = {
	{ ZAIRYU_FAMILY_FIRST_GENERATION, MSG_GENERATION_1 },
	{ ZAIRYU_FAMILY_SECOND_GENERATION, MSG_GENERATION_2 },
};
enum { GENERATIONS = sizeof generations / sizeof *generations };

/* How many anchors of a kind there are for a generation. */
static size_t count(const zairyu_trust *trust, int family, int kind)
{
	size_t found = 0;

	for (size_t i = 0; i < zairyu_trust_count(trust); i++)
		found += zairyu_trust_family(trust, i) == family && zairyu_trust_kind(trust, i) == kind;
	return found;
}

static void show_generation(const struct app *app, const zairyu_trust *trust, int i)
{
	size_t production = count(trust, generations[i].family, ZAIRYU_ANCHOR_PRODUCTION);
	size_t others = count(trust, generations[i].family, ZAIRYU_ANCHOR_OFFICIAL_TEST) +
			count(trust, generations[i].family, ZAIRYU_ANCHOR_CUSTOM);
	enum message what = production > 0 ? MSG_TRUST_THERE : others > 0 ? MSG_TRUST_TEST_ONLY : MSG_TRUST_MISSING;
	char number[24];

	(void)snprintf(number, sizeof number, "%zu", production > 0 ? production : others);
	message_print(stderr, generations[i].name, app->language, NULL, NULL);
	fputs(": ", stderr);
	message_print(stderr, what, app->language, number, address_book_now(zairyu_trust_page(generations[i].family)));
	fputc('\n', stderr);
}

void trust_summary_show(const struct app *app, const zairyu_trust *trust)
{
	for (int i = 0; i < GENERATIONS; i++)
		show_generation(app, trust, i);
}
