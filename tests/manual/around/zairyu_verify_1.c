/* SPDX-License-Identifier: BSD-2-Clause */
#include <zairyu/verify.h>

#include "scene.h"

static int accepted, explained, failed;

static void accept(const zairyu_record *record, uint64_t covered)
{
	accepted += record && covered;
}

static void explain(const char *verdict)
{
	explained += strcmp(verdict, "unchecked") == 0;
}

static void fail(const zairyu_error *err)
{
	failed += zairyu_error_code(err) != ZAIRYU_OK;
}

static int judge(const zairyu_trust *trust, const zairyu_record *record)
{
	zairyu_report *report = NULL;
	zairyu_error *err = NULL;
	int rc;

#define FRAGMENT_zairyu_verify_1
#include "fragments.h"
	zairyu_report_free(report);
	zairyu_error_free(err);
	return rc;
}

int main(void)
{
	zairyu_context *ctx = scene_context(NULL);
	zairyu_record *record = scene_record(ctx);

	HOLDS(judge(NULL, record) == ZAIRYU_ERR_NOT_GENUINE && explained == 1 && accepted == 0 && failed == 0);
	HOLDS(judge(NULL, NULL) == ZAIRYU_ERR_ARGUMENT && explained == 1 && accepted == 0 && failed == 1);
	zairyu_record_free(record);
	zairyu_context_free(ctx);
	return 0;
}
