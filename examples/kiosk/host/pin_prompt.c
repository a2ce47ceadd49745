/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/pin_prompt.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <zairyu.h>

#include "host/pin.h"

/* Keys that arrive as characters, as the terminal neither shows nor interprets any. */
enum { CTRL_C = 3, CTRL_D = 4, BACKSPACE = 8, DELETE = 127 };

static void say(int fd, const char *text)
{
	if (write(fd, text, strlen(text)) < 0)
		return; /* nobody is there to be told */
}

/* A line up to Enter; what is too long is no PIN, and stays too long. False if the person gives up. */
static bool read_line(int fd, char pin[PIN_SIZE + 1])
{
	size_t len = 0;
	unsigned char c;

	while (read(fd, &c, 1) == 1 && c != CTRL_C && c != CTRL_D) {
		if (c == '\r' || c == '\n') {
			pin[len] = '\0';
			return true;
		}
		if (c == BACKSPACE || c == DELETE)
			len -= len > 0;
		else if (len < PIN_SIZE)
			pin[len++] = (char)c;
	}
	return false;
}

static bool ask(int fd, const char *prompt, char pin[PIN_SIZE + 1])
{
	bool is_given;

	say(fd, prompt);
	is_given = read_line(fd, pin);
	say(fd, "\n");
	return is_given;
}

/* NULL, or why there is none. */
static const char *ask_twice(int fd, char pin[PIN_SIZE + 1])
{
	char again[PIN_SIZE + 1] = "";
	const char *complaint = NULL;

	if (!ask(fd, "暗証番号（4〜12桁の数字） / PIN (4 to 12 digits): ", pin))
		complaint = "中止しました。 / Cancelled.\n";
	else if (!pin_is_well_formed(pin))
		complaint = "暗証番号は4〜12桁の数字です。 / A PIN is 4 to 12 digits.\n";
	else if (!ask(fd, "もう一度 / Once more: ", again))
		complaint = "中止しました。 / Cancelled.\n";
	else if (strcmp(pin, again) != 0)
		complaint =
			"2回の入力が一致しません。もう一度実行してください。 / The two were different. Run it again.\n";
	zairyu_wipe(again, sizeof again);
	return complaint;
}

static int make(int fd, FILE *out)
{
	char pin[PIN_SIZE + 1] = "", hash[PIN_HASH_SIZE] = "";
	const char *complaint = ask_twice(fd, pin);

	if (!complaint && !pin_make(pin, hash))
		complaint = "暗証番号を処理できません。 / The PIN cannot be processed.\n";
	zairyu_wipe(pin, sizeof pin);
	if (complaint) {
		say(fd, complaint);
		return EXIT_FAILURE;
	}
	fprintf(out, "pin = %s\n", hash);
	return fflush(out) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int pin_prompt(int fd, FILE *out, FILE *complaints)
{
	struct termios before, silent;
	int status;

	if (tcgetattr(fd, &before) != 0) {
		fputs("暗証番号は端末から入力してください。 / Enter the PIN at a terminal.\n", complaints);
		return EXIT_FAILURE;
	}
	silent = before;
	silent.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG);
	silent.c_cc[VMIN] = 1;
	silent.c_cc[VTIME] = 0;
	if (tcsetattr(fd, TCSAFLUSH, &silent) != 0)
		return EXIT_FAILURE;
	status = make(fd, out);
	(void)tcsetattr(fd, TCSAFLUSH, &before);
	return status;
}
