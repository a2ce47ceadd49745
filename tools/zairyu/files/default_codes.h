/* SPDX-License-Identifier: BSD-2-Clause */
/* Names of codes: those that came with the library, and those that the deployer has from the agency. */
#ifndef FILES_DEFAULT_CODES_H
#define FILES_DEFAULT_CODES_H

#include "app.h"

/*
 * Loads codes.tsv as installed, of the system and of the person, where there is one. A table that cannot be used is told about and
 * left out: a card is read and shown without the names.
 */
void default_codes_load(const struct app *app);

#endif
