/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/journal.h"

#include <fcntl.h>
#include <glib.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 256, MODE = 0640 };

struct journal {
	char *path; /* NULL: standard error */
	unsigned failures;
};

const char *journal_word(enum journal_event event)
{
	static const char *const words[JOURNAL_EVENTS] = {
		[JOURNAL_STARTED] = "started",
		[JOURNAL_ENDED] = "ended",
		[JOURNAL_READY] = "ready",
		[JOURNAL_OUT_OF_ORDER] = "out-of-order",
		[JOURNAL_VERIFIED] = "verified",
		[JOURNAL_FAILED] = "failed",
		[JOURNAL_CANCELLED] = "cancelled",
		[JOURNAL_IDLE] = "idle",
		[JOURNAL_CARD_TAKEN] = "card-taken",
		[JOURNAL_CARD_LEFT] = "card-left",
		[JOURNAL_LOCKED] = "locked",
		[JOURNAL_SAME] = "same",
		[JOURNAL_DIFFERENT] = "different",
		[JOURNAL_HANDED_ON] = "handed-on",
		[JOURNAL_NOT_HANDED_ON] = "not-handed-on",
		[JOURNAL_STAFF] = "staff",
		[JOURNAL_STAFF_REFUSED] = "staff-refused",
	};

	return words[event];
}

struct journal *journal_new(const char *path)
{
	struct journal *journal = g_new0(struct journal, 1);

	journal->path = g_strdup(path);
	return journal;
}

void journal_free(struct journal *journal)
{
	if (!journal)
		return;
	g_free(journal->path);
	g_free(journal);
}

static void append(char line[LINE_MAX_BYTES], const char *word)
{
	(void)g_strlcat(line, " ", LINE_MAX_BYTES);
	(void)g_strlcat(line, word, LINE_MAX_BYTES);
}

static void format(const struct journal_entry *entry, char line[LINE_MAX_BYTES])
{
	char number[24];

	(void)zairyu_time_text((int64_t)time(NULL), line);
	append(line, journal_word(entry->event));
	if (entry->report)
		append(line, zairyu_verdict_name(zairyu_report_verdict(entry->report)));
	if (entry->error)
		append(line, zairyu_error_support_code(entry->error));
	if (entry->handed_on != HOOK_DONE)
		append(line, hook_word(entry->handed_on));
	g_snprintf(number, sizeof number, "%" G_GINT64_FORMAT, (gint64)entry->number);
	if (entry->has_number)
		append(line, number);
	(void)g_strlcat(line, "\n", LINE_MAX_BYTES);
}

/* Not through a link: whoever can write to the directory could have another file grow. Not a pipe that nobody reads. */
static int open_journal(const char *path)
{
	return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, MODE);
}

static bool write_line(const struct journal *journal, const char *line)
{
	const size_t len = strlen(line);
	const int fd = journal->path ? open_journal(journal->path) : STDERR_FILENO;
	bool is_written = fd >= 0 && write(fd, line, len) == (ssize_t)len;

	if (journal->path && fd >= 0 && close(fd) != 0)
		is_written = false;
	return is_written;
}

void journal_write(struct journal *journal, const struct journal_entry *entry)
{
	char line[LINE_MAX_BYTES];

	format(entry, line);
	if (!write_line(journal, line))
		journal->failures++;
}

unsigned journal_failures(const struct journal *journal)
{
	return journal->failures;
}
