/* SPDX-License-Identifier: BSD-2-Clause */
/* The start and the end of the program. */
#ifndef ZAIRYU_APP_START_H
#define ZAIRYU_APP_START_H

#include "app.h"

/* Sets language and JSON before anything can fail. */
void app_init(struct app *app, int argc, char **argv);
/* Makes context, backends and cancel token, and catches the signals that cancel. */
int app_start(struct app *app, zairyu_error **err);
void app_done(struct app *app);

#endif
