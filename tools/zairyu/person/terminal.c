/* SPDX-License-Identifier: BSD-2-Clause */
/* What the person's terminal can do. */
#include "person/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool terminal_is_capable(FILE *stream)
{
	const char *term = getenv("TERM");

	return isatty(fileno(stream)) && term && term[0] && strcmp(term, "dumb") != 0;
}

void terminal_line_begin(FILE *stream)
{
	fputs("\r\033[?7l", stream);
}

void terminal_line_end(FILE *stream)
{
	fputs("\033[K\033[?7h", stream);
	fflush(stream);
}

void terminal_clear_line(FILE *stream)
{
	fputs("\r\033[K", stream);
	fflush(stream);
}

void terminal_clear_screen(FILE *stream)
{
	fputs("\033[H\033[2J\033[3J", stream);
	fflush(stream);
}

static bool has_colour(FILE *stream)
{
	const char *refused = getenv("NO_COLOR");

	return !(refused && refused[0]) && terminal_is_capable(stream);
}

void terminal_colour_begin(FILE *stream, enum colour colour)
{
	static const char *const sequence[] = {
		[COLOUR_GOOD] = "\033[1;32m", [COLOUR_BAD] = "\033[1;31m", [COLOUR_UNSURE] = "\033[1;33m"
	};

	if (has_colour(stream))
		fputs(sequence[colour], stream);
}

void terminal_colour_end(FILE *stream)
{
	if (has_colour(stream))
		fputs("\033[0m", stream);
}
