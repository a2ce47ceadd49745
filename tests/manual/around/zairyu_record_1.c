/* SPDX-License-Identifier: BSD-2-Clause */
#include <zairyu/verify.h>

#include "scene.h"

static int shown, birth_dates;

static void show(const char *label, const char *text, uint64_t covered)
{
	shown++;
	birth_dates += strcmp(label, zairyu_field_label(ZAIRYU_FIELD_BIRTH_DATE, ZAIRYU_LANGUAGE_JA)) == 0 &&
		       strlen(text) == 10;
	HOLDS(covered == 0); /* nobody was trusted */
}

static void show_all(const zairyu_record *record, const zairyu_report *report)
{
#define FRAGMENT_zairyu_record_1
#include "fragments.h"
}

int main(void)
{
	zairyu_context *ctx = scene_context(NULL);
	zairyu_record *record = scene_record(ctx);
	zairyu_report *report = NULL;

	HOLDS(zairyu_verify(NULL, record, 0, &report, NULL) == ZAIRYU_ERR_NOT_GENUINE);
	show_all(record, report);
	HOLDS(shown > 10 && birth_dates == 1);
	zairyu_report_free(report);
	zairyu_record_free(record);
	zairyu_context_free(ctx);
	return 0;
}
