/* SPDX-License-Identifier: BSD-2-Clause */
/* Standard output as a whole. */
#include "output.h"

#include "failure.h"

#include <errno.h>
#include <stdio.h>

static int cannot_print(const struct app *app, zairyu_error **err)
{
	return fail_errno(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_PRINT, NULL, errno);
}

int output_write(const struct app *app, const void *data, size_t len, zairyu_error **err)
{
	return fwrite(data, 1, len, stdout) == len ? ZAIRYU_OK : cannot_print(app, err);
}

int output_flush(const struct app *app, zairyu_error **err)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return ZAIRYU_OK;
	return cannot_print(app, err);
}
