/* SPDX-License-Identifier: BSD-2-Clause */
/* Prints the table of transitions as a diagram in Mermaid, for doc/kiosk-flow.md. */
#include <stdio.h>

#include "flow/transitions.h"

static const char *const guards[] = {
#define G(name, words) words,
#include "flow/guards.def"
#undef G
};

static const char *const deeds[] = {
#define D(name, words) words,
#include "flow/deeds.def"
#undef D
};

enum { NAME_SIZE = 32 };

/* Mermaid takes a hyphen for part of an arrow. */
static const char *name_of(int place, char name[NAME_SIZE])
{
	static const char *const others[] = { "home", "leave", "below" };
	const char *word = place < FLOW_SCREEN_COUNT ? flow_screen_word(place) : others[place - FLOW_SCREEN_HOME];

	(void)snprintf(name, NAME_SIZE, "%s", word);
	for (char *c = name; *c; c++)
		*c = *c == '-' ? '_' : *c;
	return name;
}

static void print(const struct transition *row)
{
	char from[NAME_SIZE], to[NAME_SIZE];

	printf("    %s --> %s:", name_of(row->from, from), name_of(row->to, to));
	if (row->event != FLOW_ENTER)
		printf(" %s%s", flow_event_word(row->event), flow_event_is_personal(row->event) ? "" : "*");
	if (row->guard != GUARD_ALWAYS)
		printf(" [%s]", guards[row->guard]);
	else if (row->event == FLOW_ENTER)
		printf(" [otherwise]");
	if (row->deed != DEED_NOTHING)
		printf(" / %s", deeds[row->deed]);
	putchar('\n');
}

int main(void)
{
	const struct transition *row;

	printf("stateDiagram-v2\n    state home <<choice>>\n    state leave <<choice>>\n    [*] --> starting\n");
	for (size_t i = 0; (row = transition_at(i)) != NULL; i++)
		print(row);
	printf("    closed --> [*]\n");
	return 0;
}
