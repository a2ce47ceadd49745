/* SPDX-License-Identifier: BSD-2-Clause */
#include "files/fresh_name.h"

#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "person/fail.h"

enum { RANDOM_LENGTH = 6 };

bool fresh_name_is_for(const char *place)
{
	size_t len = strlen(place);

	return len > 0 && place[len - 1] == '/';
}

int fresh_name(const struct app *app, int64_t read_at, char out[FRESH_NAME_SIZE], zairyu_error **err)
{
	static const char letters[32] = "abcdefghijkmnpqrstuvwxyz23456789"; /* none of which looks like another */
	const time_t at = read_at != 0 ? (time_t)read_at : time(NULL);
	uint8_t random[RANDOM_LENGTH];
	struct tm local;
	size_t len;

	if (!localtime_r(&at, &local) || getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
		return fail(app, err, ZAIRYU_ERR_WRITE, MSG_NO_FRESH_NAME, NULL, NULL);
	len = strftime(out, FRESH_NAME_SIZE - RANDOM_LENGTH, "%Y%m%d-%H%M%S-", &local);
	for (size_t i = 0; i < RANDOM_LENGTH; i++)
		out[len++] = letters[random[i] % sizeof letters];
	out[len] = '\0';
	return ZAIRYU_OK;
}
