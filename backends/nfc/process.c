/* SPDX-License-Identifier: BSD-2-Clause */
/* libnfc's state, of which a process has one. */
#include "process.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

/*
 * libnfc waits with select(), which ends the process from 1024 on. A reader takes four: three of libnfc's and one of
 * ours. Others of the program's run along.
 */
enum { DESCRIPTOR_MAX = 1000, DESCRIPTORS = 8 };

/* The one mutable state that is not a handle's. It cannot be: what it guards is the process's, whoever made the handle.
 */
static struct {
	pthread_mutex_t lock;
	nfc_context *context;
} process = { PTHREAD_MUTEX_INITIALIZER, NULL };

nfc_context *process_enter(void)
{
	nfc_context *context;

	(void)pthread_mutex_lock(&process.lock);
	if (!process.context) {
		/* nfc_init() sets this variable anyhow; set before, it keeps libnfc from printing. */
		(void)setenv("LIBNFC_LOG_LEVEL", "0", 0);
		nfc_init(&process.context);
	}
	context = process.context;
	if (!context)
		(void)pthread_mutex_unlock(&process.lock);
	return context;
}

void process_leave(void)
{
	(void)pthread_mutex_unlock(&process.lock);
}

/* The number that the last of as many descriptors as are needed gets: there may be gaps below. -1 if it gets none. */
static int last_needed(void)
{
	int taken[DESCRIPTORS], count = 0, last = 0;

	while (count < DESCRIPTORS && (last = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0)) >= 0)
		taken[count++] = last;
	while (count > 0)
		(void)close(taken[--count]);
	return last;
}

struct outcome process_check_descriptors(void)
{
	int last;

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0)
			return outcome_own(
				ZAIRYU_ERR_STATE,
				"standard input, output or error is closed: libnfc cannot use their numbers; open them on /dev/null");
	}
	last = last_needed();
	if (last < 0)
		return outcome_errno(ZAIRYU_ERR_NO_MEMORY, "the process has no file descriptor left for the reader");
	if (last >= DESCRIPTOR_MAX)
		return outcome_own(ZAIRYU_ERR_LIMIT,
				   "too many files are open: libnfc cannot use descriptors above 1023; close some");
	return outcome_ok;
}
