/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Preloaded, it makes every place one that holds no permissions and no links, as FAT, exFAT and many network shares are;
 * with NO_RENAME in the environment one that is lost when a file is to get its name.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int fchmod(int fd, mode_t mode)
{
	(void)fd;
	(void)mode;
	errno = EPERM;
	return -1;
}

int link(const char *from, const char *to)
{
	(void)from;
	(void)to;
	errno = EPERM;
	return -1;
}

int rename(const char *from, const char *to)
{
	if (!getenv("NO_RENAME"))
		return renameat(AT_FDCWD, from, AT_FDCWD, to);
	errno = EIO;
	return -1;
}
