/* SPDX-License-Identifier: BSD-2-Clause */
/* Writing a set of files so that a failure leaves nothing half-written. */
#ifndef FILES_FILE_SET_H
#define FILES_FILE_SET_H

#include <sys/types.h>

#include "app.h"
#include "files/content.h"

/*
 * Files to be written together. Each is written beside its place under a temporary name; only file_set_commit() gives
 * them their names, so that until then everything is as it was.
 */
struct file_set {
	bool keep;   /* nothing that is there is replaced */
	bool shared; /* directories that are made are for everybody to read */
	struct pending_file *file;
	size_t count;
	struct made_directory *made; /* removed again if nothing is committed */
	size_t made_count;
	bool unprotected; /* the place does not keep others from reading what is in it */
};

enum { FILE_PRIVATE = 0600, FILE_PUBLIC = 0644 };

/* The directory that files will go to, made if it is not there (0700, with `shared` 0755; its parents too). */
int file_set_directory(struct file_set *set, const struct app *app, const char *path, zairyu_error **err);
/* Refuses to replace anything but a plain file, and with `keep` that too. */
int file_set_add(struct file_set *set, const struct app *app, const char *path, mode_t mode,
		 const struct content *content, zairyu_error **err);
typedef int file_set_fn(struct file_set *set, const struct app *app, const char *path, zairyu_error **err);
/* Fails where file_set_add() would, and leaves nothing: to be known before there is anything to write. */
file_set_fn file_set_try;
/* The same of a file that must not be there yet in any case. */
int file_set_try_new(const struct app *app, const char *path, zairyu_error **err);
/* A plain file that is there and is not written goes when the others are in place. */
file_set_fn file_set_remove;
/* Tells the person where the place cannot keep others from the files. */
int file_set_commit(struct file_set *set, const struct app *app, zairyu_error **err);
/* Frees the set; removes what was not committed. */
void file_set_done(struct file_set *set);

#endif
