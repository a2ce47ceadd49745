/* SPDX-License-Identifier: BSD-2-Clause */
/* Where a file's padding may lie. */
#ifndef RECORD_PADDING_PLACE_H
#define RECORD_PADDING_PLACE_H

#include "record/record.h"

/* Whether the runs of a file that was taken apart lie where they may. */
bool padding_fits(const struct record_file *file);
/*
 * For a file of which only a count is known: lays so many NULs behind the ends, from the last object backwards. False
 * if there are not so many.
 */
bool padding_place(struct record_file *file, size_t count);

#endif
