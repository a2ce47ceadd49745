/* SPDX-License-Identifier: BSD-2-Clause */
/* Texts that people read, which stand in tables in two languages. */
#ifndef COMMON_BILINGUAL_H
#define COMMON_BILINGUAL_H

#include <stddef.h>
#include <zairyu/error.h>

/* The text in that language, ZAIRYU_LANGUAGE_*; NULL in any other. */
static inline const char *in_language(int language, const char *ja, const char *en)
{
	return language == ZAIRYU_LANGUAGE_JA ? ja : language == ZAIRYU_LANGUAGE_EN ? en : NULL;
}

#endif
