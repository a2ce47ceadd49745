/* SPDX-License-Identifier: BSD-2-Clause */
#include "counter/counter_number.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "counter/counter_presence.h"
#include "counter/counter_voice.h"
#include "person/child_program.h"
#include "person/fail.h"
#include "person/language.h"
#include "person/number_line.h"

enum { ANSWER_MAX = 256 };

static int from_command(struct counter *counter, char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	char answer[ANSWER_MAX], status[16];
	struct child_program program = { .answer = answer,
					 .answer_size = sizeof answer,
					 .limit_ms = ZAIRYU_WAIT_FOREVER,
					 .watch = counter_card_left,
					 .userdata = counter };
	int rc = child_program_run_shell(counter->app, &program, counter->number_from, err);

	(void)snprintf(status, sizeof status, "%d", program.status);
	if (rc == ZAIRYU_OK && (program.status != 0 || program.answer_len == 0))
		rc = fail(counter->app, err, ZAIRYU_ERR_NUMBER_FORMAT, MSG_NUMBER_FROM_FAILED, status, NULL);
	if (rc == ZAIRYU_OK) {
		const char *end = memchr(answer, '\n', program.answer_len);
		size_t len = end ? (size_t)(end - answer) : program.answer_len;

		rc = number_line_normalize(answer, len > 0 && answer[len - 1] == '\r' ? len - 1 : len, number, err);
	}
	zairyu_wipe(answer, sizeof answer);
	return rc;
}

static int from_line(struct counter *counter, char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	const struct app *app = counter->app;
	const bool typed = isatty(STDIN_FILENO);
	struct number_line line = { .fd = STDIN_FILENO,
				    .name = message_text(MSG_STANDARD_INPUT, app->language),
				    .watch = counter_card_left,
				    .userdata = counter };
	int rc;

	if (typed) {
		message_print(stderr, MSG_PROMPT_NUMBER, app->language, NULL, NULL);
		fflush(stderr);
	}
	rc = number_line_read(app, &line, number, err);
	if (typed && !line.ended)
		fputc('\n', stderr);
	if (rc == ZAIRYU_ERR_CARD_GONE && typed) /* what was begun for this card is not for the next */
		(void)tcflush(STDIN_FILENO, TCIFLUSH);
	if (rc == ZAIRYU_ERR_NUMBER_FORMAT && line.empty && !line.ended) {
		counter->over = true;
		return ZAIRYU_ERR_CANCELLED;
	}
	return rc;
}

int counter_number(struct counter *counter, char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	memset(number, 0, ZAIRYU_NUMBER_SIZE);
	return counter->number_from ? from_command(counter, number, err) : from_line(counter, number, err);
}

bool counter_numbers_are_over(const struct counter *counter)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };

	return !counter->number_from && poll(&input, 1, 0) > 0 && !(input.revents & POLLIN);
}
