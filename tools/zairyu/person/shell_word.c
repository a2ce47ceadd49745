/* SPDX-License-Identifier: BSD-2-Clause */
#include "person/shell_word.h"

#include <string.h>

#include "person/safe_text.h"

static char *append(char *end, const char *text, size_t len)
{
	memcpy(end, text, len);
	return end + len;
}

bool shell_word_append(char *command, size_t size, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=+,@%";
	const bool quoted = !word[0] || word[strspn(word, plain)] != '\0';
	const size_t used = strlen(command);
	char *end = command + used;

	if (used + 4 * strlen(word) + 3 > size || !safe_text_is_plain(word))
		return false;
	if (quoted)
		end = append(end, "'", 1);
	for (; *word; word++) {
		if (*word == '\'') /* ends the quotes, stands alone, begins them again */
			end = append(end, "'\\'", 3);
		end = append(end, word, 1);
	}
	if (quoted)
		end = append(end, "'", 1);
	*end = '\0';
	return true;
}
