/* SPDX-License-Identifier: BSD-2-Clause */
/* with-pcscd COMMAND ARG…: runs a command while the PC/SC service runs, starting it if need be. Exit status: the
 * command's. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pcscd.h"

static int run(char **command)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		setenv(PCSCD_HELD_ENV, "1", 1);
		execvp(command[0], command);
		perror(command[0]);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0)
		return 1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
	int status;

	if (argc < 2) {
		fprintf(stderr, "usage: with-pcscd COMMAND ARG…\n");
		return 2;
	}
	if (!pcscd_lock())
		return 1;
	if (!pcscd_foreign() && !pcscd_start()) {
		fprintf(stderr, "pcscd is not installed or does not start\n");
		return EXIT_SKIPPED;
	}
	status = run(argv + 1);
	pcscd_stop();
	pcscd_unlock();
	return status;
}
