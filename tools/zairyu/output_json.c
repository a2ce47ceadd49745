/* SPDX-License-Identifier: BSD-2-Clause */
/* JSON: the pieces every object is made of, and the error object. */
#include "output_json.h"

#include "failure.h"
#include "json_memory.h"
#include "output.h"
#include "safe_text.h"

json_t *output_json_string(const char *text)
{
	char *clean = text ? safe_text_utf8(text) : NULL;
	json_t *string = clean ? json_string(clean) : NULL;

	if (text && !clean)
		json_memory_set_failed();
	safe_text_free(clean);
	return string;
}

void output_json_set(json_t *object, const char *key, json_t *value)
{
	if (value)
		(void)json_object_set_new(object, key, value);
}

static int put(const char *text, size_t len, void *out)
{
	return buffer_append(out, text, len);
}

int output_json_line(const struct app *app, json_t *object, struct buffer *out, zairyu_error **err)
{
	bool failed = json_memory_failed() || json_dump_callback(object, put, out, JSON_PRESERVE_ORDER) ||
		      buffer_append(out, "\n", 1);

	json_decref(object);
	return failed ? fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL) : ZAIRYU_OK;
}

int output_json_print(const struct app *app, json_t *object, zairyu_error **err)
{
	struct buffer line = { 0 };
	int rc = output_json_line(app, object, &line, err);

	if (!rc)
		rc = output_write(app, line.data, line.len, err);
	if (!rc)
		rc = output_flush(app, err);
	buffer_done(&line);
	return rc;
}

int output_json_error(const struct app *app, int code, const zairyu_error *error, const char *file, zairyu_error **err)
{
	json_t *object = json_pack("{s:{s:i,s:s,s:s,s:s,s:s}}", "error", "code", code, "name", zairyu_error_name(code),
				   "support_code", zairyu_error_support_code(error), "message_ja",
				   zairyu_error_text(code, ZAIRYU_LANGUAGE_JA), "message_en",
				   zairyu_error_text(code, ZAIRYU_LANGUAGE_EN));

	const char *detail = zairyu_error_message(error);

	output_json_set(json_object_get(object, "error"), "detail", detail[0] ? output_json_string(detail) : NULL);
	output_json_set(object, "file", output_json_string(file));
	return output_json_print(app, object, err);
}
