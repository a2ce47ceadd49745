/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Runs a harness without libFuzzer: each file of the directories given as it is, cut short, and changed at random, the
 * same way each time.
 */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz.h"

enum { SIZE_MAX_READ = 1 << 20, CHANGES = 300, PATH_SIZE = 4096 };

static uint64_t state = 88172645463325252u;

static size_t below(size_t bound)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state >> 16) % bound;
}

/* A copy of exactly this length, so that a byte too far is seen. */
static void run(const uint8_t *data, size_t size)
{
	uint8_t *copy = calloc(1, size ? size : 1);

	FUZZ_REQUIRE(copy != NULL);
	memcpy(copy, data, size);
	(void)LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static void run_changed(uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size);

	FUZZ_REQUIRE(copy != NULL);
	for (int n = 0; n < CHANGES; n++) {
		size_t len = below(4) == 0 ? below(size) + 1 : size;

		memcpy(copy, data, size);
		for (size_t i = below(6) + 1; i > 0; i--)
			copy[below(below(2) == 0 && len > 64 ? 64 : len)] = (uint8_t)below(256);
		for (size_t i = below(3); i > 0; i--)
			copy[below(len)] ^= (uint8_t)(1u << below(8));
		run(copy, len);
	}
	free(copy);
}

static int run_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data = malloc(SIZE_MAX_READ);
	size_t size;

	if (!file || !data) {
		fprintf(stderr, "cannot read %s\n", path);
		free(data);
		if (file)
			fclose(file);
		return -1;
	}
	size = fread(data, 1, SIZE_MAX_READ, file);
	fclose(file);
	run(data, size);
	if (size > 0)
		run_changed(data, size);
	free(data);
	return 0;
}

/* How many files were run; negative if one could not be read. */
static int run_directory(const char *path)
{
	DIR *directory = opendir(path);
	struct dirent *entry;
	int count = 0;

	if (!directory)
		return -1;
	while ((entry = readdir(directory)) && count >= 0) {
		char inside[PATH_SIZE];
		struct stat st;

		snprintf(inside, sizeof inside, "%s/%s", path, entry->d_name);
		if (stat(inside, &st) == 0 && S_ISREG(st.st_mode))
			count = run_file(inside) < 0 ? -1 : count + 1;
	}
	closedir(directory);
	return count;
}

int main(int argc, char **argv)
{
	int total = 0;

	run((const uint8_t *)"", 0);
	for (int i = 1; i < argc; i++) {
		int count = run_directory(argv[i]);

		if (count < 0)
			return EXIT_FAILURE;
		total += count;
	}
	printf("%d seeds, each changed %d times\n", total, CHANGES);
	return total > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
