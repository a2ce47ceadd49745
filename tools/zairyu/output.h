/* SPDX-License-Identifier: BSD-2-Clause */
/* Standard output as a whole. */
#ifndef TOOL_OUTPUT_H
#define TOOL_OUTPUT_H

#include "app.h"

/* Writes out what is buffered; ZAIRYU_ERR_WRITE if anything was lost. */
int output_flush(const struct app *app, zairyu_error **err);

#endif
