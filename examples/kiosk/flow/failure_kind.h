/* SPDX-License-Identifier: BSD-2-Clause */
/* What a person has to do after a reading failed. */
#ifndef FLOW_FAILURE_KIND_H
#define FLOW_FAILURE_KIND_H

enum failure_kind {
	FAILURE_FINAL,      /* nothing that would help here and now */
	FAILURE_AGAIN,      /* place the card again */
	FAILURE_OTHER_CARD, /* place another card */
	FAILURE_NUMBER      /* type the number again */
};

/* By ZAIRYU_ERR_*. */
enum failure_kind failure_kind_of(int code);

/* What to say: names of texts (flow/text.h). */
struct failure_texts {
	char message[16]; /* one of the eight official messages [manual 1.10, chapter 7] */
	char advice[16];
	const char *address; /* where to read on or to ask; NULL: nowhere */
	const char *cause;   /* what the official application has no message of its own for; NULL: nothing besides */
};

void failure_texts_of(int code, struct failure_texts *out);

#endif
