/* SPDX-License-Identifier: BSD-2-Clause */
/* A build without libzairyu-verify: cards are read, and nothing is claimed about them. */
#include "card/verifier.h"
#include "person/fail.h"

static void unchecked(struct judgement *out)
{
	*out = (struct judgement){
		.verdict = ZAIRYU_VERDICT_UNCHECKED,
		.falsification = ZAIRYU_RESULT_NOT_CHECKED,
		.issuer = ZAIRYU_RESULT_NOT_CHECKED,
		.verdict_name = "unchecked",
		.falsification_name = "not-checked",
		.issuer_name = "not-checked",
	};
}

int verifier_new(const struct app *app, const char *directory, bool disabled, struct verifier **out, zairyu_error **err)
{
	(void)disabled;
	*out = NULL;
	if (directory)
		return fail(app, err, ZAIRYU_ERR_UNSUPPORTED, MSG_NOT_BUILT_IN, "libzairyu-verify", NULL);
	return ZAIRYU_OK;
}

void verifier_free(struct verifier *verifier)
{
	(void)verifier;
}

void verifier_warn(struct verifier *verifier, const struct app *app)
{
	(void)verifier;
	(void)app;
}

int verifier_read(struct verifier *verifier, zairyu_session *session, zairyu_record **record, struct judgement *out,
		  zairyu_error **err)
{
	(void)verifier;
	unchecked(out);
	return zairyu_session_read(session, ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, record, err);
}

int verifier_check(struct verifier *verifier, const zairyu_record *record, struct judgement *out, zairyu_error **err)
{
	(void)verifier;
	(void)record;
	(void)err;
	unchecked(out);
	return ZAIRYU_OK;
}

int judgement_recorded(const struct app *app, const zairyu_record *record, struct judgement *out, zairyu_error **err)
{
	(void)app;
	(void)record;
	(void)err;
	unchecked(out);
	return ZAIRYU_ERR_ABSENT;
}

int judgement_encode(const struct app *app, const struct judgement *judgement, struct content *out, zairyu_error **err)
{
	(void)app;
	(void)judgement;
	(void)err;
	*out = (struct content){ 0 };
	return ZAIRYU_OK;
}

const char *judgement_note(const struct judgement *judgement, size_t index)
{
	(void)judgement;
	(void)index;
	return NULL;
}

const char *judgement_note_text(const char *note, int language)
{
	(void)language;
	return note;
}

void judgement_done(struct judgement *judgement)
{
	(void)judgement;
}
