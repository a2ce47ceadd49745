/* SPDX-License-Identifier: BSD-2-Clause */
/* What the machine's own files say: /sys, /proc, /run, /dev. */
#ifndef DOCTOR_MACHINE_H
#define DOCTOR_MACHINE_H

#include <limits.h>

#include "doctor/examination.h"

#ifndef PATH_MAX
#define PATH_MAX _POSIX_PATH_MAX
#endif

/* The path of a machine's file below the root that is examined. False if it is too long. */
bool machine_path(const struct examination *exam, const char *name, char out[PATH_MAX]);
bool machine_has(const struct examination *exam, const char *name);
/* Whether this runs in a container, as far as those tell. */
bool machine_is_container(const struct examination *exam);
/* The name of the user, for commands; "$USER" if it is not known. */
const char *machine_user(void);
/* The first line of a small file, "" if there is none. */
void machine_line(const char *path, char *out, size_t size);

#endif
