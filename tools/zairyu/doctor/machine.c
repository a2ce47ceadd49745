/* SPDX-License-Identifier: BSD-2-Clause */
#include "doctor/machine.h"

#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "files/file_path.h"

bool machine_path(const struct examination *exam, const char *name, char out[PATH_MAX])
{
	return snprintf(out, PATH_MAX, "%s%s", exam->root, name) < PATH_MAX;
}

bool machine_has(const struct examination *exam, const char *name)
{
	char path[PATH_MAX];

	return machine_path(exam, name, path) && file_exists(path);
}

bool machine_is_container(const struct examination *exam)
{
	static const char *const signs[] = { "/.dockerenv", "/run/.containerenv", "/run/systemd/container" };

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (machine_has(exam, signs[i]))
			return true;
	return false;
}

const char *machine_user(void)
{
	const struct passwd *user = getpwuid(getuid());

	return user && user->pw_name[0] ? user->pw_name : "$USER";
}

void machine_line(const char *path, char *out, size_t size)
{
	FILE *file = fopen(path, "re");

	out[0] = '\0';
	if (!file)
		return;
	if (!fgets(out, (int)size, file))
		out[0] = '\0';
	out[strcspn(out, "\n")] = '\0';
	(void)fclose(file);
}
