/* SPDX-License-Identifier: BSD-2-Clause */
/* Standard output as a whole. */
#ifndef OUTPUT_OUTPUT_H
#define OUTPUT_OUTPUT_H

#include <stddef.h>

#include "app.h"

/* Writes lines past the buffer, each as a whole as far as that is in our hands; fails as the next does. */
int output_write(const struct app *app, const void *data, size_t len, zairyu_error **err);
/* Writes out what is buffered; ZAIRYU_ERR_WRITE, with the system's error number, if anything was lost; CANCELLED. */
int output_flush(const struct app *app, zairyu_error **err);

#endif
