/* SPDX-License-Identifier: BSD-2-Clause */
/* The folder that the stage's pcscd lives in. */
#ifndef TESTS_PCSC_STAGE_FOLDER_H
#define TESTS_PCSC_STAGE_FOLDER_H

/* Fills it: the places of pcscd's own, and the driver's bundle with readers of these names. */
void stage_write_folder(const char *folder, const char *const *names, int count);

#endif
