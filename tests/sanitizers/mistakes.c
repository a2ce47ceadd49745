/* SPDX-License-Identifier: BSD-2-Clause */
/* Makes the mistake that is named, which the sanitizer of this build must end the program for. */
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static volatile int shared = INT_MAX;

static int add_too_much(void)
{
	return shared + 1 == 0;
}

static int step_outside(void)
{
	volatile char *bytes = calloc(4, 1);
	int found = bytes ? bytes[3 + (shared > 0)] : 0;

	free((char *)bytes);
	return found == 'x';
}

static int leak(void)
{
	static char *volatile kept;

	for (size_t i = 1; i <= 100; i++) /* the last may still lie in a register */
		kept = malloc(i);
	kept = NULL;
	return kept != NULL;
}

static void *write_too(void *unused)
{
	shared = 1;
	return unused;
}

static int race(void)
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, write_too, NULL))
		abort();
	shared = 2;
	pthread_join(thread, NULL);
	return 0;
}

static const struct {
	const char *name;
	int (*make)(void);
} mistakes[] = { { "undefined", add_too_much }, { "address", step_outside }, { "leak", leak }, { "thread", race } };

/* Success is what must not come of it. */
int main(int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < sizeof mistakes / sizeof *mistakes; i++)
		if (!strcmp(argv[1], mistakes[i].name))
			return mistakes[i].make();
	return 0;
}
