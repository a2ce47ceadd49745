/* SPDX-License-Identifier: BSD-2-Clause */
/* What a person may have meant who typed a word that is not known. */
#ifndef PERSON_NEAREST_H
#define PERSON_NEAREST_H

#include <stddef.h>

struct nearest {
	const char *typed;
	const char *word; /* the nearest so far; NULL if none is near */
	size_t distance;
};

struct nearest nearest_begin(const char *typed);
/* Looks at one more word that would be possible. */
void nearest_consider(struct nearest *nearest, const char *word);

#endif
