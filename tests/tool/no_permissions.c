/* SPDX-License-Identifier: BSD-2-Clause */
/* Preloaded, it makes every place one that holds no permissions and no links, as FAT, exFAT and many network shares are. */
#include <errno.h>
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
