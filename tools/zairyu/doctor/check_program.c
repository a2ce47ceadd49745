/* SPDX-License-Identifier: BSD-2-Clause */
/* The program, its library, and the table of readers. */
#include <stdio.h>
#include <string.h>

#include "doctor/checks.h"
#include "doctor/reader_table.h"

enum { REASON_MAX = 1024 };

/* Why a file was left out, in both languages. */
static void add_left_out(struct examination *exam, size_t i)
{
	struct app ja = *exam->app, en = *exam->app;
	char reason[2][REASON_MAX];

	ja.language = ZAIRYU_LANGUAGE_JA;
	en.language = ZAIRYU_LANGUAGE_EN;
	data_table_left_out(&ja, &exam->models, i, reason[0], REASON_MAX);
	data_table_left_out(&en, &exam->models, i, reason[1], REASON_MAX);
	findings_add_worded(&exam->findings, FOUND_TABLE_LEFT_OUT, exam->models.left_out[i].path, reason[0], reason[1]);
}

void check_program(struct examination *exam)
{
	const bool same = strcmp(ZAIRYU_VERSION, zairyu_version()) == 0;

	findings_add(&exam->findings, same ? FOUND_PROGRAM : FOUND_PROGRAM_MIXED, ZAIRYU_VERSION, zairyu_version());
	findings_value(findings_add(&exam->findings, FOUND_TABLE, exam->models.version, NULL),
		       (int64_t)exam->models.count);
	for (size_t i = 0; i < exam->models.left_out_count; i++)
		add_left_out(exam, i);
}
