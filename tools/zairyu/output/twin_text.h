/* SPDX-License-Identifier: BSD-2-Clause */
/* A twin in words, for whoever is about to send it. */
#ifndef OUTPUT_TWIN_TEXT_H
#define OUTPUT_TWIN_TEXT_H

#include <zairyu/vcard.h>

#include "app.h"

int twin_text_print(const struct app *app, const zairyu_twin *twin, zairyu_error **err);

#endif
