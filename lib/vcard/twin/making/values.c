/* SPDX-License-Identifier: BSD-2-Clause */
/* What is in each data object [G1 3.3, G2 3.3], and which of the makers replaces it. */
#include <string.h>

#include "twin/making/make.h"

enum { KEPT_MAX = 8 };

typedef void make_fn(struct maker *m, const uint8_t *value, size_t len);

/* Longer than it can be, it is not what it should be. */
static void make_kept(struct maker *m, const uint8_t *value, size_t len)
{
	len <= KEPT_MAX ? emit_keep(m, value, len) : make_classes(m, value, len);
}

/* The number that opened the card, and one that contradicts it, stay what they are to each other. */
static void make_number(struct maker *m, const uint8_t *value, size_t len)
{
	if (len == ZAIRYU_NUMBER_LENGTH && memcmp(value, m->number, len) == 0)
		emit_piece(m, PIECE_NUMBER, 0, value, len);
	else
		make_classes(m, value, len);
}

static const struct row {
	uint8_t df;
	unsigned tag;
	make_fn *make;
	const char *choices; /* of a value that has few; then not `make` */
} first[] = {
	{ 0, 0xC0, make_kept, NULL },       { 0, 0xC1, make_kept, NULL },
	{ 1, 0xD0, make_tiff, NULL },       { 1, 0xD1, make_jp2, NULL },
	{ 2, 0xD2, make_date, NULL },       { 2, 0xD3, make_classes, NULL },
	{ 2, 0xD4, make_text, NULL },       { 2, 0xD5, make_text, NULL },
	{ 2, 0xD6, make_text, NULL },       { 2, 0xD7, NULL, "01" },
	{ 3, 0xDA, make_check_code, NULL }, { 3, 0xDB, make_certificate, NULL },
}, second[] = {
	{ 0, 0xC0, make_kept, NULL },       { 0, 0xC1, make_kept, NULL },
	{ 1, 0xC2, make_number, NULL },     { 1, 0xC5, make_date, NULL },
	{ 1, 0xC6, make_date, NULL },       { 1, 0xC7, NULL, "123" },
	{ 1, 0xC8, make_nationality, NULL },{ 1, 0xC9, make_classes, NULL },
	{ 1, 0xCE, make_period, NULL },     { 1, 0xCA, make_classes, NULL },
	{ 1, 0xCB, make_date, NULL },       { 1, 0xCC, NULL, "1249" },
	{ 1, 0xCD, make_date, NULL },       { 1, 0xD0, make_tiff, NULL },
	{ 1, 0xD1, make_jp2, NULL },        { 1, 0xDFD1, make_tiff, NULL },
	{ 2, 0xD5, NULL, "012" },    { 2, 0xD6, make_date, NULL },
	{ 2, 0xD7, NULL, "01" },     { 2, 0xD8, NULL, "01" },
	{ 2, 0xD9, NULL, "01" },     { 2, 0xDE, make_text, NULL },
	{ 3, 0xDC, make_check_code, NULL }, { 3, 0xDD, make_certificate, NULL },
};

static const struct row *find(const struct maker *m, uint8_t df, unsigned tag)
{
	static const struct row unknown = { 0, 0, make_text, NULL };
	const struct row *rows = m->second_generation ? second : first;
	size_t count = m->second_generation ? sizeof second / sizeof *second : sizeof first / sizeof *first;

	for (size_t i = 0; i < count; i++)
		if (rows[i].df == df && rows[i].tag == tag)
			return &rows[i];
	return &unknown;
}

void make_value(struct maker *m, uint8_t df, unsigned tag, const uint8_t *value, size_t len)
{
	const struct row *row = find(m, df, tag);

	if (row->choices)
		make_choice(m, row->choices, value, len);
	else
		row->make(m, value, len);
}
