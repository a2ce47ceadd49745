/* SPDX-License-Identifier: BSD-2-Clause */
/* The start and the end of the program. */
#include "app_start.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "card/backends.h"
#include "files/addresses.h"
#include "files/default_codes.h"
#include "files/log_file.h"
#include "person/fail.h"
#include "person/language.h"
#include "person/signals.h"

/* The value in "--lang=ja", or in "--lang ja". */
static const char *language_in(const char *argument, const char *next)
{
	static const char option[] = "--lang";
	const size_t len = strlen(option);

	if (strncmp(argument, option, len) != 0)
		return NULL;
	return argument[len] == '=' ? argument + len + 1 : argument[len] == '\0' ? next : NULL;
}

/* How to fail, in JSON and in which language, must be known even when the options themselves are wrong. */
void app_init(struct app *app, int argc, char **argv)
{
	*app = (struct app){ .language = language_of_environment() };
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char *name = language_in(argv[i], argv[i + 1]);
		const int language = name ? language_find(name) : 0;

		app->json = app->json || strcmp(argv[i], "--json") == 0;
		app->language = language ? language : app->language;
	}
}

/*
 * A standard descriptor that was closed would be given to the next file that is opened, and what is printed would land
 * in a trace or a record. What is put in its place refuses what the closed one refused.
 */
static int hold_standard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			return -1;
	return 0;
}

int app_start(struct app *app, zairyu_error **err)
{
	int rc;

	if (hold_standard_descriptors())
		return fail_errno(app, err, ZAIRYU_ERR_FILE, MSG_CANNOT_READ, "/dev/null", errno);
	/* A core file would hold the card's contents. */
	(void)setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	rc = zairyu_context_new(&app->ctx, err);
	if (rc != ZAIRYU_OK)
		return rc;
	rc = zairyu_cancel_new(&app->cancel, NULL);
	if (rc == ZAIRYU_OK)
		rc = zairyu_wait_new(ZAIRYU_WAIT_FOREVER, app->cancel, &app->wait, NULL);
	if (rc != ZAIRYU_OK)
		return fail(app, err, rc, MSG_OUT_OF_MEMORY, NULL, NULL);
	signals_install(app->cancel);
	default_codes_load(app);
	rc = addresses_load(app, err);
	return rc == ZAIRYU_OK ? backends_add(app, err) : rc;
}

void app_done(struct app *app)
{
	signals_remove();
	zairyu_wait_free(app->wait);
	zairyu_cancel_free(app->cancel);
	zairyu_context_free(app->ctx);
	log_file_close(app);
}
