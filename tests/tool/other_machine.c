/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Preloaded, it makes another machine: its place is where SYSTEM_PLACE of the environment says, with NOT_ROOT that is
 * root's and the program is run by somebody else, with IS_ROOT it is run by root, and NOW is the time, in seconds.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zairyu.h>
#include <zairyu/place.h>

typedef int path_fn(uint32_t place, const char *name, const char *data_home, const char *home, char *buf, size_t cap,
		    size_t *len);

int zairyu_place_path(uint32_t place, const char *name, const char *data_home, const char *home, char *buf, size_t cap,
		      size_t *len)
{
	const char *system = getenv("SYSTEM_PLACE");
	path_fn *real;
	size_t need;

	if (place != ZAIRYU_PLACE_SYSTEM || !system || !name) {
		*(void **)&real = dlsym(RTLD_NEXT, "zairyu_place_path");
		return real(place, name, data_home, home, buf, cap, len);
	}
	need = strlen(system) + strlen(name) + 2;
	if (len)
		*len = need;
	if (buf && cap < need)
		return ZAIRYU_ERR_ARGUMENT;
	if (buf)
		(void)snprintf(buf, cap, "%s/%s", system, name);
	return ZAIRYU_OK;
}

static bool is_refused(const char *path)
{
	const char *system = getenv("SYSTEM_PLACE");

	if (!getenv("NOT_ROOT") || !system || strncmp(path, system, strlen(system)) != 0)
		return false;
	errno = EACCES;
	return true;
}

#define REAL(name, type) ((type *)(uintptr_t)dlsym(RTLD_NEXT, name))

typedef int mkdir_fn(const char *path, mode_t mode);
typedef int access_fn(const char *path, int mode);
typedef int mkstemp_fn(char *name);
typedef uid_t geteuid_fn(void);

int mkdir(const char *path, mode_t mode)
{
	return is_refused(path) ? -1 : REAL("mkdir", mkdir_fn)(path, mode);
}

int access(const char *path, int mode)
{
	return (mode & W_OK) && is_refused(path) ? -1 : REAL("access", access_fn)(path, mode);
}

int mkstemp(char *name)
{
	return is_refused(name) ? -1 : REAL("mkstemp", mkstemp_fn)(name);
}

time_t time(time_t *out)
{
	const char *now = getenv("NOW");
	struct timespec real;

	(void)clock_gettime(CLOCK_REALTIME, &real);
	if (now)
		real.tv_sec = (time_t)strtoll(now, NULL, 10);
	if (out)
		*out = real.tv_sec;
	return real.tv_sec;
}

uid_t geteuid(void)
{
	return getenv("NOT_ROOT") ? 1000 : getenv("IS_ROOT") ? 0 : REAL("geteuid", geteuid_fn)();
}
