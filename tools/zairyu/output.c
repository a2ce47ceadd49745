/* SPDX-License-Identifier: BSD-2-Clause */
/* Standard output as a whole. */
#include "output.h"

#include "failure.h"

#include <stdio.h>

int output_flush(const struct app *app, zairyu_error **err)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return ZAIRYU_OK;
	return fail(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_PRINT, NULL, NULL);
}
