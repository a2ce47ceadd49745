/* SPDX-License-Identifier: BSD-2-Clause */
/* Opening a page in the person's browser, by xdg-open and without a shell. */
#include "person/browser.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "person/fail.h"

extern char **environ;

/* Our standard output is for our own output alone, and a browser expects SIGPIPE as usual. */
static int spawn_with(pid_t *child, char *const argv[], posix_spawn_file_actions_t *actions,
		      posix_spawnattr_t *attributes)
{
	sigset_t usual;
	int rc = posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);

	(void)sigemptyset(&usual);
	(void)sigaddset(&usual, SIGPIPE);
	if (rc == ZAIRYU_OK)
		rc = posix_spawnattr_setsigdefault(attributes, &usual);
	if (rc == ZAIRYU_OK)
		rc = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF);
	return rc != ZAIRYU_OK ? rc : posix_spawnp(child, argv[0], actions, attributes, argv, environ);
}

static int spawn(pid_t *child, char *const argv[])
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int rc = posix_spawn_file_actions_init(&actions);

	if (rc != ZAIRYU_OK)
		return rc;
	rc = posix_spawnattr_init(&attributes);
	if (rc == ZAIRYU_OK) {
		rc = spawn_with(child, argv, &actions, &attributes);
		(void)posix_spawnattr_destroy(&attributes);
	}
	(void)posix_spawn_file_actions_destroy(&actions);
	return rc;
}

int browser_open(const struct app *app, const char *url, zairyu_error **err)
{
	static char program[] = "xdg-open";
	char *const argv[] = { program, (char *)(uintptr_t)url, NULL };
	int status = 0, rc;
	pid_t child;

	rc = spawn(&child, argv);
	if (rc != ZAIRYU_OK)
		return fail_errno(app, err, ZAIRYU_ERR_FILE, MSG_CANNOT_OPEN_BROWSER, url, rc);
	while (waitpid(child, &status, 0) < 0) {
		rc = errno == EINTR ? fail_if_interrupted(app, err)
				    : fail_errno(app, err, ZAIRYU_ERR_FILE, MSG_CANNOT_OPEN_BROWSER, url, errno);
		if (rc != ZAIRYU_OK)
			return rc;
	}
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return ZAIRYU_OK;
	return fail(app, err, ZAIRYU_ERR_FILE, MSG_CANNOT_OPEN_BROWSER, url, "xdg-open");
}
