/* SPDX-License-Identifier: BSD-2-Clause */
/* The virtual card's options, gathered from a profile file and the command line. */
#ifndef COMMAND_VCARD_OPTIONS_H
#define COMMAND_VCARD_OPTIONS_H

#include "app.h"
#include "files/content.h"

/* "key=value,key=value" as zairyu_vcard_new() takes it; began as { 0 }. */
struct vcard_options {
	struct content text;
};

int vcard_options_add(struct vcard_options *options, const struct app *app, const char *key, const char *value,
		      zairyu_error **err);
/* One "KEY=VALUE" of the command line. */
int vcard_options_add_setting(struct vcard_options *options, const struct app *app, const char *setting,
			      zairyu_error **err);
/* Lines of KEY=VALUE; empty ones and those that begin with # are passed over. */
int vcard_options_add_file(struct vcard_options *options, const struct app *app, const char *path, zairyu_error **err);
/* The options as a string, terminated; borrowed. NULL without memory. */
const char *vcard_options_text(struct vcard_options *options);
void vcard_options_done(struct vcard_options *options);

#endif
