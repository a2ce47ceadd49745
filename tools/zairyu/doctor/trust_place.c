/* SPDX-License-Identifier: BSD-2-Clause */
#include "doctor/trust_place.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/file_path.h"
#include "files/user_data.h"

static void add(struct examination *exam, enum found what, const char *path, enum remedy remedy)
{
	findings_remedy(&exam->findings, findings_add(&exam->findings, what, path, NULL), remedy, path);
}

/* Whether others could change it: by its permissions, but for a group that is the user's own. */
static bool is_writable(const struct stat *info)
{
	return (info->st_mode & S_IWOTH) ||
	       ((info->st_mode & S_IWGRP) && info->st_gid != getgid() && info->st_gid != 0);
}

/* False if there is no such thing. */
static bool check_path(struct examination *exam, const char *path)
{
	struct stat info;

	if (stat(path, &info) != 0)
		return false;
	if (is_writable(&info))
		add(exam, FOUND_TRUST_WRITABLE, path, REMEDY_TAKE_WRITING);
	if (info.st_uid != 0 && info.st_uid != geteuid())
		add(exam, FOUND_TRUST_FOREIGN, path, REMEDY_TAKE_OVER);
	return true;
}

static void check_files(struct examination *exam, const char *directory)
{
	DIR *folder = opendir(directory);
	const struct dirent *entry;

	while (folder && (entry = readdir(folder))) {
		char *path = entry->d_name[0] != '.' ? file_join(directory, entry->d_name) : NULL;

		if (path)
			(void)check_path(exam, path);
		free(path);
	}
	if (folder)
		(void)closedir(folder);
}

/* The directory that one is in, if the name says so. */
static char *parent_of(const char *directory)
{
	const char *slash = strrchr(directory, '/');

	return slash && slash != directory ? strndup(directory, (size_t)(slash - directory)) : NULL;
}

static void check_place(struct examination *exam, const char *directory)
{
	const size_t before = exam->findings.count;
	char *parent = parent_of(directory);

	if (check_path(exam, directory)) {
		if (parent && !exam->trust)
			(void)check_path(exam, parent);
		check_files(exam, directory);
		if (exam->findings.count == before)
			(void)findings_add(&exam->findings, FOUND_TRUST_PLACE, directory, NULL);
	}
	free(parent);
}

void trust_places_check(struct examination *exam)
{
	static const uint32_t places[] = { ZAIRYU_PLACE_SYSTEM, ZAIRYU_PLACE_USER };

	if (exam->trust) {
		check_place(exam, exam->trust);
		return;
	}
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		char *directory = NULL;

		if (user_data_path(exam->app, places[i], ZAIRYU_PLACE_TRUST, &directory, NULL) == ZAIRYU_OK)
			check_place(exam, directory);
		free(directory);
	}
}
