/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu trust: the CA certificates that cards are checked against. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/json.h>

#include "command/command.h"
#include "output/output.h"
#include "output/output_json.h"
#include "person/columns.h"
#include "person/fail.h"
#include "person/language.h"
#include "person/nearest.h"
#include "person/shell_word.h"
#include "trust/certificate_files.h"
#include "trust/trust_install.h"
#include "trust/trust_list.h"
#include "trust/trust_remove.h"
#include "trust/trust_root.h"
#include "trust/trust_store.h"
#include "trust/trust_summary.h"
#include "trust/trust_table.h"

struct job {
	const struct app *app;
	const struct options *options;
	char *const *word; /* the operands behind the action */
	size_t words;
	struct trust_places one; /* the directory that is changed */
	struct trust_places all; /* those that are looked in */
	zairyu_trust *named;     /* what is added or removed */
	zairyu_trust *store;     /* what there is in the end */
	bool *is_new;            /* of what is added */
	struct removal removal;  /* of what is removed */
	struct output_paths paths;
};

static void job_done(struct job *job)
{
	output_paths_done(&job->paths);
	removal_done(&job->removal);
	free(job->is_new);
	zairyu_trust_free(job->store);
	zairyu_trust_free(job->named);
	trust_places_done(&job->all);
	trust_places_done(&job->one);
}

/* --trust, unless it is a file's that says where to look, and --system says otherwise for now. */
static const char *given(const struct options *options)
{
	const bool is_setting = (options->configured & TAKES(OPTION_TRUST)) != 0;

	return options->value[OPTION_SYSTEM] && is_setting ? NULL : options->value[OPTION_TRUST];
}

/* What there is in the directories that cards are checked against, or in those that were asked for. */
static int look(struct job *job, uint32_t places, zairyu_error **err)
{
	int rc = trust_places_find(job->app, given(job->options), places, &job->all, err);

	for (size_t i = 0; rc == ZAIRYU_OK && i < job->all.count; i++)
		output_paths_add(&job->paths, ZAIRYU_JSON_PATH_TRUST, trust_place_name(&job->all.item[i]),
				 job->all.item[i].path);
	return rc == ZAIRYU_OK ? trust_store_look(job->app, &job->all, &job->store, err) : rc;
}

static int find_place(struct job *job, zairyu_error **err)
{
	return trust_places_one(job->app, given(job->options),
				job->options->value[OPTION_SYSTEM] ? ZAIRYU_PLACE_SYSTEM : ZAIRYU_PLACE_USER, &job->one,
				err);
}

static int list(struct job *job, zairyu_error **err)
{
	int rc = look(job, job->options->value[OPTION_SYSTEM] ? ZAIRYU_PLACE_SYSTEM : ZAIRYU_PLACES_ALL, err);

	if (rc == ZAIRYU_OK && job->app->json)
		return output_json_trust(job->app, job->store, job->store, &job->paths, err);
	if (rc == ZAIRYU_OK)
		rc = trust_list_print(job->app, &job->all, job->store, err);
	if (rc == ZAIRYU_OK)
		rc = output_flush(job->app, err);
	if (rc == ZAIRYU_OK)
		trust_summary_show(job->app, job->store);
	return rc;
}

/* The files that went, and what of it is still used from the other directory. */
static void tell_removed(const struct job *job)
{
	for (size_t i = 0; i < job->paths.count; i++)
		if (job->paths.item[i].what == ZAIRYU_JSON_PATH_REMOVED) {
			fputs("  ", stdout);
			message_print(stdout, MSG_TRUST_REMOVED_FILE, job->app->language, job->paths.item[i].path,
				      NULL);
			fputc('\n', stdout);
		}
	for (size_t i = 0; i < zairyu_trust_count(job->named); i++) {
		const char *sha256 = zairyu_trust_sha256(job->named, i);
		const size_t at = trust_find(job->store, sha256);
		char digest[TRUST_DIGEST_SIZE];

		(void)snprintf(digest, sizeof digest, "%s", sha256);
		if (at < zairyu_trust_count(job->store))
			failure_warn(job->app, MSG_TRUST_STILL_USED, digest, zairyu_trust_file(job->store, at, 0));
	}
}

