/* SPDX-License-Identifier: BSD-2-Clause */
/* Random bytes: for RND.IFD and K.IFD, and such as everybody may see. */
#ifndef CONTEXT_RANDOM_H
#define CONTEXT_RANDOM_H

#include <zairyu/base.h>

int random_from_libcrypto(void *userdata, uint8_t *out, size_t len);
int random_public_from_libcrypto(void *userdata, uint8_t *out, size_t len);

#endif
