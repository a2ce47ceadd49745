/* SPDX-License-Identifier: BSD-2-Clause */
/* What people call the kinds of CA certificates. */
#ifndef PERSON_ANCHOR_LABEL_H
#define PERSON_ANCHOR_LABEL_H

#include "app.h"

/* `kind` is the kind's stable name, which is also the label of one that is not known here. */
const char *anchor_label(const struct app *app, const char *kind);

#endif
