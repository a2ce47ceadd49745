/* SPDX-License-Identifier: BSD-2-Clause */
/* The system's reasons, in the person's words. */
#ifndef PERSON_SYSTEM_ERROR_H
#define PERSON_SYSTEM_ERROR_H

#include <stddef.h>

/* What the system's error number means. Of one that has no words here: the number, and the system's own words. */
void system_error_text(int number, int language, char *out, size_t size);

#endif
