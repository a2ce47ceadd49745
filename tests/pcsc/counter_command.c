/* SPDX-License-Identifier: BSD-2-Clause */
#include "counter_command.h"

#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../support/process.h"

enum { ARGUMENTS = 24 };

static void become(const char *tool, const char *const *arguments, const struct counter_command *command,
		   const int input[2], const int output[2])
{
	char *argv[ARGUMENTS] = { (char *)(uintptr_t)tool };
	int count = 1;

	for (; arguments[count - 1] && count < ARGUMENTS - 1; count++)
		argv[count] = (char *)(uintptr_t)arguments[count - 1];
	(void)dup2(input[0], STDIN_FILENO);
	(void)dup2(output[1], STDOUT_FILENO);
	for (int i = 0; i < 2; i++) {
		(void)close(input[i]);
		(void)close(output[i]);
	}
	if (chdir(command->folder) == 0 && setenv("HOME", command->folder, 1) == 0)
		(void)execv(tool, argv);
	_exit(127);
}

bool counter_command_start(struct counter_command *command, const char *tool, const char *const *arguments)
{
	int input[2], output[2];

	(void)strcpy(command->folder, "/tmp/zairyu-counter-XXXXXX");
	if (!mkdtemp(command->folder) || pipe(input) || pipe(output))
		return false;
	command->pid = fork();
	if (command->pid == 0)
		become(tool, arguments, command, input, output);
	(void)close(input[0]);
	(void)close(output[1]);
	command->to = input[1];
	command->from = fdopen(output[0], "r");
	return command->pid > 0 && command->from && setvbuf(command->from, NULL, _IONBF, 0) == 0;
}

bool counter_command_write(const struct counter_command *command, const char *line)
{
	const size_t len = strlen(line);

	return write(command->to, line, len) == (ssize_t)len && write(command->to, "\n", 1) == 1;
}

bool counter_command_read(const struct counter_command *command, char *line, size_t size, int seconds)
{
	struct pollfd from = { .fd = fileno(command->from), .events = POLLIN };

	if (poll(&from, 1, seconds * 1000) <= 0 || !fgets(line, (int)size, command->from))
		return false;
	line[strcspn(line, "\n")] = '\0';
	return true;
}

void counter_command_usage(const struct counter_command *command, int *descriptors, long *resident)
{
	char path[64], line[256];
	FILE *status;

	(void)snprintf(path, sizeof path, "/proc/%d/fd", (int)command->pid);
	*descriptors = count_entries(path);
	(void)snprintf(path, sizeof path, "/proc/%d/status", (int)command->pid);
	*resident = 0;
	status = fopen(path, "r");
	while (status && fgets(line, sizeof line, status))
		(void)sscanf(line, "VmRSS: %ld", resident);
	if (status)
		(void)fclose(status);
}

int counter_command_end(struct counter_command *command)
{
	int status;

	if (kill(command->pid, SIGINT) || waitpid(command->pid, &status, 0) != command->pid)
		return -1;
	(void)close(command->to);
	(void)fclose(command->from);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
