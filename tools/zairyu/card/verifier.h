/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the command needs of verification, in one place: a build without libzairyu-verify has verifier_none.c instead,
 * under which every card is "unchecked".
 */
#ifndef CARD_VERIFIER_H
#define CARD_VERIFIER_H

#include <zairyu/verify.h>

#include "app.h"
#include "files/content.h"

struct verifier;

/* What was found. Strings are borrowed from the judgement; NULL is "not known". */
struct judgement {
	zairyu_report *report; /* NULL if nothing was verified */
	int verdict, falsification, issuer;
	const char *verdict_name, *falsification_name, *issuer_name;
	uint64_t covers;
	bool covers_kind;
	const char *anchor_kind, *anchor_subject, *anchor_sha256;
	const char *certificate_subject, *certificate_serial;
	bool has_validity;
	int64_t not_before, not_after;
};

/* `directory` is --trust or NULL; `disabled` is --no-verify. */
int verifier_new(const struct app *app, const char *directory, bool disabled, struct verifier **out,
		 zairyu_error **err);
void verifier_free(struct verifier *verifier);

/* Reads everything and verifies it. Both outputs are set on success, whatever the verdict. */
int verifier_read(struct verifier *verifier, zairyu_session *session, zairyu_record **record, struct judgement *out,
		  zairyu_error **err);
int verifier_check(struct verifier *verifier, const zairyu_record *record, struct judgement *out, zairyu_error **err);

/* Tells the person which certificates that were needed run out, each once. `verifier` may be NULL. */
void verifier_warn(struct verifier *verifier, const struct app *app);

/* The results kept in a reduced record; ZAIRYU_ERR_ABSENT if there are none. They are recorded, not verified. */
int judgement_recorded(const struct app *app, const zairyu_record *record, struct judgement *out, zairyu_error **err);
/* The results, to be kept in a reduced record. */
int judgement_encode(const struct app *app, const struct judgement *judgement, struct content *out, zairyu_error **err);
const char *judgement_note(const struct judgement *judgement, size_t index);
/* A note in the person's words; the note itself where there are none. */
const char *judgement_note_text(const char *note, int language);
void judgement_done(struct judgement *judgement);

#endif
