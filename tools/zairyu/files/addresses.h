/* SPDX-License-Identifier: BSD-2-Clause */
/* The agency's pages by name, as the data file "addresses" has them. */
#ifndef FILES_ADDRESSES_H
#define FILES_ADDRESSES_H

#include "files/data_table.h"

extern const struct data_form addresses_form;

/* Has the person told the addresses as the installed files have them, in whatever is said from then on. */
int addresses_load(const struct app *app, zairyu_error **err);

#endif
