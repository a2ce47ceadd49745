/* SPDX-License-Identifier: BSD-2-Clause */
/* --raw: the files of the card, byte for byte. */
#ifndef CARD_RAW_FILES_H
#define CARD_RAW_FILES_H

#include "files/file_set.h"

/* Adds every file of the record to `files`, as DIRECTORY/ITEM.bin. */
int raw_files_add(const struct app *app, const zairyu_record *record, const char *directory, struct file_set *files,
		  zairyu_error **err);
/* Does it with every name in the directory that the files of some card have. */
int raw_files_each_path(const struct app *app, const char *directory, file_set_fn *act, struct file_set *files,
			zairyu_error **err);
/* DIRECTORY/ITEM.bin; NULL without memory. */
char *raw_file_path(const char *directory, uint64_t item);

#endif
