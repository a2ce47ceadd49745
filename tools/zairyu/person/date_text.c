/* SPDX-License-Identifier: BSD-2-Clause */
/* Dates as text, compared as text. */
#include "person/date_text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <zairyu.h>

enum { JAPAN_SECONDS = 9 * 3600 }; /* Japan has had one offset and no summer time since 1952 */

static int days_of(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool date_exists(int year, int month, int day)
{
	return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= days_of(year, month);
}

bool date_parse(const char *text, int *year, int *month, int *day)
{
	if (strlen(text) != 10)
		return false;
	for (int i = 0; i < 10; i++)
		if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
			return false;
	if (sscanf(text, "%4d-%2d-%2d", year, month, day) != 3)
		return false;
	return date_exists(*year, *month, *day);
}

static bool read_digits(const char **text, size_t least, size_t most, int *out)
{
	size_t count = 0;

	for (*out = 0; count < most && **text >= '0' && **text <= '9'; count++)
		*out = *out * 10 + *(*text)++ - '0';
	return count >= least;
}

static bool read_word(const char **text, const char *word)
{
	const size_t len = strlen(word);

	if (strncmp(*text, word, len) != 0)
		return false;
	*text += len;
	return true;
}

bool date_read(const char *text, int *year, int *month, int *day)
{
	static const char *const behind[][3] = { { "-", "-", "" },
						 { "/", "/", "" },
						 { ".", ".", "" },
						 { "\xE5\xB9\xB4", "\xE6\x9C\x88",
						   "\xE6\x97\xA5" /* year, month, day */ },
						 { "", "", "" } };

	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
		const size_t least = behind[i][0][0] ? 1 : 2;
		const char *rest = text;

		if (read_digits(&rest, 4, 4, year) && read_word(&rest, behind[i][0]) &&
		    read_digits(&rest, least, 2, month) && read_word(&rest, behind[i][1]) &&
		    read_digits(&rest, least, 2, day) && read_word(&rest, behind[i][2]) && !*rest)
			return date_exists(*year, *month, *day);
	}
	return false;
}

bool local_time_text(int64_t seconds, char out[LOCAL_TIME_SIZE])
{
	const time_t at = (time_t)seconds;
	char checked[ZAIRYU_TIME_SIZE];
	struct tm local;

	return zairyu_time_text(seconds, checked) == ZAIRYU_OK && localtime_r(&at, &local) &&
	       strftime(out, LOCAL_TIME_SIZE, "%Y-%m-%d %H:%M:%S %Z", &local) > 0;
}

bool date_is_before(int year, int month, int day, int64_t seconds)
{
	char date[40], today[ZAIRYU_TIME_SIZE];

	if (zairyu_time_text(seconds + JAPAN_SECONDS, today) != ZAIRYU_OK)
		return seconds > 0;
	(void)snprintf(date, sizeof date, "%04d-%02d-%02d", year, month, day);
	return strncmp(date, today, month == 0 ? 4 : day == 0 ? 7 : 10) < 0;
}

bool date_is_past(int year, int month, int day)
{
	time_t now = time(NULL);

	/* In 32 bits, what looks like a time before 1970 is one after January 2038. */
	return date_is_before(year, month, day, sizeof now == sizeof(int32_t) ? (int64_t)(uint32_t)now : (int64_t)now);
}