/* What was named, with what was done to it in the directory, and what there is now. */
static int print_outcome(struct job *job, zairyu_error **err)
{
	const struct app *app = job->app;
	struct columns table;
	int rc = ZAIRYU_OK;

	if (app->json)
		return output_json_trust(app, job->named, job->store, &job->paths, err);
	trust_place_print(app, &job->one.item[0]);
	fputs(":\n", stdout);
	trust_table_begin(&table, app, true);
	for (size_t i = 0; i < zairyu_trust_count(job->named); i++) {
		columns_add(&table, message_text(!job->is_new     ? MSG_TRUST_REMOVED
						 : job->is_new[i] ? MSG_TRUST_ADDED
								  : MSG_TRUST_WAS_THERE,
						 app->language));
		trust_table_row(&table, app, job->named, i);
	}
	if (zairyu_trust_count(job->named) > 0)
		rc = columns_print(&table, app, stdout, "  ", err);
	columns_done(&table);
	if (rc == ZAIRYU_OK && job->removal.there)
		tell_removed(job);
	return rc;
}

static int conclude(struct job *job, zairyu_error **err)
{
	int rc = look(job, ZAIRYU_PLACES_ALL, err);

	if (rc == ZAIRYU_OK)
		rc = print_outcome(job, err);
	if (rc == ZAIRYU_OK && !job->app->json)
		rc = output_flush(job->app, err);
	if (rc == ZAIRYU_OK && !job->app->json)
		trust_summary_show(job->app, job->store);
	return rc;
}

