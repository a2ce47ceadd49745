/* SPDX-License-Identifier: BSD-2-Clause */
/* The virtual card's options, gathered from a profile file and the command line. */
#ifndef TOOL_VCARD_OPTIONS_H
#define TOOL_VCARD_OPTIONS_H

#include "app.h"
#include "files/content.h"

/* "key=value,key=value" as zairyu_vcard_new() takes it; began as { 0 }. */
struct profile {
	struct buffer text;
};

int profile_add(struct profile *profile, const struct app *app, const char *key, const char *value, zairyu_error **err);
/* One "KEY=VALUE" of the command line. */
int profile_add_setting(struct profile *profile, const struct app *app, const char *setting, zairyu_error **err);
/* Lines of KEY=VALUE; empty ones and those that begin with # are passed over. */
int profile_add_file(struct profile *profile, const struct app *app, const char *path, zairyu_error **err);
/* The options as a string, terminated; borrowed. NULL without memory. */
const char *profile_options(struct profile *profile);
void profile_done(struct profile *profile);

#endif
