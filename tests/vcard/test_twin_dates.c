/* SPDX-License-Identifier: BSD-2-Clause */
/* The dates of a twin: whoever was 16 when the card was read stays so, and whoever was not. */
#include <string.h>

#include "twin/making/make.h"
#include "twin_case.h"

enum { DRAWS = 40000, DATE = 8, DAY = 86400, JAPAN = 9 * 3600 };

/* 2026-11-28, the first and the last second of it in Japan. */
static const int64_t first_second = 20785 * (int64_t)DAY - JAPAN, last_second = 20786 * (int64_t)DAY - JAPAN - 1;

static const struct {
	const char *date; /* of birth */
	bool adult;
	const char *last; /* of an adult: the last day of that; else the first day of the others */
} births[] = {
	{ "20101201", false, "20101129" },
	{ "20101128", true, "20101128" },
	{ "20151231", false, "20101129" },
	{ "19991231", true, "20101128" },
};

/* What is drawn: the one literal of the one file. */
static void draw(struct maker *m, const char *date, char out[DATE + 1])
{
	m->twin->files = m->twin->pieces = m->twin->literals.len = 0;
	m->tail_len = 0;
	ck_assert(twin_file_begin(m->twin, 1, 3));
	make_date(m, (const uint8_t *)date, DATE);
	ck_assert(!m->failed && !m->unclean);
	ck_assert_uint_eq(m->twin->literals.len, DATE);
	memcpy(out, m->twin->literals.data, DATE);
	out[DATE] = '\0';
}

START_TEST(nobody_changes_age)
{
	const bool last = _i % 2;
	struct maker m = { .twin = twin_new(), .secret = grams_new(), .read_at = last ? last_second : first_second };
	char date[DATE + 1];

	ck_assert(m.twin && m.secret);
	for (int i = 0; i < DRAWS; i++) {
		draw(&m, births[_i / 2].date, date);
		ck_assert_msg(births[_i / 2].adult ? strcmp(date, births[_i / 2].last) <= 0
						   : strcmp(date, births[_i / 2].last) >= 0,
			      "%s became %s", births[_i / 2].date, date);
	}
	grams_free(m.secret);
	zairyu_twin_free(m.twin);
}
END_TEST

TCase *case_twin_dates(void)
{
	TCase *tcase = suite_case("dates of twins", 120);

	tcase_add_loop_test(tcase, nobody_changes_age, 0, 2 * COUNT(births));
	return tcase;
}
