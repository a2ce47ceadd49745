/* SPDX-License-Identifier: BSD-2-Clause */
/* Characters by class: digits, letters, kana, kanji by the levels of JIS X 0213, what lies beyond the BMP. */
#ifndef MAKING_CHARACTERS_H
#define MAKING_CHARACTERS_H

#include "twin/making/make.h"

/* Whether a text is read otherwise because of it, so that it is structure: blanks, controls, marks of byte order. */
bool characters_decide(uint32_t point);
/* Another of its class, by chance; with `wide` of one that is as long but not as narrow. */
uint32_t characters_other(struct maker *m, uint32_t point, bool wide);

/* Whether it is Shift_JIS-2004 so far; `whole`: and does not end inside a character. */
bool characters_begin_sjis(const uint8_t *value, size_t len, bool whole);
/* Of a pair of bytes of either: whether only Windows has it. */
bool characters_are_windows(const uint8_t *pair);
size_t characters_sjis_length(uint8_t lead);
void characters_other_sjis(struct maker *m, const uint8_t *old, size_t len, uint8_t fresh[2]);

#endif
