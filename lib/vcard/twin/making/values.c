/* SPDX-License-Identifier: BSD-2-Clause */
/* What is in each data object [G1 3.3, G2 3.3], and which of the makers replaces it. */
#include <string.h>

#include "twin/making/make.h"

enum { KEPT_MAX = 8 };

static const struct row {
	uint8_t df;
	unsigned tag;
	enum role role;
	const char *choices;
} first[] = {
	{ 0, 0xC0, ROLE_KEEP, NULL },       { 0, 0xC1, ROLE_KEEP, NULL },
	{ 1, 0xD0, ROLE_TIFF, NULL },       { 1, 0xD1, ROLE_JP2, NULL },
	{ 2, 0xD2, ROLE_DATE, NULL },       { 2, 0xD3, ROLE_CODE, NULL },
	{ 2, 0xD4, ROLE_TEXT, NULL },       { 2, 0xD5, ROLE_TEXT, NULL },
	{ 2, 0xD6, ROLE_TEXT, NULL },       { 2, 0xD7, ROLE_CHOICE, "01" },
	{ 3, 0xDA, ROLE_CHECK_CODE, NULL }, { 3, 0xDB, ROLE_CERTIFICATE, NULL },
}, second[] = {
	{ 0, 0xC0, ROLE_KEEP, NULL },       { 0, 0xC1, ROLE_KEEP, NULL },
	{ 1, 0xC2, ROLE_NUMBER, NULL },     { 1, 0xC5, ROLE_DATE, NULL },
	{ 1, 0xC6, ROLE_DATE, NULL },       { 1, 0xC7, ROLE_CHOICE, "123" },
	{ 1, 0xC8, ROLE_NATIONALITY, NULL },{ 1, 0xC9, ROLE_CODE, NULL },
	{ 1, 0xCE, ROLE_PERIOD, NULL },     { 1, 0xCA, ROLE_CODE, NULL },
	{ 1, 0xCB, ROLE_DATE, NULL },       { 1, 0xCC, ROLE_CHOICE, "1249" },
	{ 1, 0xCD, ROLE_DATE, NULL },       { 1, 0xD0, ROLE_TIFF, NULL },
	{ 1, 0xD1, ROLE_JP2, NULL },        { 1, 0xDFD1, ROLE_TIFF, NULL },
	{ 2, 0xD5, ROLE_CHOICE, "012" },    { 2, 0xD6, ROLE_DATE, NULL },
	{ 2, 0xD7, ROLE_CHOICE, "01" },     { 2, 0xD8, ROLE_CHOICE, "01" },
	{ 2, 0xD9, ROLE_CHOICE, "01" },     { 2, 0xDE, ROLE_TEXT, NULL },
	{ 3, 0xDC, ROLE_CHECK_CODE, NULL }, { 3, 0xDD, ROLE_CERTIFICATE, NULL },
};

static const struct row *find(const struct maker *m, uint8_t df, unsigned tag)
{
	static const struct row unknown = { 0, 0, ROLE_UNKNOWN, NULL };
	const struct row *rows = m->second_generation ? second : first;
	size_t count = m->second_generation ? sizeof second / sizeof *second : sizeof first / sizeof *first;

	for (size_t i = 0; i < count; i++)
		if (rows[i].df == df && rows[i].tag == tag)
			return &rows[i];
	return &unknown;
}

/* The number that opened the card, and one that contradicts it, stay what they are to each other. */
static void make_number(struct maker *m, const uint8_t *value, size_t len)
{
	if (len == ZAIRYU_NUMBER_LENGTH && memcmp(value, m->number, len) == 0)
		emit_piece(m, PIECE_NUMBER, 0, value, len);
	else
		make_classes(m, value, len);
}

void make_value(struct maker *m, uint8_t df, unsigned tag, const uint8_t *value, size_t len)
{
	const struct row *row = find(m, df, tag);

	switch (row->role) {
	case ROLE_KEEP: /* longer than it can be, it is not what it should be */
		len <= KEPT_MAX ? emit_keep(m, value, len) : make_classes(m, value, len);
		return;
	case ROLE_DATE:
		make_date(m, value, len);
		return;
	case ROLE_CHOICE:
		make_choice(m, row->choices, value, len);
		return;
	case ROLE_NATIONALITY:
		make_nationality(m, value, len);
		return;
	case ROLE_PERIOD:
		make_period(m, value, len);
		return;
	case ROLE_NUMBER:
		make_number(m, value, len);
		return;
	case ROLE_TIFF:
		make_tiff(m, value, len);
		return;
	case ROLE_JP2:
		make_jp2(m, value, len);
		return;
	case ROLE_CHECK_CODE:
		make_check_code(m, value, len);
		return;
	case ROLE_CERTIFICATE:
		make_certificate(m, value, len);
		return;
	case ROLE_CODE:
		make_classes(m, value, len);
		return;
	default:
		make_text(m, value, len);
	}
}
