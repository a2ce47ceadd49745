/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu trust: the CA certificates that cards are checked against. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "files/file_path.h"
#include "files/file_set.h"
#include "output/output.h"
#include "output/output_json.h"
#include "person/date_text.h"
#include "person/fail.h"
#include "person/safe_text.h"
#include "trust/certificate_files.h"
#include "trust/trust_store.h"
#include "trust/trust_summary.h"

static void print_anchor(const zairyu_trust *trust, size_t index)
{
	char from[LOCAL_TIME_SIZE] = "", to[LOCAL_TIME_SIZE] = "";
	int64_t not_before, not_after;

	if (zairyu_trust_validity(trust, index, &not_before, &not_after) == ZAIRYU_OK) {
		(void)local_time_text(not_before, from);
		(void)local_time_text(not_after, to);
	}
	printf("%s\t%s\t%.10s\t%.10s\t", zairyu_anchor_kind_name(zairyu_trust_kind(trust, index)),
	       zairyu_trust_sha256(trust, index), from, to);
	safe_text_print(stdout, zairyu_trust_subject(trust, index));
	putchar('\n');
}

/* The anchors of `trust`, and what the whole of `store` has for each generation. */
static int print(const struct app *app, const zairyu_trust *trust, const zairyu_trust *store, zairyu_error **err)
{
	if (app->json)
		return output_json_trust(app, trust, store, err);
	for (size_t i = 0; i < zairyu_trust_count(trust); i++)
		print_anchor(trust, i);
	trust_summary_show(app, store);
	return output_flush(app, err);
}

/* What was added, and what there is now; `added` NULL: all there is. */
static int list(const struct app *app, const struct options *options, const zairyu_trust *added, zairyu_error **err)
{
	zairyu_trust *store;
	int rc = trust_store_load(app, options->value[OPTION_TRUST], &store, err);

	if (rc != ZAIRYU_OK)
		return rc;
	rc = print(app, added ? added : store, store, err);
	zairyu_trust_free(store);
	return rc;
}

/* The digest is the name: the same certificate twice is one file, and no name from outside is used. */
static int add_anchor(const struct app *app, struct file_set *files, const char *directory, const zairyu_trust *trust,
		      size_t index, zairyu_error **err)
{
	zairyu_bytes der = zairyu_trust_certificate(trust, index);
	struct content content = { 0 };
	char name[80];
	char *path;
	int rc;

	(void)snprintf(name, sizeof name, "%s.crt", zairyu_trust_sha256(trust, index));
	path = file_join(directory, name);
	if (!path || content_append(&content, der.data, der.len))
		rc = fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	else
		rc = file_set_add(files, app, path, FILE_PUBLIC, &content, err);
	content_done(&content);
	free(path);
	return rc;
}

static int install(const struct app *app, const char *directory, const zairyu_trust *trust, zairyu_error **err)
{
	struct file_set files = { 0 };
	int rc = file_set_directory(&files, app, directory, err);

	for (size_t i = 0; rc == ZAIRYU_OK && i < zairyu_trust_count(trust); i++)
		rc = add_anchor(app, &files, directory, trust, i, err);
	if (rc == ZAIRYU_OK)
		rc = file_set_commit(&files, app, err);
	file_set_done(&files);
	return rc;
}

static int gather(const struct app *app, const struct options *options, zairyu_trust *trust, zairyu_error **err)
{
	unsigned flags = options->value[OPTION_CUSTOM] ? ZAIRYU_TRUST_CUSTOM : 0;

	for (size_t i = 1; i < options->operand_count; i++) {
		int rc = certificate_file_add(app, options->operand[i], trust, flags, err);

		if (rc != ZAIRYU_OK)
			return rc;
	}
	return ZAIRYU_OK;
}

/* All files are looked at before the first is installed. */
static int add(const struct app *app, const struct options *options, zairyu_error **err)
{
	const char *directory = options->value[OPTION_TRUST];
	char *own = NULL;
	zairyu_trust *trust;
	int rc = zairyu_trust_new(app->ctx, &trust, err);

	if (rc != ZAIRYU_OK)
		return rc;
	rc = gather(app, options, trust, err);
	if (rc == ZAIRYU_OK && !directory) {
		rc = trust_store_user_directory(app, &own, err);
		directory = own;
	}
	if (rc == ZAIRYU_OK)
		rc = install(app, directory, trust, err);
	if (rc == ZAIRYU_OK)
		rc = list(app, options, trust, err);
	free(own);
	zairyu_trust_free(trust);
	return rc;
}

int cmd_trust(struct app *app, const struct options *options, zairyu_error **err)
{
	const char *action = options->operand[0];

	if (strcmp(action, "list") == 0 && options->operand_count == 1 && !options->value[OPTION_CUSTOM])
		return list(app, options, NULL, err);
	if (strcmp(action, "add") == 0 && options->operand_count > 1)
		return add(app, options, err);
	return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_BAD_OPERANDS, app->command,
		    command_find(app->command)->operands);
}
