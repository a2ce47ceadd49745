/* SPDX-License-Identifier: BSD-2-Clause */
/* One card as the command shows it: the record, what verifying it gave, and its images. */
#ifndef CARD_CARD_OUTCOME_H
#define CARD_CARD_OUTCOME_H

#include "card/images.h"
#include "card/verifier.h"

struct card_outcome {
	zairyu_record *record;
	struct judgement judgement;
	bool has_recorded; /* a reduced record brought results of its own */
	struct judgement recorded;
	struct image_list images;
	const char *raw_directory; /* where --raw wrote the files of the card, or NULL */
	const char *file;          /* the record's: where several are shown, or where it was saved; else NULL */
	const char *reduced_file;  /* where its reduced form was saved, or NULL */
};

/* Everything but the record and the judgement: images (written to `directory` if that is not NULL), recorded results.
 */
int card_outcome_complete(struct card_outcome *outcome, const struct app *app, const char *directory,
			  struct file_set *files, zairyu_error **err);
/* A record from a file, which failures name. */
int record_file_load(const struct app *app, const char *path, zairyu_record **out, zairyu_error **err);
/* The same, verified. */
int card_outcome_load(struct card_outcome *outcome, const struct app *app, struct verifier *verifier, const char *path,
		      zairyu_error **err);
/* The same for one that a directory was searched for, which must be a plain file. */
int card_outcome_load_plain(struct card_outcome *outcome, const struct app *app, struct verifier *verifier,
			    const char *path, zairyu_error **err);
void card_outcome_done(struct card_outcome *outcome);

bool card_outcome_has_note(const struct judgement *judgement, const char *note);

#endif
