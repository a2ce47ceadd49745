/* SPDX-License-Identifier: BSD-2-Clause */
/* Bytes on the heap, wiped when they go, and the issuer's store of results. */
#include "base/blob.h"

#include <stdlib.h>
#include <string.h>
#include <zairyu/base.h>

bool blob_set(struct blob *blob, const void *data, size_t len)
{
	uint8_t *copy = malloc(len ? len : 1);

	if (!copy)
		return false;
	if (len)
		memcpy(copy, data, len);
	blob_done(blob);
	*blob = (struct blob){ copy, len };
	/* cppcheck-suppress memleak ; it is in *blob */
	return true;
}

void blob_done(struct blob *blob)
{
	if (blob->data)
		zairyu_wipe(blob->data, blob->len);
	free(blob->data);
	*blob = (struct blob){ 0 };
}

const struct blob *memo_get(const struct memo *memo, const uint8_t key[MEMO_KEY])
{
	for (size_t i = 0; i < MEMO_ENTRIES; i++)
		if (memo->entry[i].blob.data && memcmp(memo->entry[i].key, key, MEMO_KEY) == 0)
			return &memo->entry[i].blob;
	return NULL;
}

void memo_put(struct memo *memo, const uint8_t key[MEMO_KEY], struct blob *blob)
{
	struct memo_entry *entry = &memo->entry[memo->next];

	memo->next = (memo->next + 1) % MEMO_ENTRIES;
	blob_done(&entry->blob);
	memcpy(entry->key, key, MEMO_KEY);
	entry->blob = *blob;
	*blob = (struct blob){ 0 };
}

void memo_done(struct memo *memo)
{
	for (size_t i = 0; i < MEMO_ENTRIES; i++)
		blob_done(&memo->entry[i].blob);
}
