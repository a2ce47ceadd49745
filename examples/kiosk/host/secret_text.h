/* SPDX-License-Identifier: BSD-2-Clause */
/* Text with personal data in it: it grows, and is wiped wherever it was. */
#ifndef HOST_SECRET_TEXT_H
#define HOST_SECRET_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct secret_text {
	char *text; /* with a NUL behind it; NULL while there is nothing */
	size_t len, room;
	bool failed; /* for lack of memory: what it holds is then not whole */
};

void secret_text_add(struct secret_text *secret, const void *bytes, size_t len);
void secret_text_put(struct secret_text *secret, const char *text);
/* As a JSON string, in quotation marks; NULL as null. The text is UTF-8. */
void secret_text_quote(struct secret_text *secret, const char *text);
/* In base64, on one line. */
void secret_text_base64(struct secret_text *secret, const void *bytes, size_t len);
/* A zairyu_write_fn, for a struct secret_text. */
int secret_text_write(void *secret, const void *bytes, size_t len);
/* Wipes; it may be used again. */
void secret_text_done(struct secret_text *secret);

#endif
