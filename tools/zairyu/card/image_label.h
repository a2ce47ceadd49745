/* SPDX-License-Identifier: BSD-2-Clause */
/* What people call the images. */
#ifndef CARD_IMAGE_LABEL_H
#define CARD_IMAGE_LABEL_H

#include "app.h"

/* `name` is the image's stable one, which is also that of its file, and the label of one that is not known here. */
const char *image_label(const struct app *app, const char *name);

#endif
