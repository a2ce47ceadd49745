/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>

#include "scene.h"

#define FRAGMENT_zairyu_context_1
#include "fragments.h"

int main(void)
{
	zairyu_cancel *made = NULL;

	HOLDS(zairyu_cancel_new(&made, NULL) == ZAIRYU_OK);
	token = made;
	HOLDS(signal(SIGINT, on_signal) != SIG_ERR && raise(SIGINT) == 0);
	HOLDS(zairyu_cancel_is_triggered(made));
	signal(SIGINT, SIG_DFL);
	token = NULL;
	zairyu_cancel_free(made);
	return 0;
}
