/* SPDX-License-Identifier: BSD-2-Clause */
#include "doctor/reader_advice.h"

#include <stdio.h>
#include <string.h>

#include "doctor/reader_table.h"
#include "person/language.h"

enum { ADVICE_MAX = 1024 };

static void compose(const struct data_row *model, int language, char out[ADVICE_MAX])
{
	const bool ja = language == ZAIRYU_LANGUAGE_JA;
	const char *remark = reader_text(model, ja ? READER_REMARK_JA : READER_REMARK_EN);
	const char *instead = reader_text(model, READER_INSTEAD);
	size_t used;

	(void)snprintf(out, ADVICE_MAX, "%s%s", remark ? remark : "", remark && instead && !ja ? " " : "");
	used = strlen(out);
	if (instead)
		message_format(out + used, ADVICE_MAX - used, message_text(MSG_USE_INSTEAD, language), instead, NULL);
}

struct finding *reader_add_advice(struct examination *exam, enum found what, const char *name,
				  const struct data_row *model)
{
	char ja[ADVICE_MAX], en[ADVICE_MAX];

	compose(model, ZAIRYU_LANGUAGE_JA, ja);
	compose(model, ZAIRYU_LANGUAGE_EN, en);
	return findings_add_worded(&exam->findings, what, name, ja, en);
}
