/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/handed_on.h"

#include <zairyu/json.h>

/* "name":, with a comma before it unless it is the first. */
static void member(struct secret_text *out, const char *name)
{
	if (out->len > 0 && out->text[out->len - 1] != '{')
		secret_text_put(out, ", ");
	secret_text_quote(out, name);
	secret_text_put(out, ": ");
}

static void member_text(struct secret_text *out, const char *name, const char *value)
{
	member(out, name);
	secret_text_quote(out, value);
}

static void member_bool(struct secret_text *out, const char *name, bool value)
{
	member(out, name);
	secret_text_put(out, value ? "true" : "false");
}

static void write_head(const struct handed_on *result, struct secret_text *out)
{
	static const char *const compared[] = {
		[FLOW_NOT_COMPARED] = NULL,
		[FLOW_AGREES] = "same",
		[FLOW_DIFFERS] = "different",
	};
	const bool is_of = zairyu_report_is_of(result->report, result->record) == 1;
	char purpose[PURPOSE_SIZE];

	purpose_text(&result->purpose, purpose);
	member_text(out, "schema", "zairyu.kiosk/1");
	member_text(out, "purpose", purpose);
	member_text(out, "compared", compared[result->compared]);
	member_text(out, "verdict",
		    zairyu_verdict_name(is_of ? zairyu_report_verdict(result->report) : ZAIRYU_VERDICT_UNCHECKED));
	member_bool(out, "live", zairyu_record_is_live(result->record) == 1);
}

static int write_all(const struct handed_on *result, struct secret_text *out, zairyu_error **err)
{
	int rc;

	member(out, "card");
	rc = zairyu_json_write_card(result->ctx, result->record, result->report, NULL, 0, secret_text_write, out, err);
	if (rc == ZAIRYU_OK && out->len > 0 && out->text[out->len - 1] == '\n')
		out->text[--out->len] = '\0'; /* the document goes on */
	return rc;
}

static int write_age(const struct handed_on *result, struct secret_text *out, zairyu_error **err)
{
	const enum purpose_answer answer = purpose_age(result->record, &result->today, result->purpose.age);

	(void)err;
	member_text(out, "answer", purpose_answer_word(answer));
	member_bool(out, "proved",
		    answer != PURPOSE_NOT_KNOWN &&
			    purpose_is_proved(result->record, result->report, ZAIRYU_FIELD_BIRTH_DATE));
	return ZAIRYU_OK;
}

static void write_field(const struct handed_on *result, int field, struct secret_text *out)
{
	const char *value = NULL, *name = NULL;

	member(out, zairyu_field_name(field));
	if (zairyu_record_text(result->record, field, &value) != ZAIRYU_OK) {
		secret_text_quote(out, NULL);
		return;
	}
	secret_text_put(out, "{");
	member_text(out, "value", value);
	if (zairyu_record_code_name(result->record, field, ZAIRYU_LANGUAGE_JA, &name) == ZAIRYU_OK)
		member_text(out, "name_ja", name);
	if (zairyu_record_code_name(result->record, field, ZAIRYU_LANGUAGE_EN, &name) == ZAIRYU_OK)
		member_text(out, "name_en", name);
	member_bool(out, "proved", purpose_is_proved(result->record, result->report, field));
	secret_text_put(out, "}");
}

static int write_work(const struct handed_on *result, struct secret_text *out, zairyu_error **err)
{
	(void)err;
	member(out, "fields");
	secret_text_put(out, "{");
	for (size_t i = 0; purpose_work_field(i); i++)
		write_field(result, purpose_work_field(i), out);
	secret_text_put(out, "}");
	return ZAIRYU_OK;
}

static int write_record(const struct handed_on *result, struct secret_text *out, zairyu_error **err)
{
	struct secret_text saved = { 0 };
	int rc = zairyu_record_save(result->record, 0, secret_text_write, &saved, err);

	if (rc == ZAIRYU_OK) {
		secret_text_base64(out, saved.text, saved.len);
		secret_text_put(out, "\n");
	}
	secret_text_done(&saved);
	return rc;
}

typedef int body_fn(const struct handed_on *result, struct secret_text *out, zairyu_error **err);

int handed_on_write(const struct handed_on *result, struct secret_text *out, zairyu_error **err)
{
	static body_fn *const writers[] = {
		[PURPOSE_ALL] = write_all,
		[PURPOSE_AGE] = write_age,
		[PURPOSE_WORK] = write_work,
	};
	int rc;

	zairyu_error_clear(err);
	*out = (struct secret_text){ 0 };
	secret_text_put(out, "{");
	write_head(result, out);
	rc = writers[result->purpose.kind](result, out, err);
	secret_text_put(out, "}\n");
	if (rc == ZAIRYU_OK && result->with_record && result->purpose.kind == PURPOSE_ALL)
		rc = write_record(result, out, err);
	if (rc == ZAIRYU_OK && out->failed)
		rc = ZAIRYU_ERR_NO_MEMORY;
	if (rc != ZAIRYU_OK)
		secret_text_done(out);
	return zairyu_error_finish(err, rc);
}
