/* SPDX-License-Identifier: BSD-2-Clause */
#include "scene.h"

static int shown, logged;

static void show(const char *text, const char *support_code)
{
	shown += *text != '\0' && strncmp(support_code, "Z304-", 5) == 0;
}

static void log_line(const char *name, const char *message)
{
	logged += strcmp(name, "ZAIRYU_ERR_WRONG_NUMBER") == 0 && *message != '\0';
}

static void authenticate(zairyu_session *session, const char *number, size_t len)
{
#define FRAGMENT_zairyu_error_1
#include "fragments.h"
}

int main(void)
{
	zairyu_context *ctx = scene_context(NULL);
	zairyu_session *session = scene_session(ctx, 0);

	authenticate(session, "AB12345678CD", 12);
	HOLDS(shown == 1 && logged == 1);
	authenticate(session, SCENE_NUMBER, 12);
	HOLDS(shown == 1 && logged == 1);
	zairyu_session_free(session);
	zairyu_context_free(ctx);
	return 0;
}