static int gather(struct job *job, zairyu_error **err)
{
	unsigned flags = job->options->value[OPTION_CUSTOM] ? ZAIRYU_TRUST_CUSTOM : 0;
	int rc = zairyu_trust_new(job->app->ctx, &job->named, err);

	for (size_t i = 0; rc == ZAIRYU_OK && i < job->words; i++)
		rc = certificate_file_add(job->app, job->word[i], job->named, flags, err);
	if (rc != ZAIRYU_OK)
		return rc;
	job->is_new = calloc(zairyu_trust_count(job->named) + 1, sizeof *job->is_new);
	return job->is_new ? rc : fail(job->app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
}

static void keep_added(struct job *job)
{
	for (size_t i = 0; i < zairyu_trust_count(job->named); i++) {
		const char *sha256 = zairyu_trust_sha256(job->named, i);
		char *path = job->is_new[i] ? trust_install_path(&job->one.item[0], sha256) : NULL;

		if (job->is_new[i])
			output_paths_add(&job->paths, ZAIRYU_JSON_PATH_ADDED, sha256, path);
		free(path);
	}
}

/* All files are looked at before the first is installed. */
static int add(struct job *job, zairyu_error **err)
{
	const char *action = job->options->value[OPTION_CUSTOM] ? "add --custom" : "add";
	int rc = gather(job, err);

	if (rc == ZAIRYU_OK)
		rc = find_place(job, err);
	if (rc != ZAIRYU_OK)
		return rc;
	rc = trust_install(job->app, &job->one.item[0], job->named, job->is_new, err);
	if (rc != ZAIRYU_OK)
		return trust_root_needed(job->app, &job->one.item[0], rc, action, job->word, job->words, err);
	keep_added(job);
	rc = conclude(job, err);
	if (rc == ZAIRYU_OK)
		trust_install_warn(job->app, &job->one.item[0]);
	return rc;
}

/* What the person does not have may be what everybody has. */
static bool system_has(const struct job *job, const char *word)
{
	struct trust_places system = { 0 };
	struct removal removal = { 0 };
	bool has = job->one.item[0].place == ZAIRYU_PLACE_USER &&
		   trust_places_one(job->app, NULL, ZAIRYU_PLACE_SYSTEM, &system, NULL) == ZAIRYU_OK &&
		   removal_begin(&removal, job->app, &system.item[0], NULL) == ZAIRYU_OK &&
		   removal_mark(&removal, job->app, word, NULL) == ZAIRYU_OK;

	removal_done(&removal);
	trust_places_done(&system);
	return has;
}

enum { WORD_SIZE = 512 };

static int mark(struct job *job, char *word, zairyu_error **err)
{
	int rc = removal_mark(&job->removal, job->app, word, err);
	char name[WORD_SIZE] = "";

	if (rc != ZAIRYU_ERR_FILE || !system_has(job, word))
		return rc;
	zairyu_error_clear(err);
	return shell_word_append(name, sizeof name, word)
		       ? fail(job->app, err, rc, MSG_TRUST_IN_SYSTEM, name, job->one.item[0].path)
		       : fail(job->app, err, rc, MSG_TRUST_NOT_THERE, word, job->one.item[0].path);
}

/* Keeps what the removal will forget. */
static int keep_removed(struct job *job, zairyu_error **err)
{
	const zairyu_trust *there = job->removal.there;
	const char *path;
	int rc = zairyu_trust_new(job->app->ctx, &job->named, err);

	for (size_t i = 0; rc == ZAIRYU_OK && i < zairyu_trust_count(there); i++)
		if (job->removal.anchor[i])
			rc = zairyu_trust_add(job->named, zairyu_trust_certificate(there, i), ZAIRYU_TRUST_CUSTOM, err);
	for (size_t n = 0; (path = removal_path(&job->removal, n)); n++)
		output_paths_add(&job->paths, ZAIRYU_JSON_PATH_REMOVED, path, path);
	return rc;
}

/* All words are understood before the first file goes. */
static int remove_anchors(struct job *job, zairyu_error **err)
{
	int rc = find_place(job, err);

	if (rc == ZAIRYU_OK)
		rc = removal_begin(&job->removal, job->app, &job->one.item[0], err);
	for (size_t i = 0; rc == ZAIRYU_OK && i < job->words; i++)
		rc = mark(job, job->word[i], err);
	if (rc == ZAIRYU_OK)
		rc = keep_removed(job, err);
	if (rc != ZAIRYU_OK)
		return rc;
	rc = removal_carry_out(&job->removal, job->app, err);
	if (rc != ZAIRYU_OK)
		return trust_root_needed(job->app, &job->one.item[0], rc, "remove", job->word, job->words, err);
	return conclude(job, err);
}

static const struct {
	const char *name;
	bool takes_words, takes_custom;
	int (*run)(struct job *job, zairyu_error **err);
} actions[] = {
	{ "list", false, false, list },
	{ "add", true, true, add },
	{ "remove", true, false, remove_anchors },
};

static int run(struct job *job, zairyu_error **err)
{
	const char *name = job->options->operand[0];
	struct nearest nearest = nearest_begin(name);
	bool known = false;

	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (strcmp(name, actions[i].name) == 0 && actions[i].takes_words == (job->words > 0) &&
		    (actions[i].takes_custom || !job->options->value[OPTION_CUSTOM]))
			return actions[i].run(job, err);
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		known = known || strcmp(name, actions[i].name) == 0;
		nearest_consider(&nearest, actions[i].name);
	}
	if (!known && nearest.word)
		return fail(job->app, err, ZAIRYU_ERR_ARGUMENT, MSG_UNKNOWN_ACTION_NEAR, name, nearest.word);
	return fail(job->app, err, ZAIRYU_ERR_ARGUMENT, MSG_BAD_OPERANDS, job->app->command,
		    command_find(job->app->command)->operands);
}

int cmd_trust(struct app *app, const struct options *options, zairyu_error **err)
{
	struct job job = {
		.app = app, .options = options, .word = options->operand + 1, .words = options->operand_count - 1
	};
	int rc;

	if (options->value[OPTION_SYSTEM] && given(options))
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_NOT_BOTH, "--system", "--trust");
	rc = run(&job, err);
	job_done(&job);
	return rc;
}
