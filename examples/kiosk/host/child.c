/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/child.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/types.h>
#include <unistd.h>
#include <zairyu.h>

enum { PIECE = 4096 };

struct child {
	GSubprocess *process;
	pid_t group;
	GMainContext *context;
	GCancellable *reading; /* ends it */
	int input_fd, left_fd; /* its standard input, and the other end, to see what is left in it; -1 */
	GSource *limit, *cancel, *writing;
	char *input;
	gsize input_len, written;
	gsize output_max;
	GByteArray *output;
	guint8 piece[PIECE];
	bool is_stopped;
	struct child_outcome outcome;
	child_done *done;
	gpointer userdata;
	guint pending; /* what is under way: waiting, reading */
};

static void drop_source(GSource *source)
{
	if (!source)
		return;
	g_source_destroy(source);
	g_source_unref(source);
}

/* Nothing more is given to it. */
static void end_input(struct child *child)
{
	drop_source(child->writing);
	child->writing = NULL;
	zairyu_wipe(child->input, child->input_len);
	if (child->input_fd >= 0)
		(void)close(child->input_fd);
	child->input_fd = -1;
}

static void child_free(struct child *child)
{
	drop_source(child->limit);
	drop_source(child->cancel);
	end_input(child);
	zairyu_wipe(child->output->data, child->output->len);
	zairyu_wipe(child->piece, sizeof child->piece);
	g_free(child->input);
	g_byte_array_unref(child->output);
	g_clear_object(&child->process);
	g_clear_object(&child->reading);
	if (child->left_fd >= 0)
		(void)close(child->left_fd);
	g_main_context_unref(child->context);
	g_free(child);
}

/* A pipe holds what nobody reads, so that writing alone tells nothing. */
static bool has_left_something(const struct child *child)
{
	int left = 0;

	return child->written < child->input_len ||
	       (child->left_fd >= 0 && ioctl(child->left_fd, FIONREAD, &left) == 0 && left > 0);
}

static void finish(struct child *child)
{
	if (child->outcome.end == CHILD_EXITED && child->outcome.number == 0 && has_left_something(child))
		child->outcome.end = CHILD_UNREAD;
	child->outcome.output = (const char *)child->output->data;
	child->outcome.output_len = child->output->len;
	child->done(&child->outcome, child->userdata);
	child_free(child);
}

static void step_over(struct child *child)
{
	if (--child->pending == 0)
		finish(child);
}

/* How it ended by itself; why it was ended counts more. */
static void set_end(struct child *child, enum child_end end, int number)
{
	if (child->is_stopped)
		return;
	child->outcome.end = end;
	child->outcome.number = number;
}

/* Ends everything: its children too, and what somebody else holds open of its standard input and output. */
static void stop(struct child *child, enum child_end end)
{
	set_end(child, end, 0);
	child->is_stopped = true;
	if (child->group > 1)
		(void)kill(-child->group, SIGKILL);
	if (child->process)
		g_subprocess_force_exit(child->process); /* it may have left its group */
	g_cancellable_cancel(child->reading);
	end_input(child);
}

static gboolean limit_is_over(gpointer userdata)
{
	stop(userdata, CHILD_TIMEOUT);
	return G_SOURCE_REMOVE;
}

static gboolean cancel_is_seen(GCancellable *cancel, gpointer userdata)
{
	(void)cancel;
	stop(userdata, CHILD_CANCELLED);
	return G_SOURCE_REMOVE;
}

static void on_wait(GObject *source, GAsyncResult *answer, gpointer userdata)
{
	struct child *child = userdata;
	GSubprocess *process = G_SUBPROCESS(source);

	(void)g_subprocess_wait_finish(process, answer, NULL);
	if (g_subprocess_get_if_exited(process))
		set_end(child, CHILD_EXITED, g_subprocess_get_exit_status(process));
	else
		set_end(child, CHILD_SIGNALLED, g_subprocess_get_term_sig(process));
	end_input(child);
	step_over(child);
}

/* Gives it what the pipe takes, and the rest when there is room; counted here, whatever ends first. */
static gboolean on_room(gint fd, GIOCondition condition, gpointer userdata)
{
	struct child *child = userdata;
	const gssize len = write(fd, child->input + child->written, child->input_len - child->written);

	(void)condition;
	if (len > 0)
		child->written += (gsize)len;
	if (len < 0 ? errno == EAGAIN || errno == EINTR : child->written < child->input_len)
		return G_SOURCE_CONTINUE;
	end_input(child);
	return G_SOURCE_REMOVE;
}

static void read_on(struct child *child);

static void on_read(GObject *source, GAsyncResult *answer, gpointer userdata)
{
	struct child *child = userdata;
	const gssize len = g_input_stream_read_finish(G_INPUT_STREAM(source), answer, NULL);

	if (len <= 0) {
		step_over(child);
		return;
	}
	if ((gsize)len > child->output_max - child->output->len) {
		stop(child, CHILD_FLOOD);
		step_over(child);
		return;
	}
	g_byte_array_append(child->output, child->piece, (guint)len);
	read_on(child);
}

