/* SPDX-License-Identifier: BSD-2-Clause */
/* JSON: the pieces every object is made of, and the error object. */
#include "output_json.h"

#include "failure.h"
#include "json_memory.h"
#include "output.h"
#include "safe_text.h"

#include <stdio.h>

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

static int put(const char *text, size_t len, void *stream)
{
	return fwrite(text, 1, len, stream) == len ? 0 : -1;
}

int output_json_print(const struct app *app, json_t *object, zairyu_error **err)
{
	int rc;

	if (json_memory_failed()) {
		json_decref(object);
		return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	}
	rc = json_dump_callback(object, put, stdout, JSON_PRESERVE_ORDER);
	json_decref(object);
	fputc('\n', stdout);
	return rc ? fail(app, err, ZAIRYU_ERR_WRITE, MSG_CANNOT_PRINT, NULL, NULL) : output_flush(app, err);
}

int output_json_error(const struct app *app, int code, const zairyu_error *error, const char *file)
{
	json_t *object = json_pack("{s:{s:i,s:s,s:s,s:s,s:s}}", "error", "code", code, "name", zairyu_error_name(code),
				   "support_code", zairyu_error_support_code(error), "message_ja",
				   zairyu_error_text(code, ZAIRYU_LANGUAGE_JA), "message_en",
				   zairyu_error_text(code, ZAIRYU_LANGUAGE_EN));

	output_json_set(object, "file", output_json_string(file));
	return output_json_print(app, object, NULL);
}
