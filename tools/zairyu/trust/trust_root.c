/* SPDX-License-Identifier: BSD-2-Clause */
/* What only root may do to the machine's certificates. */
#include "trust/trust_root.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "person/fail.h"
#include "person/language.h"
#include "person/shell_word.h"

enum { COMMAND_SIZE = 700 }; /* beside the rest of a message */

static bool append_apart(char command[COMMAND_SIZE], const char *word)
{
	const size_t used = strlen(command);

	if (used + 1 >= COMMAND_SIZE)
		return false;
	memcpy(command + used, " ", 2);
	return shell_word_append(command, COMMAND_SIZE, word);
}

static void write_command(const struct app *app, char command[COMMAND_SIZE], const char *action, char *const *word,
			  size_t count)
{
	const char *begin = message_text(MSG_TRUST_AS_ROOT, app->language);

	message_format(command, COMMAND_SIZE, begin, action, NULL);
	for (size_t i = 0; i < count; i++)
		if (!append_apart(command, word[i])) { /* the person knows which files */
			message_format(command, COMMAND_SIZE, begin, action, " ...");
			return;
		}
}

int trust_root_needed(const struct app *app, const struct trust_place *place, int failure, const char *action,
		      char *const *word, size_t count, zairyu_error **err)
{
	char command[COMMAND_SIZE];
	const char *domain;
	int64_t number = 0;

	if (failure != ZAIRYU_ERR_WRITE || place->place != ZAIRYU_PLACE_SYSTEM || geteuid() == 0)
		return failure;
	(void)zairyu_error_native(*err, &domain, &number);
	if (number != EACCES && number != EPERM && number != EROFS)
		return failure;
	zairyu_error_clear(err);
	write_command(app, command, action, word, count);
	return fail(app, err, failure, MSG_TRUST_NEEDS_ROOT, place->path, command);
}
