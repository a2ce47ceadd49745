/* SPDX-License-Identifier: BSD-2-Clause */
#include "person/child_program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "person/fail.h"

extern char **environ;

enum { SLICE_MS = 100, GRACE_MS = 2000 };

/* Our ends of the pipes; -1 where there is none, or no longer. */
struct running {
	struct child_program *program;
	pid_t pid;
	int to, from;
	size_t written;
};

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* An end of a pipe of which the child inherits nothing but what it is given. */
static int make_pipe(int ends[2])
{
	if (pipe(ends))
		return errno;
	for (int i = 0; i < 2; i++)
		(void)fcntl(ends[i], F_SETFD, FD_CLOEXEC);
	return 0;
}

static int spawn_with(struct running *running, int input, int output, posix_spawn_file_actions_t *actions,
		      posix_spawnattr_t *attributes)
{
	char *const *argv = running->program->argv;
	sigset_t usual;
	int rc = input >= 0 ? posix_spawn_file_actions_adddup2(actions, input, STDIN_FILENO) : 0;

	if (rc == 0) /* our standard output is for our own output alone */
		rc = posix_spawn_file_actions_adddup2(actions, output >= 0 ? output : STDERR_FILENO, STDOUT_FILENO);
	(void)sigemptyset(&usual);
	(void)sigaddset(&usual, SIGPIPE);
	if (rc == 0)
		rc = posix_spawnattr_setsigdefault(attributes, &usual);
	if (rc == 0)
		rc = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF);
	return rc != 0 ? rc : posix_spawnp(&running->pid, argv[0], actions, attributes, argv, environ);
}

static int spawn(struct running *running, int input, int output)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int rc = posix_spawn_file_actions_init(&actions);

	if (rc != 0)
		return rc;
	rc = posix_spawnattr_init(&attributes);
	if (rc == 0) {
		rc = spawn_with(running, input, output, &actions, &attributes);
		(void)posix_spawnattr_destroy(&attributes);
	}
	(void)posix_spawn_file_actions_destroy(&actions);
	return rc;
}

/* An error number, or 0. */
static int start(struct running *running)
{
	int input[2] = { -1, -1 }, output[2] = { -1, -1 };
	int rc = running->program->input.data ? make_pipe(input) : 0;

	if (rc == 0 && running->program->answer)
		rc = make_pipe(output);
	if (rc == 0)
		rc = spawn(running, input[0], output[1]);
	close_end(&input[0]);
	close_end(&output[1]);
	running->to = input[1];
	running->from = output[0];
	if (running->to >= 0)
		(void)fcntl(running->to, F_SETFL, O_NONBLOCK);
	return rc;
}

/* A program that reads no more has its reasons: its status tells. */
static void give(struct running *running)
{
	const zairyu_bytes input = running->program->input;
	ssize_t n = write(running->to, input.data + running->written, input.len - running->written);

	running->written += n > 0 ? (size_t)n : 0;
	if (running->written == input.len || (n < 0 && errno != EAGAIN && errno != EINTR))
		close_end(&running->to);
}

static void take(struct running *running)
{
	struct child_program *program = running->program;
	const size_t room = program->answer_size - program->answer_len;
	char rest[256];
	ssize_t n = read(running->from, room > 0 ? program->answer + program->answer_len : rest,
			 room > 0 ? room : sizeof rest);

	if (n > 0 && room > 0)
		program->answer_len += (size_t)n;
	zairyu_wipe(rest, sizeof rest);
	if (n == 0 || (n < 0 && errno != EINTR))
		close_end(&running->from);
}

/* Moves what can be moved; without pipes it only waits. */
static void move(struct running *running)
{
	struct pollfd ends[2] = { { .fd = running->to, .events = POLLOUT }, { .fd = running->from, .events = POLLIN } };

	if (poll(ends, 2, SLICE_MS) <= 0)
		return;
	if (ends[0].revents)
		give(running);
	if (ends[1].revents)
		take(running);
}

/* Asked to end, and made to where it does not. */
static void end(struct running *running)
{
	(void)kill(running->pid, SIGTERM);
	for (int waited = 0; waited < GRACE_MS; waited += SLICE_MS) {
		if (waitpid(running->pid, &running->program->status, WNOHANG) == running->pid)
			return;
		(void)poll(NULL, 0, SLICE_MS);
	}
	(void)kill(running->pid, SIGKILL);
	while (waitpid(running->pid, &running->program->status, 0) < 0 && errno == EINTR)
		;
}

static int go_on(const struct app *app, struct running *running, const zairyu_wait *limit, zairyu_error **err)
{
	struct child_program *program = running->program;
	int rc = ZAIRYU_OK;

	while (waitpid(running->pid, &program->status, WNOHANG) != running->pid) {
		rc = fail_if_interrupted(app, err);
		if (rc == ZAIRYU_OK && program->watch)
			rc = program->watch(program->userdata, err);
		program->late = zairyu_wait_remaining(limit) == 0;
		if (rc != ZAIRYU_OK || program->late) {
			end(running);
			break;
		}
		move(running);
	}
	return rc;
}

/* What it wrote before it ended lies in the pipe still; one that it left behind does not keep us. */
static void take_rest(struct running *running)
{
	struct pollfd end = { .fd = running->from, .events = POLLIN };

	while (running->from >= 0 && poll(&end, 1, 0) > 0)
		take(running);
}

int child_program_run(const struct app *app, struct child_program *program, zairyu_error **err)
{
	struct running running = { .program = program, .to = -1, .from = -1 };
	zairyu_wait *limit = NULL;
	int rc = zairyu_wait_new(program->limit_ms, NULL, &limit, err);

	program->answer_len = 0;
	program->late = false;
	if (rc == ZAIRYU_OK && (rc = start(&running)) != 0)
		rc = fail_errno(app, err, ZAIRYU_ERR_FILE, MSG_CANNOT_START, program->argv[0], rc);
	else if (rc == ZAIRYU_OK)
		rc = go_on(app, &running, limit, err);
	if (rc == ZAIRYU_OK) /* what ended us may have ended it first */
		rc = fail_if_interrupted(app, err);
	if (rc == ZAIRYU_OK)
		take_rest(&running);
	close_end(&running.to);
	close_end(&running.from);
	zairyu_wait_free(limit);
	program->status = WIFSIGNALED(program->status) ? 128 + WTERMSIG(program->status) : WEXITSTATUS(program->status);
	return rc;
}

int child_program_run_shell(const struct app *app, struct child_program *program, const char *command,
			    zairyu_error **err)
{
	static char shell[] = "/bin/sh", option[] = "-c";
	char *const argv[] = { shell, option, (char *)(uintptr_t)command, NULL };
	int rc;

	program->argv = argv;
	rc = child_program_run(app, program, err);
	program->argv = NULL;
	return rc;
}
