/* SPDX-License-Identifier: BSD-2-Clause */
/* Characters by class: digits, letters, kana, kanji by the levels of JIS X 0213, what lies beyond the BMP. */
#ifndef VCARD_TWIN_CHARACTERS_H
#define VCARD_TWIN_CHARACTERS_H

#include <iconv.h>
#include "twin/make.h"

/* The system's tables of Shift_JIS-2004; without them kanji have no levels. */
struct characters {
	iconv_t to_sjis, from_sjis, from_windows;
};

void characters_init(struct characters *c);
void characters_done(struct characters *c);

/* Whether a text is read otherwise because of it, so that it is structure: blanks, controls, marks of byte order. */
bool characters_decide(uint32_t point);
/* Another of its class, by chance; with `wide` of one that is as long but not as narrow. */
uint32_t characters_other(const struct characters *c, struct maker *m, uint32_t point, bool wide);

/* Whether it is Shift_JIS-2004 so far; `whole`: and does not end inside a character. */
bool characters_begin_sjis(const struct characters *c, const uint8_t *value, size_t len, bool whole);
/* Of a pair of bytes of either: whether only Windows has it. */
bool characters_are_windows(const struct characters *c, const uint8_t *pair);
size_t characters_sjis_length(uint8_t lead);
void characters_other_sjis(const struct characters *c, struct maker *m, const uint8_t *old, size_t len, uint8_t fresh[2]);

#endif
