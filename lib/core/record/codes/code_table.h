/* SPDX-License-Identifier: BSD-2-Clause */
/* Names of codes that a deployer supplies: for those without a published table (C9, CA) and for newer ones. */
#ifndef CODES_CODE_TABLE_H
#define CODES_CODE_TABLE_H

#include <zairyu/context.h>

#include "record/codes/code_names.h"

/* The names the context was given for a field's code, or NULL. */
const struct code_name *code_table_find(const zairyu_context *ctx, int field, const char *code);

#endif
