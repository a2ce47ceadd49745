/* SPDX-License-Identifier: BSD-2-Clause */
#include "doctor/page.h"
#include "output/output_json.h"

int page_print_json(const struct examination *exam, int status, zairyu_error **err)
{
	(void)status;
	return output_json_try(exam->app, err);
}
