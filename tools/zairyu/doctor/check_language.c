/* SPDX-License-Identifier: BSD-2-Clause */
/* Which language messages are in, and whether the terminal is told to expect UTF-8, which all of them are. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "doctor/checks.h"
#include "person/language.h"

/* The first that is set and not empty decides. */
static const char *first_of(const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *value = getenv(names[i]);

		if (value && value[0])
			return value;
	}
	return "C";
}

static bool is_utf8(const char *locale)
{
	const char *charset = strchr(locale, '.');

	return !charset || strncasecmp(charset + 1, "UTF-8", 5) == 0 || strncasecmp(charset + 1, "UTF8", 4) == 0;
}

void check_language(struct examination *exam)
{
	static const char *const of_texts[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	static const char *const of_characters[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *texts = first_of(of_texts, sizeof of_texts / sizeof *of_texts);
	const char *characters = first_of(of_characters, sizeof of_characters / sizeof *of_characters);
	const bool japanese = language_of_environment() == ZAIRYU_LANGUAGE_JA;
	struct findings *findings = &exam->findings;

	if (is_utf8(characters))
		(void)findings_add(findings, FOUND_LANGUAGE, texts, NULL);
	else
		findings_remedy(findings, findings_add(findings, FOUND_LANGUAGE_NOT_UTF8, characters, NULL),
				REMEDY_USE_UTF8, japanese ? "ja_JP.UTF-8" : "C.UTF-8");
}
