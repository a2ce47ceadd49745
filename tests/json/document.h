/* SPDX-License-Identifier: BSD-2-Clause */
/* A record and a report that are the same in every run, and what is written, kept. */
#ifndef TESTS_JSON_DOCUMENT_H
#define TESTS_JSON_DOCUMENT_H

#include <zairyu/json.h>

#include "../core/sample_record.h"

/* A second-generation card with a value of every state, and a signature that nobody checks here. */
zairyu_record *document_record(zairyu_context *ctx);
/* What a report says that was written down: genuine, both items covered. */
zairyu_bytes document_results(void);
/* That, of this record. */
zairyu_report *document_report(zairyu_context *ctx, const zairyu_record *record);

/* What a zairyu_write_fn was given. */
struct written {
	char text[16384];
	size_t len;
	int calls, fail; /* `fail`: what it returns */
};
int document_write(void *written, const void *data, size_t len);

#endif
