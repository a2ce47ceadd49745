/* SPDX-License-Identifier: BSD-2-Clause */
/* Every four bytes in a row that a card has where its holder's data are: none of them may come again in its twin. */
#ifndef MAKING_GRAMS_H
#define MAKING_GRAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GRAM = 4 };

struct grams; /* wiped when freed */

/* NULL without memory. */
struct grams *grams_new(void);
void grams_free(struct grams *grams);
/* Four equal bytes say nothing and are left out. False if there are too many. */
bool grams_add(struct grams *grams, const uint8_t *data, size_t len);
/* Whether any four bytes in a row are among them. */
bool grams_meet(const struct grams *grams, const uint8_t *data, size_t len);

#endif
