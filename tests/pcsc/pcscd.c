/* SPDX-License-Identifier: BSD-2-Clause */
/* Runs the real PC/SC service for tests. */
#define _GNU_SOURCE /* prctl's constants */
#include "pcscd.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <winscard.h>

#include "../support/clock.h"
#include "driver.h"

#define LOCK_FILE "/tmp/libzairyu-pcscd.lock"
#define PROGRAM   "/usr/sbin/pcscd"
#define SOCKET    "/run/pcscd/pcscd.comm"

static int lock_fd = -1;
static pid_t service = -1;
/* Of a service of the test's own: where it lives, and what is loaded into it. NULL for one at its usual place. */
static const char *own_folder, *own_driver;

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

bool pcscd_installed(void)
{
	return access(PROGRAM, X_OK) == 0;
}

bool pcscd_foreign(void)
{
	return service < 0 && answers();
}

/* A service that asks polkit who may use readers gets no answer where none runs, and refuses everybody. */
static bool asks_polkit(void)
{
	char line[256];
	bool asks = false;
	FILE *features = popen(PROGRAM " --version", "r");

	while (features && fgets(line, sizeof line, features))
		asks = asks || strstr(line, " polkit ");
	if (features)
		pclose(features);
	return asks;
}

static void run_program(void)
{
	char config[128];
	const char *args[6] = { PROGRAM, "--foreground" };
	size_t count = 2;

	if (asks_polkit())
		args[count++] = "--disable-polkit";
	if (own_folder) {
		(void)snprintf(config, sizeof config, "%s/config", own_folder);
		args[count++] = "--config";
		args[count++] = config;
		/* Without what a sanitizer has us load: the driver is not built with it, nor is pcscd. */
		setenv("LD_PRELOAD", own_driver, 1);
		setenv(DRIVER_FOLDER_ENV, own_folder, 1);
	}
	execv(PROGRAM, (char **)args);
	_exit(127);
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
	run_program();
}

static bool start(const char *socket_path)
{
	pid_t parent = getpid();

	if (!pcscd_installed())
		return false;
	/* what a service that was killed leaves lying would keep the next one from starting */
	unlink(socket_path);
	service = fork();
	if (service == 0)
		run(parent);
	for (int i = 0; service > 0 && i < 3000; i++) {
		if (answers())
			return true;
		sleep_ms(10);
	}
	pcscd_stop();
	return false;
}

bool pcscd_start(void)
{
	return start(SOCKET);
}

bool pcscd_start_in(const char *folder, const char *driver)
{
	char path[128];

	own_folder = folder;
	own_driver = driver;
	(void)snprintf(path, sizeof path, "%s/run/pcscd.comm", folder);
	setenv("PCSCLITE_CSOCK_NAME", path, 1);
	return start(path);
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
