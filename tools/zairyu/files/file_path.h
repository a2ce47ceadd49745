/* SPDX-License-Identifier: BSD-2-Clause */
/* Names of files. */
#ifndef FILES_FILE_PATH_H
#define FILES_FILE_PATH_H

#include <stdbool.h>

bool file_exists(const char *path);
/* Also true of one that nobody may look at: to pass it over would be silent about what it says. */
bool file_may_exist(const char *path);
/* Whether two names, which need not be there, are of one file: the same in the same directory. */
bool file_same_place(const char *one, const char *two);

/* DIR/NAME; NULL without memory. */
char *file_join(const char *directory, const char *name);

#endif
