/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>

#include "worker.h"

/* Why a thread could not be started: there is no more memory, there may be no more threads, or there may be none. */
static const struct {
	int number, code;
	const char *message;
} failures[] = {
	{ ENOMEM, ZAIRYU_ERR_NO_MEMORY, "no memory for a thread" },
	{ EAGAIN, ZAIRYU_ERR_LIMIT,
	  "the system starts no more threads for this process: raise its limit on tasks (ulimit -u, TasksMax, pids.max) or of memory" },
	{ EPERM, ZAIRYU_ERR_NO_PERMISSION, "the system lets this process start no thread (a seccomp filter?)" },
};
enum { FAILURES = sizeof failures / sizeof *failures, LIMIT_REACHED = 1 };

/* Any other code is told as a limit: its number is in the error. */
static size_t failure_of(int number)
{
	for (size_t i = 0; i < FAILURES; i++)
		if (failures[i].number == number)
			return i;
	return LIMIT_REACHED;
}

int worker_failure(int number)
{
	return failures[failure_of(number)].code;
}

int worker_report(int rc, zairyu_error **err)
{
	return zairyu_error_set(err, rc, "errno", errno, failures[failure_of(errno)].message);
}