static void read_on(struct child *child)
{
	g_input_stream_read_async(g_subprocess_get_stdout_pipe(child->process), child->piece, sizeof child->piece,
				  G_PRIORITY_DEFAULT, child->reading, on_read, child);
}

/* In the new process, before the program: only what may be done after fork(). */
static void lead_group(gpointer userdata)
{
	sigset_t none;

	(void)userdata;
	(void)setpgid(0, 0);
	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* A pipe of ours, whose reading end stays open here: what the program leaves in it can be counted, and nothing breaks. */
static bool open_input(struct child *child, GSubprocessLauncher *launcher)
{
	int fds[2], own;

	if (!g_unix_open_pipe(fds, FD_CLOEXEC, NULL))
		return false;
	own = fcntl(fds[0], F_DUPFD_CLOEXEC, 3);
	g_subprocess_launcher_take_stdin_fd(launcher, fds[0]);
	child->left_fd = own;
	child->input_fd = fds[1];
	return own >= 0 && g_unix_set_fd_nonblocking(fds[1], TRUE, NULL);
}

static void spawn(struct child *child, GSubprocessLauncher *launcher, const char *const *argv)
{
	GError *error = NULL;

	child->process = g_subprocess_launcher_spawnv(launcher, argv, &error);
	if (g_error_matches(error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT))
		set_end(child, CHILD_MISSING, 0);
	g_clear_error(&error);
}

static bool start(struct child *child, const struct child_job *job)
{
	GSubprocessLauncher *launcher = g_subprocess_launcher_new(
		G_SUBPROCESS_FLAGS_STDERR_SILENCE |
		(job->output_max ? G_SUBPROCESS_FLAGS_STDOUT_PIPE : G_SUBPROCESS_FLAGS_STDOUT_SILENCE));

	g_subprocess_launcher_set_child_setup(launcher, lead_group, NULL, NULL);
	g_subprocess_launcher_set_cwd(launcher, "/");
	if (job->environment)
		g_subprocess_launcher_set_environ(launcher, (char **)job->environment);
	set_end(child, CHILD_NOT_RUN, 0);
	if (open_input(child, launcher))
		spawn(child, launcher, job->argv);
	g_object_unref(launcher);
	return child->process != NULL;
}

static GSource *attach(struct child *child, GSource *source, GSourceFunc function)
{
	g_source_set_callback(source, function, child, NULL);
	g_source_attach(source, child->context);
	return source;
}

static gboolean on_not_started(gpointer userdata)
{
	step_over(userdata);
	return G_SOURCE_REMOVE;
}

/* The program itself says `number`, of the process and of its group, as long as nobody has waited for it. */
static pid_t group_of(GSubprocess *process)
{
	const char *identifier = g_subprocess_get_identifier(process);

	return identifier ? (pid_t)g_ascii_strtoll(identifier, NULL, 10) : 0;
}

static void follow(struct child *child, const struct child_job *job, GCancellable *cancel)
{
	child->group = group_of(child->process);
	child->limit = attach(child, g_timeout_source_new(job->limit_ms), limit_is_over);
	if (cancel)
		child->cancel = attach(child, g_cancellable_source_new(cancel), G_SOURCE_FUNC(cancel_is_seen));
	child->writing = attach(child, g_unix_fd_source_new(child->input_fd, G_IO_OUT), G_SOURCE_FUNC(on_room));
	child->pending = 1;
	g_subprocess_wait_async(child->process, NULL, on_wait, child);
	if (child->output_max) {
		child->pending++;
		read_on(child);
	}
}

static struct child *child_new(const struct child_job *job, child_done *done, gpointer userdata)
{
	struct child *child = g_new0(struct child, 1);

	child->context = g_main_context_ref_thread_default();
	child->reading = g_cancellable_new();
	child->input_fd = child->left_fd = -1;
	child->input = g_malloc(job->input_len + 1);
	child->input_len = job->input_len;
	if (job->input_len > 0)
		memcpy(child->input, job->input, job->input_len);
	child->output_max = job->output_max;
	/* Never more than this, so that no copy stays behind. */
	child->output = g_byte_array_sized_new((guint)job->output_max);
	child->done = done;
	child->userdata = userdata;
	return child;
}

void child_run(const struct child_job *job, GCancellable *cancel, child_done *done, gpointer userdata)
{
	struct child *child = child_new(job, done, userdata);
	GSource *idle;

	if (g_cancellable_is_cancelled(cancel))
		set_end(child, CHILD_CANCELLED, 0);
	else if (start(child, job)) {
		follow(child, job, cancel);
		return;
	}
	child->pending = 1;
	idle = attach(child, g_idle_source_new(), on_not_started);
	g_source_unref(idle);
}
