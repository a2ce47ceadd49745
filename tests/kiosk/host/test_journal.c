/* SPDX-License-Identifier: BSD-2-Clause */
/* Lines of the log: words and numbers, and nothing of the card. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../support/suite.h"
#include "host/journal.h"
#include "host_card.h"
#include "waiting.h"

#define TIME "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z "

static void ck_lines(const char *text, const char *pattern)
{
	ck_assert_msg(g_regex_match_simple(pattern, text, 0, 0), "%s", text);
}

START_TEST(lines_of_words_and_numbers)
{
	char *scratch = scratch_new(), *path = scratch_path(scratch, "log"), *text;
	struct host_card card = host_card_read("type=05");
	zairyu_report *report = host_card_report(&card, "genuine", "printed-entries");
	zairyu_error *error = NULL;
	struct journal *journal = journal_new(path);
	struct stat info;

	zairyu_error_set(&error, ZAIRYU_ERR_WRONG_NUMBER, NULL, 0, "a message with " CARD_NUMBER " in it");
	journal_write(journal, &(struct journal_entry){ .event = JOURNAL_STARTED });
	journal_write(journal, &(struct journal_entry){ .event = JOURNAL_VERIFIED, .report = report });
	journal_write(journal, &(struct journal_entry){ .event = JOURNAL_FAILED, .error = error });
	journal_write(journal,
		      &(struct journal_entry){ .event = JOURNAL_LOCKED, .has_number = 1, .number = INT64_MIN });
	text = file_text(path);
	ck_lines(text, "^" TIME "started\n" TIME "verified genuine\n" TIME "failed Z304-[0-9A-Z-]+\n" TIME
		       "locked -9223372036854775808\n$");
	ck_assert_ptr_null(strstr(text, CARD_NUMBER));
	ck_assert_int_eq(stat(path, &info), 0);
	ck_assert_uint_eq(info.st_mode & 07137, 0); /* nothing for others, nothing to run */
	ck_assert_uint_eq(journal_failures(journal), 0);
	g_free(text), g_free(path), scratch_done(scratch);
	journal_free(journal), zairyu_error_free(error), zairyu_report_free(report), host_card_done(&card);
}
END_TEST

/* Moved away by somebody who keeps logs. */
START_TEST(goes_on_in_a_new_file)
{
	char *scratch = scratch_new(), *path = scratch_path(scratch, "log"), *moved = scratch_path(scratch, "log.1");
	struct journal *journal = journal_new(path);
	char *text;

	journal_write(journal, &(struct journal_entry){ .event = JOURNAL_READY });
	ck_assert_int_eq(rename(path, moved), 0);
	journal_write(journal, &(struct journal_entry){ .event = JOURNAL_ENDED });
	text = file_text(path);
	ck_lines(text, "^" TIME "ended\n$");
	g_free(text);
	text = file_text(moved);
	ck_lines(text, "^" TIME "ready\n$");
	g_free(text);
	journal_free(journal), g_free(moved), g_free(path), scratch_done(scratch);
}
END_TEST

/* A link, a pipe that nobody reads, a directory, a full disk: counted, and nothing else. */
START_TEST(failures_are_counted)
{
	char *scratch = scratch_new(), *victim = scratch_file(scratch, "victim", "", 0600), *text;
	char *link = scratch_path(scratch, "link"), *fifo = scratch_path(scratch, "fifo");
	const char *const bad[] = { link, fifo, scratch, "/dev/full" };

	ck_assert_int_eq(symlink(victim, link), 0);
	ck_assert_int_eq(mkfifo(fifo, 0600), 0);
	for (int i = 0; i < COUNT(bad); i++) {
		struct journal *journal = journal_new(bad[i]);

		journal_write(journal, &(struct journal_entry){ .event = JOURNAL_READY });
		ck_assert_msg(journal_failures(journal) == 1, "%s", bad[i]);
		journal_free(journal);
	}
	text = file_text(victim);
	ck_assert_str_eq(text, "");
	g_free(text), g_free(victim), g_free(link), g_free(fifo), scratch_done(scratch);
}
END_TEST

START_TEST(standard_error_without_a_file)
{
	char *scratch = scratch_new(), *path = scratch_path(scratch, "log"), *text;
	struct journal *journal = journal_new(NULL);
	const int fd = open(path, O_WRONLY | O_CREAT, 0600), before = dup(STDERR_FILENO);

	ck_assert_int_eq(dup2(fd, STDERR_FILENO), STDERR_FILENO);
	journal_write(journal, &(struct journal_entry){ .event = JOURNAL_IDLE });
	ck_assert_int_eq(dup2(before, STDERR_FILENO), STDERR_FILENO);
	text = file_text(path);
	ck_lines(text, "^" TIME "idle\n$");
	(void)close(fd), (void)close(before);
	g_free(text), journal_free(journal), g_free(path), scratch_done(scratch);
}
END_TEST

/* Staff who read that a result was not handed on want to know why. */
START_TEST(says_why_nothing_was_handed_on)
{
	char *scratch = scratch_new(), *path = scratch_path(scratch, "log"), *text;
	struct journal *journal = journal_new(path);

	journal_write(journal, &(struct journal_entry){ .event = JOURNAL_HANDED_ON, .handed_on = HOOK_DONE });
	journal_write(journal, &(struct journal_entry){ .event = JOURNAL_NOT_HANDED_ON, .handed_on = HOOK_NOBODY });
	journal_write(journal,
		      &(struct journal_entry){
			      .event = JOURNAL_NOT_HANDED_ON, .handed_on = HOOK_EXIT, .number = 3, .has_number = 1 });
	text = file_text(path);
	ck_lines(text, "^" TIME "handed-on\n" TIME "not-handed-on nobody-listens\n" TIME "not-handed-on exit 3\n$");
	g_free(text), g_free(path), scratch_done(scratch), journal_free(journal);
}
END_TEST

START_TEST(every_event_has_a_word_of_its_own)
{
	for (enum journal_event i = 0; i < JOURNAL_EVENTS; i++) {
		ck_assert(g_regex_match_simple("^[a-z]+(-[a-z]+)*$", journal_word(i), 0, 0));
		for (enum journal_event k = 0; k < i; k++)
			ck_assert_str_ne(journal_word(i), journal_word(k));
	}
}
END_TEST

SUITE_MAIN("journal", 60, lines_of_words_and_numbers, goes_on_in_a_new_file, failures_are_counted,
	   standard_error_without_a_file, says_why_nothing_was_handed_on, every_event_has_a_word_of_its_own)
