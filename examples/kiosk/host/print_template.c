/* SPDX-License-Identifier: BSD-2-Clause */
/* Prints a kiosk.conf with every key, for the package, and for whoever holds the manual against it. */
#include <stdio.h>
#include <stdlib.h>

#include "host/config.h"

int main(void)
{
	char *text = config_template();
	const int rc = fputs(text, stdout);

	g_free(text);
	return rc < 0 || fflush(stdout) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
