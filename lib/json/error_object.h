/* SPDX-License-Identifier: BSD-2-Clause */
/* A failure in a document. */
#ifndef JSON_ERROR_OBJECT_H
#define JSON_ERROR_OBJECT_H

#include <zairyu.h>

#include "tree.h"

/* `error` may be NULL: the code alone. */
json_t *error_object(struct tree *tree, int code, const zairyu_error *error);

#endif
