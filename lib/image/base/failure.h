/* SPDX-License-Identifier: BSD-2-Clause */
/* Short ways to refuse an image. Every message is a constant: nothing of the image ever gets into an error. */
#ifndef BASE_FAILURE_H
#define BASE_FAILURE_H

#include <zairyu.h>

#include "common/failure.h"

static inline int refuse_image(zairyu_error **err, const char *message)
{
	return zairyu_error_set(err, ZAIRYU_ERR_IMAGE, NULL, 0, message);
}

static inline int refuse_limit(zairyu_error **err, const char *message)
{
	return zairyu_error_set(err, ZAIRYU_ERR_LIMIT, NULL, 0, message);
}

static inline int refuse_argument(zairyu_error **err, const char *message)
{
	return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, message);
}

#endif
