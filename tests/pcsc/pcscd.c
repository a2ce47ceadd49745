/* SPDX-License-Identifier: BSD-2-Clause */
/* Runs the real PC/SC service for tests. */
#define _GNU_SOURCE /* prctl's constants */
#include "pcscd.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <winscard.h>

#include "../support/clock.h"

#define LOCK_FILE "/tmp/libzairyu-pcscd.lock"
#define PROGRAM   "/usr/sbin/pcscd"
#define SOCKET    "/run/pcscd/pcscd.comm"

static int lock_fd = -1;
static pid_t service = -1;

bool pcscd_lock(void)
{
	if (getenv(PCSCD_HELD_ENV))
		return true;
	lock_fd = open(LOCK_FILE, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	return lock_fd >= 0 && flock(lock_fd, LOCK_EX) == 0;
}

void pcscd_unlock(void)
{
	if (lock_fd >= 0)
		close(lock_fd);
	lock_fd = -1;
}

static bool answers(void)
{
	SCARDCONTEXT context;

	if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS)
		return false;
	SCardReleaseContext(context);
	return true;
}

bool pcscd_foreign(void)
{
	return service < 0 && answers();
}

static void run(pid_t parent)
{
	int null = open("/dev/null", O_RDWR);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent || null < 0)
		_exit(1);
	dup2(null, 0);
	dup2(null, 1);
	dup2(null, 2);
	execl(PROGRAM, PROGRAM, "--foreground", (char *)NULL);
	_exit(127);
}

bool pcscd_start(void)
{
	pid_t parent = getpid();

	if (access(PROGRAM, X_OK))
		return false;
	/* what a service that was killed leaves lying would keep the next one from starting */
	unlink(SOCKET);
	service = fork();
	if (service == 0)
		run(parent);
	for (int i = 0; service > 0 && i < 500; i++) {
		if (answers())
			return true;
		sleep_ms(10);
	}
	pcscd_stop();
	return false;
}

void pcscd_stop(void)
{
	if (service <= 0)
		return;
	kill(service, SIGCONT);
	kill(service, SIGTERM);
	waitpid(service, NULL, 0);
	service = -1;
}

void pcscd_signal(int number)
{
	if (service <= 0)
		return;
	kill(service, number);
	if (number != SIGKILL)
		return;
	waitpid(service, NULL, 0);
	service = -1;
}
