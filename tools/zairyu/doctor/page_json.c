/* SPDX-License-Identifier: BSD-2-Clause */
/* An examination as JSON. A build without libzairyu-json has page_json_none.c instead. */
#include <zairyu/json.h>

#include "doctor/checks.h"
#include "doctor/page.h"
#include "output/output_json.h"

enum { TEXT_MAX = 4096 };

static int add(zairyu_json_findings *list, const struct finding *finding, zairyu_error **err)
{
	static const int states[] = {
		[FINDING_OK] = ZAIRYU_FINDING_OK,
		[FINDING_WARNING] = ZAIRYU_FINDING_WARNING,
		[FINDING_PROBLEM] = ZAIRYU_FINDING_PROBLEM,
	};
	char ja[TEXT_MAX], en[TEXT_MAX], remedy[TEXT_MAX];
	const bool has_remedy = finding_remedy(finding, remedy, sizeof remedy);

	finding_format(finding, ZAIRYU_LANGUAGE_JA, ja, sizeof ja);
	finding_format(finding, ZAIRYU_LANGUAGE_EN, en, sizeof en);
	return zairyu_json_findings_add(list, check_at(finding->check)->name, finding_word(finding),
					states[finding->state], ja, en, has_remedy ? remedy : NULL,
					finding->has_value ? &finding->value : NULL, err);
}

int page_print_json(const struct examination *exam, int status, zairyu_error **err)
{
	zairyu_json_findings *list = NULL;
	int rc = zairyu_json_findings_new(&list, err);

	for (size_t i = 0; rc == ZAIRYU_OK && i < exam->findings.count; i++)
		rc = add(list, &exam->findings.list[i], err);
	if (rc == ZAIRYU_OK)
		rc = output_json_findings(exam->app, list, exam->code, status, err);
	zairyu_json_findings_free(list);
	return rc;
}
