/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>
#include <zairyu/error.h>
#include <zairyu/place.h>

#if !defined SYSTEM_DIRECTORY || !defined SHARED_DIRECTORY
#error "the build says where the system's files are"
#endif

/* The XDG base directory specification has relative paths ignored. */
static const char *absolute(const char *path)
{
	return path && path[0] == '/' ? path : NULL;
}

/* The parts that a place's path is made of; false if the person has none. */
static int parts_of(uint32_t place, const char *data_home, const char *home, const char *parts[2])
{
	const char *data = absolute(data_home);

	if (place == ZAIRYU_PLACE_SYSTEM || place == ZAIRYU_PLACE_SHARED) {
		parts[0] = place == ZAIRYU_PLACE_SYSTEM ? SYSTEM_DIRECTORY : SHARED_DIRECTORY;
		parts[1] = "";
		return ZAIRYU_OK;
	}
	parts[0] = data ? data : absolute(home);
	parts[1] = data ? "/zairyu" : "/.local/share/zairyu";
	return place != ZAIRYU_PLACE_USER ? ZAIRYU_ERR_ARGUMENT : parts[0] ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
}

/* Puts the parts together where there is room; the size needed in any case. */
static size_t join(const char *const *parts, size_t count, char *buf, size_t cap)
{
	size_t size = 1;

	for (size_t i = 0; i < count; i++)
		size += strlen(parts[i]);
	if (size > cap)
		return size;
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(parts[i]);

		memcpy(buf, parts[i], len);
		buf += len;
	}
	*buf = '\0';
	return size;
}

int zairyu_place_path(uint32_t place, const char *name, const char *data_home, const char *home, char *buf, size_t cap,
		      size_t *len)
{
	const char *parts[4];
	size_t size = 0, room = buf ? cap : 0;
	int rc = name ? parts_of(place, data_home, home, parts) : ZAIRYU_ERR_ARGUMENT;

	if (room > 0)
		buf[0] = '\0';
	if (rc == ZAIRYU_OK) {
		parts[2] = name[0] ? "/" : "";
		parts[3] = name;
		size = join(parts, 4, buf, room);
	}
	if (len)
		*len = size;
	return buf && size > room ? ZAIRYU_ERR_ARGUMENT : rc;
}
