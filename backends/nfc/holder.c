/* SPDX-License-Identifier: BSD-2-Clause */
/* Which other program has a device open: a walk through what the system lists of its processes. */
#define _XOPEN_SOURCE 700 /* realpath() */

#include "holder.h"

#include <dirent.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool leads_to(int folder, const char *name, const char *node)
{
	char target[PATH_MAX];
	ssize_t n = readlinkat(folder, name, target, sizeof target - 1);

	if (n <= 0)
		return false;
	target[n] = '\0';
	return strcmp(target, node) == 0;
}

static bool has_open(const char *processes, long pid, const char *node)
{
	char path[PATH_MAX];
	const struct dirent *entry;
	bool found = false;
	DIR *folder;

	(void)snprintf(path, sizeof path, "%s/%ld/fd", processes, pid);
	folder = opendir(path);
	while (folder && !found && (entry = readdir(folder)))
		found = leads_to(dirfd(folder), entry->d_name, node);
	if (folder)
		(void)closedir(folder);
	return found;
}

/* A program may call itself what it likes: nothing of that may reach a terminal but letters. */
static void read_name(const char *processes, struct holder *out)
{
	char path[PATH_MAX];
	FILE *file;

	(void)snprintf(path, sizeof path, "%s/%ld/comm", processes, out->pid);
	file = fopen(path, "re");
	if (!file || !fgets(out->name, sizeof out->name, file))
		out->name[0] = '\0';
	if (file)
		(void)fclose(file);
	out->name[strcspn(out->name, "\n")] = '\0';
	for (char *c = out->name; *c; c++) {
		if ((unsigned char)*c < 0x20 || (unsigned char)*c > 0x7E)
			*c = '?';
	}
}

struct holder holder_find(const char *processes, const char *node)
{
	struct holder holder = { 0, "" };
	char *whole = realpath(node, NULL);
	DIR *folder = whole ? opendir(processes) : NULL;
	const struct dirent *entry;

	while (folder && holder.pid == 0 && (entry = readdir(folder))) {
		long pid = strtol(entry->d_name, NULL, 10);

		if (pid > 0 && pid != (long)getpid() && has_open(processes, pid, whole))
			holder.pid = pid;
	}
	if (holder.pid)
		read_name(processes, &holder);
	if (folder)
		(void)closedir(folder);
	free(whole);
	return holder;
}

void holder_blame(const char *processes, const char *node, struct outcome *outcome)
{
	const struct holder holder = holder_find(processes, node);

	if (holder.pid)
		(void)snprintf(outcome->who, sizeof outcome->who, "it is %s, process %ld",
			       holder.name[0] ? holder.name : "?", holder.pid);
}
