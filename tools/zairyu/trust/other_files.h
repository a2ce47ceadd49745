/* SPDX-License-Identifier: BSD-2-Clause */
/* What lies in a directory of certificates and is not looked at, because of its name. */
#ifndef TRUST_OTHER_FILES_H
#define TRUST_OTHER_FILES_H

#include "trust/trust_places.h"

enum { OTHER_FILES_SIZE = 512 };
/* Writes their names, separated by commas, the first of them only if there are many. False if there are none. */
bool other_files_in(const struct trust_place *place, char out[OTHER_FILES_SIZE]);

#endif
