/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Makes keys of libcrypto's from the numbers in a certificate (EVP_PKEY_fromdata), since its own certificate decoder
 * costs several times the signature check. Any thread.
 */
#ifndef KEY_KEY_IMPORTER_H
#define KEY_KEY_IMPORTER_H

#include "key/public_key_info.h"

struct key_importer;

/* Returns 0; NO_MEMORY. */
int key_importer_new(struct key_importer **out);
void key_importer_free(struct key_importer *importer);

/* `importer` may be NULL. Returns 0; CERTIFICATE if it is not a key: KEY_OTHER, or a point off the curve; NO_MEMORY;
 * CRYPTO. */
int key_import(struct key_importer *importer, const struct public_key_info *info, EVP_PKEY **out);

/* Whether the last thing libcrypto complained about is memory. It does not always say so. */
bool libcrypto_out_of_memory(void);

#endif
