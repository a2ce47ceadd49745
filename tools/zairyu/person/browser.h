/* SPDX-License-Identifier: BSD-2-Clause */
/* Opening a page in the person's browser. */
#ifndef PERSON_BROWSER_H
#define PERSON_BROWSER_H

#include "app.h"

int browser_open(const struct app *app, const char *url, zairyu_error **err);

#endif
