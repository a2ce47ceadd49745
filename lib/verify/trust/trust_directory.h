/* SPDX-License-Identifier: BSD-2-Clause */
/* Fills the trust store from a directory of certificate files: all of it or nothing, or what is good of it. */
#ifndef TRUST_TRUST_DIRECTORY_H
#define TRUST_TRUST_DIRECTORY_H

#include "trust/trust.h"

#define TRUST_DIRECTORY_FLAGS (ZAIRYU_TRUST_CUSTOM | ZAIRYU_TRUST_TOLERANT)

/* zairyu_trust_add_directory() from the inside. */
int trust_add_directory(zairyu_trust *trust, const char *path, uint32_t flags, zairyu_error **err);

/* Whether the caller can do without what failed so. */
bool trust_may_leave_out(uint32_t flags, int rc);
/* Remembers a file or directory that was left out. Takes `why`. Returns 0; NO_MEMORY. */
int trust_leave_out(zairyu_trust *trust, const char *path, zairyu_error *why, zairyu_error **err);

#endif
