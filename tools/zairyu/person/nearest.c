/* SPDX-License-Identifier: BSD-2-Clause */
#include "person/nearest.h"

#include <string.h>

enum { WORD_MAX = 32 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many letters are to be changed, added, left out, or exchanged with their neighbours. */
static size_t distance_of(const char *a, const char *b)
{
	size_t row[3][WORD_MAX + 1]; /* the one before the last, the last, and this one */
	const size_t a_len = strlen(a), b_len = strlen(b);

	if (a_len > WORD_MAX || b_len > WORD_MAX)
		return WORD_MAX;
	for (size_t n = 0; n <= b_len; n++)
		row[1][n] = n;
	for (size_t i = 1; i <= a_len; i++) {
		row[2][0] = i;
		for (size_t n = 1; n <= b_len; n++) {
			row[2][n] = least(least(row[1][n], row[2][n - 1]) + 1, row[1][n - 1] + (a[i - 1] != b[n - 1]));
			if (i > 1 && n > 1 && a[i - 1] == b[n - 2] && a[i - 2] == b[n - 1])
				row[2][n] = least(row[2][n], row[0][n - 2] + 1);
		}
		memcpy(row[0], row[1], sizeof row[0]);
		memcpy(row[1], row[2], sizeof row[1]);
	}
	return row[1][b_len];
}

/* One letter in three may be wrong. */
struct nearest nearest_begin(const char *typed)
{
	return (struct nearest){ .typed = typed, .distance = strlen(typed) / 3 + 1 };
}

void nearest_consider(struct nearest *nearest, const char *word)
{
	const size_t len = strlen(nearest->typed);
	size_t distance = distance_of(nearest->typed, word);

	if (len >= 2 && strncmp(nearest->typed, word, len) == 0) /* the beginning of a word stands for it */
		distance = 1;
	if (distance >= nearest->distance + !nearest->word)
		return;
	nearest->distance = distance;
	nearest->word = word;
}
