/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * zairyu twin: a virtual card with the structure of a real one and nothing of its holder, from a record or a trace; and
 * what is in it, in words, before it is sent to anybody.
 */
#include "command/command.h"
#include "command/number_input.h"
#include "files/file_read.h"
#include "files/file_set.h"
#include "output/output.h"
#include "output/twin_text.h"
#include "person/fail.h"
#include "person/shell_word.h"
#ifdef HAVE_VERIFY
#include "trust/trust_store.h"
#endif

#include <stdlib.h>
#include <string.h>

enum { INPUT_MAX = 4 << 20 };

struct job {
	struct app *app;
	const struct options *options;
	struct content input;
	zairyu_bytes *anchors;
	size_t anchor_count;
	zairyu_twin *twin;
};

static bool begins_with(const struct content *buffer, const char *text)
{
	return buffer->len >= strlen(text) && memcmp(buffer->data, text, strlen(text)) == 0;
}

static int from_record(struct job *job, zairyu_error **err)
{
	zairyu_record *record = NULL;
	zairyu_error *cause = NULL;
	int rc = zairyu_record_load(job->app->ctx, (zairyu_bytes){ job->input.data, job->input.len }, &record, &cause);

	if (rc != ZAIRYU_OK)
		rc = fail_about_file(job->app, err, rc, MSG_CANNOT_READ, job->options->operand[0], cause);
	if (rc == ZAIRYU_OK)
		rc = zairyu_twin_from_record(job->app->ctx, NULL, record, job->anchors, job->anchor_count, &job->twin,
					     err);
	zairyu_record_free(record);
	return rc;
}

/* A trace is encrypted under the card number. */
static int from_trace(struct job *job, zairyu_error **err)
{
	char number[ZAIRYU_NUMBER_SIZE];
	int rc = number_input(job->app, job->options, number, err);

	if (rc == ZAIRYU_OK)
		rc = zairyu_twin_from_trace(job->app->ctx, NULL, (zairyu_bytes){ job->input.data, job->input.len },
					    number, ZAIRYU_NUMBER_LENGTH, job->anchors, job->anchor_count, &job->twin,
					    err);
	zairyu_wipe(number, sizeof number);
	return rc;
}

#ifdef HAVE_VERIFY
static int make_with(struct job *job, int (*make)(struct job *job, zairyu_error **err), zairyu_error **err)
{
	zairyu_trust *trust = NULL;
	int rc = trust_store_load_strict(job->app, job->options->value[OPTION_TRUST], &trust, err);

	if (rc != ZAIRYU_OK)
		return rc;
	job->anchor_count = zairyu_trust_count(trust);
	job->anchors = calloc(job->anchor_count + 1, sizeof *job->anchors);
	if (!job->anchors)
		rc = fail(job->app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	for (size_t i = 0; rc == ZAIRYU_OK && i < job->anchor_count; i++)
		job->anchors[i] = zairyu_trust_certificate(trust, i);
	if (rc == ZAIRYU_OK)
		rc = make(job, err);
	free(job->anchors);
	zairyu_trust_free(trust);
	return rc;
}
#else
static int make_with(struct job *job, int (*make)(struct job *job, zairyu_error **err), zairyu_error **err)
{
	return make(job, err);
}
#endif

/* What a file is shows in its beginning. */
static int take(struct job *job, const char *path, zairyu_error **err)
{
	int rc = file_read(job->app, path, INPUT_MAX, &job->input, err);

	if (rc != ZAIRYU_OK)
		return rc;
	if (begins_with(&job->input, "zairyu-trace "))
		return make_with(job, from_trace, err);
	if (!begins_with(&job->input, "zairyu-twin "))
		return make_with(job, from_record, err);
	if (!job->options->value[OPTION_SHOW])
		return fail(job->app, err, ZAIRYU_ERR_ARGUMENT, MSG_TWIN_IS_ONE, path, NULL);
	return zairyu_twin_load(job->app->ctx, (zairyu_bytes){ job->input.data, job->input.len }, &job->twin, err);
}

enum { WORD_SIZE = 512 };

static int save(struct job *job, const char *path, zairyu_error **err)
{
	zairyu_bytes saved = zairyu_twin_saved(job->twin);
	struct content content = { 0 };
	struct file_set files = { 0 };
	char word[WORD_SIZE] = "";
	int rc = file_set_try_new(job->app, path, err);

	if (rc == ZAIRYU_OK && content_append(&content, saved.data, saved.len))
		rc = fail(job->app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	if (rc == ZAIRYU_OK)
		rc = file_set_add(&files, job->app, path, FILE_PRIVATE, &content, err);
	if (rc == ZAIRYU_OK)
		rc = file_set_commit(&files, job->app, err);
	if (rc == ZAIRYU_OK)
		failure_warn(job->app, MSG_TWIN_WRITTEN, path,
			     shell_word_append(word, sizeof word, path) ? word : "FILE");
	content_done(&content);
	file_set_done(&files);
	return rc;
}

int cmd_twin(struct app *app, const struct options *options, zairyu_error **err)
{
	struct job job = { .app = app, .options = options };
	const char *out = options->value[OPTION_TWIN_OUT];
	int rc = ZAIRYU_OK;

	if (!out && !options->value[OPTION_SHOW])
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_NEEDS, "twin", "--out");
	if (out) /* before anyone types a number */
		rc = file_set_try_new(app, out, err);
	if (rc == ZAIRYU_OK)
		rc = take(&job, options->operand[0], err);
	if (rc == ZAIRYU_OK && out)
		rc = save(&job, out, err);
	if (rc == ZAIRYU_OK && options->value[OPTION_SHOW])
		rc = twin_text_print(app, job.twin, err);
	zairyu_twin_free(job.twin);
	content_done(&job.input);
	return rc;
}
