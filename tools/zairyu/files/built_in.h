/* SPDX-License-Identifier: BSD-2-Clause */
/* The data files as they were when the command was built (lib/data): what there is where no file is installed. */
#ifndef FILES_BUILT_IN_H
#define FILES_BUILT_IN_H

extern const char built_in_addresses[];
extern const char built_in_readers[];

#endif
