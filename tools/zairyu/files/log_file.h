/* SPDX-License-Identifier: BSD-2-Clause */
/* The library's log in a file: what readers and services answered, never what is on a card. */
#ifndef FILES_LOG_FILE_H
#define FILES_LOG_FILE_H

#include "app.h"

/* Every line from now on is added to the file, which is made if it is not there. */
int log_file_open(struct app *app, const char *path, zairyu_error **err);
/* After the context is gone. */
void log_file_close(struct app *app);

#endif
